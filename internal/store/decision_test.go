package store

import (
	"fmt"
	"testing"
	"time"

	"hearsay/corpus"
)

// What stands is a fold over what people decided.
func TestStanding(t *testing.T) {
	machine := corpus.Statement{Standing: corpus.Machine, Attribution: corpus.Attribution{
		Polarity: corpus.Assert, Date: "2031-04", Source: corpus.Source{Name: "Jung", Role: "analyst"}}}
	confirm := corpus.Decision{Verb: corpus.Confirm}
	reject := corpus.Decision{Verb: corpus.Reject}
	correct := func(field, value string) corpus.Decision {
		return corpus.Decision{Verb: corpus.Correct, Field: field, Value: value}
	}
	for _, c := range []struct {
		name      string
		decisions []corpus.Decision
		want      string // standing, who, polarity, speaker, corrections
	}{
		{"nothing", nil, "machine - assert Jung []"},
		{"confirmed", []corpus.Decision{confirm}, "confirmed p1 assert Jung []"},
		{"the latest wins", []corpus.Decision{confirm, reject}, "rejected p2 assert Jung []"},
		{"and back", []corpus.Decision{reject, confirm}, "confirmed p2 assert Jung []"},
		{"corrected", []corpus.Decision{correct("polarity", "deny")}, "corrected p1 deny Jung [{polarity assert deny}]"},
		{"of a field the latest", []corpus.Decision{correct("polarity", "deny"), correct("polarity", "decline")}, "corrected p2 decline Jung [{polarity assert decline}]"},
		{"two fields, in the order of fields", []corpus.Decision{correct("polarity", "deny"), correct("speaker", "Min Jung")},
			"corrected p2 deny Min Jung [{speaker Jung Min Jung} {polarity assert deny}]"},
		{"confirmed after it was corrected", []corpus.Decision{correct("polarity", "deny"), confirm}, "corrected p1 deny Jung [{polarity assert deny}]"},
		{"corrected after it was confirmed", []corpus.Decision{confirm, correct("polarity", "deny")}, "corrected p2 deny Jung [{polarity assert deny}]"},
		{"rejected after it was corrected", []corpus.Decision{correct("polarity", "deny"), reject}, "rejected p2 deny Jung [{polarity assert deny}]"},
		{"corrected after it was rejected", []corpus.Decision{reject, correct("polarity", "deny")}, "rejected p1 deny Jung [{polarity assert deny}]"},
		{"corrected back", []corpus.Decision{correct("polarity", "deny"), correct("polarity", "assert")}, "machine - assert Jung []"},
		{"corrected back and confirmed", []corpus.Decision{confirm, correct("polarity", "deny"), correct("polarity", "assert")}, "confirmed p1 assert Jung []"},
		{"the later correction taken back", []corpus.Decision{correct("polarity", "deny"), correct("speaker", "Min Jung"), correct("speaker", "Jung")}, "corrected p1 deny Jung [{polarity assert deny}]"},
		{"corrected once more to the same", []corpus.Decision{correct("polarity", "deny"), correct("polarity", "deny")}, "corrected p2 deny Jung [{polarity assert deny}]"},
		{"a field of a later version", []corpus.Decision{correct("colour", "red")}, "machine - assert Jung []"},
	} {
		for i := range c.decisions {
			c.decisions[i].By = fmt.Sprint("p", i+1)
			c.decisions[i].At = time.Unix(int64(i+1), 0)
		}
		s := standing(machine, c.decisions)
		by := s.By
		if by == "" {
			by = "-"
		} else if want := time.Unix(int64(by[1]-'0'), 0); !s.At.Equal(want) {
			t.Errorf("%s: at %v, want %v", c.name, s.At, want)
		}
		corrections := s.Corrections
		if corrections == nil {
			corrections = []corpus.Correction{}
		}
		if got := fmt.Sprint(s.Standing, " ", by, " ", s.Polarity, " ", s.Source.Name, " ", corrections); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
		same(t, c.name+": taken off again", asMachine(s), machine)
	}
}

