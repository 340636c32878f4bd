package report

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/store"
	"hearsay/measure"
)

// linked is the brief of the fixture with a claim and two answers, which rest on statements of
// it, on one outside of it and on a passage in an outlet's own voice.
func linked(t *testing.T, s Scope) Brief {
	t.Helper()
	readings := fixture(t)
	st, ctx := ledgerOf(t, readings), context.Background()
	b, err := MakeBrief(ctx, st, s, measure.Default())
	if err != nil {
		t.Fatal(err)
	}
	b.Head.Digest = corpus.DigestOf([]byte("head"))
	inScope := map[string]bool{}
	for _, src := range b.Sources {
		inScope[src.ID] = true
	}
	k := b.linking(ctx, st, freshness{}, inScope)
	quote := func(document int, subject string, spans []corpus.Span, back string) *BriefQuote {
		q, err := k.quote(subject, readings[document].doc.ID, spans, back)
		if err != nil {
			t.Fatal(err)
		}
		return q
	}
	said := func(document, statement int, back string) *BriefQuote {
		s := readings[document].statements[statement]
		return quote(document, s.ID, s.Content, back)
	}
	harbour, evil := readings[0].doc, readings[3].doc
	own := quote(3, "sfeed0001", []corpus.Span{evil.Blocks[0].Span}, "c-"+readings[0].statements[3].ID)
	c := BriefClaim{ClaimLine: ClaimLine{ID: readings[0].statements[3].ID, Text: hostileContent, FirstSeen: "2031-03-14", FirstOutlet: harbour.Outlet,
		LastSeen: "2031-03-20", Outlets: []string{"Harbour Times", evil.Outlet}, Origins: []string{hostileName}, Own: 1}}
	c.Summary = c.sum()
	c.Passages = []*BriefQuote{said(0, 3, "c-"+c.ID), own}
	own.New = true
	b.Claims = []BriefClaim{c}
	answer := func(id string, kind corpus.RelationKind, sure bool, why string, sides ...*BriefQuote) BriefAnswer {
		r := store.Relation{Relation: corpus.Relation{ID: id, Kind: kind, Sure: sure, Score: .7, Why: why}, Standing: corpus.Machine}
		return BriefAnswer{RelationLine: RelationLine{ID: id, Kind: kind, Standing: corpus.Machine, Sure: sure, Score: .7, Why: why}, Sides: sides, relation: r}
	}
	b.Answers = []BriefAnswer{
		answer("r0001", corpus.Denies, true, "denies what Tove Lind says: water", said(0, 3, "r-r0001"), said(0, 2, "r-r0001")),
		answer("r0002", corpus.AtOdds, false, "both may hold <b>", said(1, 0, "r-r0002"), said(3, 0, "r-r0002")),
	}
	return b
}

func TestBriefLinksText(t *testing.T) {
	var text, md bytes.Buffer
	b := linked(t, Scope{Outlet: "Harbour Times"})
	if err := errors.Join(b.WriteText(&text, Style{Width: 100, Unicode: true}), b.WriteMarkdown(&md)); err != nil {
		t.Fatal(err)
	}
	golden(t, "brieflinks.txt", text.String())
	golden(t, "brieflinks.md", md.String())
}

// A section over documents gives no private person's name: neither as who speaks nor in the
// reason; and every form says which part is only possible.
func TestBriefLinksWithholdPrivatePersons(t *testing.T) {
	b := linked(t, Scope{})
	if who := b.Answers[0].Sides[0].Who(); who != withheldName {
		t.Errorf("names %q", who)
	}
	if why := b.Answers[0].Reason(); strings.Contains(why, "Tove") || !strings.Contains(why, withheldName) {
		t.Errorf("the reason names %q", why)
	}
	q := BriefQuote{public: map[string]bool{"Tove Lind": false}, Said: &StatementLine{Via: []string{"Tove Lind", "Northern News Agency"}, Outlet: "Harbour Times"}}
	if chain := q.Chain(); strings.Contains(chain, "Tove") || !strings.Contains(chain, "Northern News Agency") {
		t.Errorf("the chain is %q", chain)
	}
	holding, possible := b.answers()
	if len(holding) != 1 || len(possible) != 1 {
		t.Errorf("%d hold, %d are possible", len(holding), len(possible))
	}
	if got := b.Claims[0].News(); got != "new in 1 of 2 passages" {
		t.Errorf("says %q", got)
	}
}

