package claim

import (
	"fmt"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// deniesNumber: "dismissed the number of 4,700", "dismissed the estimate".
func deniesNumber(p *pair) reply {
	if !p.denying() || p.a.Refers.To != ToNumber || !p.answerable() || !p.soon(numberDays) {
		return reply{}
	}
	if v := p.a.Refers.Value; v != nil {
		return p.deniesValue(*v)
	}
	if !p.one || p.b.Place > p.a.Place || len(claimed(p.b)) == 0 || p.b.Headline || p.owned() == other {
		return reply{}
	}
	return reply{corpus.Denies, p.unlessOwned(0.78 + p.depth() + p.nearness()), fmt.Sprintf("“the %s” refers to a number of %s in the same document", p.a.Refers.Noun, p.b.says())}
}

func (p *pair) deniesValue(v float64) reply {
	f, ok := tells(p.b, v)
	if !ok || specific(v) < roundNumber && !p.one {
		return reply{}
	}
	score := 0.6 + 0.2*specific(v) + p.depth() + p.nearness()
	if f.Earlier {
		score -= 0.2
	}
	if !p.one && p.context() == "" && len(p.sharedOf(Name)) == 0 && specific(v) < exactNumber {
		score -= 0.2
	}
	return reply{corpus.Denies, score, fmt.Sprintf("rejects the number %s, which %s tells", number(v), p.b.says())}
}

// denying reports whether a rejects something.
func (p *pair) denying() bool { return p.a.stance() == corpus.Deny }

// What the content of a denial must share with what it denies. Origin: the sample.
const (
	denyCover  = 0.6
	denyWeight = 1.5
	lossCover  = 0.4
)

// deniesContent: "denied that a clinic had been hit", "denied reports of civilian deaths".
func deniesContent(p *pair) reply {
	if !p.denying() || !p.answerable() || !p.soon(answerDays) || !p.rebuts() {
		return reply{}
	}
	shared, whole := p.denied()
	if len(shared) == 0 || whole == 0 || weightOf(shared)/whole < denyCover && !p.losses() {
		return reply{}
	}
	telling := countOf(shared, Rare)
	switch {
	case p.one && telling >= 1 && weightOf(shared) >= denyWeight && !p.a.Clause && p.a.Refers.To == "":
		return reply{corpus.Denies, 0.6 + p.nearness(), "denies " + p.words(shared) + ", of which " + p.b.says() + " speaks"}
	case p.one && telling >= 1 && weightOf(shared) >= denyWeight:
		return reply{corpus.Denies, 0.84 + p.depth() + p.nearness(), "denies what " + p.b.says() + " says: " + p.words(shared)}
	case p.one && p.b.Place < p.a.Place && p.losses():
		return reply{corpus.Denies, 0.74 + p.depth() + p.nearness(), "denies " + p.words(shared) + ", of which " + p.b.says() + " tells"}
	case p.one || p.context() == "" && len(p.sharedOf(Name)) == 0:
		return reply{}
	case p.losses() && p.context() != "":
		return reply{corpus.Denies, 0.7 + p.depth(), fmt.Sprintf("denies %s; %s tells of some, and %s", p.words(shared), p.b.says(), p.beside())}
	case telling >= 2 && weightOf(shared) >= 2*denyWeight:
		return reply{corpus.Denies, 0.72 + p.depth(), fmt.Sprintf("denies what %s says in %s: %s", p.b.says(), p.b.Outlet, p.words(shared))}
	default:
		return reply{}
	}
}

// rebuts reports whether what a rejects is something said: "denied that", "rejected the
// claim", and not "rejected the sanctions" or "denied entry".
func (p *pair) rebuts() bool {
	l := known()
	if slices.ContainsFunc(p.a.Words, func(w Word) bool { return l.is("granted", strings.TrimPrefix(w.Stem, "=")) }) {
		return false
	}
	cue := slices.ContainsFunc(strings.Fields(p.a.Saying), func(w string) bool { return l.is("rebut", w) })
	return cue || p.a.Refers.To == ToSaid || p.a.Refers.To == ToNumber
}

// denied returns the words of a denial that b shares, common words, the nouns by which it refers
// and whose they are left out, and the weight of all that it denies. Who is lost is compared by the
// figures, so that workers who were killed answer "civilian deaths".
func (p *pair) denied() (shared []Word, whole float64) {
	for _, w := range p.a.Words {
		stem := strings.TrimPrefix(w.Stem, "=")
		if w.Class == Common || strings.Contains(" "+p.a.Refers.Whose+" ", " "+w.Stem+" ") || known().is("said", stem) || known().is("number", stem) {
			continue
		}
		has := slices.ContainsFunc(p.b.Words, func(x Word) bool { return alikeStems(x, w) }) || w.Class == Name && slices.Contains(p.b.Called, w.Stem)
		if isWho(w.Stem) && !has {
			continue
		}
		whole += w.Weight
		if has {
			shared = append(shared, w)
		}
	}
	return shared, whole
}

func isWho(stem string) bool { return stem == "=civilian" || stem == "=worker" || stem == "=soldier" }

// deniesWords: "rejected the description", "dismissed the allegations", within one document.
// What is described stands in quotation marks before what is only reported.
func deniesWords(p *pair) reply {
	if !p.denying() || p.a.Refers.To != ToSaid || !p.one || p.b.Place > p.a.Place || p.b.Headline || !p.answerable() || p.owned() == other {
		return reply{}
	}
	if _, whole := p.denied(); whole > 2*rareWeight {
		return reply{} // it says itself what it rejects
	}
	alleged := known().is("alleged", syntax.Singular(p.a.Refers.Noun))
	score := 0.66 + p.depth() + p.nearness()
	switch {
	case alleged && p.b.Mode != "" && p.b.Mode != corpus.Report:
		return reply{} // a promise is no allegation
	case alleged && slices.ContainsFunc(strings.Fields(p.b.Saying), func(w string) bool { return known().is("alleging", w) }):
		score += 0.05
	case !alleged && isQuoted(p.b):
		score += 0.06
	}
	return reply{corpus.Denies, p.unsureOf(score), fmt.Sprintf("“%s” refers to what %s says in the same document", p.a.Refers.Noun, p.b.says())}
}