// Who confirms again changes nothing; another person, a note or a decision
// in between does.
func TestStands(t *testing.T) {
	confirm := func(by, note string) corpus.Decision {
		return corpus.Decision{Verb: corpus.Confirm, By: by, Note: note}
	}
	reject := corpus.Decision{Verb: corpus.Reject, By: "Ana"}
	for _, c := range []struct {
		before []corpus.Decision
		d      corpus.Decision
		want   bool
	}{
		{nil, confirm("Ana", ""), false},
		{[]corpus.Decision{confirm("Ana", "heard it")}, confirm("Ana", ""), true},
		{[]corpus.Decision{confirm("Ana", "")}, confirm("Ana", "heard it"), false},
		{[]corpus.Decision{confirm("Ana", "")}, confirm("Bo", ""), false},
		{[]corpus.Decision{confirm("Ana", ""), confirm("Bo", "")}, confirm("Ana", ""), true},
		{[]corpus.Decision{confirm("Ana", ""), reject}, confirm("Ana", ""), false},
		{[]corpus.Decision{reject}, reject, false},
	} {
		if _, got := stands(c.d, c.before); got != c.want {
			t.Errorf("%+v after %+v: %v", c.d, c.before, got)
		}
	}
}

func TestAttach(t *testing.T) {
	at := func(id string, spans ...corpus.Span) corpus.Statement {
		return corpus.Statement{ID: id, Attribution: corpus.Attribution{Content: spans}}
	}
	about := func(subject string, spans ...corpus.Span) corpus.Decision {
		return corpus.Decision{Subject: subject, Spans: spans}
	}
	span := func(a, b int) corpus.Span { return corpus.Span{Start: a, End: b} }
	for _, c := range []struct {
		name      string
		list      []corpus.Statement
		decisions []corpus.Decision
		want      map[string]string
	}{
		{"the same", []corpus.Statement{at("s1", span(0, 5))}, []corpus.Decision{about("s1", span(0, 5))}, map[string]string{"s1": "s1"}},
		{"cut otherwise", []corpus.Statement{at("s2", span(3, 9))}, []corpus.Decision{about("s1", span(0, 5))}, map[string]string{"s1": "s2"}},
		{"beside it", []corpus.Statement{at("s2", span(5, 9))}, []corpus.Decision{about("s1", span(0, 5))}, nil},
		{"cut in two", []corpus.Statement{at("s2", span(0, 2)), at("s3", span(2, 5))}, []corpus.Decision{about("s1", span(0, 5))}, nil},
		{"two joined", []corpus.Statement{at("s3", span(0, 9))}, []corpus.Decision{about("s1", span(0, 4)), about("s2", span(5, 9))}, nil},
		{"one of two joined stayed", []corpus.Statement{at("s1", span(0, 9))}, []corpus.Decision{about("s1", span(0, 4)), about("s2", span(5, 9))}, map[string]string{"s1": "s1"}},
		{"two decisions about one", []corpus.Statement{at("s2", span(0, 9))}, []corpus.Decision{about("s1", span(0, 4)), about("s1", span(0, 4))}, map[string]string{"s1": "s2"}},
		{"pieces", []corpus.Statement{at("s2", span(0, 2), span(7, 9))}, []corpus.Decision{about("s1", span(8, 12))}, map[string]string{"s1": "s2"}},
		{"nothing there", nil, []corpus.Decision{about("s1", span(0, 5))}, nil},
	} {
		same(t, c.name, attach(c.list, c.decisions), c.want)
	}
}

func TestPeriod(t *testing.T) {
	for _, c := range []struct{ published, want string }{
		{"2031", "2031-01-01 2031-12-31 2031"},
		{"2032-02", "2032-02-01 2032-02-29 2032-02"},
		{"2031-12-31", "2031-12-31 2031-12-31 2031-12-31"},
		{"2031-04-11T01:30:00+09:00", "2031-04-11 2031-04-11 2031-04-10T16:30:00Z"},
		{"", "  9999~"},
		{"spring", "  9999~"},
		{"2031-13", "  9999~"},
		{"31-1-1", "  9999~"},
	} {
		p := periodOf(c.published)
		if got := p.first + " " + p.last + " " + p.key; got != c.want {
			t.Errorf("%q: %s, want %s", c.published, got, c.want)
		}
	}
}
