package chart

import "fmt"

// legend explains inks and forms; entries stand in rows.
type legend struct {
	entries []entry
}

// entry is a sample and its words.
type entry struct {
	words  string
	sample sample
	ink    int
	x, y   float64 // of the sample's left end and middle
	width  float64 // of the sample
	breaks bool    // begins a row
}

// sample is what an entry shows.
type sample int

const (
	headSample sample = iota
	rangeSample
	openSample
	plannedSample
	deniedSample
	originSample
	dateSample
)

// sampleWidth is the width of a sample with the gap to its words.
var sampleWidths = map[sample]float64{
	headSample: 20, rangeSample: 42, openSample: 40, plannedSample: 20, deniedSample: 24, originSample: 42, dateSample: 42,
}

// legendOf has an entry for each speaker and for each form that is drawn.
func (p *picture) legendOf() legend {
	var l legend
	for ink, s := range p.speakers {
		l.entries = append(l.entries, entry{words: s, ink: ink})
	}
	used := p.forms()
	if used[headSample] {
		l.entries = append(l.entries, entry{words: fmt.Sprintf("others (%d)", p.others), ink: others})
	}
	first := true
	for _, form := range []struct {
		sample sample
		words  string
	}{
		{rangeSample, "range"}, {openSample, "open end: at least, up to"}, {plannedSample, "planned"},
		{deniedSample, "denied"}, {originSample, "one origin, counts once"}, {dateSample, "date known no closer"},
	} {
		if used[form.sample] {
			l.entries = append(l.entries, entry{words: form.words, sample: form.sample, breaks: first})
			first = false
		}
	}
	return l
}

// forms are the samples that the picture has marks for; headSample stands for
// speakers without an ink of their own.
func (p *picture) forms() map[sample]bool {
	used := map[sample]bool{}
	for _, n := range p.panels {
		origins := map[int]int{}
		for _, g := range n.glyphs {
			low, high := g.mark.ends()
			origins[g.mark.Origin]++
			date, dated := parsePeriod(g.mark.Date)
			for form, is := range map[sample]bool{
				headSample:    g.ink == others,
				rangeSample:   low < high && isFinite(low) && isFinite(high),
				openSample:    !isFinite(low) || !isFinite(high),
				plannedSample: g.mark.Planned,
				deniedSample:  g.mark.Denied,
				originSample:  g.mark.Origin > 0 && origins[g.mark.Origin] > 1,
				dateSample:    dated && date.days() > 1,
			} {
				used[form] = used[form] || is
			}
		}
	}
	return used
}

const (
	legendSize = 13.0
	legendRow  = 21.0
	legendGap  = 18.0
	longestKey = 230.0 // of the words of an entry
)

// layOut places the entries from y on and returns where they end.
func (l *legend) layOut(y, width float64) float64 {
	if len(l.entries) == 0 {
		return y
	}
	x := margin
	y += legendRow / 2
	for i := range l.entries {
		e := &l.entries[i]
		e.width = sampleWidths[e.sample]
		e.words = fit(e.words, legendSize, longestKey)
		w := e.width + lengthOf(e.words, legendSize)
		if x > margin && (e.breaks || x+w > width-margin) {
			x, y = margin, y+legendRow
		}
		e.x, e.y = x, y
		x += w + legendGap
	}
	return y + legendRow/2 + 10
}
