package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hearsay/connect"
)

// series writes a series for a terminal: the ranges of its figures drawn on one
// scale, the figures by date with their passages, then how they stand to each
// other.
func (s *sheet) series(l SeriesLine) {
	s.heading(l.title())
	s.prose("", 2, l.summary())
	if ends := l.ends(); ends != "" {
		s.prose("", 2, ends)
	}
	s.bars(l)
	numbers := seriesNumbers{}
	for i, f := range l.Figures {
		numbers[f.ID] = fmt.Sprintf("[%d]", i+1)
		s.seriesFigure(numbers[f.ID], f)
	}
	s.beside(l)
	if len(l.Pairs) > 0 {
		s.line("")
	}
	var apart []PairLine
	for _, p := range l.Pairs {
		switch p.Label {
		case connect.SameOrigin:
		case connect.NotEnough:
			apart = append(apart, p)
		default:
			s.pair(p, numbers)
		}
	}
	s.origins(l, numbers)
	s.notEnough(apart, numbers)
}

// beside lists the figures that were not asked for and are held against those
// that were, by their IDs.
func (s *sheet) beside(l SeriesLine) {
	if len(l.Others) == 0 {
		return
	}
	s.prose(muted, 2, "not asked for, named beside them:")
	for _, f := range l.Others {
		s.seriesFigure("", f)
	}
}

// origins lists the figures that go back to one origin together, and why: the
// pairs of twenty outlets that repeat one agency would fill a page.
func (s *sheet) origins(l SeriesLine, numbers seriesNumbers) {
	var found []int
	members, why := map[int][]string{}, map[int][]string{}
	for _, f := range l.Figures {
		members[f.origin] = append(members[f.origin], numbers[f.ID])
	}
	for _, p := range l.Pairs {
		if p.Label != connect.SameOrigin {
			continue
		}
		if len(why[p.origin]) == 0 {
			found = append(found, p.origin)
		}
		for _, id := range []string{p.A, p.B} {
			members[p.origin] = withNew(members[p.origin], numbers.of(id))
		}
		why[p.origin] = withNew(why[p.origin], p.Why)
	}
	slices.Sort(found)
	for _, n := range found {
		s.prose(strong, 2, string(connect.SameOrigin)+": "+strings.Join(members[n], ", "))
		s.prose("", 6, someOf(why[n]))
	}
}

// withNew is list with s, once.
func withNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// notEnough lists behind the others the pairs that nothing can be said of, a line each.
func (s *sheet) notEnough(pairs []PairLine, numbers seriesNumbers) {
	if len(pairs) == 0 {
		return
	}
	s.prose(muted, 2, string(connect.NotEnough))
	for _, p := range pairs {
		s.prose(muted, 6, strings.TrimPrefix(pairTitle(p, numbers), string(connect.NotEnough)+": ")+": "+p.Why)
	}
}

func (s *sheet) seriesFigure(label string, f FigureLine) {
	s.prose(strong, 2, strings.TrimPrefix(label+" ", " ")+f.dateWords()+s.style.dot()+strings.Join(f.words(), s.style.dot()))
	s.prose("", 6, "“"+f.Passage+"”")
	s.prose(muted, 6, f.told(s.style)+s.style.dot()+short(f.ID))
}

// pair writes how figures stand to each other, and why.
func (s *sheet) pair(p PairLine, numbers seriesNumbers) {
	s.prose(strong, 2, pairTitle(p, numbers))
	s.prose("", 6, p.Why)
}

// seriesNumbers has the numbers that a series gives its figures, by ID.
type seriesNumbers map[string]string

// of is the number of a figure; one that is not shown in the series goes by its
// ID.
func (n seriesNumbers) of(id string) string { return cmp.Or(n[id], short(id)) }

// pairTitle names the label of a pair and its figures.
func pairTitle(p PairLine, numbers seriesNumbers) string {
	a := numbers.of(p.A)
	if p.Plus != "" {
		a += " + " + numbers.of(p.Plus)
	}
	return string(p.Label) + ": " + a + " and " + numbers.of(p.B)
}
