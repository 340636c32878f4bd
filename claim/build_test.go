package claim

import (
	"strings"
	"testing"

	"hearsay/corpus"
)

// article is a document that a test reads statements from.
type article struct {
	t    testing.TB
	doc  corpus.Document
	read corpus.Annotations
}

func newArticle(t testing.TB, outlet, published, text string) *article {
	a := &article{t: t, doc: corpus.Document{Text: text, Outlet: outlet, Published: published, Language: "en"}}
	a.doc.Identify(corpus.DigestOf([]byte(text+outlet)), published)
	return a
}

// at finds words in the text.
func (a *article) at(words string) corpus.Span {
	a.t.Helper()
	k := strings.Index(a.doc.Text, words)
	if k < 0 {
		a.t.Fatalf("%q is not in %q", words, a.doc.Text)
	}
	return corpus.Span{Start: k, End: k + len(words)}
}

// said enters a statement: who says it with which verb, and what.
func (a *article) said(speaker, cue, content string, more ...func(*corpus.Attribution)) *article {
	a.t.Helper()
	at := corpus.Attribution{
		Content: []corpus.Span{a.at(content)}, Cue: a.at(cue), Kind: corpus.Indirect, Polarity: corpus.Assert, Mode: corpus.Report, Confidence: 1,
		Source: corpus.Source{Name: speaker, Kind: corpus.Person, Identified: corpus.Named},
	}
	if k := strings.Index(a.doc.Text, speaker); k >= 0 {
		at.Source.Spans = []corpus.Span{{Start: k, End: k + len(speaker)}}
	}
	for _, m := range more {
		m(&at)
	}
	a.read.Attributions = append(a.read.Attributions, at)
	return a
}

// counted enters a figure: the words of the number, how many, of what measure and class.
func (a *article) counted(words string, n float64, measure, counted, side string) *article {
	a.t.Helper()
	s := a.at(words)
	q := corpus.Quantity{Span: s, Number: s, Low: &n, High: &n, Bound: corpus.Exactly, Counted: counted, Head: counted}
	a.read.Quantities = append(a.read.Quantities, q)
	a.read.Figures = append(a.read.Figures, corpus.Figure{Quantity: q, Measure: measure, Side: side, Statement: -1, Part: -1})
	return a
}

func (a *article) statements() []Statement { return Statements(a.doc, a.read) }

// nth returns the n-th statement that is not in the outlet's own voice.
func (a *article) nth(n int) Statement {
	a.t.Helper()
	for _, s := range a.statements() {
		if s.Own {
			continue
		}
		if n == 0 {
			return s
		}
		n--
	}
	a.t.Fatalf("too few statements in %q", a.doc.Text)
	return Statement{}
}

// voice returns the first passage in the outlet's own voice.
func (a *article) voice() Statement {
	a.t.Helper()
	for _, s := range a.statements() {
		if s.Own {
			return s
		}
	}
	a.t.Fatalf("no passage in its own voice in %q", a.doc.Text)
	return Statement{}
}

func organisation(a *corpus.Attribution) { a.Source.Kind = corpus.Organisation }
func group(a *corpus.Attribution)        { a.Source.Kind, a.Source.Identified = corpus.Group, corpus.Unnamed }
func outletSays(a *corpus.Attribution)   { a.Source.Kind = corpus.Outlet }
func direct(a *corpus.Attribution)       { a.Kind = corpus.Direct }
func denied(a *corpus.Attribution)       { a.Polarity = corpus.Deny }
func declined(a *corpus.Attribution)     { a.Polarity = corpus.Decline }
func forecast(a *corpus.Attribution)     { a.Mode = corpus.Forecast }
func on(date string) func(*corpus.Attribution) {
	return func(a *corpus.Attribution) { a.Date = date }
}

func role(role string) func(*corpus.Attribution) {
	return func(a *corpus.Attribution) { a.Source.Role = role }
}

func via(names ...string) func(*corpus.Attribution) {
	return func(a *corpus.Attribution) {
		for _, n := range names {
			kind := corpus.Person
			if strings.HasSuffix(n, "Wire") || strings.HasSuffix(n, "Bureau") {
				kind = corpus.Outlet
			}
			a.Via = append(a.Via, corpus.Hop{Name: n, Kind: kind})
		}
	}
}
