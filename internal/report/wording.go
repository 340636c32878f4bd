package report

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"hearsay/corpus"
)

// said is what a source did, in words that take no side.
func said(p corpus.Polarity) string {
	switch p {
	case corpus.Deny:
		return "denied"
	case corpus.Decline:
		return "declined to comment"
	case corpus.Silence:
		return "is portrayed as silent"
	}
	return "said"
}

// did is [said] before the words of a line: where they begin with what was
// declined ("to comment on the number"), the verb does not say it again.
// The reporter's own word stands behind it in brackets where it says more
// than "said": whoever "accused the governor of staging it" did not say "the
// governor of staging it".
func did(l StatementLine) string {
	verb := said(l.Polarity)
	if l.Polarity == corpus.Decline && strings.HasPrefix(l.Text, "to ") {
		verb = "declined"
	}
	if l.Said == "" || plainWord[strings.ToLower(l.Said)] || strings.EqualFold(l.Said, verb) {
		return verb
	}
	return verb + " (“" + l.Said + "”)"
}

// plainWord holds the cues that say no more than "said" does.
var plainWord = map[string]bool{"said": true, "says": true, "say": true, "told": true, "tells": true, "adds": true, "added": true, "according to": true, "continued": true, "continues": true}

// refuses reports whether a statement belongs among denials and refusals.
func refuses(p corpus.Polarity) bool {
	return p == corpus.Deny || p == corpus.Decline || p == corpus.Silence
}

// gap stands between the pieces of one statement.
const gap = " […] "

// quotationMarks are the characters that open or close a quotation in the
// scripts that are read.
const quotationMarks = "\"'“”„‟‘’‚«»‹›「」『』《》〈〉"

// content returns the words of a statement as they stand in the text, on one
// line. What the text sets in quotation marks is shown in them; the
// reporter's words are not.
func content(text string, a corpus.Attribution) string {
	var b strings.Builder
	for i, s := range a.Content {
		if i > 0 {
			b.WriteString(between(text, a.Content[i-1], s))
		}
		piece := oneLine(s.In(text))
		if a.Kind == corpus.Mixed && quotedAt(text, s) {
			piece = "“" + piece + "”"
		}
		b.WriteString(piece)
	}
	if a.Kind == corpus.Direct && b.Len() > 0 {
		return "“" + b.String() + "”"
	}
	return b.String()
}

// between is what joins two pieces of a statement: nothing is left out where
// only quotation marks, white space or a comma stand between them.
func between(text string, a, b corpus.Span) string {
	if a.End <= b.Start && strings.Trim(text[a.End:b.Start], quotationMarks+" \t\r\n,") == "" {
		return " "
	}
	return gap
}

// quotedAt reports whether quotation marks stand around s in text.
func quotedAt(text string, s corpus.Span) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:s.Start])
	after, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[s.End:], ".,!?"))
	return strings.ContainsRune(quotationMarks, before) && strings.ContainsRune(quotationMarks, after)
}

// outletName is who published a document, or what is known in its place.
func outletName(d corpus.Document) string {
	if d.Outlet != "" {
		return oneLine(d.Outlet)
	}
	if u, err := url.Parse(d.URL); err == nil && u.Host != "" {
		return oneLine(strings.TrimPrefix(u.Hostname(), "www."))
	}
	return "an outlet that is not recorded"
}

// reportedBy says by which way a statement came, see [chain].
func reportedBy(outlet, forwarded string, via []string) string {
	return "as reported by " + chain(outlet, forwarded, via)
}

// chain names the outlet first, then whom it passed the text on from, "" for a
// text of its own, then each station nearer to the source.
func chain(outlet, forwarded string, via []string) string {
	var b strings.Builder
	b.WriteString(outlet)
	if forwarded != "" {
		b.WriteString(", " + forwardedFrom(forwarded))
	}
	for i := len(via) - 1; i >= 0; i-- {
		b.WriteString(", via " + via[i])
	}
	return b.String()
}

// forwardedFrom says whom an outlet passed a text on from, "" for nobody.
func forwardedFrom(name string) string {
	if name == "" {
		return ""
	}
	return "forwarded from " + oneLine(name)
}

// origin is the chain of a line, with the date of its document where the
// line is dated otherwise.
func origin(l StatementLine) string {
	outlet := l.Outlet
	if published := day(l.Published); l.Dated == "said" && published != "" && published != l.Date {
		outlet += " on " + published
	}
	return reportedBy(outlet, l.Forwarded, l.Via)
}

// UncertainBelow is the confidence below which a statement is called
// uncertain. It is a convention, not a measurement: a rule of the reader that
// is fair by itself falls below it with one serious doubt.
const UncertainBelow = 0.6

// standing says who stands behind a line: the machine, with how sure it is,
// or a person.
func standing(l StatementLine) string {
	switch l.Standing {
	case corpus.Confirmed, corpus.Corrected, corpus.Rejected:
		by := string(l.Standing)
		if l.By != "" {
			by += " by " + l.By
		}
		if len(l.At) >= len("2006-01-02") {
			by += " on " + l.At[:len("2006-01-02")]
		}
		if l.ConfirmedBy != "" {
			by += "; confirmed by " + l.ConfirmedBy
		}
		return by
	}
	return fmt.Sprintf("machine, confidence %.2f", l.Confidence)
}

// doubts says what the machine is unsure of in a line, "" for nothing. A
// person's word ends the machine's doubt.
func doubts(l StatementLine) string {
	switch {
	case l.Standing != corpus.Machine:
		return ""
	case l.Uncertain && l.Doubt != "":
		return "uncertain: " + l.Doubt
	case l.Uncertain:
		return "uncertain"
	case l.Doubt != "":
		return "doubt: " + l.Doubt
	}
	return ""
}

// who names a speaker with the role.
func who(name, role string) string {
	if name == "" {
		name = "a source that is not named"
	}
	if role == "" || strings.Contains(strings.ToLower(name), strings.ToLower(role)) {
		return name
	}
	return name + " (" + role + ")"
}

// count writes a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// thousands writes n in groups of three digits.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
