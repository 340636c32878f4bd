package figure

import (
	"strings"

	"hearsay/corpus"
)

// date tells as of when a figure stands and what stretch of time it sums up.
func (f *finder) date(p place, g *corpus.Figure) {
	if t, at := f.timeOf(p, g); at >= 0 {
		g.AsOf = day(t.Value)
		g.Because = append(g.Because, t.Span)
	}
	g.Window = f.window(p, g)
	if g.AsOf == "" && g.Statement >= 0 && g.Status == corpus.Actual {
		g.AsOf = f.Said[g.Statement].Date // what is said on a day holds on it
	}
}

// timeOf returns the date that stands nearest to the number in its clause and is not the
// date of the saying.
func (f *finder) timeOf(p place, g *corpus.Figure) (corpus.Timex, int) {
	s := p.sentence
	from, to := f.clause(p)
	best, found := -1, corpus.Timex{}
	for _, t := range f.Times {
		if t.Start < s.Start || t.End > s.End || t.Type != corpus.Date && t.Type != corpus.Time || day(t.Value) == "" {
			continue
		}
		at := tokenAt(s, t.Start)
		if at < from || at >= to || f.dates(t, g) {
			continue
		}
		if best < 0 || distance(p, at) < distance(p, best) {
			best, found = at, t
		}
	}
	return found, best
}

// dates reports whether a time stands outside of what the statement of the figure says: it
// dates the saying.
func (f *finder) dates(t corpus.Timex, g *corpus.Figure) bool {
	if g.Statement < 0 {
		return false
	}
	for _, c := range f.Said[g.Statement].Content {
		if c.Overlaps(t.Span) {
			return false
		}
	}
	return true
}

// day returns the calendar part of a TIMEX3 value down to the day, "" where it names none:
// "2031-03-18T14:00" is "2031-03-18", "2031-W12" and "PAST_REF" are none.
func day(value string) string {
	value, _, _ = strings.Cut(value, "T")
	for i := 0; i < len(value); i++ {
		if c := value[i]; c != '-' && (c < '0' || c > '9') {
			return ""
		}
	}
	switch len(value) {
	case 4, 7, 10:
		return value
	}
	return ""
}

// within reports whether token i stands in the phrase of the number: "another 4,100",
// "12,000 more men".
func (p place) within(i int) bool { return i >= p.from-1 && i <= p.top() }

// bounds reports whether the word at token i only limits the number: "more than".
func (f *finder) bounds(p place, i int) bool {
	return i+1 < len(p.sentence.Tokens) && strings.ToLower(p.sentence.Tokens[i+1].Form) == "than"
}

// window tells what a figure sums up, where words show it.
func (f *finder) window(p place, g *corpus.Figure) corpus.Window {
	s := p.sentence
	from, to := f.clause(p)
	for i := from; i < to; i++ {
		low := strings.ToLower(s.Tokens[i].Form)
		w, ok := f.words.windows[low]
		if !ok && i+1 < to {
			w, ok = f.words.windows[low+" "+strings.ToLower(s.Tokens[i+1].Form)]
		}
		if ok && (w == corpus.Running && !f.elsewhere(p, i) || p.within(i) && !f.bounds(p, i)) {
			because(g, s, i, i+1)
			return w
		}
	}
	if g.Event != "" {
		return corpus.Total
	}
	return ""
}
