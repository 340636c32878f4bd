package report

import (
	"fmt"
	"io"
	"strings"

	"hearsay/corpus"
	"hearsay/coverage"
)

// stateSigns are the signs of states, each also in ASCII. None stands without
// its word.
var stateSigns = map[coverage.State][2]string{
	coverage.Covered:       {"●", "+"},
	coverage.Late:          {"◐", "~"},
	coverage.WithoutAspect: {"○", "o"},
	coverage.NoneFound:     {"–", "-"},
	coverage.Silent:        {"■", "!"},
	coverage.Unknown:       {"?", "?"},
}

// stateInks set states apart where there is colour.
var stateInks = map[coverage.State]ink{
	coverage.Covered:       contentInk,
	coverage.Late:          cueInk,
	coverage.WithoutAspect: viaInk,
	coverage.NoneFound:     strong,
	coverage.Silent:        refusalInk,
	coverage.Unknown:       muted,
}

// shortState is a state in a cell.
func shortState(s coverage.State) string {
	if s == coverage.WithoutAspect {
		return "without it"
	}
	return string(s)
}

// words are what stands in a cell of the matrix: a sign, the state, the days
// until the first passage, whether that is new, and a mark where there is a doubt.
func (c SilenceCell) words(style Style) string {
	sign, news := stateSigns[c.State], ""
	if q := c.Cited(); q != nil {
		news = q.mark()
	}
	return style.pick(sign[0], sign[1]) + " " + strings.Join(known(shortState(c.State), c.late(), news, c.Star()), " ")
}

// late is the delay of what is covered.
func (c SilenceCell) late() string {
	if c.State != coverage.Covered && c.State != coverage.Late {
		return ""
	}
	return c.delay()
}

// Star marks a cell with a doubt.
func (c SilenceCell) Star() string {
	if c.Doubt == "" {
		return ""
	}
	return "*"
}

// set is words with the reference of the first passage, where a brief has it.
func (c SilenceCell) set(style Style) string { return c.words(style) + behind(c.Cited()) }

// Cited is where a brief has the first passage among its references, else nil.
func (c SilenceCell) Cited() *BriefQuote {
	if c.First == nil {
		return nil
	}
	return c.First.cited
}

// behind is the reference of a passage behind other words, "" for none.
func behind(q *BriefQuote) string {
	if q == nil {
		return ""
	}
	return " [" + q.Ref + "]"
}

// delay is after how many days the first passage was published.
func (c SilenceCell) delay() string {
	switch {
	case c.First == nil:
		return ""
	case c.Least != c.Most:
		return fmt.Sprintf("%d-%d d", c.Least, c.Most)
	}
	return fmt.Sprintf("%d d", c.Least)
}

// WriteSilence writes tables for people: of each a matrix of outlets and
// aspects, the first passage of all that is covered, and what all else rests on.
func WriteSilence(w io.Writer, style Style, tables []SilenceTable) error {
	s := sheet{style: style}
	for i, t := range tables {
		if i > 0 {
			s.line("")
		}
		s.silenceTable(t)
	}
	_, err := io.WriteString(w, s.String())
	return err
}

func (s *sheet) silenceTable(t SilenceTable) {
	s.prose(strong, 0, t.Event.Name)
	s.note(strings.Join([]string{eventDays(t.Event), "covered in time until " + t.Days.To, short(t.ID)}, s.style.dot()))
	s.line("")
	s.matrix(t)
	s.note(matrixNote)
	for _, n := range t.Notes {
		s.note(n)
	}
	s.covered(t)
	s.uncovered(t)
	s.besideTable(t)
}

// matrixNote explains what stands in the cells of a matrix.
const matrixNote = "d: days from the event's first one to the first passage. *: see the doubt below. \"None found\" is the machine's; \"silent\" is a person's word on it."

// Widths of the matrix: a name or an aspect is cut to them.
const (
	outletWidth = 26
	aspectWidth = 24
)

