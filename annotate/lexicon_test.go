package annotate

import (
	"strings"
	"testing"

	"hearsay/corpus"
)

func TestCuesAreWellFormed(t *testing.T) {
	polarities := map[corpus.Polarity]bool{corpus.Assert: true, corpus.Deny: true, corpus.Decline: true, corpus.Silence: true}
	modes := map[corpus.Mode]bool{corpus.Report: true, corpus.Opinion: true, corpus.Forecast: true, corpus.Threat: true, corpus.Promise: true}
	seen := map[string]bool{}
	for _, line := range lines("cues.txt") {
		f := strings.Fields(line)
		if len(f) < 4 {
			t.Errorf("%q has no frame", line)
			continue
		}
		if seen[f[0]] {
			t.Errorf("%q stands twice", f[0])
		}
		seen[f[0]] = true
		if !polarities[corpus.Polarity(f[1])] || !modes[corpus.Mode(f[2])] {
			t.Errorf("%q names no polarity or mode", line)
		}
		for _, letters := range f[3:] {
			for _, l := range []byte(letters) {
				if frameLetters[l] == 0 {
					t.Errorf("%q has an unknown frame %q", line, l)
				}
			}
		}
	}
}

func TestInflection(t *testing.T) {
	for _, c := range []struct {
		surface, lemma string
		form           verbForm
	}{
		{"said", "say", pastForm | participleForm}, {"says", "say", presentForm}, {"saying", "say", gerundForm},
		{"denies", "deny", presentForm}, {"denied", "deny", pastForm | participleForm}, {"denying", "deny", gerundForm},
		{"admitting", "admit", gerundForm}, {"wrote", "write", pastForm}, {"written", "write", participleForm}, {"writing", "write", gerundForm},
		{"stresses", "stress", presentForm}, {"agreeing", "agree", gerundForm}, {"read", "read", baseForm | pastForm | participleForm},
	} {
		got, ok := lex().cues[c.surface]
		if !ok || got.lemma != c.lemma || got.form != c.form {
			t.Errorf("%q is %+v, want %s with form %b", c.surface, got, c.lemma, c.form)
		}
	}
}

func TestDemonymsOfSeveralWords(t *testing.T) {
	for _, d := range []string{"north korean", "south africans", "french", "sri lankan", "british"} {
		if !lex().demonyms[d] {
			t.Errorf("%q is no demonym", d)
		}
	}
	if lex().demonyms["north"] || lex().demonyms["korean"] {
		t.Error("a part of a demonym counts as one")
	}
}
