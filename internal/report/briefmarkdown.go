package report

import (
	"fmt"
	"io"
	"strings"

	"hearsay/corpus"
)

// WriteMarkdown writes the whole brief as Markdown that GitHub and
// CommonMark show alike. References are links to anchors in the page.
func (b Brief) WriteMarkdown(w io.Writer) error {
	m := markdown{brief: b}
	m.head()
	m.speakers()
	m.figures()
	m.claims()
	m.answers()
	m.coverage()
	m.refusals()
	m.days()
	m.references()
	m.method()
	_, err := io.WriteString(w, m.String())
	return err
}

// markdown is a page that is being set. f escapes every %s that it is given.
type markdown struct {
	strings.Builder
	brief  Brief
	deeper int // levels that the headings within a table of an event are lower
}

func (m *markdown) f(format string, values ...any) {
	for i, v := range values {
		if s, ok := v.(string); ok {
			values[i] = escapeMarkdown(s)
		}
	}
	fmt.Fprintf(m, format, values...)
}

func (m *markdown) head() {
	m.f("# %s\n\n%s\n\n", briefTitle, briefPurpose)
	for _, p := range append(m.brief.scopeFields(), m.brief.counted()...) {
		m.f("- **%s:** %s\n", p.Name, p.Value)
	}
	for _, n := range m.brief.notes() {
		m.f("\n> %s\n", n)
	}
}

func (m *markdown) speakers() {
	b := m.brief
	if len(b.Speakers)+len(b.Unnamed)+b.Private == 0 {
		return
	}
	m.f("\n## %s\n\n%s\n\n", speakersTitle, speakersNote)
	for _, p := range b.Speakers {
		m.f("- **%s** · %s\n", who(p.Name, someOf(p.Roles)), strings.Join(known(p.mark(), p.spoken(), someOf(p.Chains), p.joined()), " · "))
	}
	if b.Private > 0 {
		m.f("\n%s\n", b.privately())
	}
	if len(b.Unnamed) > 0 {
		m.f("\n### %s\n\n", unnamedTitle)
	}
	for _, u := range b.Unnamed {
		m.f("- %s: %s\n", u.Outlet, u.words())
	}
}

func (m *markdown) refusals() {
	if len(m.brief.Refusals) == 0 {
		return
	}
	m.f("\n## %s\n\n", refusalTitle)
	for _, l := range m.brief.Refusals {
		m.line(l)
	}
}

func (m *markdown) days() {
	if len(m.brief.Days) == 0 {
		return
	}
	m.f("\n## %s\n\n%s\n", saidTitle, datedNote)
	for _, d := range m.brief.Days {
		m.f("\n### %s\n\n", dayTitle(d.Date))
		for _, l := range d.Lines {
			m.line(l)
		}
		if len(d.Refusals) > 0 {
			m.f("\n%s\n", alsoRefused(d.Refusals))
		}
	}
}

// line writes one statement. Identities are letters and digits of a digest,
// so they need no escape in an anchor.
func (m *markdown) line(l *BriefLine) {
	m.f("- %s · **%s** · %s: %s · %s · %s ", dateWords(l.StatementLine), who(l.Speaker, l.Role), did(l.StatementLine), l.Text,
		origin(l.StatementLine), strings.Join(marksInWords(l.StatementLine), " · "))
	fmt.Fprintf(m, "<a id=\"s-%s\"></a>[\\[%s\\]](#p-%s)", anchor(l.ID), l.Ref, anchor(l.ID))
	for _, o := range l.Older {
		fmt.Fprintf(m, " · %s [\\[%s\\]](#p-%s)", alsoIn, o.Ref, anchor(o.ID))
	}
	m.WriteString("\n")
}

// anchor keeps what an identity is made of.
func anchor(id string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, id)
}

func (m *markdown) references() {
	if len(m.brief.Sources) == 0 {
		return
	}
	m.f("\n## %s\n\n%s\n", sourcesTitle, sourcesNote)
	for _, src := range m.brief.Sources {
		m.f("\n### %d. %s\n\n", src.N, src.cited())
		if u := webAddress(src.URL); u != "" {
			fmt.Fprintf(m, "<%s>  \n", u)
		} else if src.URL != "" {
			m.f("%s  \n", src.URL)
		}
		m.f("%s  \ntext SHA-256 %s\n", src.found(), string(src.Digest))
		for _, l := range src.Lines {
			m.passage(l)
		}
		for _, f := range src.Figures {
			m.figurePassage(f)
		}
		for _, q := range src.Quotes {
			m.quotePassage(q)
		}
	}
}

func (m *markdown) passage(l *BriefLine) {
	fmt.Fprintf(m, "\n<a id=\"p-%s\"></a>**[\\[%s\\]](#s-%s)** characters %d–%d, statement %s\n\n> ",
		anchor(l.ID), l.Ref, anchor(l.Listed().ID), l.At.Start, l.At.End, anchor(l.ID))
	for _, p := range l.Passage {
		m.part(p)
	}
	m.WriteString("\n")
	for _, c := range corrected(l.StatementLine) {
		m.f("\n%s\n", c)
	}
}

// part writes a part in brackets that name its mark: emphasis would not open
// inside words of scripts without spaces.
func (m *markdown) part(p Part) {
	lead, body, trail := spaced(p.Text)
	switch {
	case body == "":
	case p.Mark == "" || p.Mark == Skipped:
		body = escapeMarkdown(body)
	default:
		body = "⟦" + string(p.Mark) + ": " + escapeMarkdown(body) + "⟧"
	}
	m.WriteString(lead + body + trail)
}

// spaced splits the white space off the ends of s and keeps one space of it.
func spaced(s string) (lead, body, trail string) {
	t := corpus.Span{End: len(s)}.Trim(s)
	if t.Start > 0 {
		lead = " "
	}
	if t.End < len(s) && !t.Empty() {
		trail = " "
	}
	return lead, oneLine(t.In(s)), trail
}

func (m *markdown) method() {
	m.f("\n## %s\n\n", methodTitle)
	for _, p := range m.brief.method() {
		m.f("- **%s:** %s\n", p.Name, p.Value)
	}
	for _, f := range m.brief.Failures {
		m.f("- **Not read:** %s\n", failed(f))
	}
}
