package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// How much of a section a terminal shows before it says how to see the rest:
// about two screens of lines, one of speakers.
const (
	linesShown    = 40
	speakersShown = 15
	failuresShown = 10
)

// WriteText writes the brief for a terminal. Long sections are cut and say
// how to see the rest; the references are those of the lines shown.
func (b Brief) WriteText(w io.Writer, style Style) error {
	s := briefSheet{sheet: sheet{style: style}, brief: b, room: linesShown}
	s.head()
	s.speakers()
	s.figures()
	s.claims()
	s.answers()
	s.coverage()
	s.refusals()
	s.days()
	s.references()
	s.method()
	_, err := io.WriteString(w, s.String())
	return err
}

// briefSheet sets a brief and remembers which lines it showed.
type briefSheet struct {
	sheet
	brief Brief
	room  int // lines that still fit the section
	shown map[*BriefLine]bool

	shownFigures map[*BriefFigure]bool // of those without a statement
	shownQuotes  map[*BriefQuote]bool  // the same
}

func (s *briefSheet) head() {
	s.shown, s.shownFigures, s.shownQuotes = map[*BriefLine]bool{}, map[*BriefFigure]bool{}, map[*BriefQuote]bool{}
	s.heading(briefTitle)
	s.prose("", 0, briefPurpose)
	s.line("")
	for _, p := range append(s.brief.scopeFields(), s.brief.counted()...) {
		s.field(p.Name, p.Value)
	}
	s.line("")
	for _, n := range s.brief.notes() {
		s.note(n)
	}
}

func (s *briefSheet) speakers() {
	b := s.brief
	if len(b.Speakers)+len(b.Unnamed)+b.Private == 0 {
		return
	}
	s.heading(fmt.Sprintf("%s (%s)", speakersTitle, thousands(len(b.Speakers))))
	s.note(speakersNote)
	for _, p := range b.Speakers[:min(len(b.Speakers), speakersShown)] {
		s.prose(strong, 2, strings.Join(known(who(p.Name, someOf(p.Roles)), p.mark()), s.style.dot()))
		s.prose("", 4, p.spoken()+s.style.dot()+someOf(p.Chains))
		if j := p.joined(); j != "" {
			s.prose(muted, 4, j)
		}
	}
	s.more(len(b.Speakers)-speakersShown, "speakers")
	if b.Private > 0 {
		s.note(b.privately())
	}
	if len(b.Unnamed) > 0 {
		s.prose(strong, 2, unnamedTitle)
	}
	for _, u := range b.Unnamed {
		s.prose("", 4, u.Outlet+": "+u.words())
	}
}

func (s *briefSheet) refusals() {
	if len(s.brief.Refusals) == 0 {
		return
	}
	s.heading(fmt.Sprintf("%s (%s)", refusalTitle, thousands(len(s.brief.Refusals))))
	s.room = linesShown
	for _, l := range s.brief.Refusals {
		s.briefLine(l)
	}
	s.more(len(s.brief.Refusals)-linesShown, "lines")
}

func (s *briefSheet) days() {
	total := s.brief.Counts.Statements - s.brief.Counts.Refusals
	if total == 0 {
		return
	}
	s.heading(fmt.Sprintf("%s (%s)", saidTitle, thousands(total)))
	s.note(datedNote)
	s.room = linesShown
	for _, d := range s.brief.Days {
		if s.room <= 0 {
			break
		}
		s.day(d)
	}
	s.more(total-linesShown, "lines")
}

func (s *briefSheet) day(d BriefDay) {
	s.heading(dayTitle(d.Date))
	for _, l := range d.Lines {
		s.briefLine(l)
	}
	if len(d.Refusals) > 0 && s.room > 0 {
		s.note(alsoRefused(d.Refusals))
	}
}

func dayTitle(date string) string {
	if date == "" {
		return undatedTitle
	}
	return date
}

// alsoRefused points from a day to its denials and refusals.
func alsoRefused(lines []*BriefLine) string {
	refs := make([]string, len(lines))
	for i, l := range lines {
		refs[i] = "[" + l.Ref + "]"
	}
	return "Also of this date, under " + strings.ToLower(refusalTitle) + ": " + strings.Join(refs, " ")
}

