package score

import "testing"

func TestSameName(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"Maria Lenz", "maria LENZ", true},
		{"José Ångström", "Jose Angstrom", true},
		{"The Harbour Institute", "Harbour Institute", true},
		{"Kim O’Dara's", "Kim O'Dara", true},
		{"the", "the", true},
		{"Straße", "STRASSE", true},
		{"Dr Lenz", "Maria Lenz", false},
		{"Lenz", "Maria Lenz", false},
		{"", "", false},
		{"...", "...", false},
	}
	for _, tt := range tests {
		if got := sameName(tt.a, tt.b); got != tt.want {
			t.Errorf("sameName(%q, %q) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}
