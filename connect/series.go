package connect

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"hearsay/corpus"
	"hearsay/measure"
)

// LineUp puts each figure into one series and labels pairs. The order of figures does not
// matter. Series come by measure, counted class, side and event.
//
// A series holds the figures of measures that are joined by being parts of one another, of
// one counted class, side and place or event. What is planned stands beside what happened and
// is never held against it. A figure that leaves its class open joins the one class that the
// others name; where they name several, or none, it stays with its like. See group for the
// rest, and pairs for which pairs are given: their number grows with that of the figures.
func LineUp(figures []Figure, measures *measure.Set) []Series {
	c := newComparer(measures)
	all := make([]*told, len(figures))
	for i := range figures {
		all[i] = c.ready(&figures[i], i)
	}
	slices.SortStableFunc(all, order)
	identify(all)
	for _, t := range all {
		t.voice = t.voiceKey()
	}
	var out []Series
	for _, g := range c.group(all) {
		out = append(out, c.series(g))
	}
	slices.SortStableFunc(out, func(a, b Series) int {
		return cmp.Or(cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.Counted, b.Counted), cmp.Compare(a.Side, b.Side), cmp.Compare(a.Event, b.Event), cmp.Compare(a.Window, b.Window))
	})
	return out
}

// order orders figures: by as-of date, where unknown by publication, then by whatever they
// tell, so that the order in which they were given does not matter. Undated ones come last.
func order(a, b *told) int {
	x, okX := a.when()
	y, okY := b.when()
	if okX != okY {
		return cmp.Or(map[bool]int{true: -1, false: 1}[okX])
	}
	return cmp.Or(
		cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to),
		cmp.Compare(a.Published, b.Published), cmp.Compare(a.piece(), b.piece()), cmp.Compare(a.Edition, b.Edition), cmp.Compare(a.Document, b.Document),
		cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.ID, b.ID),
		cmp.Compare(a.Outlet, b.Outlet), cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.digits, b.digits),
		cmp.Compare(a.Speaker, b.Speaker), cmp.Compare(a.Passage, b.Passage), cmp.Compare(a.Status, b.Status),
		cmp.Compare(strings.Join(a.Chain, "\x00"), strings.Join(b.Chain, "\x00")),
	)
}

func numberOf(t *told) string { return t.digits }

// numberKey is the stated number as a key: equal for figures of which sameNumber holds.
func numberKey(q corpus.Quantity) string { return ends(q.Low) + ":" + ends(q.High) }

func ends(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'g', -1, 64)
}

// series builds the series of a group, whose figures are in order.
func (c *comparer) series(g *grouped) Series {
	s := Series{Side: g.side, Event: g.event, Counted: counted(g.figures), LowBy: -1, HighBy: -1}
	s.Measure, s.Window = c.widest(g.figures), window(g.figures)
	s.Days, s.Period = period(g.figures)
	for _, t := range g.figures {
		s.Figures = append(s.Figures, t.index)
	}
	at := *c
	at.period = s.Days
	p := at.pairs(g)
	s.Pairs = p.out
	s.Origins, s.OriginOf = p.joined.origins(g.figures)
	s.extremes(p.steady(g.figures))
	return s
}

// widest is the measure of a series: one that includes all others there, or else all that no
// other includes.
func (c *comparer) widest(figures []*told) string {
	found := map[string]bool{}
	for _, t := range figures {
		found[t.Measure] = true
	}
	var tops []string
	for m := range found {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(found)), func(w string) bool { return c.measures.PartOf(m, w) }) {
			tops = append(tops, m)
		}
	}
	return strings.Join(sorted(tops...), ", ")
}

// counted names the classes of a series, people without a class first.
func counted(figures []*told) string {
	found := map[string]kind{}
	for _, t := range figures {
		for _, n := range t.class.parts() {
			found[n] = t.class.kind
		}
	}
	names := slices.SortedFunc(maps.Keys(found), func(a, b string) int {
		return cmp.Or(-cmp.Compare(found[a], found[b]), cmp.Compare(a, b))
	})
	return strings.Join(names, ", ")
}

