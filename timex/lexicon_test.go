package timex

import "testing"

// TestLexicon reads the embedded lists.
func TestLexicon(t *testing.T) {
	l, err := readLexicon()
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]class{"may": month | verblike | modal, "second": ordinal | unit, "fri": weekday | short, "weeks": units} {
		if e := l.words[word]; e == nil || e.class&want != want {
			t.Errorf("%q is not of all its classes", word)
		}
	}
	if len(l.holidays) == 0 || len(l.limits) == 0 || len(l.phrases) == 0 {
		t.Error("a list is empty")
	}
}

// TestBrokenLines are refused.
func TestBrokenLines(t *testing.T) {
	l := &lexicon{words: map[string]*entry{}, holidays: map[string][]phrase{}}
	if l.addWords("nonsense", "a") == nil || l.addHoliday("x", "never") == nil || addPhrases(l.holidays, "a,,b", "c") == nil {
		t.Error("a broken line was read")
	}
}