func (s *briefSheet) briefLine(l *BriefLine) {
	if s.room <= 0 {
		return
	}
	s.room--
	s.shown[l] = true
	i := strong
	if refuses(l.Polarity) {
		i = refusalInk
	}
	dot := s.style.dot()
	s.prose(i, 2, dateWords(l.StatementLine)+dot+who(l.Speaker, l.Role)+dot+did(l.StatementLine))
	s.prose("", 6, l.Text)
	s.prose(muted, 6, strings.Join(slices.Concat([]string{origin(l.StatementLine)}, l.olderRefs(), marksInWords(l.StatementLine)), dot)+" ["+l.Ref+"]")
	for _, o := range l.Older {
		s.shown[o] = true
	}
}

// more says how many of a section are not shown, and how to see them.
func (s *briefSheet) more(n int, what string) {
	if n > 0 {
		s.note(fmt.Sprintf("%s more %s: %s", thousands(n), what, s.brief.command()))
	}
}

// command is the command line that lists the statements of a brief.
func (b Brief) command() string {
	if b.Scope.Since != "" { // statements are not listed by when they were seen
		return b.whole()
	}
	out := commandLine("statements", b.DB) + b.Scope.flags()
	if b.Scope.Confirmed {
		out += " --standing confirmed,corrected"
	}
	return out
}

// whole is the command line that writes a brief as a page, where nothing is cut.
func (b Brief) whole() string {
	out := commandLine("brief", b.DB) + b.Scope.flags()
	if b.Scope.Confirmed {
		out += " --confirmed"
	}
	return out + " --file brief.html"
}

// flags are those of a command line that ask for a scope.
func (s Scope) flags() string {
	out := ""
	for _, p := range []pair{{"outlet", s.Outlet}, {"from", s.From}, {"to", s.To}, {"text", s.Text}, {"since", s.Since}} {
		if p.Value != "" {
			out += " --" + p.Name + " " + quoted(p.Value)
		}
	}
	return out
}

// commandLine begins a command of hearsay on a ledger.
func commandLine(command, db string) string {
	if db == "" {
		return "hearsay " + command
	}
	return "hearsay " + command + " --db " + quoted(db)
}

// quoted makes one word for a shell of s.
func quoted(s string) string {
	if strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./") == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

func (s *briefSheet) references() {
	if len(s.shown)+len(s.shownFigures)+len(s.shownQuotes) == 0 {
		return
	}
	s.heading(sourcesTitle)
	s.note(sourcesNote)
	for _, src := range s.brief.Sources {
		s.source(src)
	}
}

func (s *briefSheet) source(src *BriefSource) {
	begun := false
	for _, l := range src.Lines {
		if !s.shown[l] {
			continue
		}
		if !begun {
			begun = true
			s.sourceHead(src)
		}
		s.prose(muted, 4, fmt.Sprintf("[%s] characters %d-%d, statement %s", l.Ref, l.At.Start, l.At.End, short(l.ID)))
		for _, line := range setParts(s.style, l.Passage, s.style.columns()-6) {
			s.line(strings.TrimRight("      "+line, " "))
		}
		for _, c := range corrected(l.StatementLine) {
			s.prose(muted, 6, c)
		}
	}
	for _, f := range src.Figures {
		if !s.shownFigures[f] {
			continue
		}
		if !begun {
			begun = true
			s.sourceHead(src)
		}
		s.figurePassage(f)
	}
	for _, q := range src.Quotes {
		if !s.shownQuotes[q] {
			continue
		}
		if !begun {
			begun = true
			s.sourceHead(src)
		}
		s.quotePassage(q)
	}
}

func (s *briefSheet) sourceHead(src *BriefSource) {
	s.line("")
	s.prose(strong, 2, fmt.Sprintf("[%d] %s", src.N, src.cited()))
	if src.URL != "" {
		s.prose("", 4, src.URL)
	}
	s.prose(muted, 4, src.found())
	s.prose(muted, 4, "text SHA-256 "+string(src.Digest))
}

func (s *briefSheet) method() {
	s.heading(methodTitle)
	for _, p := range s.brief.method() {
		s.field(p.Name, p.Value)
	}
	failures := s.brief.Failures
	for i, f := range failures[:min(len(failures), failuresShown)] {
		s.field([]string{"Not read", ""}[min(i, 1)], failed(f))
	}
	if n := len(failures) - failuresShown; n > 0 {
		s.field("", thousands(n)+" more: all of them are in the forms HTML and Markdown")
	}
}
