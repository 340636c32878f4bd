package report

import (
	"fmt"
	"strings"
)

// How many claims, passages of one, and answers a terminal shows: together about two screens.
const (
	claimsShown   = 8
	passagesShown = 6
	answersShown  = 12
)

// claims writes the claims of a brief for a terminal.
func (s *briefSheet) claims() {
	b := s.brief
	if len(b.Claims) == 0 {
		return
	}
	s.heading(fmt.Sprintf("%s (%s)", claimsTitle, thousands(len(b.Claims)+b.ClaimsLeft)))
	s.note(claimsNote)
	shown := b.Claims[:min(len(b.Claims), claimsShown)]
	for _, c := range shown {
		s.briefClaim(c)
	}
	if more := b.moreClaims(len(shown)); more != "" {
		s.note(more)
	}
}

func (s *briefSheet) briefClaim(c BriefClaim) {
	s.line("")
	s.prose(strong, 2, strings.Join(known("“"+unquoted(c.Text)+"”", c.News()), s.style.dot()))
	s.prose("", 4, c.Summary)
	s.prose(muted, 4, c.Seen())
	for _, q := range c.Passages[:min(len(c.Passages), passagesShown)] {
		s.quote(q)
	}
	if n := len(c.Passages) - passagesShown; n > 0 {
		s.prose(muted, 4, thousands(n)+" more passages: "+s.brief.traced(c))
	}
}

// quote writes a passage with its reference.
func (s *briefSheet) quote(q *BriefQuote) {
	dot := s.style.dot()
	s.prose("", 4, strings.Join(known(q.When(), q.mark(), q.Who(), q.Did()), dot))
	s.prose("", 8, q.Text)
	s.prose(muted, 8, strings.ReplaceAll(q.Chain(), " · ", dot)+" ["+q.Ref+"]")
	s.citeQuote(q)
}

// citeQuote notes that the passage of q is to stand among the references.
func (s *briefSheet) citeQuote(q *BriefQuote) {
	if q.Line != nil {
		s.shown[q.Line] = true
	} else {
		s.shownQuotes[q] = true
	}
}

// mark is "new" for a passage of a document that is.
func (q *BriefQuote) mark() string {
	if q.New {
		return "new"
	}
	return ""
}

// answers writes denials and what is like them for a terminal.
func (s *briefSheet) answers() {
	b := s.brief
	if len(b.Answers) == 0 {
		return
	}
	s.heading(fmt.Sprintf("%s (%s)", answersTitle, thousands(len(b.Answers)+b.AnswersLeft)))
	s.note(answersNote)
	shown := b.Answers[:min(len(b.Answers), answersShown)]
	for i, a := range shown {
		if a.Possible() && (i == 0 || !shown[i-1].Possible()) {
			s.line("")
			s.prose(strong, 2, possibleTitle)
		}
		s.answer(a)
	}
	if more := b.moreAnswers(len(shown)); more != "" {
		s.note(more)
	}
}

func (s *briefSheet) answer(a BriefAnswer) {
	s.line("")
	s.prose(strong, 2, strings.ReplaceAll(strings.Join(known(a.Head(), a.News()), " · "), " · ", s.style.dot()))
	for _, q := range a.Sides {
		s.quote(q)
	}
	s.prose(muted, 4, a.Reason()+s.style.dot()+short(a.ID))
}

// quotePassage writes the reference of a passage that is no statement of the brief.
func (s *briefSheet) quotePassage(q *BriefQuote) {
	s.prose(muted, 4, fmt.Sprintf("[%s] characters %d-%d, %s", q.Ref, q.At.Start, q.At.End, q.named()))
	for _, line := range setParts(s.style, q.Passage, s.style.columns()-6) {
		s.line(strings.TrimRight("      "+line, " "))
	}
}

// named is the identity of the statement that a passage is.
func (q *BriefQuote) named() string {
	switch {
	case q.ofEvent:
		return "words of an event"
	case q.Said == nil:
		return "in the outlet's own voice"
	}
	return "statement " + short(q.ID)
}

// unquoted takes off the quotation marks around a text that gets its own.
func unquoted(s string) string {
	if t, ok := strings.CutPrefix(s, "“"); ok && strings.Count(t, "”") == 1 {
		return strings.TrimSuffix(t, "”")
	}
	return s
}

// claims writes the claims of a brief as Markdown.
func (m *markdown) claims() {
	b := m.brief
	if len(b.Claims) == 0 {
		return
	}
	m.f("\n## %s\n\n%s\n", claimsTitle, claimsNote)
	for _, c := range b.Claims {
		fmt.Fprintf(m, "\n<a id=\"c-%s\"></a>", anchor(c.ID))
		m.f("**“%s”**", unquoted(c.Text))
		if news := c.News(); news != "" {
			m.f(" · **%s**", news)
		}
		m.f("  \n%s  \n%s\n\n", c.Summary, c.Seen())
		for _, q := range c.Passages {
			m.quote(q)
		}
	}
	if more := b.moreClaims(len(b.Claims)); more != "" {
		m.f("\n%s\n", more)
	}
}

func (m *markdown) quote(q *BriefQuote) {
	m.f("- %s · **%s** · %s: %s · %s ", strings.Join(known(q.When(), q.mark()), " · "), q.Who(), q.Did(), q.Text, q.Chain())
	m.cite(q)
	m.WriteString("\n")
}

// cite writes the reference of a passage, nothing for none.
func (m *markdown) cite(q *BriefQuote) {
	if q != nil {
		fmt.Fprintf(m, "[\\[%s\\]](#p-%s)", q.Ref, anchor(q.ID))
	}
}

func (m *markdown) answers() {
	b := m.brief
	if len(b.Answers) == 0 {
		return
	}
	m.f("\n## %s\n\n%s\n", answersTitle, answersNote)
	holding, possible := b.answers()
	for _, a := range holding {
		m.answer(a)
	}
	if len(possible) > 0 {
		m.f("\n### %s\n", possibleTitle)
	}
	for _, a := range possible {
		m.answer(a)
	}
	if more := b.moreAnswers(len(b.Answers)); more != "" {
		m.f("\n%s\n", more)
	}
}

func (m *markdown) answer(a BriefAnswer) {
	fmt.Fprintf(m, "\n<a id=\"r-%s\"></a>", anchor(a.ID))
	m.f("**%s**  \n%s · %s\n\n", strings.Join(known(a.Head(), a.News()), " · "), a.Reason(), short(a.ID))
	for _, q := range a.Sides {
		m.quote(q)
	}
}

func (m *markdown) quotePassage(q *BriefQuote) {
	fmt.Fprintf(m, "\n<a id=\"p-%s\"></a>**[\\[%s\\]](#%s)** characters %d–%d, ", anchor(q.ID), q.Ref, q.Back, q.At.Start, q.At.End)
	m.f("%s\n\n> ", q.named())
	for _, p := range q.Passage {
		m.part(p)
	}
	m.WriteString("\n")
}
