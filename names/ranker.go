package names

import (
	"math"
	"math/bits"
	"slices"
	"strings"
)

// ranker scores which mention before it a mention goes back to. It is a
// log-linear model over hashed features (Durrett and Klein 2013: every feature
// alone, with the form of the mention, and with the forms of both).
type ranker struct {
	weights []float32 // a power of two of them
	right   [levels][confidenceBins]float32
}

// The confidence of a link is the share of right links among those of its
// level with a like share, found by cross-validation: the model's own shares
// are too high.
const (
	levels         = 3
	confidenceBins = 20
)

// confidence turns the share of a link into its confidence.
func (k *ranker) confidence(level Level, share float64) float64 {
	bin := min(max(int(share*confidenceBins), 0), confidenceBins-1)
	return float64(k.right[min(int(level), levels-1)][bin])
}

// rankerBits is the size of the ranker, in bits of the hash.
const rankerBits = 18

// mix joins two hashes.
func mix(a, b uint32) uint32 {
	h := (a ^ bits.RotateLeft32(b, 15)) * 0x9E3779B1
	h ^= h >> 15
	h *= 0x85EBCA77
	return h ^ h>>13
}

// hashOf is FNV-1a.
func hashOf(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// rows gathers the features of candidates, one after the other.
type rows struct {
	weights    []float32 // a power of two of them
	out        []uint32
	form, both uint32  // hashes of the forms
	score      float32 // sum of the weights of the candidate's features so far
}

// Feature templates. Their order is part of the model: add at the end.
const (
	fBias uint32 = iota + 1
	fSentences
	fMentions
	fExact
	fHead
	fHeadMods
	fContained
	fKinds
	fNumbers
	fGenders
	fRels
	fNested
	fSameVerb
	fSameVerbLemma
	fLemma
	fAnteLemma
	fPair
	fQuoted
	fSpeaker
	fTurn
	fFirstBlock
	fAppos
	fPredicate
	fOverlap
	fAnteRel
	fVerbAnteLemma
	fSize
	fHasName
	fClusterHead
	fClusterForm
	fSince
	fClusterGender
	fClusterNumber
	fClusterExact
	fNewForm
	fNewLemma
	fNewFirst
	fNewNext
	fNewBefore
	fNewRel
	fNewKind
	fNewLength
	fNewSeenHead
	fNewSeenExact
	fNewVerb
	fNewPlace
	fNewNumber
	fGap
	fAnteIndex
	fSameSubject
	fAnteFirst
	fTail
	fRecency
	fClusterKind
	fNewTail
	fSameHeadRecency
	fModsTail
)

// add gives a feature alone, with the mention's form and with both.
func (r *rows) add(template, value uint32) {
	h := mix(template*0x9E3779B1, value)
	withForm, withBoth := mix(h, r.form), mix(h, r.both)
	r.out = append(r.out, h, withForm, withBoth)
	mask := uint32(len(r.weights) - 1)
	r.score = r.score + r.weights[h&mask] + r.weights[withForm&mask] + r.weights[withBoth&mask]
}

// addOne gives a feature with the mention's form only.
func (r *rows) addOne(template, value uint32) {
	h := mix(mix(template*0x9E3779B1, value), r.form)
	r.out = append(r.out, h)
	r.score += r.weights[h&uint32(len(r.weights)-1)]
}

func flag(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// bucket groups a distance.
func bucket(n int) uint32 {
	switch {
	case n < 4:
		return uint32(max(n, 0))
	case n < 6:
		return 4
	case n < 9:
		return 5
	case n < 15:
		return 6
	case n < 25:
		return 7
	case n < 50:
		return 8
	}
	return 9
}

// fresh gives the features of a mention that begins an entity.
func (d *document) fresh(r *rows, m *trait, seen *seen) {
	tokens := m.sentence.Tokens
	r.both = mix(r.form, m.kindHash)
	r.add(fNewForm, 1)
	r.add(fNewLemma, m.lemmaHash)
	r.add(fNewFirst, hashOf(strings.ToLower(tokens[m.mention.From].Form)))
	if m.mention.To < len(tokens) {
		r.add(fNewNext, hashOf(strings.ToLower(tokens[m.mention.To].Form)))
	}
	if m.mention.From > 0 {
		r.add(fNewBefore, hashOf(strings.ToLower(tokens[m.mention.From-1].Form)))
	}
	r.add(fNewRel, m.relHash)
	r.add(fNewKind, m.kindHash)
	r.add(fNewLength, bucket(m.mention.To-m.mention.From))
	r.add(fNewSeenHead, min(uint32(len(seen.heads[m.lemmaNumber])), 3))
	r.add(fNewSeenExact, min(uint32(seen.keys[m.keyNumber]), 3))
	r.add(fNewVerb, m.verbHash)
	r.add(fNewPlace, bucket(m.at))
	r.add(fNewNumber, uint32(m.number))
	r.add(fNewTail, uint32(min(len(m.tail), 3))*2+flag(m.list))
}

// pair gives the features of m going back to a, of cluster c, which m sees as v.
func (d *document) pair(r *rows, a, m *trait, c *cluster, v *view, recency int) {
	r.both = mix(r.form, a.formHash)
	r.add(fBias, 1)
	r.add(fSentences, bucket(m.at-a.at))
	r.add(fMentions, bucket(m.index-a.index))
	d.pairWords(r, a, m)
	d.pairGrammar(r, a, m)
	d.pairPlace(r, a, m)
	d.pairCluster(r, c, v, m)
	r.add(fRecency, uint32(min(recency, 8)))
}

func (d *document) pairWords(r *rows, a, m *trait) {
	same := a.lemmaNumber == m.lemmaNumber
	r.add(fExact, flag(a.keyNumber == m.keyNumber))
	r.add(fHead, flag(same))
	if a.pronoun == nil && m.pronoun == nil {
		mods := compareWords(a.modNumbers, m.modNumbers)
		r.add(fHeadMods, flag(same)*8+mods)
		r.add(fContained, flag(slices.Contains(a.coreNumbers, m.lemmaNumber))*2+flag(slices.Contains(m.coreNumbers, a.lemmaNumber)))
		r.add(fOverlap, overlap(a, m))
		if same {
			tail := compareWords(a.tailNumbers, m.tailNumbers)
			r.add(fTail, tail)
			r.addOne(fModsTail, tail*8+mods)
		}
		r.addOne(fPair, mix(a.lemmaHash, m.lemmaHash))
	}
	r.addOne(fAnteLemma, a.lemmaHash)
	if m.pronoun != nil && a.pronoun == nil {
		r.addOne(fVerbAnteLemma, mix(m.verbHash, a.lemmaHash))
	}
	if same {
		r.addOne(fLemma, m.lemmaHash)
	}
}

// compareWords says how the words around two heads relate.
func compareWords(a, m []wordNumber) uint32 {
	common := 0
	for _, w := range m {
		if slices.Contains(a, w) {
			common++
		}
	}
	switch {
	case len(m) == 0 && len(a) == 0:
		return 0
	case len(m) == 0:
		return 1
	case len(a) == 0:
		return 2
	case common == len(m) && common == len(a):
		return 3
	case common == len(m):
		return 4
	case common == len(a):
		return 5
	case common > 0:
		return 6
	}
	return 7
}

// overlap counts the words of the shorter phrase that the other has too.
func overlap(a, m *trait) uint32 {
	n := 0
	for _, w := range m.coreNumbers {
		if slices.Contains(a.coreNumbers, w) {
			n++
		}
	}
	return uint32(min(n, 3))*4 + uint32(min(min(len(a.core), len(m.core)), 3))
}

func (d *document) pairGrammar(r *rows, a, m *trait) {
	r.add(fKinds, mix(a.kindHash, m.kindHash))
	r.add(fNumbers, uint32(a.number)*4+uint32(m.number))
	r.add(fGenders, uint32(a.gender)*4+uint32(m.gender)+16*flag(a.thing)+32*flag(m.thing))
	r.add(fRels, mix(a.relHash, m.relHash))
	r.add(fAnteRel, mix(a.relHash, min(uint32(m.at-a.at), 2)))
	nested := flag(a.mention.To >= m.mention.To && a.mention.From <= m.mention.From) + 2*flag(m.mention.To >= a.mention.To && m.mention.From <= a.mention.From)
	if a.at != m.at {
		nested = 0
	}
	r.add(fNested, nested)
	if a.at == m.at {
		r.add(fSameVerb, flag(a.governor == m.governor)+2*flag(a.governor == m.mention.Head)+4*flag(m.governor == a.mention.Head))
		r.add(fAppos, flag(m.rel == "appos" && m.governor == a.mention.Head)*(1+2*flag(a.mention.Kind == m.mention.Kind))+flag(m.mention.Head == a.mention.Head)*4)
		r.add(fPredicate, flag(a.rel == "nsubj" && a.governor == m.mention.Head)*(1+flag(m.denied)))
		r.add(fGap, bucket(m.mention.From-a.mention.To+1))
	}
	if a.verbNumber == m.verbNumber {
		r.add(fSameVerbLemma, flag(a.rel == m.rel))
	}
	if strings.HasPrefix(a.rel, "nsubj") && strings.HasPrefix(m.rel, "nsubj") {
		r.add(fSameSubject, bucket(m.at-a.at))
	}
	r.add(fAnteFirst, flag(a.mention.From == 0))
}

func (d *document) pairPlace(r *rows, a, m *trait) {
	r.add(fQuoted, flag(a.quoted)*2+flag(m.quoted))
	if first(a) || first(m) {
		r.add(fTurn, flag(a.question)+2*flag(m.question)+4*uint32(min(max(m.sentence.Block-a.sentence.Block, 0), 3)))
		r.add(fSpeaker, d.speaks(a, m)+4*d.speaks(m, a))
	}
	r.add(fFirstBlock, flag(a.sentence.Block == 0))
}

func first(t *trait) bool { return t.pronoun != nil && t.pronoun.person < 3 }

// speaks says whether the subject of a verb of saying is he whose quotation
// holds the pronoun q: 0 no, 1 in the same sentence, 2 in the one before, 3
// in the one after.
func (d *document) speaks(q, speaker *trait) uint32 {
	if !first(q) || !q.quoted || !speaker.speaking {
		return 0
	}
	switch speaker.at - q.at {
	case 0:
		return 1
	case -1:
		return 2
	case 1:
		return 3
	}
	return 0
}

func (d *document) pairCluster(r *rows, c *cluster, v *view, m *trait) {
	r.add(fSize, bucket(len(c.mentions)))
	r.add(fHasName, flag(c.named))
	r.add(fClusterKind, mix(c.kindHash, m.kindHash))
	r.add(fClusterHead, min(uint32(v.heads), 2))
	r.add(fClusterExact, min(uint32(v.keys), 2))
	r.add(fSince, bucket(m.index-c.mentions[len(c.mentions)-1]))
	r.add(fClusterGender, uint32(c.gender)*4+uint32(m.gender)+16*flag(c.thing)+32*flag(m.thing))
	r.add(fClusterNumber, min(uint32(c.plural), 2)*16+min(uint32(c.singular), 2)*4+uint32(m.number))
}

// softmax turns scores into shares that sum to 1.
func softmax(scores []float32, out []float64) []float64 {
	out = out[:0]
	top := float32(math.Inf(-1))
	for _, s := range scores {
		top = max(top, s)
	}
	sum := 0.0
	for _, s := range scores {
		e := math.Exp(float64(s - top))
		out = append(out, e)
		sum += e
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}
