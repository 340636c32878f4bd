package report

import (
	"fmt"
	"strings"

	"hearsay/corpus"
)

// What a brief says of itself. All formats take their words from here, so
// that they never disagree.

const (
	briefTitle     = "Who said what"
	briefPurpose   = "What sources are reported to have said, with where each report stands. It gives no verdict on what is true."
	refusalTitle   = "Denials, refusals, silence"
	saidTitle      = "What was said"
	figuresTitle   = "Figures, and where they disagree"
	figuresNote    = "Only figures of one measure, class, side, event and time are held against each other; no number is averaged, and none is called the right one. A lower number may be a part, an earlier count or another method: the reason stands beside each label."
	besideNote     = "Named beside them, from outside of what this brief was asked for:"
	speakersTitle  = "Who speaks"
	claimsTitle    = "Claims told by several outlets"
	claimsNote     = "Passages that say the same in the same words, figure or quotation, joined by machine or by a person. An origin counts once however many repeat it; that many repeat a claim makes it no truer."
	answersTitle   = "Denials, and what does not agree"
	answersNote    = "Who denies, declines to speak of, is at odds with or turned from what a passage says, found by machine unless a person is named. Both passages stand together; none is called the true one."
	possibleTitle  = "Possible: the machine is not sure, and nobody has decided"
	sourcesTitle   = "References"
	methodTitle    = "How this was made"
	undatedTitle   = "Date not known"
	datedNote      = "Dated by the act of saying where the text tells it; “published” marks a date that is that of publication."
	speakersNote   = "Persons in a public role, organisations, media and states that are named in full, joined by machine from names, roles and spellings, unless people are said to have decided. The same name is not proof of the same person."
	sourcesNote    = "Each reference opens the exact passage, with source, cue and content marked. Numbers after “characters” count Unicode code points of the text whose SHA-256 is given; a text with that digest has that passage there."
	unnamedTitle   = "Sources without a full name"
	nothingInScope = "No statement lies in this scope."
)

// pair is a name with its value.
type pair struct{ Name, Value string }

// scopeFields is what the brief was asked for.
func (b Brief) scopeFields() []pair {
	s := b.Scope
	out := []pair{{"Outlet", s.Outlet}, {"Published", period(s.From, s.To)}, {"Said", s.Text}}
	for i, all := range []string{"all", "at any time", "anything"} {
		if out[i].Value == "" {
			out[i].Value = all
		}
	}
	if s.Text != "" {
		out[2].Value = "matches the query " + s.Text
	}
	if s.Since != "" {
		out = append(out, pair{"New since", s.Since + ": documents that this ledger saw first on or after it (UTC); passages of others stand only beside theirs"})
	}
	if s.Confirmed {
		out = append(out, pair{"Lines", "only those that a person confirmed or corrected"})
	}
	if left := b.coverageLeft(); left != "" {
		out = append(out, pair{"Coverage", left})
	}
	return out
}

func period(from, to string) string {
	switch {
	case from == "" && to == "":
		return ""
	case from == "":
		return "until " + to
	case to == "" || to == from:
		if to == from {
			return from
		}
		return "from " + from
	}
	return from + " to " + to
}

// counted is what lies in the scope.
func (b Brief) counted() []pair {
	c := b.Counts
	return []pair{
		{"Documents", fmt.Sprintf("%s in scope, %s quoted here, %s", thousands(c.Documents), thousands(c.Quoted), count(c.Outlets, "outlet", "outlets"))},
		{"Statements", fmt.Sprintf("%s, of them %s", thousands(c.Statements), count(c.Refusals, "denial or refusal", "denials and refusals")) + b.repeatedWords()},
		{"Quoted from", quotedSpan(c)},
		{"Standing", fmt.Sprintf("%s by machine alone, %s confirmed and %s corrected by a person; %s of the machine's marked uncertain",
			thousands(c.Machine), thousands(c.Confirmed), thousands(c.Corrected), thousands(c.Uncertain))},
	}
}

func quotedSpan(c BriefCounts) string {
	out := c.First + " to " + c.Last
	switch {
	case c.First == "":
		out = "no document with a date"
	case c.First == c.Last:
		out = c.First
	}
	if c.Undated > 0 {
		out += fmt.Sprintf("; %s without a date", count(c.Undated, "document", "documents"))
	}
	return out
}

