package score

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"hearsay/corpus"
)

// GoldQuantity is a quantity without its place: a number "19" or a range "12-120".
type GoldQuantity struct {
	Value    string `json:"value"`
	Bound    string `json:"bound"` // "=", "~", "<", ">", or "up" and "down" of a change
	Unit     string `json:"unit"`  // as the text has it; "-" where there is none
	UnitNorm string `json:"unit_norm"`
}

// checkQuantities returns an error for a value that is no number.
func checkQuantities(list []GoldQuantity) error {
	for _, q := range list {
		if _, ok := goldEnds(q.Value); !ok {
			return fmt.Errorf("value %q is no number and no range", q.Value)
		}
	}
	return nil
}

// QuantitiesReport compares the quantities that are read with those of gold. The quantities
// of a text are matched as multisets, since gold does not say where they stand: by value,
// those with the same unit first.
//
// Some gold lets a vague plural begin at one of its word ("dozens" is 12, "thousands" is
// 1000-10000), where we say at least two: these match, but not in the strict rates.
//
// Words without a number of their own ("several", "a few", "no casualties") are annotated
// in some gold only: those that match no value of gold are set aside and counted apart;
// the strict rates count them as false.
type QuantitiesReport struct {
	Texts    int             `json:"texts"`
	Value    Rates           `json:"value"`  // the same number, or both ends of the same range
	Unit     Rates           `json:"unit"`   // and the same unit or counted noun
	Strict   Rates           `json:"strict"` // with what is set aside and without vague plurals of another definition
	AllUnit  Rates           `json:"strict_unit"`
	Bound    float64         `json:"bound"` // share of the matched values whose bound is that of gold, where gold has one
	SetAside int             `json:"set_aside"`
	Errors   []QuantityError `json:"errors"`
	Problems []string        `json:"problems"`

	listErrors          bool
	bounds, rightBounds int
	vague, vagueUnit    int // that matched as vague plurals alone
}

