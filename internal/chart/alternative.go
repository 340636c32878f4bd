package chart

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// name is the title of the picture in words.
func (p *picture) name() string {
	var titles []string
	for _, n := range p.panels {
		if t := oneLine(n.series.Title); t != "" {
			titles = append(titles, t)
		}
	}
	if len(titles) == 0 {
		return "Figures"
	}
	return strings.Join(titles, "; ")
}

// words tell the whole picture, for who does not see it: a paragraph for each
// series and a line for each mark.
func (p *picture) words() string {
	var b strings.Builder
	for _, n := range p.panels {
		n.words(&b)
		for i, m := range n.series.Marks {
			fmt.Fprintf(&b, "%d. %s.\n", n.numbers[i], m.words(n.sameOrigin(i)))
		}
	}
	return strings.TrimSpace(b.String())
}

// words begin the part of a series.
func (n *panel) words(b *strings.Builder) {
	if t := oneLine(n.series.Title); t != "" {
		b.WriteString(t + ": ")
	}
	b.WriteString(count(len(n.series.Marks), "figure"))
	if unit := oneLine(n.series.Unit); unit != "" {
		b.WriteString(", in " + unit)
	}
	if s, ok := span(n.series.Marks); ok {
		fmt.Fprintf(b, ", from %s to %s", period{s.first, s.first}.words(), period{s.last, s.last}.words())
	}
	if n.scale.log {
		b.WriteString(", on a logarithmic scale")
	}
	b.WriteString(".\n")
}

// sameOrigin are the numbers of the other marks of the origin of mark i.
func (n *panel) sameOrigin(i int) []string {
	var all []string
	origin := n.series.Marks[i].Origin
	for j, m := range n.series.Marks {
		if j != i && origin > 0 && m.Origin == origin {
			all = append(all, strconv.Itoa(n.numbers[j]))
		}
	}
	return all
}

// words tell a mark: when, what, who says so and through whom, and with which
// others it has its origin in common.
func (m Mark) words(sameOrigin []string) string {
	parts := []string{m.when() + ": " + m.what()}
	if measure := oneLine(m.Measure); measure != "" {
		parts = append(parts, "measure: "+measure)
	}
	parts = append(parts, m.speaker())
	if through := oneLine(m.Through); through != "" {
		parts[len(parts)-1] += ", through " + through
	}
	if m.Planned {
		parts = append(parts, "planned")
	}
	if m.Denied {
		parts = append(parts, "denied")
	}
	if len(sameOrigin) > 0 {
		parts = append(parts, "one origin with "+strings.Join(sameOrigin, ", "))
	}
	return strings.Join(parts, "; ")
}

func (m Mark) when() string {
	if p, ok := parsePeriod(m.Date); ok {
		return p.words()
	}
	return "undated"
}

// what is what the text states, what the label adds to it, and the range
// where neither has its numbers.
func (m Mark) what() string {
	parts := []string{}
	for _, s := range []string{oneLine(m.Stated), oneLine(m.Label)} {
		if s != "" && !slices.Contains(parts, s) {
			parts = append(parts, s)
		}
	}
	if n := m.number(); !strings.Contains(strings.Join(parts, " "), n) {
		parts = append(parts, n)
	}
	return strings.Join(parts, ", ")
}
