package syntax

import "testing"

// TestTemplates counts the templates: the models know them by their number.
func TestTemplates(t *testing.T) {
	for _, tt := range []struct {
		name string
		of   *templates
		want int
	}{{"tag", tagTemplates(), 42}, {"move", moveTemplates(), 146}, {"label", labelTemplates(), 36}} {
		if got := len(tt.of.slots); got != tt.want {
			t.Errorf("%d templates of %s, want %d", got, tt.name, tt.want)
		}
	}
}
