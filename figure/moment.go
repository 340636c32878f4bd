package figure

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// date tells as of when a figure stands and what stretch of time it sums up.
func (f *finder) date(p place, g *corpus.Figure) {
	if t, at := f.timeOf(p, g); at >= 0 {
		if g.AsOf = f.happenedOn(t, g); g.AsOf != "" {
			g.Because = append(g.Because, t.Span)
		}
	}
	g.Window = f.window(p, g)
	if f.after >= 0 {
		f.inherit(g, f.figures[f.after]) // "on 18 March seven workers were killed and 41 injured"
	}
}

// happenedOn returns the day, month or year of a time, the last one before publication where
// the text names no year and what happened would lie in the future; "" where it would though
// the text names one.
func (f *finder) happenedOn(t corpus.Timex, g *corpus.Figure) string {
	d, out := day(t.Value), day(f.Document.Published)
	if n := min(len(d), len(out)); g.Status != corpus.Actual || d[:n] <= out[:n] {
		return d
	}
	year, err := strconv.Atoi(d[:4])
	if err != nil || strings.Contains(t.In(f.Document.Text), d[:4]) || d[4:] == "-02-29" {
		return ""
	}
	return fmt.Sprintf("%04d%s", year-1, d[4:])
}

// hold dates the figures that name no day by when they were told.
func (f *finder) hold() {
	for i := range f.figures {
		p, g := f.places[i], &f.figures[i]
		if g.AsOf != "" || g.Status != corpus.Actual && g.Status != corpus.Denied {
			continue
		}
		if g.Statement >= 0 {
			g.AsOf = f.saidOn(p, g)
		}
		if g.AsOf == "" && f.lasts(p, g) {
			g.AsOf = day(f.Document.Published)
		}
	}
}

// lasts reports whether words say that a figure holds when it is told: "since December",
// "already".
func (f *finder) lasts(p place, g *corpus.Figure) bool {
	s := p.sentence
	from, to := f.clause(p)
	for i := from; i < to; i++ {
		low := strings.ToLower(s.Tokens[i].Form)
		two := low
		if i+1 < to {
			two += " " + strings.ToLower(s.Tokens[i+1].Form)
		}
		if f.words.loss[g.Measure] && f.words.present[low] {
			continue // "two are already dead"
		}
		if (f.words.lasting[low] || f.words.lasting[two]) && !f.elsewhere(p, i) {
			return true
		}
	}
	return false
}

// timeOf returns the date that stands nearest to the number in its clause and is neither the
// date of the saying nor that from which on is counted. The date of an event, "the March
// flood", comes before all others.
func (f *finder) timeOf(p place, g *corpus.Figure) (corpus.Timex, int) {
	s := p.sentence
	from, to := f.clause(p)
	best, found, ofEvent := -1, corpus.Timex{}, false
	verb := f.verb
	if verb < 0 {
		verb, _ = f.governor(s, p.top())
	}
	if g.Status == corpus.Planned && verb >= 0 {
		from = max(from, min(verb, p.from)) // what stands before tells when it was planned
	}
	for _, t := range f.timesIn(s.Span) {
		if day(t.Value) == "" {
			continue
		}
		at := tokenAt(s, t.Start)
		if at < from || at >= to || f.dates(t, g) || f.elsewhere(p, at) || at > 0 && f.words.starting[strings.ToLower(s.Tokens[at-1].Form)] {
			continue
		}
		event := f.words.loss[g.Measure] && s.Tokens[at].Head > at && f.words.events[s.Tokens[s.Tokens[at].Head].Lemma]
		if best < 0 || event && !ofEvent || event == ofEvent && distance(p, at) < distance(p, best) {
			best, found, ofEvent = at, t, event
		}
	}
	return found, best
}