// notes are what an editor must know before relying on a line.
func (b Brief) notes() []string {
	out := []string{fmt.Sprintf("A line marked “machine” was read by a program and looked at by no person: open its passage before you rely on it. "+
		"“uncertain” marks a confidence below %.1f; “doubt” and the words behind “uncertain” say what the program is not sure of.", UncertainBelow)}
	if b.Pending > 0 {
		out = append(out, fmt.Sprintf("The ledger still has %s waiting to be read, so statements may be missing here.", count(b.Pending, "piece of work", "pieces of work")))
	}
	if b.Moved {
		out = append(out, "The ledger was written to while this brief was read from it, so it can hold more than its log head says. Make it again to have both agree.")
	}
	if n := len(b.Failures); n > 0 {
		out = append(out, fmt.Sprintf("%s of the ledger could not be read and may be missing here; see the end.", count(n, "record", "records")))
	}
	if b.Counts.Statements == 0 {
		out = append([]string{nothingInScope}, out...)
	}
	return out
}

// method is how the brief came about and what it can be checked against.
func (b Brief) method() []pair {
	made := strings.Join(b.Systems, ", ")
	if made == "" {
		made = "no statement in scope"
	}
	return []pair{
		{"Read by", made},
		{"Counted", "several texts of one piece are one telling: what a later text has in the same words of the same source counts once, as of the later"},
		{"Ledger", fmt.Sprintf("%s in its custody log, the last of %s", count(int(b.Head.Rows), "row", "rows"), orUnknown(stamp(b.Head.Time)))},
		{"Log head", string(b.Head.Digest)},
		{"To check", commandLine("verify", b.DB) + " --expect " + string(b.Head.Digest)},
	}
}

// failed names a record that could not be read, and why.
func failed(f FailureLine) string {
	return strings.Join(known(f.File, f.Record), ", ") + ": " + f.Reason
}

func orUnknown(s string) string {
	if s == "" {
		return "an unknown time"
	}
	return s
}

// dateWords is the date of a line, marked where it is that of publication.
func dateWords(l StatementLine) string {
	switch l.Dated {
	case "published":
		return "published " + l.Date
	case "":
		return "date not known"
	}
	return l.Date
}

// marksInWords is whether the text of a line was replaced, who stands behind it and what is
// doubted.
func marksInWords(l StatementLine) []string { return known(l.ReplacedMark(), standing(l), doubts(l)) }

// corrected says what a person changed.
func corrected(l StatementLine) []string {
	var out []string
	for _, c := range l.Corrections {
		out = append(out, fmt.Sprintf("%s: “%s” by a person; the machine read “%s”", c.Field, c.Person, c.Machine))
	}
	return out
}

// cited is how an editor cites a source: author, title, outlet, date.
func (s *BriefSource) cited() string {
	title := s.Title
	if title == "" {
		title = "untitled"
	}
	date := s.Published
	if date == "" {
		date = "date not known"
	}
	author := strings.Join(s.Authors, "; ")
	if author == "" {
		author = "author not recorded"
	}
	out := fmt.Sprintf("%s, %s: “%s”, %s", s.Outlet, author, title, date)
	if s.Forwarded != "" {
		out += ", " + forwardedFrom(s.Forwarded)
	}
	if s.Access != "" && s.Access != corpus.Open {
		out += ", access " + string(s.Access)
	}
	if mark := s.ReplacedMark(); mark != "" {
		out += ", " + mark
	}
	if s.Outside {
		out += ", outside of what this brief was asked for"
	}
	return out
}

// found is where a source was taken from and when.
func (s *BriefSource) found() string {
	if len(s.Sightings) == 0 {
		return "captured " + orUnknown(s.Captured)
	}
	g := s.Sightings[0]
	out := fmt.Sprintf("captured %s from %s", g.Time, g.whole())
	if g.Digest != "" {
		out += fmt.Sprintf(" (%s, SHA-256 %s)", g.Format, g.Digest)
	}
	if n := len(s.Sightings); n > 1 {
		out += fmt.Sprintf(", seen %d times", n)
	}
	return out
}

// spoken is a speaker's line: what and how often.
func (s SpeakerLine) spoken() string {
	out := count(s.Statements, "statement", "statements")
	if s.Refusals > 0 {
		out += fmt.Sprintf(" (%s)", count(s.Refusals, "denial or refusal", "denials or refusals"))
	}
	out += " in " + count(len(s.Outlets), "outlet", "outlets")
	switch {
	case s.First == "":
		return out
	case s.First == s.Last:
		return out + ", " + s.First
	}
	return out + ", " + s.First + " to " + s.Last
}

func (u UnnamedLine) words() string {
	return fmt.Sprintf("%s in %s", count(u.Statements, "statement", "statements"), count(u.Documents, "document", "documents"))
}

// privately tells of the persons who have no line of their own.
func (b Brief) privately() string {
	if b.Private == 0 {
		return ""
	}
	return fmt.Sprintf("%s by persons whom the text gives no public role: shown below where they stand, not gathered by person.",
		count(b.Private, "statement", "statements"))
}
