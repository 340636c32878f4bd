package quantity

import (
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
)

// TestData shows that the word lists are read and that what they name exists.
func TestData(t *testing.T) {
	l := lex()
	bounds := []string{string(corpus.Exactly), string(corpus.About), string(corpus.AtLeast), string(corpus.MoreThan), string(corpus.UpTo), string(corpus.FewerThan)}
	for _, list := range []phrases{l.before, l.after} {
		for _, qualifiers := range list {
			for _, q := range qualifiers {
				if !slices.Contains(bounds, q.name) {
					t.Errorf("%q has the bound %q, which is none", q.atoms, q.name)
				}
			}
		}
	}
	for _, section := range []string{"label", "month", "reach", "toll", "change", "pronoun", "yearly", "homonym"} {
		if len(l.words[section]) == 0 {
			t.Errorf("words.txt has no section %q", section)
		}
	}
}

// TestUnitNames fails on a unit or currency that stands twice.
func TestUnitNames(t *testing.T) {
	for _, file := range []string{"units.txt", "money.txt"} {
		seen := map[string]bool{}
		lines(file, func(_, line string) error {
			name, _, _ := strings.Cut(line, ";")
			if seen[name] {
				t.Errorf("%s: %q stands twice", file, name)
			}
			seen[name] = true
			return nil
		})
	}
}
