package quantity_test

import (
	"math"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/quantity"
	"hearsay/syntax"
)

// inf is an open end.
var inf = math.Inf(1)

func find(text string, times []corpus.Timex) []corpus.Quantity {
	doc := corpus.Document{Text: text}
	return quantity.Find(syntax.Read(doc), doc, times)
}

// TestTimes shows that numbers in dates and sets of times are no quantities, and those of
// durations are.
func TestTimes(t *testing.T) {
	text := "Two days later 12 men came for five days, every two weeks."
	timex := func(words string, of corpus.TimexType) corpus.Timex {
		start := strings.Index(text, words)
		return corpus.Timex{Span: corpus.Span{Start: start, End: start + len(words)}, Type: of}
	}
	times := []corpus.Timex{timex("Two days later", corpus.Date), timex("five days", corpus.Duration), timex("every two weeks", corpus.Set)}
	var got []string
	for _, q := range find(text, times) {
		got = append(got, q.In(text))
	}
	if want := "12 men|five days"; strings.Join(got, "|") != want {
		t.Errorf("found %q, want %q", got, want)
	}
	if n := len(find(text, nil)); n != 4 {
		t.Errorf("without times: %d quantities, want 4", n)
	}
}

// TestFourDigits takes years that were found before for counts where their words show that
// they are, and reads a range over a year.
func TestFourDigits(t *testing.T) {
	for _, tt := range []struct{ text, year, want string }{
		{"A death toll of 1200 was given.", "1200", "1200"},
		{"The toll rose from 1200 to 1500.", "1200", "1200|1500"},
		{"Losses reached 2000.", "2000", "2000"},
		{"Some 2000 more were hurt.", "2000", "Some 2000"},
		{"Fuel use rose from 20 litres in 2008 to 29 litres.", "2008", "from 20 litres in 2008 to 29 litres"},
		{"He spoke of the casualties of 1943.", "1943", ""},
		{"By 2019 more were hurt.", "2019", ""},
		{"The war of 1812 was lost.", "1812", ""},
	} {
		start := strings.Index(tt.text, tt.year)
		times := []corpus.Timex{{Span: corpus.Span{Start: start, End: start + len(tt.year)}, Type: corpus.Date}}
		var got []string
		for _, q := range find(tt.text, times) {
			got = append(got, q.In(tt.text))
		}
		if strings.Join(got, "|") != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestInterval shows that bounds become what the design says of them.
func TestInterval(t *testing.T) {
	tests := []struct {
		text      string
		bound     corpus.Bound
		low, high float64
	}{
		{"At least 40 men came.", corpus.AtLeast, 40, inf},
		{"More than 40 men came.", corpus.MoreThan, 40, inf},
		{"Up to 40 men came.", corpus.UpTo, 0, 40},
		{"Fewer than 40 men came.", corpus.FewerThan, 0, 40},
		{"About 40 men came.", corpus.About, 35, 45},
		{"Exactly 40 men came.", corpus.Exactly, 40, 40},
		{"Between 40 and 50 men came.", corpus.Between, 40, 50},
		{"Dozens of men came.", "dozens", 24, 99},
		{"Several men came.", "several", 2, inf},
		{"No men came.", corpus.Exactly, 0, 0},
	}
	for _, tt := range tests {
		found := find(tt.text, nil)
		if len(found) != 1 {
			t.Errorf("%q: %d quantities, want 1", tt.text, len(found))
			continue
		}
		low, high := found[0].Interval()
		if found[0].Bound != tt.bound || low != tt.low || high != tt.high {
			t.Errorf("%q: %s [%g, %g], want %s [%g, %g]", tt.text, found[0].Bound, low, high, tt.bound, tt.low, tt.high)
		}
	}
}

// FuzzFind checks what holds for the quantities of any text.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"", "1", "-", "$", "up to", "between 1 and", "$ 5 a", "one", "a half", "5-", "-5", "1/", "1/2/", "5'", "٣", "5\xff", "1,", ".5",
		"About 4,700 North Korean soldiers, 12.5% of 40-year-old men, $40m to $50m a year.",
		"5- or 6-inch, from 3 up to 5, twenty-", "half a", "two and a half of a million", "No. 1: 5 p.m., #2 +44 20", "one in five of them",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		before := 0
		for _, q := range find(text, nil) {
			check(t, text, q)
			if q.Number.Start < before {
				t.Fatalf("number %v overlaps one that ends at %d", q.Number, before)
			}
			before = q.Number.End
		}
	})
}

func check(t *testing.T, text string, q corpus.Quantity) {
	t.Helper()
	if !q.Valid(text) || !q.Number.Valid(text) || !q.Of.Empty() && !q.Of.Valid(text) {
		t.Fatalf("spans out of bounds: %+v", q)
	}
	if q.Number.Empty() || !q.Contains(q.Number) {
		t.Fatalf("span %v does not contain the number %v", q.Span, q.Number)
	}
	if q.Low == nil && q.High == nil || q.Low != nil && q.High != nil && *q.Low > *q.High {
		t.Fatalf("limits of %+v", q)
	}
	for _, p := range []*float64{q.Low, q.High} {
		if p != nil && !(*p > -inf && *p < inf) {
			t.Fatalf("infinite limit of %+v", q)
		}
	}
	if q.Bound == "" || (q.Counted != "" && q.Of.In(text) != q.Counted) {
		t.Fatalf("incomplete: %+v", q)
	}
}

// article has about 600 words.
var article = strings.Repeat(`The ministry of Orlow said on Monday that about 4,700 soldiers had been wounded in
the fighting, of whom 600 died. Officials in the capital, who spoke to reporters after a meeting of the council, put the
cost of the campaign at $40m a year, more than half of it for fuel. Nobody at the ministry of the neighbouring state would say
how many of the men came from the north, and the two sides blamed each other for the failure of the talks. A spokesman
for the army said that it would send up to 12,000 troops and dozens of tanks before the winter. `, 6)

func BenchmarkFind(b *testing.B) {
	doc := corpus.Document{Text: article}
	parsed := syntax.Read(doc)
	b.ReportAllocs()
	for b.Loop() {
		quantity.Find(parsed, doc, nil)
	}
}

// TestPlural shows which plurals tell a number of two or more.
func TestPlural(t *testing.T) {
	tests := []struct{ text, noun, counted string }{
		{"North Korean soldiers died.", "soldiers", "North Korean soldiers"},
		{"The soldiers died.", "soldiers", "soldiers"},
		{"Some 600 soldiers died.", "soldiers", ""},
		{"No soldiers died.", "soldiers", ""},
		{"The soldier died.", "soldier", ""},
	}
	for _, tt := range tests {
		doc := corpus.Document{Text: tt.text}
		s := syntax.Read(doc)[0]
		got := ""
		for i, k := range s.Tokens {
			if k.Form == tt.noun {
				q, _ := quantity.Plural(&s, doc, i)
				got = q.Counted
			}
		}
		if got != tt.counted {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.counted)
		}
	}
	if _, ok := quantity.Plural(&syntax.Sentence{}, corpus.Document{}, 3); ok {
		t.Error("a token that is not there is a plural")
	}
}
