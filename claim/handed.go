package claim

import (
	"fmt"
	"slices"

	"hearsay/corpus"
)

// What part of the longer content the shorter one must be to be handed on with it. Origin: the
// sample, where "the service told them on Monday that" is half of a sentence; below, the state-
// media archive quotes a word of somebody within a longer statement.
const (
	chainLeast = 0.4
	chainSure  = 0.95
	chainMaybe = 0.7
)

// chained joins the statements of one document that hand on one content: "lawmakers said the
// service told them that".
func chained(p *pair) Verdict {
	if !p.one || p.a.Own || p.b.Own || p.a.stance() != corpus.Assert && p.a.stance() != corpus.Deny || !overlap(p.a.Content, p.b.Content) || p.like == same {
		return Verdict{}
	}
	score, how := chainSure, "handed on"
	switch {
	case slices.Equal(p.a.Content, p.b.Content):
		how = "said"
		if p.a.asks() || p.b.asks() {
			score = chainMaybe // a demand is no claim
		}
	case p.longer().asks():
		return Verdict{} // "blasted the proposal to ..." carries no proposal
	case !hands(p.a, p.b) && !hands(p.b, p.a) || p.part() < chainLeast || !p.opens() && p.before() > chainBefore:
		return Verdict{}
	case !p.opens():
		score = chainMaybe
	}
	return Verdict{Same: true, Score: score, Rule: "chain", Why: fmt.Sprintf("one content, %s by %s and %s", how, p.a.says(), p.b.says())}
}

// part is the share of the longer content that the shorter one is as long as.
func (p *pair) part() float64 {
	x, y := lengthOf(p.a.Content), lengthOf(p.b.Content)
	return float64(min(x, y)) / float64(max(x, y, 1))
}

// How many bytes may stand in a content before whoever says the one that it hands on, "that the",
// or else before that itself. Origin: 924 articles on one contest; of 56 chains read at random that do
// not open with who says it or are parts of less than 0.4, 6 of 14 were right within chainBefore and
// chainLeast, 5 of 28 with only one of them and none of 14 with neither: they go on to say more.
const (
	chainOpens  = 12
	chainBefore = 60
)

// before is how many bytes the longer content has before the shorter one begins.
func (p *pair) before() int {
	long, short := p.longer(), p.shorter()
	return short.Content[0].Start - long.Content[0].Start
}

// opens reports whether the longer content begins with whoever says the shorter one: "the service
// told them that", and not "called it a disgrace after she had said". Origin: 924 articles on one
// contest; of 25 chains whose content begins otherwise, 9 were right.
func (p *pair) opens() bool {
	short, at := p.shorter(), p.longer().Content[0].Start
	return slices.ContainsFunc(short.Speaker.Spans, func(s corpus.Span) bool { return at <= s.Start+1 && s.Start <= at+chainOpens })
}

// longer is the one with the longer content, which hands on the other's.
func (p *pair) longer() *Statement {
	if lengthOf(p.a.Content) >= lengthOf(p.b.Content) {
		return p.a
	}
	return p.b
}

func (p *pair) shorter() *Statement {
	if p.longer() == p.a {
		return p.b
	}
	return p.a
}

func lengthOf(spans []corpus.Span) int {
	n := 0
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// hands reports whether the speaker of a is a hop of b.
func hands(a, b *Statement) bool {
	return slices.ContainsFunc(b.Via, func(h corpus.Hop) bool { return slices.Equal(nameWords(h.Name), a.Called) })
}

// copyDays is how many days apart the same words by the same speaker are one statement, and
// copyWeight what they must at least say. Origin: the state-media archive, where a set phrase
// comes back after a week and more.
const (
	copyDays   = 3
	copyWeight = 4
	copyRare   = 3
)

// copyShort is the score of copied words that say little. Origin: 924 articles on one contest;
// 12 of 12 such pairs were right.
const copyShort = SureSame + 0.01

// copied joins statements word for word the same, by the same speaker or one that is called
// the same.
func copied(p *pair) Verdict {
	a, b := p.a, p.b
	if p.one || a.Own || b.Own || p.days > copyDays || !slices.Equal(a.Tokens, b.Tokens) {
		return Verdict{}
	}
	named := p.like == same || slices.Equal(a.Called, b.Called) && a.Outlet != b.Outlet
	short := weightOf(a.Words) < copyWeight || rareWords(a.Words) < copyRare
	if !named || a.asks() || short && p.like != same {
		return Verdict{}
	}
	score := 0.95
	if short {
		score = copyShort
	}
	return Verdict{Same: true, Score: score, Rule: "copy", Why: fmt.Sprintf("the same words by %s in %s and %s", a.says(), a.Outlet, b.Outlet)}
}
