package names

import (
	"hearsay/corpus"
	"hearsay/syntax"
)

// Find returns the mentions of parsed sentences in order of their sentences
// and beginnings, of all kinds: what is none of ours (an event, a thing) has
// kind "". A mention of its own alone is in entity -1: [Join] joins them.
func Find(sentences []syntax.Sentence) []Mention { return english().find(sentences) }

// Finder returns a [Find] that reads with a model that [TrainKinds] made.
func Finder(model []byte) (func([]syntax.Sentence) []Mention, error) {
	m, err := unpackKinds(model)
	if err != nil {
		return nil, err
	}
	return m.find, nil
}

func (m *kindModel) find(sentences []syntax.Sentence) []Mention {
	p := m.propose(sentences)
	p.share()
	var out []Mention
	for i := range p.all {
		if o := &p.all[i]; !o.drop {
			if found, ok := p.mention(o); ok {
				out = append(out, found)
			}
		}
	}
	sortMentions(out)
	return out
}

// proposal is a candidate with its scores.
type proposal struct {
	candidate
	sentence int
	level    Level
	name     string // what the same name in the document shares; "" for no name
	scores   [classes]float32
	drop     bool
}

// proposals are those of a document.
type proposals struct {
	model *kindModel
	trees []*tree
	all   []proposal
}

// propose scores every candidate of a document.
func (m *kindModel) propose(sentences []syntax.Sentence) *proposals {
	p := &proposals{model: m}
	var features []uint64
	for i := range sentences {
		t := newTree(&sentences[i])
		p.trees = append(p.trees, t)
		for _, c := range t.candidates() {
			o := proposal{candidate: c, sentence: i, level: t.level(c)}
			if o.level == Name && !c.list {
				o.name = t.nameKey(c)
			}
			features = m.features(features[:0], t, c)
			m.score(&o.scores, features)
			p.all = append(p.all, o)
		}
	}
	return p
}

// share lets the same names of a document speak for each other: each takes
// half of the mean of all.
func (p *proposals) share() {
	sums := map[string]*[classes + 1]float32{}
	for i := range p.all {
		if o := &p.all[i]; o.name != "" {
			if sums[o.name] == nil {
				sums[o.name] = &[classes + 1]float32{}
			}
			for k, v := range o.scores {
				sums[o.name][k] += v
			}
			sums[o.name][classes]++
		}
	}
	for i := range p.all {
		o := &p.all[i]
		if sum := sums[o.name]; o.name != "" && sum[classes] > 1 {
			for k := 1; k < classes; k++ {
				o.scores[k] = (o.scores[k] + sum[k]/sum[classes]) / 2
			}
		}
	}
}

// mention turns a proposal into a mention if it is one.
func (p *proposals) mention(o *proposal) (Mention, bool) {
	shares := sharesOf(o.scores)
	best := 0
	for k := range shares {
		if shares[k] > shares[best] {
			best = k
		}
	}
	if best == classNone {
		return Mention{}, false
	}
	t := p.trees[o.sentence]
	m := Mention{
		Span:     corpus.Span{Start: t.Tokens[o.from].Start, End: t.Tokens[o.to-1].End},
		Sentence: o.sentence, From: o.from, To: o.to, Head: o.head, Level: o.level,
		Entity: -1, Sure: float64(shares[best] / (1 - shares[classNone])), Joined: 1,
	}
	m.Number = t.number(o.candidate)
	m.Gender = p.model.words.gender(t, &m)
	m.Kind = p.model.words.kind(t, &m, best)
	return m, true
}
