package report

import (
	"slices"
	"strings"

	"hearsay/corpus"
)

// Mark tells what a part of a passage is.
type Mark string

// The marks. An unmarked part is context.
const (
	Speaker Mark = "source"
	Cue     Mark = "cue"
	Words   Mark = "content"
	Station Mark = "via"
	Counted Mark = "figure"
	Match   Mark = "match" // a word that a query found
	Skipped Mark = "skipped"

	name Mark = "name" // only a border within the others
	edge Mark = "edge" // the same, around what is numbered
)

// Part is a stretch of a passage with one mark. The parts of a passage in
// order are its text; a part marked [Skipped] stands for text left out.
type Part struct {
	Mark  Mark   `json:"mark,omitempty"`
	Text  string `json:"text"`
	named bool   // it is a name, or a piece of one
	joins bool   // it goes on what the part before it began, but for a name
}

// marked is a span with its mark.
type marked struct {
	corpus.Span
	mark Mark
}

// rank orders marks where they overlap: the inner, narrower one shows.
func rank(m Mark) int {
	return slices.Index([]Mark{"", Words, Station, Speaker, Cue, Counted, Match}, m)
}

// marksOf lists what an attribution marks in the text.
func marksOf(a corpus.Attribution) []marked {
	var out []marked
	add := func(m Mark, spans ...corpus.Span) {
		for _, s := range spans {
			if !s.Empty() {
				out = append(out, marked{s, m})
			}
		}
	}
	add(Words, a.Content...)
	add(Speaker, a.Source.Spans...)
	add(Cue, a.Cue)
	for _, h := range a.Via {
		add(Station, h.Span)
	}
	return out
}

