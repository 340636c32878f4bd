package score

import (
	"encoding/json"
	"slices"

	"hearsay/corpus"
)

// Share is a count out of a total.
type Share struct {
	Right int `json:"right"`
	Of    int `json:"of"`
}

// Value returns Right / Of, 0 when Of is 0.
func (s Share) Value() float64 { return ratio(s.Right, s.Of) }

func (s Share) plus(t Share) Share { return Share{s.Right + t.Right, s.Of + t.Of} }

// count adds one to the total, and one to the count where right holds.
func (s *Share) count(right bool) {
	s.Of++
	if right {
		s.Right++
	}
}

// Measure holds the counts of one way to say that a statement was found.
type Measure struct {
	Name      string // "exact", "jaccard-0.8", ...
	Title     string // for a table: "Jaccard >= 0.8"
	Gold      int    // gold statements with a word in their content
	Predicted int    // predictions with a word in their content
	Matched   int    // pairs, one to one

	// Of the matched gold statements with a cue, a speaker's mention or a
	// resolved name: those where a cue span, a speaker span, the name of the
	// prediction is the same. Spans are the same when they share a byte
	// (compare_quotes of the Gender Gap Tracker's evaluate_quotes.py, which
	// divides by all matched and also lets a floating quotation through that
	// neither side gives a speaker); names when they are equal after folding
	// (see foldName).
	Cue     Share
	Speaker Share
	Named   Share

	// Of the matched gold statements with a chain: those where the prediction
	// has the same names in the same order.
	Chain Share
}

// Precision returns matched / predicted, 0 when nothing was predicted.
func (m Measure) Precision() float64 { return ratio(m.Matched, m.Predicted) }

// Recall returns matched / gold, 0 when there is no gold.
func (m Measure) Recall() float64 { return ratio(m.Matched, m.Gold) }

// F1 returns the harmonic mean of precision and recall, 0 when nothing
// matched.
func (m Measure) F1() float64 { return ratio(2*m.Matched, m.Predicted+m.Gold) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// MarshalJSON writes the counts and what follows from them.
func (m Measure) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Name      string  `json:"name"`
		Gold      int     `json:"gold"`
		Predicted int     `json:"predicted"`
		Matched   int     `json:"matched"`
		Precision float64 `json:"precision"`
		Recall    float64 `json:"recall"`
		F1        float64 `json:"f1"`
		Cue       Share   `json:"cue"`
		Speaker   Share   `json:"speaker"`
		Named     Share   `json:"name_resolved"`
		Chain     Share   `json:"chain"`
	}{m.Name, m.Gold, m.Predicted, m.Matched, m.Precision(), m.Recall(), m.F1(), m.Cue, m.Speaker, m.Named, m.Chain})
}

func (m Measure) plus(n Measure) Measure {
	m.Gold += n.Gold
	m.Predicted += n.Predicted
	m.Matched += n.Matched
	m.Cue = m.Cue.plus(n.Cue)
	m.Speaker = m.Speaker.plus(n.Speaker)
	m.Named = m.Named.plus(n.Named)
	m.Chain = m.Chain.plus(n.Chain)
	return m
}

// measure counts by every measure, in the order in which they are printed.
func measure(gold, pred side) []Measure {
	g, p := gold.forms, pred.forms
	return []Measure{
		counted("exact", "exact words", gold, pred, matchJaccard(g, p, sameJaccard)),
		counted("jaccard-0.8", "Jaccard >= 0.8", gold, pred, matchJaccard(g, p, wellJaccard)),
		counted("jaccard-0.5", "Jaccard >= 0.5", gold, pred, matchJaccard(g, p, halfJaccard)),
		counted("covered-0.3", "covered > 0.3", gold, pred, matchCovered(g, p, partCovered)),
		counted("covered-0.8", "covered > 0.8", gold, pred, matchCovered(g, p, mostCovered)),
	}
}

func counted(name, title string, gold, pred side, pairs []pair) Measure {
	m := Measure{Name: name, Title: title, Gold: len(gold.forms), Predicted: len(pred.forms), Matched: len(pairs)}
	for _, pr := range pairs {
		g, p := gold.statements[pr.gold], pred.statements[pr.pred]
		if len(g.Cue) > 0 {
			m.Cue.count(overlap(g.Cue, p.Cue))
		}
		if len(g.Speaker) > 0 {
			m.Speaker.count(overlap(g.Speaker, p.Speaker))
		}
		if g.Name != "" {
			m.Named.count(sameName(g.Name, p.Name))
		}
		if len(g.Via) > 0 {
			m.Chain.count(slices.EqualFunc(g.Via, p.Via, sameName))
		}
	}
	return m
}

// overlap reports whether a span of a shares a byte with one of b.
func overlap(a, b []corpus.Span) bool {
	for _, s := range a {
		for _, t := range b {
			if s.Overlaps(t) {
				return true
			}
		}
	}
	return false
}

// recallByKind returns, for each kind of gold statement, how many are
// matched.
func recallByKind(gold side, pairs []pair) map[corpus.Kind]Share {
	matched := make([]bool, len(gold.forms))
	for _, p := range pairs {
		matched[p.gold] = true
	}
	shares := map[corpus.Kind]Share{}
	for i, st := range gold.statements {
		s := shares[st.Kind]
		s.count(matched[i])
		shares[st.Kind] = s
	}
	return shares
}