// timesIn returns the dates and times of day within a span; times stand in order.
func (f *finder) timesIn(in corpus.Span) []corpus.Timex {
	first := sort.Search(len(f.Times), func(i int) bool { return f.Times[i].Start >= in.Start })
	var out []corpus.Timex
	for _, t := range f.Times[first:] {
		if t.Start >= in.End {
			break
		}
		if t.End <= in.End && (t.Type == corpus.Date || t.Type == corpus.Time) {
			out = append(out, t)
		}
	}
	return out
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

// besides reads "600 died and another 4,100 were injured": more than the number before, which
// measures something else, and not more than at another time.
func (f *finder) besides(p place, g *corpus.Figure, i int) (corpus.Window, bool) {
	n := len(f.figures) - 1
	if n < 0 || f.places[n].sentence != p.sentence || f.figures[n].Measure == g.Measure || !p.within(i) {
		return "", false
	}
	return f.figures[n].Window, true
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
			if b, ok := f.besides(p, g, i); ok {
				return b
			}
			because(g, s, i, i+1)
			return w
		}
	}
	if g.Event != "" {
		return corpus.Total
	}
	return ""
}

// saidOn returns the day on which a figure was said, as what is said on a day holds on it:
// of its statement, or of one around it through which we know.
func (f *finder) saidOn(p place, g *corpus.Figure) string {
	told := f.Said[g.Statement]
	if d := f.dayOfSaying(told); d != "" {
		return d
	}
	if i := g.Statement - 1; i >= 0 && told.Cue.Empty() && f.Said[i].Source.Name == told.Source.Name {
		if d := f.lastSaid(i); d != "" {
			return d // a quotation that goes on over paragraphs
		}
	}
	for _, i := range f.saidIn[p.index] {
		a := f.Said[i]
		if a.Date == "" {
			continue
		}
		for _, c := range a.Content {
			if c.Contains(p.q.Number) {
				return a.Date
			}
		}
	}
	return ""
}

// lastSaid returns the last day on which the source of statement i said something that no other
// source's statement parts from it, "" without one. Each statement is looked at once.
func (f *finder) lastSaid(i int) string {
	for n := len(f.lastDay); n <= i; n++ {
		d := f.dayOfSaying(f.Said[n])
		if d == "" && n > 0 && f.Said[n-1].Source.Name == f.Said[n].Source.Name {
			d = f.lastDay[n-1]
		}
		f.lastDay = append(f.lastDay, d)
	}
	return f.lastDay[i]
}

// farSaying is how many tokens from its cue the day of a saying may stand.
const farSaying = 12

// dayOfSaying returns the date of a statement, or the day that stands nearest to its cue in
// the reporting clause: "issued the following statement on March 20".
func (f *finder) dayOfSaying(a corpus.Attribution) string {
	if a.Date != "" || a.Cue.Empty() {
		return a.Date
	}
	s := f.sentenceAt(a.Cue.Start)
	if s == nil {
		return ""
	}
	if f.saysNow(s, a) {
		return day(f.Document.Published)
	}
	cue, best, value := tokenAt(s, a.Cue.Start), farSaying+1, ""
	for _, t := range f.timesIn(s.Span) {
		at := tokenAt(s, t.Start)
		d := day(t.Value)
		if len(d) < len("2031-03-18") || f.opens(s, at) || d > f.Document.Published && f.Document.Published != "" || inContent(a, t.Span) {
			continue
		}
		if far := max(at-cue, cue-at); far < best && s.Tokens[at].Rel != "compound" && s.Tokens[at].Rel != "nmod:poss" {
			best, value = far, d
		}
	}
	return value
}

// saysNow reports whether a statement is told in the present tense, "medics say": then it is
// what its source says when the text is published. Documents say always what they say.
func (f *finder) saysNow(s *syntax.Sentence, a corpus.Attribution) bool {
	if a.Source.Kind == corpus.Paper {
		return false
	}
	for i := tokenAt(s, a.Cue.Start); i < len(s.Tokens) && s.Tokens[i].Start < a.Cue.End; i++ {
		if tag := s.Tokens[i].Tag; s.Tokens[i].POS == "VERB" && (tag == "VBP" || tag == "VBZ") {
			return true
		}
	}
	return false
}

func inContent(a corpus.Attribution, s corpus.Span) bool {
	for _, c := range a.Content {
		if c.Overlaps(s) {
			return true
		}
	}
	return false
}