// cutParts cuts the stretches of text at the borders of the marks. What is
// left out between them, or of a line at their ends, leaves a sign.
func cutParts(text string, stretches []corpus.Span, marks []marked) []Part {
	var out []Part
	for i, s := range stretches {
		switch {
		case i > 0:
			out = append(out, Part{Mark: Skipped, Text: gap})
		case !blank(text[strings.LastIndexByte(text[:s.Start], '\n')+1 : s.Start]):
			out = append(out, Part{Mark: Skipped, Text: "… "})
		}
		out = appendParts(out, text, s, marks)
	}
	if n := len(stretches); n > 0 {
		rest, _, _ := strings.Cut(text[stretches[n-1].End:], "\n")
		if !blank(rest) {
			out = append(out, Part{Mark: Skipped, Text: " …"})
		}
	}
	return out
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

func appendParts(out []Part, text string, s corpus.Span, marks []marked) []Part {
	borders := []int{s.Start, s.End}
	hard := map[int]bool{s.Start: true} // not of names alone
	for _, m := range marks {
		for _, at := range []int{m.Start, m.End} {
			if s.Start < at && at < s.End {
				borders = append(borders, at)
				hard[at] = hard[at] || m.mark != name && m.mark != edge
			}
		}
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	for i := 1; i < len(borders); i++ {
		piece := corpus.Span{Start: borders[i-1], End: borders[i]}
		out = append(out, Part{Mark: markAt(piece, marks), Text: piece.In(text), named: isNamed(piece, marks), joins: !hard[piece.Start]})
	}
	return out
}

func isNamed(s corpus.Span, marks []marked) bool {
	return slices.ContainsFunc(marks, func(m marked) bool { return m.mark == name && m.Contains(s) })
}

func markAt(s corpus.Span, marks []marked) Mark {
	var best Mark
	for _, m := range marks {
		if m.Contains(s) && rank(m.mark) > rank(best) {
			best = m.mark
		}
	}
	return best
}

// stretchesAround returns the stretches of text that hold the marks with
// about reach bytes on either side, not going past the blocks that the marks
// lie in, in order and apart from each other.
func stretchesAround(text string, blocks []corpus.Block, marks []marked, reach int) []corpus.Span {
	var out []corpus.Span
	for _, m := range marks {
		limit := blockAround(text, blocks, m.Span)
		out = append(out, corpus.Span{
			Start: max(limit.Start, wordStart(text, m.Start-reach)),
			End:   min(limit.End, wordEnd(text, m.End+reach)),
		})
	}
	return merged(text, out)
}

// toBlocks widens stretches to the borders of the blocks in which they begin
// and end, where those are no further than reach.
func toBlocks(text string, blocks []corpus.Block, stretches []corpus.Span, reach int) []corpus.Span {
	out := make([]corpus.Span, 0, len(stretches))
	for _, s := range stretches {
		for _, b := range blocks {
			if b.Start < s.Start && s.Start < b.End && s.Start-b.Start <= reach {
				s.Start = b.Start
			}
			if b.Start < s.End && s.End < b.End && b.End-s.End <= reach {
				s.End = b.End
			}
		}
		out = append(out, s)
	}
	return merged(text, out)
}

// blockAround is the stretch from the first to the last block that s
// touches; the whole text where blocks do not cover it.
func blockAround(text string, blocks []corpus.Block, s corpus.Span) corpus.Span {
	out := corpus.Span{Start: -1}
	for _, b := range blocks {
		if b.Overlaps(s) {
			if out.Start < 0 {
				out.Start = b.Start
			}
			out.End = b.End
		}
	}
	if !out.Contains(s) || out.Start < 0 {
		return corpus.Span{End: len(text)}
	}
	return out
}

// wordStart is the nearest place at or after i where a word begins.
func wordStart(text string, i int) int {
	if i <= 0 {
		return 0
	}
	return i + skipTo(text[i:])
}

// skipTo is the number of bytes of s until a space ends, or until a rune
// begins in a script without spaces.
func skipTo(s string) int {
	const far = 40 // longer than words are
	if k := strings.IndexAny(s[:min(far, len(s))], " \n"); k >= 0 {
		return k + 1
	}
	return runeBorder(s, 0)
}

// wordEnd is the nearest place at or before i where a word ends.
func wordEnd(text string, i int) int {
	if i >= len(text) {
		return len(text)
	}
	const far = 40
	if k := strings.LastIndexAny(text[max(0, i-far):i], " \n"); k >= 0 {
		return max(0, i-far) + k
	}
	return runeBorder(text, i)
}

// runeBorder is the first border of a rune at or after i.
func runeBorder(s string, i int) int {
	for i < len(s) && s[i]&0xc0 == 0x80 {
		i++
	}
	return i
}

// merged joins stretches with nothing but white space between them.
func merged(text string, spans []corpus.Span) []corpus.Span {
	slices.SortFunc(spans, func(a, b corpus.Span) int { return a.Start - b.Start })
	var out []corpus.Span
	for _, s := range spans {
		if n := len(out); n > 0 && (s.Start <= out[n-1].End || blank(text[out[n-1].End:s.Start])) {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// inks of the marks on a terminal.
func (m Mark) ink() ink {
	switch m {
	case Speaker:
		return sourceInk
	case Cue:
		return cueInk
	case Words:
		return contentInk
	case Station:
		return viaInk
	case Counted:
		return figureInk
	case Match:
		return sourceInk
	case Gone:
		return deletedInk
	case Added:
		return insertedInk
	}
	return muted
}

// setParts writes parts as lines of at most room columns, each part in its
// ink, or in brackets that name its mark where there is no colour.
func setParts(style Style, parts []Part, room int) []string {
	var b strings.Builder
	var inks []ink // of every byte of b
	put := func(i ink, s string) {
		b.WriteString(s)
		for range len(s) {
			inks = append(inks, i)
		}
	}
	for k, p := range parts {
		i := ink("")
		if p.Mark != "" {
			i = p.Mark.ink()
		}
		if p.named {
			i = i.underlined()
		}
		open, text, end := style.bracketed(p)
		if !p.joins {
			put(i, open)
		}
		put(i, text)
		if k+1 == len(parts) || !parts[k+1].joins {
			put(i, end)
		}
	}
	text := strings.TrimRight(b.String(), "\n ")
	return dye(style, wrap(text, room), text, inks)
}

// bracketed is the inert text of a part, and the brackets that name its mark
// where the style has no colour.
func (st Style) bracketed(p Part) (open, text, end string) {
	text = st.ornaments(inert(p.Text))
	if p.named && !st.Color {
		text = st.pick("‹", "<") + text + st.pick("›", ">")
	}
	if p.Mark == Skipped {
		return "", strings.ReplaceAll(text, "…", st.ellipsis()), ""
	}
	switch {
	case st.Color || p.Mark == "":
		return "", text, ""
	case p.Mark == Gone:
		return "[-", text, "-]"
	case p.Mark == Added:
		return "{+", text, "+}"
	case blank(text):
		return "", text, ""
	case p.Mark == Match:
		return st.pick("⟦", "["), text, st.pick("⟧", "]")
	}
	return st.pick("⟦", "[") + string(p.Mark) + ": ", text, st.pick("⟧", "]")
}

// dye gives every line the inks that its bytes have in whole. Lines are
// pieces of whole in order, with white space left out between them.
func dye(style Style, lines []string, whole string, inks []ink) []string {
	at := 0
	out := make([]string, len(lines))
	for i, line := range lines {
		at += max(0, strings.Index(whole[at:], line))
		out[i] = dyeLine(style, line, inks[at:at+len(line)])
		at += len(line)
	}
	return out
}

func dyeLine(style Style, line string, inks []ink) string {
	var b strings.Builder
	for start := 0; start < len(line); {
		end := start
		for end < len(line) && inks[end] == inks[start] {
			end++
		}
		if inks[start] == "" {
			b.WriteString(line[start:end])
		} else {
			b.WriteString(style.ink(inks[start], line[start:end]))
		}
		start = end
	}
	return b.String()
}