// Rates are precision, recall and F1 with their counts.
type Rates struct {
	Right     int     `json:"right"`
	Read      int     `json:"read"`
	Gold      int     `json:"gold"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

func (r *Rates) rate() {
	r.Precision, r.Recall, r.F1 = ratio(r.Right, r.Read), ratio(r.Right, r.Gold), ratio(2*r.Right, r.Read+r.Gold)
}

// QuantityError is a quantity or a figure that was missed, invented or read otherwise.
type QuantityError struct {
	Kind string `json:"kind"` // "MISS", "FALSE", or what was read otherwise: "UNIT", "SIDE"
	ID   string `json:"id"`
	Gold string `json:"gold,omitempty"`
	Read string `json:"read,omitempty"`
	Text string `json:"text"`
}

// rate fills the rates from the counts.
func (r *QuantitiesReport) rate() {
	r.Strict.Right, r.AllUnit.Right = r.Value.Right-r.vague, r.Unit.Right-r.vagueUnit
	r.Strict.Gold, r.AllUnit.Gold = r.Value.Gold, r.Unit.Gold
	r.Strict.Read, r.AllUnit.Read = r.Value.Read+r.SetAside, r.Unit.Read+r.SetAside
	for _, rates := range []*Rates{&r.Value, &r.Unit, &r.Strict, &r.AllUnit} {
		rates.rate()
	}
	r.Bound = ratio(r.rightBounds, r.bounds)
}

func (r *QuantitiesReport) quantities(t FigureText, read []corpus.Quantity) {
	r.Texts++
	gold := slices.Repeat([]int{-1}, len(t.Quantities)) // the index of what was read, or -1
	taken := make([]bool, len(read))
	for _, match := range []func(GoldQuantity, corpus.Quantity) bool{sameBoth, sameValue} {
		for i, g := range t.Quantities {
			if gold[i] < 0 {
				gold[i] = takeFirst(taken, func(k int) bool { return match(g, read[k]) })
			}
		}
	}
	r.matched(t, read, gold)
	r.unmatched(t, read, taken)
}

func (r *QuantitiesReport) note(e QuantityError) {
	if r.listErrors {
		r.Errors = append(r.Errors, e)
	}
}

func sameBoth(g GoldQuantity, q corpus.Quantity) bool { return sameValue(g, q) && sameUnit(g, q) }

func (r *QuantitiesReport) matched(t FigureText, read []corpus.Quantity, gold []int) {
	r.Value.Gold += len(gold)
	r.Unit.Gold += len(gold)
	for i, k := range gold {
		g := t.Quantities[i]
		if k < 0 {
			r.note(QuantityError{Kind: "MISS", ID: t.ID, Gold: g.describe(), Text: t.Text})
			continue
		}
		r.Value.Right++
		strict := sameEnds(g, read[k])
		if !strict {
			r.vague++
		}
		r.bound(g, read[k])
		if sameUnit(g, read[k]) {
			r.Unit.Right++
			if !strict {
				r.vagueUnit++
			}
		} else {
			r.note(QuantityError{Kind: "UNIT", ID: t.ID, Gold: g.describe(), Read: describeQuantity(read[k]), Text: t.Text})
		}
	}
}

func (r *QuantitiesReport) unmatched(t FigureText, read []corpus.Quantity, taken []bool) {
	for k, q := range read {
		if !taken[k] && wordsOnly(q) {
			r.SetAside++
			continue
		}
		r.Value.Read++
		r.Unit.Read++
		if !taken[k] {
			r.note(QuantityError{Kind: "FALSE", ID: t.ID, Read: describeQuantity(q), Text: t.Text})
		}
	}
}

// wordsOnly reports whether q has no number of its own: "several", "none".
func wordsOnly(q corpus.Quantity) bool {
	return q.Vague || q.High != nil && *q.High == 0 && q.Number.Len() > 1
}

// bound compares bounds where gold tells one; a change "up" or "down" is no bound.
func (r *QuantitiesReport) bound(g GoldQuantity, q corpus.Quantity) {
	want := map[string][]corpus.Bound{
		"=": {corpus.Exactly, corpus.Between}, "~": {corpus.About, corpus.Between},
		"<": {corpus.UpTo, corpus.FewerThan}, ">": {corpus.AtLeast, corpus.MoreThan},
	}[g.Bound]
	if want == nil {
		return
	}
	r.bounds++
	if slices.Contains(want, q.Bound) {
		r.rightBounds++
	}
}

// goldEnds parses "19", "-130" or "12-120".
func goldEnds(s string) ([]float64, bool) {
	s = strings.ReplaceAll(s, " ", "")
	cut := strings.Index(s[min(1, len(s)):], "-") + 1 // behind a sign
	if cut == 0 || s[cut-1] == 'e' {
		v, err := strconv.ParseFloat(s, 64)
		return []float64{v, v}, err == nil
	}
	a, errA := strconv.ParseFloat(s[:cut], 64)
	b, errB := strconv.ParseFloat(s[cut+1:], 64)
	return []float64{min(a, b), max(a, b)}, errA == nil && errB == nil
}

// readEnds returns the number that the words of q tell, twice, or the ends of a range.
func readEnds(q corpus.Quantity) []float64 {
	switch {
	case q.Low == nil && q.High == nil:
		return []float64{math.NaN(), math.NaN()}
	case q.High == nil:
		return []float64{*q.Low, *q.Low}
	case q.Low == nil, q.Bound == corpus.UpTo, q.Bound == corpus.FewerThan:
		return []float64{*q.High, *q.High}
	}
	return []float64{*q.Low, *q.High}
}

// sameValue reports whether gold and q tell the same number, or the same ends of a range.
func sameValue(g GoldQuantity, q corpus.Quantity) bool {
	if q.Vague && q.Low != nil {
		ends, _ := goldEnds(g.Value)
		return sameEnds(g, q) || nearly(ends[0]*2, *q.Low)
	}
	return sameEnds(g, q)
}

func sameEnds(g GoldQuantity, q corpus.Quantity) bool {
	a, _ := goldEnds(g.Value)
	b := readEnds(q)
	return nearly(a[0], b[0]) && nearly(a[1], b[1])
}

// nearly compares two numbers but for the error of their decimals.
func nearly(a, b float64) bool { return math.Abs(a-b) <= 1e-6*max(math.Abs(a), math.Abs(b)) }

func (g GoldQuantity) describe() string { return g.Value + " " + g.UnitNorm }

func describeQuantity(q corpus.Quantity) string {
	ends := readEnds(q)
	s := numberText(ends[0])
	if ends[1] != ends[0] {
		s += "-" + numberText(ends[1])
	}
	return fmt.Sprintf("%s [%s] unit=%q head=%q", s, q.Bound, q.Unit, q.Head)
}

func (r *QuantitiesReport) writeRates(b *strings.Builder) {
	writeRatesHead(b)
	r.Value.write(b, "value")
	r.Unit.write(b, "value + unit")
	r.Strict.write(b, "value, strict")
	r.AllUnit.write(b, "value + unit, strict")
	fmt.Fprintf(b, "\n%d texts. Bounds of matched values as in gold: %s.\n", r.Texts, strings.TrimSpace(rateText(r.Bound)))
	fmt.Fprintf(b, "Words without a number of their own (\"several\", \"no casualties\") that gold does not have: %d, counted as false in the strict rows alone.\n", r.SetAside)
}

func writeRatesHead(b *strings.Builder) {
	fmt.Fprintf(b, "%-22s %5s %5s %5s   %5s %5s %5s\n", "measure", "right", "read", "gold", "P", "R", "F1")
}

func (r Rates) write(b *strings.Builder, name string) {
	fmt.Fprintf(b, "%-22s %5d %5d %5d   %s %s %s\n", name, r.Right, r.Read, r.Gold, rateText(r.Precision), rateText(r.Recall), rateText(r.F1))
}