func window(figures []*told) corpus.Window {
	var w corpus.Window
	for _, t := range figures {
		if w == "" || t.Window == corpus.Running {
			w = t.Window
		}
	}
	return w
}

// The reporting period of a series is the middle distance between new numbers of one speaker
// there, but no less than a week and no more than a month: what is reported weekly is not
// held against what was reported a month before. Origin: judgement; see PeriodDefault.
const (
	periodLeast = 7
	periodMost  = 31
	leastSteps  = 2 // steps between new numbers from which a rhythm shows
)

// period chooses the reporting period of a series and says why.
func period(figures []*told) (int, string) {
	steps := steps(figures)
	if len(steps) < leastSteps {
		return PeriodDefault, fmt.Sprintf("%d days: no rhythm of new numbers shows", PeriodDefault)
	}
	slices.Sort(steps)
	middle := steps[len(steps)/2]
	days := min(max(middle, periodLeast), periodMost)
	why := fmt.Sprintf("%d days: the middle distance between new numbers of one speaker", days)
	if days != middle {
		why = fmt.Sprintf("%d days: new numbers of one speaker lie %d days apart in the middle, and the period is a week at least and a month at most", days, middle)
	}
	return days, why
}

// steps returns the days between new numbers of one measure, class and speaker.
func steps(figures []*told) []int {
	var out []int
	last := map[string]*told{}
	for _, t := range figures {
		if !t.dated || t.asOf.width() > dayMonth || t.Vague || statusOf(t) != corpus.Actual {
			continue
		}
		key := strings.Join([]string{t.Measure, t.class.String(), t.group, t.voice}, "\x00")
		before, ok := last[key]
		if ok && sameNumber(before.Quantity, t.Quantity) {
			continue
		}
		if ok && before.asOf.apart(t.asOf) > 0 {
			out = append(out, before.asOf.apart(t.asOf))
		}
		last[key] = t
	}
	return out
}

func voiceOf(t *told) string { return t.voice }

// voiceKey is the same for figures of one speaker; a speaker who is not named speaks in one
// piece only.
func (t *told) voiceKey() string {
	if t.speaker.named {
		return t.speaker.key
	}
	return t.piece() + "\x00" + t.speaker.key
}

// extremes finds the lowest and the highest number that is told of the measure of s.
func (s *Series) extremes(figures []*told) {
	numbered := mostFigures(strings.Split(s.Measure, ", "), slices.DeleteFunc(slices.Clone(figures), func(t *told) bool { return !isFact(t) }))
	for _, worse := range []func(*told) bool{
		func(t *told) bool { return t.Vague },
		func(t *told) bool { return t.PartOf != "" || t.group != "" }, // a part is no low count of the whole
		func(t *told) bool { return t.Headline },                      // the text says who tells it
	} {
		if better := slices.DeleteFunc(slices.Clone(numbered), worse); len(better) > 0 {
			numbered = better
		}
	}
	for _, t := range numbered {
		low, high := t.lowest(), t.highest()
		if low != nil && (s.Low == nil || *low < *s.Low) {
			s.Low, s.LowBy = low, t.index
		}
		if high != nil && (s.High == nil || *high > *s.High) {
			s.High, s.HighBy = high, t.index
		}
	}
}

// mostFigures returns the figures of the measure that most are of, the first of equals.
func mostFigures(measures []string, figures []*told) []*told {
	var most []*told
	for _, m := range measures {
		if of := slices.DeleteFunc(slices.Clone(figures), func(t *told) bool { return t.Measure != m }); len(of) > len(most) {
			most = of
		}
	}
	return most
}

// isFact reports whether t tells a number as a fact: "none" is one, that it is not some
// number is not.
func isFact(t *told) bool { return statusOf(t) == corpus.Actual }

// lowest is the lowest number that the words name: 50 of "fewer than 50".
func (t *told) lowest() *float64 {
	if t.Low == nil || t.Bound == corpus.UpTo || t.Bound == corpus.FewerThan {
		return t.High
	}
	return t.Low
}

// highest is the highest number that the words name: 120 of "at least 120".
func (t *told) highest() *float64 {
	if t.High == nil {
		return t.Low
	}
	return t.High
}
