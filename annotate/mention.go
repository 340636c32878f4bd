package annotate

import (
	"hearsay/corpus"
	"hearsay/names"
	"hearsay/syntax"
)

// What names calls by number the annotations call by name.
var (
	levels  = [...]corpus.Level{names.Name: corpus.ByName, names.Nominal: corpus.ByNoun, names.Pronoun: corpus.ByPronoun}
	numbers = [...]corpus.Number{names.Singular: corpus.Singular, names.Plural: corpus.Plural}
	genders = [...]corpus.Gender{names.Male: corpus.Male, names.Female: corpus.Female}
)

// mentioned lists the entities of a document that are of a kind of ours and
// are mentioned by more than pronouns. "State Security" within "the State
// Security Directorate" is no mention of its own, but for states: "the Corran
// Transport Board".
func mentioned(sentences []syntax.Sentence, mentions []names.Mention, entities []names.Entity) []corpus.Entity {
	var out []corpus.Entity
	for i := range entities {
		e := &entities[i]
		c := corpus.Entity{Name: e.Name, Kind: e.Kind, Role: e.Role, RoleSpan: e.RoleSpan, Affiliation: e.Affiliation, AffiliationSpan: e.AffiliationSpan}
		told := false
		for _, k := range e.Mentions {
			m := &mentions[k]
			if within(sentences, mentions, k) {
				continue
			}
			told = told || m.Level != names.Pronoun
			said := mention(sentences[m.Sentence].Tokens, m)
			if len(e.Members) > 0 {
				said.Named = corpus.Span{} // "Lenz and Sorel": each has a name of her own
			}
			c.Mentions = append(c.Mentions, said)
		}
		if c.Kind != "" && told {
			out = append(out, c)
		}
	}
	return out
}

// within reports whether mention k is a piece of another's name. Mentions are
// in order of their beginning, the longer first.
func within(sentences []syntax.Sentence, mentions []names.Mention, k int) bool {
	m := &mentions[k]
	if m.Level != names.Name || m.Kind == corpus.State {
		return false
	}
	for i := k - 1; i >= 0 && mentions[i].Sentence == m.Sentence; i-- {
		if o := &mentions[i]; o.Level == names.Name && o.Head != m.Head {
			if from, to := names.NameSpan(sentences[o.Sentence].Tokens, o); from <= m.From && m.To <= to {
				return true
			}
		}
	}
	return false
}

func mention(tokens []syntax.Token, m *names.Mention) corpus.Mention {
	c := corpus.Mention{Span: m.Span, Level: levels[m.Level], Number: numbers[m.Number], Gender: genders[m.Gender], Kind: m.Kind, Sure: m.Sure, Joined: m.Joined}
	if m.Level == names.Name {
		from, to := names.Proper(tokens, m)
		c.Named = corpus.Span{Start: tokens[from].Start, End: tokens[to-1].End}
	}
	return c
}
