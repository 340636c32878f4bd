package claim

import (
	"fmt"
	"slices"
	"strings"

	"hearsay/corpus"
)

// unplanned: "there are no plans for such a visit" against a visit that is said to be agreed.
// Of a plan it is a denial; what was accepted may still be unplanned: "accepted the invitation",
// "there are no such plans yet".
func unplanned(p *pair) reply {
	if p.a.Refers.To != ToPlan || p.a.stance() == corpus.Decline || !p.answerable() || p.b.Headline || !p.soon(answerDays) || p.one && p.b.Place > p.a.Place {
		return reply{}
	}
	var shared []string
	for _, w := range p.shared {
		if w.Stem != "=plan" && (w.Class != Common || strings.HasPrefix(w.Stem, "=")) {
			shared = append(shared, strings.TrimLeft(w.Stem, "=#"))
		}
	}
	if !p.one && len(p.sharedOf(Rare)) < 2 || p.b.Refers.To == ToPlan || negates(p.b) {
		return reply{}
	}
	score := 0.6 + p.nearness() // a plan, but perhaps another
	if p.one && p.a.Refers.Such {
		score += 0.14
	}
	planned := slices.ContainsFunc(p.b.Words, func(w Word) bool { return w.Stem == "=plan" && !w.Negated })
	what := p.shown(shared)
	little := countOf(p.shared, Name) >= len(shared) || len(shared) < 2 && !(p.one && (p.a.Refers.Such || p.namesOther()))
	switch {
	case little && p.one && p.a.Refers.Such && p.b.assents():
		return reply{corpus.AtOdds, score, p.b.says() + " says that it was agreed to; " + p.a.says() + " that there is no such plan"}
	case little:
		return reply{} // "no plans to meet the candidate" answers no other word of candidates
	case planned:
		return reply{corpus.Denies, score + 0.02, fmt.Sprintf("says that there is no plan; %s says that there is: %s", p.b.says(), what)}
	default:
		return reply{corpus.AtOdds, score, fmt.Sprintf("says that there is no plan (%s); what %s says may hold beside that", what, p.b.says())}
	}
}

// namesOther reports whether a names whoever says b.
func (p *pair) namesOther() bool {
	return slices.ContainsFunc(p.b.Called, func(c string) bool { return hasName(p.a.Words, c) })
}

// hasName reports whether one of some words is a name with a word in it.
func hasName(words []Word, part string) bool {
	return slices.ContainsFunc(words, func(w Word) bool {
		return w.Class == Name && slices.Contains(strings.Fields(w.Stem), part)
	})
}

// noneOfThem: "not one of them has been harmed" against a count. In one document it denies
// the count; elsewhere it answers nobody by name, and the two are at odds.
func noneOfThem(p *pair) reply {
	if !p.a.Refers.None || p.a.stance() == corpus.Decline || !p.answerable() || !p.negatedLoss() || !p.losses() {
		return reply{}
	}
	if p.one && p.b.Place < p.a.Place {
		return reply{corpus.Denies, 0.74 + p.depth() + p.nearness(), "says that there were none; " + p.b.says() + " counts some"}
	}
	if p.one || abs(gap(p.b.Published, p.a.Published)) > answerDays || p.context() == "" {
		return reply{}
	}
	return reply{corpus.AtOdds, 0.7 + p.depth(), fmt.Sprintf("says that there were none; %s counts some, and %s", p.b.says(), p.beside())}
}

func (p *pair) negatedLoss() bool {
	return slices.ContainsFunc(p.a.Words, func(w Word) bool {
		return w.Negated && (w.Stem == "=kill" || w.Stem == "=wound" || w.Stem == "=harm")
	})
}

// unsaid: "nobody said yes and nobody said no" against an invitation that is said to be
// accepted, within one document.
func unsaid(p *pair) reply {
	if !p.one || !p.answerable() || p.b.Place > p.a.Place || p.b.Headline || !p.a.asserts() || !p.a.Refers.None {
		return reply{}
	}
	k := slices.IndexFunc(p.a.Words, isAssent)
	if k < 0 || !p.a.Words[k].Negated || !p.b.assents() {
		return reply{}
	}
	return reply{corpus.AtOdds, 0.72 + p.nearness(), p.b.says() + " says that it was agreed to; " + p.a.says() + " that nobody did"}
}

// assents reports whether a statement says that somebody agreed to something.
func (s *Statement) assents() bool {
	k := slices.IndexFunc(s.Words, isAssent)
	return k >= 0 && !s.Words[k].Negated
}

func isAssent(w Word) bool { return w.Stem == "=assent" }

// conceded: who denied something allows a part of it later: "acknowledged that one munition
// came down near a medical post".
func conceded(p *pair) reply {
	concedes := slices.ContainsFunc(strings.Fields(p.a.Saying), func(w string) bool { return known().is("concede", w) })
	if !concedes || p.b.stance() != corpus.Deny || p.like == other || p.one || !p.soon(numberDays) {
		return reply{}
	}
	shared := p.without("said")
	if len(shared) < 2 || p.context() == "" {
		return reply{}
	}
	why := fmt.Sprintf("allows %s, of which %s denied something", p.shown(shared), p.b.says())
	if p.like == same && !nearby(p.a) {
		return reply{corpus.Turned, 0.75, why}
	}
	return reply{corpus.AtOdds, 0.66, why + "; both may hold"}
}

func nearby(s *Statement) bool {
	text := " " + strings.Join(s.Tokens, " ") + " "
	return slices.ContainsFunc(known().phrases["near"], func(n string) bool { return strings.Contains(text, " "+n+" ") })
}

// forecastsApart: two speakers expect different numbers of the same, or one that something
// rises and one that it falls.
func forecastsApart(p *pair) reply {
	if p.a.Mode != corpus.Forecast || p.b.Mode != corpus.Forecast || !p.answerable() || p.like != other && !p.one || !p.soon(answerDays) || p.one && p.b.Place > p.a.Place {
		return reply{}
	}
	for _, f := range claimed(p.a) {
		for _, g := range claimed(p.b) {
			if f.Measure != "" && f.Measure == g.Measure && f.Side == g.Side && !f.meets(g) && len(p.sharedOf(Name)) > 0 {
				return reply{corpus.AtOdds, 0.6, fmt.Sprintf("two forecasts: %s and %s", number(f.value()), number(g.value()))}
			}
		}
	}
	rise, fall := p.about("=rise"), p.about("=fall")
	has := func(stem string) bool {
		return slices.ContainsFunc(p.b.Words, func(w Word) bool { return w.Stem == stem })
	}
	if (rise && has("=fall") || fall && has("=rise")) && len(p.without("said")) > 0 {
		return reply{corpus.AtOdds, 0.6, "two forecasts: one that it rises, one that it falls"}
	}
	return reply{}
}
