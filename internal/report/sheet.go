package report

import (
	"fmt"
	"strings"

	"hearsay/corpus"
)

// sheet is a page of terminal text that is being set.
type sheet struct {
	strings.Builder
	style Style
}

func (s *sheet) line(text string) { s.WriteString(text + "\n") }

// indented writes lines that are set already.
func (s *sheet) indented(lines []string) {
	for _, l := range lines {
		s.line(strings.TrimRight("  "+l, " "))
	}
}

// heading begins a section with an empty line before it.
func (s *sheet) heading(text string) {
	if s.Len() > 0 {
		s.line("")
	}
	for _, l := range wrap(s.style.ornaments(oneLine(text)), s.style.columns()) {
		s.line(s.style.ink(strong, l))
	}
}

// prose writes inert text wrapped, in an ink, behind an indent.
func (s *sheet) prose(i ink, indent int, text string) {
	for _, l := range wrap(s.style.ornaments(oneLine(text)), s.style.columns()-indent) {
		s.line(strings.Repeat(" ", indent) + s.style.ink(i, l))
	}
}

func (s *sheet) note(text string) { s.prose(muted, 2, text) }

// field writes "name  value" with the values in one column, but for long names.
func (s *sheet) field(name, value string) {
	column := max(12, width(name)+1)
	lead := "  " + s.style.ink(muted, pad(name, column))
	for _, l := range wrap(s.style.ornaments(oneLine(value)), s.style.columns()-column-2) {
		s.line(lead + l)
		lead = strings.Repeat(" ", column+2)
	}
}

func (s *sheet) statement(l StatementLine) {
	i := strong
	if refuses(l.Polarity) {
		i = refusalInk
	}
	s.prose(i, 0, who(l.Speaker, l.Role)+s.style.dot()+did(l))
	s.prose("", 2, l.Text)
	s.note(chainLine(s.style, l))
	for _, c := range l.Corrections {
		s.note(fmt.Sprintf("%s: %q by a person; the machine read %q", c.Field, c.Person, c.Machine))
	}
	s.line("")
}

func (s *sheet) documentHead(f Facts) {
	title := f.Title
	if title == "" {
		title = "(untitled)"
	}
	s.prose(strong, 0, title)
	s.note(strings.Join(known(f.Outlet, forwardedFrom(f.Forwarded), strings.Join(f.Authors, "; "), f.Published, f.ReplacedMark()), s.style.dot()))
	s.line("")
}

// legend names the inks; brackets name themselves.
func (s *sheet) legend() {
	if !s.style.Color {
		return
	}
	names := make([]string, 0, 5)
	for _, m := range []Mark{Speaker, Cue, Words, Station, Counted} {
		names = append(names, s.style.ink(m.ink(), string(m)))
	}
	s.line("  " + strings.Join(names, "  "))
}

func (s *sheet) others(lines []StatementLine) {
	if len(lines) == 0 {
		return
	}
	s.heading(count(len(lines), "statement", "statements"))
	for _, l := range lines {
		s.indented(statementItem(s.style, short(l.ID), l, s.style.columns()-2))
	}
}

// statementItem is a statement of a list behind its label.
func statementItem(style Style, label string, l StatementLine, room int) []string {
	indent := width(label) + 2
	var out []string
	lead := style.ink(muted, label) + "  "
	for _, line := range statementLines(style, l, max(20, room-indent)) {
		out = append(out, lead+line)
		lead = strings.Repeat(" ", indent)
	}
	return out
}

func (s *sheet) provenance(f Facts) {
	s.heading("Where it comes from")
	if f.URL != "" {
		s.field("url", f.URL)
	}
	s.sightings(f.Sightings)
	for _, g := range f.Gone {
		s.field("gone", fmt.Sprintf("since %s, HTTP %d at %s", g.Since, g.Status, g.URL))
	}
	s.field("text", "SHA-256 "+string(f.Digest))
	s.field("document", f.ID)
	if len(f.Versions) > 1 {
		s.field("versions", fmt.Sprintf("%d texts of this piece: %s", len(f.Versions), strings.Join(f.Versions, " ")))
	}
	if f.Access != "" && f.Access != corpus.Open {
		s.field("access", string(f.Access))
	}
}

// sightings tells of each capture once, and how often it was seen again.
func (s *sheet) sightings(list []SightingFacts) {
	type where struct{ capture, place string }
	again := map[where][]SightingFacts{}
	var order []where
	for _, g := range list {
		at := where{g.Capture, g.Place}
		if again[at] == nil {
			order = append(order, at)
		}
		again[at] = append(again[at], g)
	}
	for _, at := range order {
		times := again[at]
		g := times[0]
		s.field("captured", g.Time+" from "+g.whole())
		if g.Digest != "" {
			s.field("", fmt.Sprintf("%s, %s bytes, SHA-256 %s", g.Format, thousands(int(g.Size)), g.Digest))
		}
		if g.Incomplete != "" {
			s.field("", "incomplete: "+g.Incomplete)
		}
		if g.Withheld && g.Source != "" {
			s.field("", "its bytes were purged")
		}
		if n := len(times) - 1; n > 0 {
			s.field("", fmt.Sprintf("unchanged %s since, last %s", count(n, "time", "times"), times[n].Time))
		}
	}
}

func (s *sheet) metadata(observations []corpus.Observation) {
	if len(observations) == 0 {
		return
	}
	s.heading("Metadata and who says so")
	for _, o := range observations {
		value := o.Value
		if o.Precision != "" {
			value += " (to the " + o.Precision + ")"
		}
		s.field(oneLine(string(o.Field)), value+s.style.pick(" — ", " -- ")+o.Origin)
	}
}

func (s *sheet) decisions(decisions []DecisionLine) {
	s.heading("What people decided")
	if len(decisions) == 0 {
		s.note("Nothing yet: what is shown is the machine's reading.")
	}
	for _, d := range decisions {
		s.field(day(d.At), decided(d))
	}
}

// decided is one decision in words.
func decided(d DecisionLine) string {
	out := map[corpus.Verb]string{corpus.Confirm: "confirmed", corpus.Reject: "rejected", corpus.Correct: "corrected"}[d.Verb]
	if out == "" {
		out = string(d.Verb)
	}
	if d.Field != "" {
		out += fmt.Sprintf(" %s to “%s”", d.Field, d.Value)
	}
	out += " by " + d.By
	if d.Note != "" {
		out += ": " + d.Note
	}
	if d.Orphaned {
		out += fmt.Sprintf(" (orphaned: the current reading has nothing that answers to “%s”)", d.Quoted)
	}
	return out
}