// matrix writes outlets by aspects, and goes on below where there are more
// aspects than the width holds.
func (s *sheet) matrix(t SilenceTable) {
	if len(t.Rows) == 0 {
		s.note("No outlet is known.")
		return
	}
	first := 6
	for _, r := range t.Rows {
		first = max(first, min(outletWidth, width(oneLine(r.Outlet))))
	}
	for from := 0; from < len(t.Columns); {
		widths := s.columnsFrom(t, from, s.style.columns()-first-2)
		if from > 0 {
			s.line("")
		}
		s.matrixBlock(t, from, first, widths)
		from += len(widths)
	}
}

// columnsFrom are the widths of as many columns as room holds, one at least.
func (s *sheet) columnsFrom(t SilenceTable, from, room int) (widths []int) {
	for k := from; k < len(t.Columns); k++ {
		w := min(aspectWidth, width(oneLine(t.Columns[k])))
		for _, r := range t.Rows {
			w = max(w, width(r.Cells[k].set(s.style)))
		}
		if room -= w + 2; room < -2 && len(widths) > 0 {
			break
		}
		widths = append(widths, w)
	}
	return widths
}

func (s *sheet) matrixBlock(t SilenceTable, from, first int, widths []int) {
	line := pad("outlet", first)
	for i, w := range widths {
		line += "  " + pad(cut(oneLine(t.Columns[from+i]), w, s.style.ellipsis()), w)
	}
	s.line(s.style.ink(muted, strings.TrimRight(line, " ")))
	for _, r := range t.Rows {
		line := pad(cut(oneLine(r.Outlet), first, s.style.ellipsis()), first)
		for i, w := range widths {
			c := r.Cells[from+i]
			words := c.set(s.style)
			line += "  " + s.style.ink(stateInks[c.State], words) + strings.Repeat(" ", max(0, w-width(words)))
		}
		s.line(strings.TrimRight(line, " "))
	}
}

func (c SilenceCell) has() bool { return c.State == coverage.Covered || c.State == coverage.Late }

// covered writes the first passage of each cell that has one.
func (s *sheet) covered(t SilenceTable) {
	begun := false
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if !c.has() || c.First == nil {
				continue
			}
			if !begun {
				s.heading("First passages")
				begun = true
			}
			s.prose("", 2, strings.Join(known(r.Outlet, c.Column, c.Why), s.style.dot()))
			s.eventPassage(*c.First)
			s.coveredDoubt(c)
		}
	}
}

// coveredDoubt writes what is doubted of a cell that is covered.
func (s *sheet) coveredDoubt(c SilenceCell) {
	if c.Doubt != "" {
		s.prose(uncertainty, 4, "doubt: "+c.Doubt)
	}
	if c.Silent != nil {
		s.prose(muted, 4, c.calledSilent())
	}
}

// calledSilent says of a covered cell that somebody had called it silent.
func (c SilenceCell) calledSilent() string {
	return "called silent by " + c.Silent.By + " on " + day(c.Silent.At) + ", before this was found"
}

func (s *sheet) eventPassage(p EventPassage) { s.placedPassage(4, p) }

func (s *sheet) placedPassage(indent int, p EventPassage) {
	if p.cited != nil { // a brief has it among its references
		return
	}
	s.prose(muted, indent, strings.Join(known(day(p.Published), p.ReplacedMark(), short(p.Document), fmt.Sprintf("%d-%d", p.At.Start, p.At.End), strings.Join(p.Words, ", ")), s.style.dot()))
	s.prose("", indent+2, "“"+p.Quote+"”")
}

// uncovered writes what each cell rests on that is not covered, those of one
// outlet that rest on the same together.
func (s *sheet) uncovered(t SilenceTable) {
	begun := false
	for _, r := range t.Rows {
		groups := alikeCells(r)
		if len(groups) == 0 {
			continue
		}
		if !begun {
			s.heading("Not covered, or not known")
			begun = true
		}
		s.prose(strong, 2, strings.Join(known(r.Outlet, editionWords(r)), s.style.dot()))
		for _, g := range groups {
			s.cellProof(g)
		}
		s.rowProof(r)
	}
}

func editionWords(r SilenceRow) string {
	words := r.Audience
	if words == string(corpus.Both) {
		words = "domestic and foreign"
	}
	if r.EditionOf != "" {
		words = strings.TrimSpace(words + " edition of " + r.EditionOf)
	}
	return words
}

