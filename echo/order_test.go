package echo

import (
	"strings"
	"testing"

	"hearsay/corpus"
)

func TestOrder(t *testing.T) {
	story := strings.TrimPrefix(report, "ULVRET, March 19 (Tessel Wire) - ")
	wire := func(line string) string { return line + story }
	type doc struct{ outlet, published, text, forwarded, author string }
	tests := []struct {
		name   string
		a, b   doc
		source Side
		why    string // in Why
	}{
		{"days", doc{"Tessel Wire", "2031-03-19", story, "", ""}, doc{"Roundfold", "2031-03-20", story, "", ""}, A, "day of publication"},
		{"one day", doc{"Tessel Wire", "2031-03-19", story, "", ""}, doc{"Roundfold", "2031-03-19", story, "", ""}, Neither, "not known"},
		{"a month and a day", doc{"Tessel Wire", "2031-03", story, "", ""}, doc{"Roundfold", "2031-03-20", story, "", ""}, Neither, "not known"},
		{"months", doc{"Tessel Wire", "2031-04", story, "", ""}, doc{"Roundfold", "2031-03-20", story, "", ""}, B, "month of publication"},
		{"a year", doc{"Tessel Wire", "2030", story, "", ""}, doc{"Roundfold", "2031-03-20", story, "", ""}, A, "year of publication"},
		{"minutes in two zones", doc{"Tessel Wire", "2031-03-19T23:30:00Z", story, "", ""}, doc{"Roundfold", "2031-03-20T00:10:00+02:00", story, "", ""}, B, "minute"},
		{"a minute and a day", doc{"Tessel Wire", "2031-03-19T23:30:00Z", story, "", ""}, doc{"Roundfold", "2031-03-19", story, "", ""}, Neither, "not known"},
		{"no date", doc{"Tessel Wire", "", story, "", ""}, doc{"Roundfold", "2031-03-20", story, "", ""}, Neither, "not known"},
		{"the dateline", doc{"Tessel Wire", "2031-03-19", story, "", ""}, doc{"Roundfold", "2031-03-19", wire("ULVRET/SAINT-AVREL, March 19 (Tessel Wire) - "), "", ""}, A, "credits Tessel Wire"},
		{"its own dateline", doc{"Tessel Wire", "2031-03-19", wire("ULVRET (Tessel Wire) - "), "", ""}, doc{"Roundfold", "2031-03-19", story, "", ""}, Neither, "not known"},
		{"strokes", doc{"CTB", "2031-03-19", story, "", ""}, doc{"Roundfold", "2031-03-19", wire("SAINT-AVREL, March 19. /CTB/. "), "", ""}, A, "credits CTB"},
		{"a credit against the dates", doc{"Tessel Wire", "2031-03-21", story, "", ""}, doc{"Roundfold", "2031-03-20", wire("ULVRET (Tessel Wire) — "), "", ""}, A, "though its date"},
		{"both credit a third", doc{"Corran Telegraph", "2031-03-19", wire("ULVRET (Tessel Wire) - "), "", ""}, doc{"Roundfold", "2031-03-20", wire("ULVRET (Tessel Wire) - "), "", ""}, Neither, "both credit Tessel Wire"},
		{"source line", doc{"Tessel Wire Agency", "2031-03-19", story, "", ""}, doc{"Roundfold", "2031-03-19", story + "\n\nSource: the Tessel Wire", "", ""}, A, "credits the Tessel Wire"},
		{"via", doc{"Tessel Wire", "2031-03-19", story, "", ""}, doc{"Roundfold", "2031-03-19", story + " (via Tessel Wire)", "", ""}, A, "credits Tessel Wire"},
		{"its reporter", doc{"Tessel Wire", "2031-03-19", story, "", "Mira Joss"}, doc{"Roundfold", "2031-03-19", story + "\n\nReporting by Mira Joss; editing by Oren Falk-Tse", "", ""}, A, "credits Mira Joss"},
		{"forwarded", doc{"Tessel Wire", "2031-03-19", story, "", ""}, doc{"Roundfold", "2031-03-19", story, "Tessel Wire", ""}, A, "forwarded from Tessel Wire"},
		{"a name within a story", doc{"Tessel Wire", "2031-03-19", story, "", ""}, doc{"Roundfold", "2031-03-19", story + "\n\nThey came via Tessel Wire House.", "", ""}, Neither, "not known"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			make := func(id int, d doc) *Text {
				out := invented(id, d.outlet, d.text)
				out.Published = d.published
				out.Observe(corpus.Observation{Field: corpus.FieldForwarded, Value: d.forwarded})
				out.Observe(corpus.Observation{Field: corpus.FieldAuthor, Value: d.author})
				return Read(out)
			}
			a, b := make(1, tt.a), make(2, tt.b)
			e, ok := Compare(a, b, nil)
			if !ok || e.Order.Source != tt.source || !strings.Contains(e.Why(), tt.why) {
				t.Errorf("%v, %+v, %q; want side %d and %q", ok, e.Order, e.Why(), tt.source, tt.why)
			}
			if e.Order.Disputed == e.Sure {
				t.Errorf("disputed %v, sure %v", e.Order.Disputed, e.Sure)
			}
			checkEcho(t, a.Document, b.Document, e, ok)
		})
	}
}

// TestPrecision shows that a date counts no further than it was seen.
func TestPrecision(t *testing.T) {
	a, b := invented(1, "Tessel Wire", report), invented(2, "Roundfold", report)
	a.Published, b.Published = "2031-03-01", "2031-03-19"
	a.Observations = []corpus.Observation{{Field: corpus.FieldPublished, Value: "2031-03-01", Precision: "month"}}
	if o := byDate(&a, &b); o.Source != Neither {
		t.Errorf("a date known to the month orders days: %+v", o)
	}
}

func TestRelate(t *testing.T) {
	story := strings.TrimPrefix(report, "ULVRET, March 19 (Tessel Wire) - ")
	a, b := invented(1, "Tessel Wire", story), invented(2, "Roundfold", story+"\n\nSource: Tessel Wire")
	r, ok := Relate(Read(b), Read(a), nil)
	if !ok || r.Kind != corpus.Copied || len(r.Args) != 2 || r.Args[0].Role != "source" || r.Args[0].Document != a.ID || r.Args[1].Role != "copy" || !r.Sure {
		t.Fatalf("%v %+v, want the agency's as source", ok, r)
	}
	for i, d := range []corpus.Document{a, b} {
		hashesIn(t, d, r.Args[i].Spans)
	}
	if last := r.Args[1].Spans[len(r.Args[1].Spans)-1]; last.In(b.Text) != "Tessel Wire" {
		t.Errorf("the credit is not among the spans: %q", last.In(b.Text))
	}
	b.Text, b.Blocks, a.Published = a.Text, a.Blocks, ""
	one, _ := Relate(Read(a), Read(b), nil)
	other, _ := Relate(Read(b), Read(a), nil)
	if one.ID != other.ID || one.Why != other.Why || one.Args[0].Document != other.Args[0].Document || one.Args[0].Role != "one" {
		t.Errorf("%+v\nis not\n%+v", one, other)
	}
	if _, ok := Relate(Read(a), Read(invented(3, "Roundfold", otherStory)), nil); ok {
		t.Error("two stories are related")
	}
}
