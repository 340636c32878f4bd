package names

import (
	"math"

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
	p.choose()
	p.share()
	out := make([]Mention, 0, len(p.all))
	for i := range p.all {
		if found, ok := p.mention(&p.all[i]); ok {
			out = append(out, found)
		}
	}
	sortMentions(out)
	return p.withoutPieces(out)
}

// withoutPieces drops persons whose name is a piece of another person's:
// "Kim Tok" of "Kim Tok Hun". The mentions are sorted.
func (p *proposals) withoutPieces(mentions []Mention) []Mention {
	out := make([]Mention, 0, len(mentions))
	for i := range mentions {
		if !p.isPiece(mentions, i) {
			out = append(out, mentions[i])
		}
	}
	return out
}

func (p *proposals) isPiece(mentions []Mention, i int) bool {
	m := &mentions[i]
	if m.Level != Name || m.Kind != corpus.Person {
		return false
	}
	for k := i - 1; k >= 0 && mentions[k].Sentence == m.Sentence; k-- {
		o := &mentions[k]
		if o.Level == Name && o.Kind == corpus.Person && o.Head != m.Head && m.To <= o.To {
			from, to := NameSpan(p.trees[m.Sentence].Tokens, o)
			if from <= m.From && m.To <= to && !joinsSeveral(o, p.trees[m.Sentence].Tokens) {
				return true
			}
		}
	}
	return false
}

// proposal is a candidate with its scores.
type proposal struct {
	candidate
	sentence int
	level    Level
	name     string // the last word of a name; "" for no name
	whole    string // the name proper
	scores   [classes]float32
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
	var candidates []candidate
	for i := range sentences {
		t := newTree(&sentences[i])
		p.trees = append(p.trees, t)
		candidates = t.candidates(candidates[:0])
		for _, c := range candidates {
			o := proposal{candidate: c, sentence: i, level: t.level(c)}
			if o.level == Name && !c.list {
				o.name = t.nameKey(c)
				from, to := NameSpan(t.Tokens, &Mention{From: c.from, To: c.to, Head: c.head})
				o.whole = joined(t, from, to)
			}
			features = m.features(features[:0], t, c)
			m.score(&o.scores, features)
			p.all = append(p.all, o)
		}
	}
	return p
}

// kindBias makes up for how seldom a model that has seen few names dares to
// call one a mention: with it there are as many of them as people marked, in
// cross-validation on GUM.
const kindBias = 0.4

// choose keeps of the phrases of each head the likeliest. That the head is a
// mention at all, and of what class, the others say too: they exclude each
// other, so their shares add up.
func (p *proposals) choose() {
	kept := p.all[:0]
	for i := 0; i < len(p.all); {
		best, n := i, i
		var sum [classes]float32
		least := float32(2)
		for ; n < len(p.all) && p.all[n].sameHead(&p.all[i]); n++ {
			shares := sharesOf(p.all[n].scores)
			for k := 1; k < classes; k++ {
				sum[k] += shares[k]
			}
			if shares[classNone] < least {
				best, least = n, shares[classNone]
			}
		}
		o := p.all[best]
		o.scores = scoresOf(sum)
		kept = append(kept, o)
		i = n
	}
	p.all = kept
}

func (o *proposal) sameHead(q *proposal) bool {
	return o.sentence == q.sentence && o.head == q.head && o.list == q.list
}

// scoresOf turns shares of the classes of a mention, which may add up to more
// than 1, into scores of all classes.
func scoresOf(sum [classes]float32) (scores [classes]float32) {
	const least = 1e-5
	some := float32(0)
	for _, s := range sum {
		some += s
	}
	all := max(1, some+least)
	scores[classNone] = logOf(max(1-some, least))
	for k := 1; k < classes; k++ {
		scores[k] = logOf(sum[k]/all+least/10) + kindBias
	}
	return scores
}

func logOf(x float32) float32 { return float32(math.Log(float64(x))) }

// share lets the same names of a document speak for each other: each takes
// half of the mean of all with the same last word and, where names are the
// same in whole, more of theirs.
func (p *proposals) share() {
	p.shareBy(func(o *proposal) string { return o.name }, shareOfLast)
	p.shareBy(func(o *proposal) string { return o.whole }, shareOfSame)
}

// The parts, chosen by cross-validation on GUM.
const (
	shareOfLast = 0.6
	shareOfSame = 0.6
)

// shareBy mixes the scores of each class of mention with the mean of those of
// the proposals with the same key.
func (p *proposals) shareBy(key func(o *proposal) string, part float32) {
	type sum struct {
		scores [classes]float32
		n      float32
	}
	sums := map[string]*sum{}
	for i := range p.all {
		o := &p.all[i]
		k := key(o)
		if k == "" {
			continue
		}
		s := sums[k]
		if s == nil {
			s = &sum{}
			sums[k] = s
		}
		s.n++
		for c, v := range o.scores {
			s.scores[c] += v
		}
	}
	for i := range p.all {
		o := &p.all[i]
		if s := sums[key(o)]; s != nil && s.n > 1 {
			for c := 1; c < classes; c++ {
				o.scores[c] += part * (s.scores[c]/s.n - o.scores[c])
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
	if best == classPerson && m.Level == Name {
		t.finishDouble(&m)
	}
	m.Number = t.number(o.candidate)
	m.Gender = p.model.words.gender(t, &m)
	m.Kind = p.model.words.kind(t, &m, best)
	return m, true
}

// finishDouble takes the second half of a double name that the phrase left
// out: "Marit Aldane" of "Marit Aldane-Roux".
func (t *tree) finishDouble(m *Mention) {
	for m.To+1 < len(t.Tokens) && t.Tokens[m.To-1].POS == "PROPN" && t.Tokens[m.To].Form == "-" &&
		t.Tokens[m.To-1].End == t.Tokens[m.To].Start && t.Tokens[m.To].End == t.Tokens[m.To+1].Start && t.Tokens[m.To+1].POS != "NOUN" {
		m.To += 2
	}
	m.End = t.Tokens[m.To-1].End
}
