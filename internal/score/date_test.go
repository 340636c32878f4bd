package score

import (
	"strings"
	"testing"

	"hearsay/corpus"
)

// datesGold is an invented gold of one text, whose first sign takes more than one byte.
const datesGold = `{"id":"a","text":"“On Friday he left, in May 2031 he came; now he waits.","dct":"2031-06-04","timex":[{"start":4,"end":10,"type":"DATE","value":"2031-05-30","mod":null},{"start":23,"end":31,"type":"DATE","value":"2031-05","mod":null},{"start":41,"end":44,"type":"DATE","value":"PRESENT_REF","mod":null}]}
`

func TestDates(t *testing.T) {
	read := func(doc corpus.Document) []corpus.Timex {
		if doc.Published != "2031-06-04" {
			t.Errorf("published %q", doc.Published)
		}
		find := func(s string, typ corpus.TimexType, value string) corpus.Timex {
			i := strings.Index(doc.Text, s)
			return corpus.Timex{Span: corpus.Span{Start: i, End: i + len(s)}, Type: typ, Value: value}
		}
		return []corpus.Timex{find("Friday", "DATE", "2031-05-30"), find("in May 2031", "SET", "2031-05"), find("waits", "DATE", "2031")}
	}
	rep := Dates([]DateFile{{"a.jsonl", ReadDates("a.jsonl", strings.NewReader(datesGold))}}, read, true)
	if len(rep.Rows) != 1 || rep.Documents() != 1 || len(rep.Problems) != 0 {
		t.Fatalf("%+v", rep)
	}
	r := rep.Rows[0]
	if r.Precision != 2./3 || r.Recall != 2./3 || r.Relaxed != 4./6 || r.Strict != 2./6 || r.Type != 2./6 || r.Value != 4./6 || r.Weekdays != 1 || r.Weekday != 1 {
		t.Errorf("%+v", r)
	}
	var verdicts []string
	for _, e := range rep.Errors {
		verdicts = append(verdicts, string(e.Verdict)+" "+e.Text)
	}
	if got := strings.Join(verdicts, "|"); got != "TYPE May 2031|MISS now|FALSE waits" {
		t.Error(got)
	}
	var b strings.Builder
	if err := rep.WriteText(&b); err != nil || !strings.Contains(b.String(), `TYPE a 23:31 "May 2031" gold "DATE 2031-05" read "SET 2031-05"`) {
		t.Errorf("%v in %s", err, b.String())
	}
}

// TestDateValue lists a wrong value, and sums several files.
func TestDateValue(t *testing.T) {
	read := func(corpus.Document) []corpus.Timex {
		return []corpus.Timex{{Span: corpus.Span{Start: 6, End: 12}, Type: "DATE", Value: "2031-06-06"}}
	}
	file := func() DateFile { return DateFile{"a.jsonl", ReadDates("a.jsonl", strings.NewReader(datesGold))} }
	rep := Dates([]DateFile{file(), file()}, read, true)
	if len(rep.Rows) != 3 || rep.Rows[2].Documents != 2 || rep.Rows[2].Weekday != 0 || rep.Documents() != 2 {
		t.Fatalf("%+v", rep.Rows)
	}
	if e := rep.Errors[0]; e.Verdict != WrongValue || e.Start != 4 || e.End != 10 || e.Gold != "DATE 2031-05-30" {
		t.Errorf("%+v", e)
	}
}

// TestBrokenDates become problems; what follows is read.
func TestBrokenDates(t *testing.T) {
	text := "{\n" + `{"id":"b","text":"x"}` + "\n" + `{"id":"c","text":"x","timex":[{"start":0,"end":2}]}` + "\n\n" + datesGold
	rep := Dates([]DateFile{{"a.jsonl", ReadDates("a.jsonl", strings.NewReader(text))}}, func(corpus.Document) []corpus.Timex { return nil }, false)
	if len(rep.Problems) != 3 || rep.Rows[0].Documents != 1 || !strings.Contains(rep.Problems[1], "no timex") || !strings.Contains(rep.Problems[2], "outside") {
		t.Errorf("%+v", rep)
	}
}
