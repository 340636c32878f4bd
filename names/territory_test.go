package names

import (
	"slices"
	"testing"
)

func TestTerritories(t *testing.T) {
	by := map[string]Territory{}
	for _, l := range Territories() {
		if _, twice := by[l.Name]; twice || l.Name == "" {
			t.Errorf("%q stands twice or has no name", l.Name)
		}
		by[l.Name] = l
	}
	if got := by["Germany"]; !slices.Contains(got.Peoples, "German") || got.Capital != "Berlin" {
		t.Errorf("Germany is %+v", got)
	}
	if got := by["North Korea"]; !slices.Contains(got.Peoples, "North Koreans") || slices.Contains(got.Peoples, "North") || !slices.Contains(got.Others, "DPRK") {
		t.Errorf("North Korea is %+v", got)
	}
	if got := territory("Dorvey | Dorveyan | | Lower Dorvey; Dorv"); got.Capital != "" || !slices.Equal(got.Others, []string{"Lower Dorvey", "Dorv"}) {
		t.Errorf("without a capital: %+v", got)
	}
}
