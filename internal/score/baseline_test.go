package score

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSentences(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"full stops", "The locks opened. Nobody came! Why?", []string{"The locks opened.", "Nobody came!", "Why?"}},
		{"closing mark belongs to the sentence", "“It is over.” He left.", []string{"“It is over.”", "He left."}},
		{"small letter goes on", "“Is it over?” she asked. He left.", []string{"“Is it over?” she asked.", "He left."}},
		{"titles and initials", "Dr. Lenz met J. Arn. They spoke.", []string{"Dr. Lenz met J. Arn.", "They spoke."}},
		{"numbers", "It rose to 3.5 million. Then it fell.", []string{"It rose to 3.5 million.", "Then it fell."}},
		{"line ends", "A headline\n\nA line", []string{"A headline", "A line"}},
		{"dots", "Well... Yes.", []string{"Well...", "Yes."}},
		{"no white space behind", "See example.org. Or not.", []string{"See example.org.", "Or not."}},
		{"nothing", " \n ", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := texts(tt.text, sentences(tt.text)); !slices.Equal(got, tt.want) {
				t.Errorf("sentences = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestBaseline(t *testing.T) {
	const text = "Mr. Lenz said so. The locks opened. A “bridge” fell. It's raining. According to Arn, it is over."
	var got []string
	for _, st := range Baseline(text) {
		got = append(got, texts(text, st.Content)...)
	}
	want := []string{"Mr. Lenz said so.", "A “bridge” fell.", "According to Arn, it is over."}
	if !slices.Equal(got, want) {
		t.Errorf("baseline = %q, want %q", got, want)
	}
}

func FuzzBaseline(f *testing.F) {
	f.Add("“A.” B... 3.5! Dr. X\nno")
	f.Add("a.” ’.")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		end := 0
		for _, s := range sentences(text) {
			if !s.Valid(text) || s.Empty() || s.Start < end {
				t.Fatalf("sentence %v after %d in %q", s, end, text)
			}
			end = s.End
		}
	})
}

// TestVerbList checks the data file: forms in small letters, none twice.
func TestVerbList(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(verbList) {
		line, _, _ = strings.Cut(line, "#")
		for _, verb := range strings.Fields(line) {
			if seen[verb] || strings.ContainsFunc(verb, func(r rune) bool { return r < 'a' || r > 'z' }) {
				t.Errorf("%q stands there twice or is no word in small letters", verb)
			}
			seen[verb] = true
		}
	}
	if b := newBaseline(); len(b.verbs) != len(seen) || !b.verbs["said"] {
		t.Errorf("the baseline knows %d verbs of %d", len(b.verbs), len(seen))
	}
}
