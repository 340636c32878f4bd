package claim

import (
	"fmt"

	"hearsay/corpus"
)

// What must be shared for one statement to be the negation of another. Origin: judgement,
// held against the state-media archive.
const (
	oppositeCover  = 0.75
	oppositeBoth   = 0.6
	oppositeWeight = 4
	oppositeRare   = 3
	oppositeMost   = 30  // words
	oppositeSame   = 0.8 // share of the negated words
	turnDays       = 365
)

// opposed reports whether the two say the same with and without a negation: one of them has
// none at all, and what is negated are telling words, a verb or noun and not names alone.
func (p *pair) opposed() bool {
	if p.cover < oppositeCover || p.both < oppositeBoth || p.weight < oppositeWeight || len(p.sharedOf(Rare)) < oppositeRare {
		return false
	}
	x, y := negates(p.a), negates(p.b)
	deny := p.denying() != (p.b.stance() == corpus.Deny)
	if deny {
		return x == y && !x && p.rebutting()
	}
	return x != y && p.contrary() && max(len(p.a.Tokens), len(p.b.Tokens)) <= oppositeMost
}

// rebutting reports whether whichever of the two denies, denies a proposition.
func (p *pair) rebutting() bool {
	s := p.a
	if !p.denying() {
		s = p.b
	}
	return (&pair{a: s, b: s}).rebuts()
}

// turned: one named speaker says the opposite of what it said before.
func turned(p *pair) reply {
	if p.like != same || !p.a.speaks() || !p.b.speaks() || !p.a.isNamed() || !p.opposed() || p.a.asks() || p.b.asks() {
		return reply{}
	}
	if p.one && p.b.Place > p.a.Place || !p.one && !(gap(said(p.b), said(p.a)) > 0 && gap(said(p.b), said(p.a)) <= turnDays) {
		return reply{}
	}
	if p.one && !otherDay(p.a, p.b) || overlap2(p) {
		return reply{} // one passage told twice, or weighed from two sides
	}
	return reply{corpus.Turned, 0.74, fmt.Sprintf("%s says the opposite of what it said before: %s", p.a.says(), p.words(p.shared))}
}

// gainsaid: another speaker says the same with a negation.
func gainsaid(p *pair) reply {
	if !p.answerable() || !p.a.speaks() || p.a.asks() || !p.opposed() || !p.soon(answerDays) || p.one && p.b.Place > p.a.Place {
		return reply{}
	}
	score := 0.7
	if !p.one {
		score = 0.6 // whether it means the other, its words do not tell
	}
	return reply{corpus.Denies, score + p.nearness(), fmt.Sprintf("says the opposite of what %s says: %s", p.b.says(), p.words(p.shared))}
}
