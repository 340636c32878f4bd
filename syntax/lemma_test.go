package syntax

import "testing"

// TestSingular takes nouns out of the plural, and leaves those alone that are in the singular.
func TestSingular(t *testing.T) {
	for noun, want := range map[string]string{
		"tanks": "tank", "classes": "class", "firemen": "fireman", "women": "woman", "watches": "watch", "boxes": "box",
		"bodies": "body", "feet": "foot", "potatoes": "potato", "areas": "area", "ads": "ad",
		"tank": "tank", "glass": "glass", "gas": "gas", "bus": "bus", "virus": "virus", "basis": "basis", "regimen": "regimen", "abdomen": "abdomen", "": "",
	} {
		if got := Singular(noun); got != want {
			t.Errorf("%q: %q, want %q", noun, got, want)
		}
	}
}