func TestBriefLinksHTML(t *testing.T) {
	var out bytes.Buffer
	if err := linked(t, Scope{}).WriteHTML(&out); err != nil {
		t.Fatal(err)
	}
	checkPage(t, out.String(), 10+6)
	for _, want := range []string{claimsTitle, answersTitle, possibleTitle, `<strong class="new">new</strong>`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in the page", want)
		}
	}
}

func TestBriefLinksInBrowser(t *testing.T) {
	browser := os.Getenv(browserVariable)
	if browser == "" {
		t.Skipf("%s is not set", browserVariable)
	}
	for _, got := range look(t, browser, linked(t, Scope{})) {
		if got.Scroll > got.Width || len(got.Broken) > 0 || len(got.Requests) > 0 || got.Injected != 0 || got.Refs != 16 {
			t.Errorf("at %d: %+v", got.Width, got)
		}
	}
}

// What has nothing is left out.
func TestBriefWithoutLinks(t *testing.T) {
	b := brief(t, fixture(t), Scope{})
	for _, write := range []func(*bytes.Buffer) error{
		func(w *bytes.Buffer) error { return b.WriteText(w, Style{}) },
		func(w *bytes.Buffer) error { return b.WriteMarkdown(w) },
		func(w *bytes.Buffer) error { return b.WriteHTML(w) },
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		for _, title := range []string{claimsTitle, answersTitle, possibleTitle} {
			if strings.Contains(out.String(), title) {
				t.Errorf("%q stands there with nothing under it", title)
			}
		}
	}
}

func TestBriefSince(t *testing.T) {
	st := ledgerOf(t, fixture(t))
	for since, want := range map[string]int{"": 10, "2031-05-02": 10, "2031-05": 10, "2031-05-03": 0} {
		b, err := MakeBrief(context.Background(), st, Scope{Since: since}, measure.Default())
		if err != nil {
			t.Fatal(err)
		}
		if b.Counts.Statements != want {
			t.Errorf("since %q: %d statements, want %d", since, b.Counts.Statements, want)
		}
		if since != "" && !strings.HasSuffix(b.command(), "--since "+since+" --file brief.html") {
			t.Errorf("the rest is by %q", b.command())
		}
	}
}

// Speakers of several documents stand in one line if the ledger has them as one entity, and
// in two if it has them as two, though they have one name.
func TestSpeakersAreEntities(t *testing.T) {
	lines := func(entities ...string) []SpeakerLine {
		b, j := briefOf(fixture(t)), &speakerJoin{entities: map[string]*store.Entity{}, fresh: func(string) (bool, error) { return true, nil }}
		b.Speakers = nil
		for i, src := range b.Sources[:2] {
			for _, l := range src.Lines[:1] {
				e := &store.Entity{ID: entities[i], Name: l.Speaker}
				j.entities[corpus.AppearanceID(l.Document, l.Speaker)], j.entities[entityKey(e)] = e, e
			}
		}
		if err := b.profile(j); err != nil {
			t.Fatal(err)
		}
		return b.Speakers
	}
	one, two := lines("e1", "e1"), lines("e1", "e2")
	if len(one)+1 != len(two) {
		t.Fatalf("%d and %d lines", len(one), len(two))
	}
	if got := one[0].joined(); !strings.HasPrefix(got, "joined by machine over 2 documents, also as ") {
		t.Errorf("says %q", got)
	}
	if one[0].mark() != "new" || len(one[0].Outlets) != 2 {
		t.Errorf("%+v", one[0])
	}
}
