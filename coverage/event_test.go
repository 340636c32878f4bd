package coverage

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const torvane = `
Shelling at Torvane Lock:
  from: 2031-03-18
  place: [Torvane Lock, Торванский шлюз]
  names: [the Torvane shelling]
  words:
    - shelling
    - clinic
    - {word: 발전소, needed: true}
    - {word: fighting, weak: true}
  aspects:
    the losses: [killed, wounded]
    the depot: depot
  earlier: Shelling of the lower lock
`

func TestReadEvents(t *testing.T) {
	got, err := ReadEvents(strings.NewReader(torvane))
	if err != nil {
		t.Fatal(err)
	}
	want := []Event{{
		Name: "Shelling at Torvane Lock", From: "2031-03-18", To: "2031-03-18", Late: 7, Within: 60,
		Place:   []Word{{Text: "Torvane Lock"}, {Text: "Торванский шлюз"}},
		Names:   []Word{{Text: "the Torvane shelling"}},
		Words:   []Word{{Text: "shelling"}, {Text: "clinic"}, {Text: "발전소", Needed: true}, {Text: "fighting", Weak: true}},
		Aspects: []Aspect{{"the losses", []Word{{Text: "killed"}, {Text: "wounded"}}}, {"the depot", []Word{{Text: "depot"}}}},
		Earlier: "Shelling of the lower lock",
	}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestReadEventsRefuses(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"no day", "Flood:\n  names: [the flood]\n", `"Flood": from: "" is no day`},
		{"no such day", "Flood:\n  from: 2031-02-30\n  names: [the flood]\n", `"Flood": from: "2031-02-30" is no day`},
		{"to before from", "Flood:\n  from: 2031-02-03\n  to: 2031-02-01\n  names: [the flood]\n", `"Flood": to: 2031-02-01 is before`},
		{"unknown field", "Flood:\n  form: 2031-02-03\n  names: [the flood]\n", `"Flood": [1:1] unknown field "form"`},
		{"unknown mark", "Flood:\n  from: 2031-02-03\n  names: [{word: the flood, must: true}]\n", `"Flood": names: [2:1] unknown field "must"`},
		{"both marks", "Flood:\n  from: 2031-02-03\n  names: [{word: the flood, needed: true, weak: true}]\n", `"Flood": names: "the flood" is marked as needed and as weak`},
		{"no words", "Flood:\n  from: 2031-02-03\n", `"Flood": words: 0 words`},
		{"no letters", "Flood:\n  from: 2031-02-03\n  names: ['--']\n", `"Flood": names: "--" has no letter`},
		{"a number", "Flood:\n  from: 2031-02-03\n  names: [101]\n", `"Flood": names: 101 is a number`},
		{"too few words", "Flood:\n  from: 2031-02-03\n  words: [water]\n", `"Flood": words: even all of them`},
		{"an aspect without words", "Flood:\n  from: 2031-02-03\n  names: [the flood]\n  aspects:\n    the dead:\n", `"Flood": aspects: "the dead" has 0 words`},
		{"its own earlier one", "Flood:\n  from: 2031-02-03\n  names: [the flood]\n  earlier: Flood\n", `"Flood": earlier: an event is not`},
		{"late after the end", "Flood:\n  from: 2031-02-03\n  names: [the flood]\n  late after days: 9\n  within days: 3\n", `"Flood": within days: 3 is not from 9`},
		{"the same event twice", "Flood:\n  from: 2031-02-03\nFlood:\n  from: 2031-02-03\n", `mapping key "Flood" already defined`},
		{"an alias", "Flood: &a\n  from: 2031-02-03\nOther: *a\n", "anchors and aliases"},
		{"a list", "- Flood\n", "events: "},
		{"long", "#" + strings.Repeat("x", mostText), "longer than"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ReadEvents(strings.NewReader(tt.text))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

func FuzzReadEvents(f *testing.F) {
	f.Add(torvane)
	f.Add("Flood:\n  from: 2031-02-03\n  names: [the flood]\n  late after days: 0\n")
	f.Add("'1':\n  from: 2031-02-03\n  names: ['1', 'true', \"a: b\", '~']\n")
	if sample, err := os.ReadFile("../sample/events.yaml"); err == nil {
		f.Add(string(sample))
	}
	f.Fuzz(func(t *testing.T, text string) {
		events, err := ReadEvents(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, e := range events {
			var b bytes.Buffer
			if err := e.Write(&b); err != nil {
				t.Fatal(err)
			}
			again, err := ReadEvents(bytes.NewReader(b.Bytes()))
			if err != nil {
				t.Fatalf("%v, of what was written:\n%s", err, b.String())
			}
			if d := cmp.Diff([]Event{e}, again); d != "" {
				t.Fatalf("%s\nin what was written:\n%s", d, b.String())
			}
		}
	})
}
