package measure

import (
	"fmt"
	"strings"
	"testing"
)

func TestDefaultList(t *testing.T) {
	s := Default()
	if !s.PartOf("killed", "casualties") || !s.PartOf("wounded", "casualties") {
		t.Error("killed and wounded are no parts of casualties")
	}
	if s.PartOf("casualties", "killed") || s.PartOf("killed", "killed") || s.PartOf("killed", "wounded") {
		t.Error("a part holds its whole, itself or its fellow")
	}
	seen := map[string]string{}
	for _, m := range s.All() {
		for _, w := range m.Nouns {
			if other := seen[w]; other != "" {
				t.Errorf("%q is a noun of %s and of %s", w, other, m.Name)
			}
			seen[w] = m.Name
		}
		if len(m.Verbs)+len(m.Nouns)+len(m.Words) == 0 {
			t.Errorf("no words show %s", m.Name)
		}
	}
}

func TestAddOfAnAnalyst(t *testing.T) {
	s, err := Add(Default(), strings.NewReader("poisoned:\n  of: people\n  part of: [casualties]\n  verbs: [poison]\nkilled:\n  words: [martyred]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if !s.PartOf("poisoned", "casualties") {
		t.Error("the new measure is no part of casualties")
	}
	killed, _ := s.Get("killed")
	if killed.Words[len(killed.Words)-1] != "martyred" || len(killed.Verbs) == 0 {
		t.Errorf("killed lost or did not gain words: %+v", killed)
	}
	if old, _ := Default().Get("killed"); old.Words[len(old.Words)-1] == "martyred" {
		t.Error("adding changed the default list")
	}
}

// A list is known by what it says, not by how it is written.
func TestID(t *testing.T) {
	id := func(texts ...string) string {
		t.Helper()
		s := Default()
		for _, text := range texts {
			var err error
			if s, err = Add(s, strings.NewReader(text)); err != nil {
				t.Fatal(err)
			}
		}
		return s.ID()
	}
	poisoned, martyred := "poisoned:\n  part of: [casualties]\n  verbs: [poison]\n", "killed:\n  words: [martyred]\n"
	for _, same := range []string{"", "# mine\n", embedded, "killed:\n  part of: [casualties]\n"} {
		if got := id(same); got != "" {
			t.Errorf("nothing new in %.20q, and its ID is %s", same, got)
		}
	}
	one := id(poisoned)
	if len(one) != 8 || one == id(martyred) || one == id(poisoned, martyred) || one != id("# the same\n"+poisoned) || one != id(poisoned, poisoned) || one != id(embedded, poisoned) {
		t.Errorf("IDs %s, %s, %s, %s", one, id(martyred), id(poisoned, martyred), id(poisoned, poisoned))
	}
}

func TestAddRefuses(t *testing.T) {
	for _, c := range []struct{ yaml, want string }{
		{"a: {part of: [nothing]}", "no measure"},
		{"a: {part of: [b]}\nb: {part of: [a]}", "part of itself"},
		{"a: {verb: [see]}", "verb"},
		{"a: {of: ghosts}", "must be people or things"},
		{"a: [", "measures"},
		{"# " + strings.Repeat("x", mostText), "longer than"},
	} {
		_, err := Add(Default(), strings.NewReader(c.yaml))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Add(%q) = %v, want an error that says %q", c.yaml, err, c.want)
		}
	}
}

// Capitals of an analyst's list do not matter, as texts are looked up in small letters.
func TestAddFoldsWords(t *testing.T) {
	s, err := Add(Default(), strings.NewReader("Poisoned: {part of: [Casualties], verbs: [Poison], words: [Poisoned]}"))
	if err != nil {
		t.Fatal(err)
	}
	if m, ok := s.Get("poisoned"); !ok || m.Verbs[0] != "poison" || m.Words[0] != "poisoned" || !s.PartOf("poisoned", "casualties") {
		t.Errorf("got %+v", m)
	}
}

// Each of these measures is a part of both measures before: there are 2^30 ways from the
// first to the last.
func TestPartOfManyWays(t *testing.T) {
	list := "a0: {of: people}\nb0: {of: people}\n"
	for i := 1; i < 30; i++ {
		list += fmt.Sprintf("a%d: {part of: [a%d, b%d]}\nb%d: {part of: [a%d, b%d]}\n", i, i-1, i-1, i, i-1, i-1)
	}
	s, err := Add(Default(), strings.NewReader(list))
	if err != nil {
		t.Fatal(err)
	}
	if !s.PartOf("a29", "b0") || s.PartOf("a0", "b29") || s.PartOf("a29", "killed") {
		t.Error("parts of parts are lost or invented")
	}
}

func FuzzAdd(f *testing.F) {
	f.Add("a:\n  of: people\n  verbs: [see]\n")
	f.Fuzz(func(t *testing.T, text string) {
		if s, err := Add(Default(), strings.NewReader(text)); err == nil && len(s.All()) < len(Default().All()) {
			t.Error("adding took away")
		}
	})
}
