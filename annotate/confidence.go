package annotate

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"hearsay/corpus"
)

// Weighed is an attribution with what its confidence was made of.
type Weighed struct {
	corpus.Attribution
	Prior    float64  // the confidence of its rule and doubts, set by hand
	Evidence []string // what else is known of it: "rule=said", "polarity=deny"
}

// Weigh reads a document as Read does and returns what the confidences of its
// attributions were made of, so that the weights can be learned.
func Weigh(doc corpus.Document) []Weighed {
	t, found := read(doc)
	out := make([]Weighed, 0, len(found))
	for _, s := range found {
		w := Weighed{Prior: s.confidence, Evidence: s.evidence(t)}
		w.Content, w.Cue, w.Source = s.content, s.cue, s.source
		out = append(out, w)
	}
	return out
}

// evidenceWeights says by how much each piece of evidence moves the log-odds
// of a statement; see data/confidence.txt.
var evidenceWeights = sync.OnceValue(func() map[string]float64 {
	out := map[string]float64{}
	for _, line := range lines("confidence.txt") {
		name, value, ok := strings.Cut(line, " ")
		weight, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if !ok || err != nil {
			panic(fmt.Sprintf("annotate: confidence.txt: %q", line)) // a test reads it
		}
		out[name] = weight
	}
	return out
})

// Sure is the confidence from which on statements are meant to be right in at
// least 95 of 100.
const Sure = 0.8

// SureEvidence names, among the weights, the probability that has the confidence
// [Sure]: statements that are at least as likely are right so often.
const SureEvidence = "sure"

// Confidence returns the confidence of a statement by its prior and evidence
// under weights: logistic regression with the prior as its offset, stretched so
// that what is sure begins at [Sure].
func Confidence(prior float64, evidence []string, weights map[string]float64) float64 {
	prior = min(max(prior, 0.01), 0.99)
	sum := math.Log(prior / (1 - prior))
	for _, e := range evidence {
		sum += weights[e]
	}
	p := stretch(1/(1+math.Exp(-sum)), weights[SureEvidence])
	return math.Round(min(max(p, 0.01), 0.99)*100) / 100
}

// stretch maps a probability to a confidence, sure to [Sure], linear below and
// above.
func stretch(p, sure float64) float64 {
	switch {
	case sure <= 0 || sure >= 1:
		return p
	case p < sure:
		return p / sure * Sure
	}
	return Sure + (p-sure)/(1-sure)*(1-Sure)
}

// settleConfidence turns what was set by hand into what was learned.
func settleConfidence(t *text, found []*statement) {
	for _, s := range found {
		s.confidence = Confidence(s.confidence, s.evidence(t), evidenceWeights())
	}
}

// The lengths of content, in words, that are told apart: a word or two, a
// phrase, a sentence, more.
var lengths = []int{2, 6, 30}

// evidence lists what is known of a statement beside its rule's confidence.
func (s *statement) evidence(t *text) []string {
	rule := strings.TrimSuffix(strings.TrimSuffix(s.rule, "-shared"), "-gerund")
	out := []string{"bias", "rule=" + rule, "kind=" + string(s.kind(t)), "polarity=" + string(s.polarity), "source=" + string(s.source.Kind), "identified=" + string(s.source.Identified)}
	if rule != s.rule {
		out = append(out, "elided")
	}
	if lemma := s.lemma(t); lemma != "" {
		out = append(out, "cue="+lemma)
	}
	if t.blocks[t.frames[s.frame].block].Kind == corpus.Title {
		out = append(out, "title")
	}
	if s.parent >= 0 {
		out = append(out, "quoted")
	}
	if len(s.doubts) > 0 {
		out = append(out, "doubts="+strconv.Itoa(min(len(s.doubts), 2)))
	}
	if s.agrees(t) {
		out = append(out, "tree")
	}
	words := 0
	for _, c := range s.content {
		words += strings.Count(t.words(c, -1), " ") - 1
	}
	size := 0
	for size < len(lengths) && words > lengths[size] {
		size++
	}
	return append(out, "words="+strconv.Itoa(size))
}

// lemma returns the lemma of the verb that is the cue, "" for other cues.
func (s *statement) lemma(t *text) string {
	if s.cue.Empty() {
		return ""
	}
	_, to := t.tokensOf(s.cue)
	for i := to - 1; i >= 0 && t.tokens[i].Start >= s.cue.Start; i-- {
		if c, ok := lex().cues[t.tokens[i].low]; ok {
			return c.lemma
		}
	}
	return ""
}

// agrees reports whether the tree gives the cue a clause that begins where
// the content does.
func (s *statement) agrees(t *text) bool {
	if s.cue.Empty() || len(s.content) == 0 {
		return false
	}
	from, to := t.tokensOf(s.cue)
	for i := from; i < to; i++ {
		p := t.places[i]
		if p == nowhere {
			continue
		}
		c := clauseTree{t.parsed[p.sentence].Tokens, p.token}
		if k := c.child(p.token, "ccomp"); k >= 0 {
			if a, b := c.reach(k); s.content[0].Overlaps(c.span(a, b)) {
				return true
			}
		}
	}
	return false
}
