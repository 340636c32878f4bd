package report

import (
	"fmt"
	"strings"
)

// How many tables of events a terminal shows, and of how many outlets in each what their states
// rest on: about three screens.
const (
	eventsShown = 3
	proofsShown = 12
)

// coverage writes the events of a brief for a terminal.
func (s *briefSheet) coverage() {
	b := s.brief
	if len(b.Events) == 0 {
		return
	}
	s.heading(fmt.Sprintf("%s (%s)", coverageTitle, thousands(len(b.Events)+b.EventsLeft)))
	s.note(coverageNote)
	s.note(matrixNote)
	shown := b.Events[:min(len(b.Events), eventsShown)]
	for _, e := range shown {
		s.event(e)
	}
	for _, n := range known(b.moreEvents(len(shown)), b.unchanged()) {
		s.line("")
		s.note(n)
	}
}

func (s *briefSheet) event(e BriefEvent) {
	s.heading(strings.Join(known(e.Event.Name, e.News()), s.style.dot()))
	s.note(e.When())
	s.line("")
	s.matrix(e.SilenceTable)
	for _, n := range e.Notes {
		s.note(n)
	}
	s.doubtful(e)
	rest := e.SilenceTable
	rest.Rows = e.proved(proofsShown)
	s.uncovered(rest)
	if n := len(e.proved(0)) - len(rest.Rows); n > 0 {
		s.note(fmt.Sprintf("%s more outlets: %s", thousands(n), s.brief.asked(e)))
	}
	s.besideTable(e.SilenceTable)
	for _, q := range e.cited(rest.Rows) {
		s.citeQuote(q)
	}
}

// doubtful writes what is doubted of the cells that are covered.
func (s *briefSheet) doubtful(e BriefEvent) {
	begun := false
	for _, r := range e.Rows {
		for _, c := range r.Doubtful() {
			if !begun {
				s.heading("Covered, with a doubt")
				begun = true
			}
			s.prose("", 2, strings.Join(known(r.Outlet, c.Column, c.Why), s.style.dot()))
			s.coveredDoubt(c)
		}
	}
}

// proved are the first n rows with a cell that is not covered; 0 is all.
func (e BriefEvent) proved(n int) (rows []SilenceRow) {
	for _, r := range e.Rows {
		if len(alikeCells(r)) > 0 && (n == 0 || len(rows) < n) {
			rows = append(rows, r)
		}
	}
	return rows
}

// cited are the passages that a form of the table refers to which tells what the states of some
// rows rest on.
func (e BriefEvent) cited(proved []SilenceRow) (list []*BriefQuote) {
	for _, p := range e.firsts() {
		list = append(list, p.cited)
	}
	for _, r := range proved {
		for _, n := range r.Near {
			list = append(list, n.cited)
		}
		for _, l := range r.Said {
			list = append(list, l.cited)
		}
	}
	for _, l := range e.Said {
		list = append(list, l.cited)
	}
	return list
}

// coverage writes the events of a brief as Markdown.
func (m *markdown) coverage() {
	b := m.brief
	if len(b.Events) == 0 {
		return
	}
	m.f("\n## %s\n\n%s\n\n%s\n", coverageTitle, coverageNote, matrixNote)
	for _, e := range b.Events {
		m.event(e)
	}
	for _, n := range known(b.moreEvents(len(b.Events)), b.unchanged()) {
		m.f("\n%s\n", n)
	}
}

func (m *markdown) event(e BriefEvent) {
	fmt.Fprintf(m, "\n<a id=\"e-%s\"></a>\n", anchor(e.ID))
	m.f("\n### %s\n\n%s\n\n", strings.Join(known(e.Event.Name, e.News()), " · "), e.When())
	m.silenceMatrix(e.SilenceTable)
	for _, n := range e.Notes {
		m.f("\n> %s\n", n)
	}
	m.doubtful(e)
	m.deeper = 1
	m.silenceProofs(e.SilenceTable)
	m.besideTable(e.SilenceTable)
	m.deeper = 0
}

func (m *markdown) doubtful(e BriefEvent) {
	begun := false
	for _, r := range e.Rows {
		for _, c := range r.Doubtful() {
			if !begun {
				m.f("\n#### Covered, with a doubt\n\n")
				begun = true
			}
			m.f("- **%s** · %s · %s: %s\n", r.Outlet, c.Column, c.Why, strings.Join(c.Doubts(), "; "))
		}
	}
}
