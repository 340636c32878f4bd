package echo

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"hearsay/corpus"
)

// Side is one of two texts.
type Side int

// The sides. Neither: the order is not known.
const (
	Neither Side = iota
	A
	B
)

func (s Side) other() Side {
	switch s {
	case A:
		return B
	case B:
		return A
	}
	return Neither
}

// Order says which of two texts stood first, and how that is known.
type Order struct {
	Source   Side
	By       string      // in words; "" where it is not known
	Disputed bool        // the credit says one thing and the dates another
	Credited Side        // the text that has the credit; Neither without one
	Credit   corpus.Span // of the name in it; empty where metadata says it ("forwarded from")
	Agency   string      // a third one that both texts credit
}

func (o Order) mirrored() Order {
	o.Source, o.Credited = o.Source.other(), o.Credited.other()
	return o
}

// orderOf asks the credits first and then the dates.
func orderOf(a, b *corpus.Document) Order {
	o := byDate(a, b)
	words := knownCredits()
	if words.sameOutlet(a.Outlet, b.Outlet) {
		return o
	}
	ca, cb := words.creditsOf(a), words.creditsOf(b)
	inA, aok := words.crediting(a, ca, b)
	inB, bok := words.crediting(b, cb, a)
	switch {
	case aok && !bok:
		return o.credited(A, inA)
	case bok && !aok:
		return o.credited(B, inB)
	}
	if agency := words.agencyOf(ca, cb); agency != "" && !words.sameOutlet(agency, a.Outlet) && !words.sameOutlet(agency, b.Outlet) {
		return Order{By: "both credit " + agency, Agency: agency}
	}
	return o
}

// crediting returns the credit of d that names the outlet or an author of the other.
func (w *creditWords) crediting(d *corpus.Document, credits []credit, other *corpus.Document) (credit, bool) {
	if from := d.ForwardedFrom(); w.sameOutlet(from, other.Outlet) {
		return credit{name: from}, true
	}
	for _, c := range credits {
		author := !c.dateline && slices.ContainsFunc(other.Authors, func(name string) bool { return w.sameOutlet(c.name, name) })
		if w.sameOutlet(c.name, other.Outlet) || author && !slices.Contains(d.Authors, c.name) {
			return c, true
		}
	}
	return credit{}, false
}

// agencyOf is what the datelines of both texts name.
func (w *creditWords) agencyOf(a, b []credit) string {
	for _, c := range a {
		if c.dateline && slices.ContainsFunc(b, func(o credit) bool { return o.dateline && w.sameOutlet(c.name, o.name) }) {
			return c.name
		}
	}
	return ""
}

// credited turns an order by date to one by the credit that side has.
func (o Order) credited(side Side, c credit) Order {
	by := fmt.Sprintf("it credits %s", c.name)
	if c.span.Empty() {
		by = fmt.Sprintf("it was forwarded from %s", c.name)
	}
	return Order{Source: side.other(), By: by, Disputed: o.Source == side, Credited: side, Credit: c.span}
}

// byDate orders by the dates of publication, as precisely as both are known.
func byDate(a, b *corpus.Document) Order {
	pa, pb := published(a), published(b)
	ta, erra := time.Parse(time.RFC3339, pa)
	tb, errb := time.Parse(time.RFC3339, pb)
	if erra == nil && errb == nil {
		return dated(ta.Compare(tb), "by the minute of publication")
	}
	n := min(precise(pa), precise(pb))
	if n == 0 {
		return Order{}
	}
	return dated(strings.Compare(pa[:n], pb[:n]), map[int]string{4: "by the year of publication", 7: "by the month of publication", 10: "by the day of publication"}[n])
}

func dated(order int, by string) Order {
	switch {
	case order < 0:
		return Order{Source: A, By: by}
	case order > 0:
		return Order{Source: B, By: by}
	}
	return Order{}
}

// precisions are the lengths of YYYY, YYYY-MM and YYYY-MM-DD.
func precise(date string) int {
	for _, n := range []int{10, 7, 4} {
		if len(date) >= n {
			return n
		}
	}
	return 0
}

// published is the date of d, cut to the precision with which it was seen.
func published(d *corpus.Document) string {
	for _, o := range d.Observations {
		if o.Field != corpus.FieldPublished || o.Value != d.Published {
			continue
		}
		n := map[string]int{"year": 4, "month": 7, "day": 10}[o.Precision]
		if n > 0 && len(d.Published) > n {
			return d.Published[:n]
		}
		break
	}
	return d.Published
}
