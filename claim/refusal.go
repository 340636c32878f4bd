package claim

import (
	"fmt"
	"slices"
	"strings"

	"hearsay/corpus"
)

// declines: "declined to comment on the number of the dead", "refused to say more".
func declines(p *pair) reply {
	if p.a.stance() != corpus.Decline || !p.a.refusesToSpeak() || !p.one || p.b.Place > p.a.Place || p.b.Headline || !p.b.asserts() || p.like == same || overlap2(p) {
		return reply{}
	}
	score, why := p.declined()
	if score == 0 {
		return reply{}
	}
	if p.ofAsked() {
		score += 0.03
	}
	return reply{corpus.Declines, score + p.depth() + p.firstness(), why}
}

// refusesToSpeak tells "refused to say more" from "refused to apologise" and from what nobody
// would say.
func (s *Statement) refusesToSpeak() bool {
	if s.Refers.None {
		return false
	}
	return slices.ContainsFunc(append(slices.Clone(s.Tokens), strings.Fields(s.Saying)...), func(t string) bool { return known().is("speak", t) })
}

// declined says how far what a refuses to speak of is what b says.
func (p *pair) declined() (score float64, why string) {
	if v := p.a.Refers.Value; v != nil {
		if _, ok := tells(p.b, *v); ok {
			return 0.85, fmt.Sprintf("refuses to speak of the number %s, which %s tells", number(*v), p.b.says())
		}
		return 0, ""
	}
	shared, part := p.topic()
	switch {
	case p.losses():
		return 0.78, "refuses to speak of losses that " + p.b.says() + " counts"
	case part < topicLeast && len(shared) > 0 && p.named():
		return 0, "" // a word by the way: "in an interview", "medical"
	case len(shared) > 0 && p.onlyNames(shared):
		return 0, "" // who is named is spoken of by many: of 4 such refusals in real articles 1 answered that
	case len(shared) == 1 && part < topicWhole:
		return 0.64, "refuses to speak of something with " + p.shown(shared) + ", as " + p.b.says() + " does"
	case len(shared) > 0:
		return 0.74, "refuses to speak of what " + p.b.says() + " says: " + p.shown(shared)
	case p.a.Refers.To == ToNumber && len(claimed(p.b)) > 0:
		return 0.72, "refuses to speak of a number that " + p.b.says() + " tells"
	case p.a.Refers.To == ToNumber || p.named() || !p.ofAsked() && p.a.Refers.To != ToMore:
		return 0, "" // of whom it is not told, nobody was asked about
	case len(claimed(p.b)) > 0:
		return 0.62, "refuses to speak; the number of " + p.b.says() + " is what the document tells first"
	default:
		return 0.5, "refuses to speak; what " + p.b.says() + " says may be what it was asked about"
	}
}

// named reports whether a refusal says itself of what: then it is not of anything else.
func (p *pair) named() bool {
	n := 0.0
	for _, w := range p.a.Words {
		if w.Class != Common && !known().is("more", w.Stem) {
			n += w.Weight
		}
	}
	return n >= 2*rareWeight && p.a.Refers.To == ToMatter
}

// What part of that of which somebody refuses to speak another must say. Origin: 924 articles on
// one contest: chosen there so that none of the 10 wrong ones of 20 refusals stays sure, and not
// tried on others.
const (
	topicLeast = 0.34
	topicWhole = 0.6
)

// topic returns the words by which a refusal says of what, as far as b or the sentence that it
// stands in has them, "a closed session", and what part of all of them these are.
func (p *pair) topic() (out []string, part float64) {
	all := 0.0
	for _, w := range p.a.Words {
		if w.Class == Common || known().is("matter", w.Stem) || known().is("speak", w.Stem) || w.Stem == "respond" {
			continue
		}
		all += w.Weight
		has := func(x Word) bool { return x.Stem == w.Stem }
		if slices.ContainsFunc(p.b.Words, has) || slices.ContainsFunc(p.b.Within, has) {
			out = append(out, strings.TrimLeft(w.Stem, "=#"))
			part += w.Weight
		}
	}
	return out, part / max(all, 1)
}

// onlyNames reports whether all that a refusal shares are names: of those others speak too.
func (p *pair) onlyNames(shared []string) bool {
	return !slices.ContainsFunc(p.a.Words, func(w Word) bool {
		return w.Class != Name && slices.Contains(shared, strings.TrimLeft(w.Stem, "=#"))
	})
}

// ofAsked reports whether b is about whoever refuses: one of its figures or words names the
// same.
func (p *pair) ofAsked() bool {
	return slices.ContainsFunc(p.a.Called, func(c string) bool {
		return slices.ContainsFunc(p.b.Figures, func(f Figure) bool { return f.Side == c }) || hasName(p.b.Words, c)
	})
}

// firstness prefers what a document tells first: a refusal at its end is asked about that.
func (p *pair) firstness() float64 { return 0.03 / float64(1+p.b.Place) }