// alikeCells are the cells of a row that are not covered; of those that say the
// same the first, with the columns of all.
func alikeCells(r SilenceRow) (groups []SilenceCell) {
	for _, c := range r.Cells {
		if c.has() {
			continue
		}
		found := false
		for i, g := range groups {
			if g.State == c.State && g.Why == c.Why && g.Doubt == c.Doubt && (g.Silent == nil) == (c.Silent == nil) {
				groups[i].Column += ", " + c.Column
				found = true
				break
			}
		}
		if !found {
			groups = append(groups, c)
		}
	}
	return groups
}

func (s *sheet) cellProof(c SilenceCell) {
	s.prose("", 4, c.Column+": "+string(c.State)+s.style.dot()+c.Why)
	if c.State == coverage.Silent {
		s.prose("", 6, c.wordOn())
	}
	if c.Doubt != "" {
		s.prose(uncertainty, 6, "doubt: "+c.Doubt)
	}
}

// wordOn is the word of a person on a cell of which the machine says none found.
func (c SilenceCell) wordOn() string {
	return "silent: the word of " + c.Silent.By + " on " + day(c.Silent.At) + noteOf(c.Silent.Note) + "; the machine: none found"
}

func noteOf(note string) string {
	if note == "" {
		return ""
	}
	return " (" + note + ")"
}

// rowProof writes what is known of an outlet's collecting, and what comes
// nearest to a passage.
func (s *sheet) rowProof(r SilenceRow) {
	if r.Proof.Days == 0 {
		return
	}
	s.prose(muted, 4, r.collecting())
	if own := r.ownRate(); own != "" {
		s.prose(muted, 4, own)
	}
	for _, n := range r.Near {
		s.prose(muted, 4, n.words()+behind(n.cited))
		s.placedPassage(6, n.EventPassage)
	}
	for _, l := range r.Said {
		s.prose(muted, 4, "said of its silence, "+chainLine(s.style, l.StatementLine)+behind(l.cited))
		s.prose("", 6, l.Text)
	}
}

// words say how near a passage comes to a match.
func (n NearLine) words() string {
	return fmt.Sprintf("nearest miss, %.2f of a match; it lacks %s", n.Score, n.Lacks)
}

// collecting says how much is held of an outlet in the days that count.
func (r SilenceRow) collecting() string {
	p := r.Proof
	out := fmt.Sprintf("held: %s in these %s (%d collected without a gap), %s in all", count(p.Items, "item", "items"),
		count(p.Days, "day", "days"), p.Collected, thousands(p.InAll))
	if p.Short > 0 {
		out += fmt.Sprintf("; %d no longer than a lead", p.Short)
	}
	return out
}

// ownRate says what the outlet's own rate gives, "" where it has none.
func (r SilenceRow) ownRate() string {
	own := r.Proof.Own
	if own.Model == "" {
		return ""
	}
	out := fmt.Sprintf("expected at its own rate: %.2g, a chance of %.2g of none (%s)", own.Expected, own.Chance, own.Model)
	if own.Windows > 0 {
		out += fmt.Sprintf("; of %s as long, %d had none", count(own.Windows, "other stretch", "other stretches"), own.Empty)
	}
	return out
}

// besideTable writes what is shown beside the table: editions, an earlier event and
// who is portrayed as silent.
func (s *sheet) besideTable(t SilenceTable) {
	if len(t.Partial) > 0 {
		s.heading("One edition and not another")
	}
	for _, p := range t.Partial {
		s.prose("", 2, p.Column+": "+p.Why)
	}
	if t.Against != nil {
		s.heading("Held against an earlier, like event: " + t.Against.Event)
		for _, p := range t.Against.Practice {
			s.prose("", 2, fmt.Sprintf("%s: %s; then %s", p.Outlet, p.Now, p.Then))
		}
	}
	if len(t.Said) > 0 {
		s.heading("Portrayed as silent in documents on the event")
	}
	for _, l := range t.Said {
		label := short(l.ID)
		if l.cited != nil {
			label = "[" + l.cited.Ref + "]"
		}
		s.indented(statementItem(s.style, label, l.StatementLine, s.style.columns()-2))
	}
}
