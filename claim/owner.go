package claim

import (
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// owned says whether what a refers to by "Veshtar's claims" or "her claims" is what b's speaker
// said: same where it may be, other where it is somebody else's, open where the words do not
// tell. Where no owner is named, anybody's may be meant.
func (p *pair) owned() likeness {
	whose := p.a.Refers.Whose
	switch whose {
	case "":
		return same
	case "his":
		return p.b.ownedBy(corpus.Male)
	case "her":
		return p.b.ownedBy(corpus.Female)
	case "their":
		return p.b.manyOwn()
	case "its":
		return p.b.bodyOwns()
	case "my", "our", "your":
		return open
	}
	words := strings.Fields(whose)
	switch {
	case overlaps(words, p.b.Called), slices.ContainsFunc(p.b.Via, func(h corpus.Hop) bool { return overlaps(words, nameWords(h.Name)) }):
		return same
	case p.b.isNamed() && p.b.Speaker.Kind == corpus.Person:
		return other
	default:
		return open // "Pyongyang's claims" may be those of a ministry
	}
}

func overlaps(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}

// ownedBy compares a pronoun of one person with the speaker.
func (s *Statement) ownedBy(g corpus.Gender) likeness {
	switch {
	case s.Speaker.Kind != corpus.Person || s.Gender != "" && s.Gender != g:
		return other
	case s.Gender == g:
		return same
	default:
		return open
	}
}

func (s *Statement) manyOwn() likeness {
	if s.Speaker.Kind == corpus.Person && s.isNamed() {
		return other
	}
	return open
}

func (s *Statement) bodyOwns() likeness {
	if s.Speaker.Kind == corpus.Person {
		return other
	}
	return open
}

// closeReach is how many bytes may stand between the sentence that is answered and one that
// answers by a noun alone: about one sentence. Origin: 924 articles on one contest; of such
// answers from further off, 2 of 6 meant what was bound to them.
const closeReach = 250

// close reports whether a stands right behind b.
func (p *pair) close() bool {
	return p.one && p.a.Passage.Start-p.b.Passage.End <= closeReach
}

// fits reports whether a noun for one kind of saying, such as a warning, stands for what b says:
// its cue is of the noun's family.
func (p *pair) fits() bool {
	noun := syntax.Singular(p.a.Refers.Noun)
	return !known().is("special", noun) || slices.ContainsFunc(strings.Fields(p.b.Saying), func(w string) bool { return kin(noun, w) })
}

// kinLetters is how many letters words of one family begin with: "warn" of "warning".
const kinLetters = 4

func kin(a, b string) bool {
	return len(a) >= kinLetters && len(b) >= kinLetters && a[:kinLetters] == b[:kinLetters]
}

// unlessOwned lowers the score of an answer whose owner the words do not tell.
func (p *pair) unlessOwned(score float64) float64 {
	if p.owned() != same {
		return score * SureAnswer
	}
	return score
}

// unsureOf lowers the score of an answer by a noun alone: where the owner or the noun does not
// tell, or the two stand apart and share nothing, it stays below what is sure.
func (p *pair) unsureOf(score float64) float64 {
	if p.owned() != same || !p.fits() || !p.close() && len(p.without("said")) == 0 {
		return score * SureAnswer // of several, the one that fits best stays first
	}
	return score
}
