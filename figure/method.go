package figure

import (
	"sort"
	"strings"

	"hearsay/corpus"
)

// weigh tells how a figure is known and which words hedge it.
func (f *finder) weigh(p place, g *corpus.Figure) {
	from, to := f.clause(p)
	s := p.sentence
	for i := from; i < to; i++ {
		low := strings.ToLower(s.Tokens[i].Form)
		if f.words.hedges[low] && !f.elsewhere(p, i) {
			word := low
			if i > 0 && f.words.degrees[strings.ToLower(s.Tokens[i-1].Form)] {
				word = strings.ToLower(s.Tokens[i-1].Form) + " " + low // "highly likely"
			}
			g.Hedges = append(g.Hedges, word)
			because(g, s, i, i+1)
		}
		if m, ok := f.words.methods[s.Tokens[i].Lemma]; ok && g.Method == corpus.Claimed && !f.elsewhere(p, i) && f.instrument(p, i, m) {
			g.Method = m
			because(g, s, i, i+1)
		}
		if f.words.revises[s.Tokens[i].Lemma] && f.revisedBy(p, i) {
			g.Revised = true
			because(g, s, i, i+1)
		}
	}
	if g.Method == corpus.Claimed && g.Statement >= 0 {
		g.Method = f.methodOf(f.Said[g.Statement])
	}
}

// revisedBy reports whether the word of revising at token i gives the number, and not the one
// that it takes back: "lowered the toll from 40 | to 12".
func (f *finder) revisedBy(p place, i int) bool {
	s := p.sentence
	k := tokenAt(s, p.q.Span.Start) - 1
	if k < 0 || i > p.from {
		return !f.elsewhere(p, i)
	}
	switch strings.ToLower(s.Tokens[k].Form) {
	case "to":
		return true
	case "from":
		return false
	case "of":
		for n := p.to; n+1 < len(s.Tokens); n++ {
			if s.Tokens[n].Tag == "TO" || s.Tokens[n].Form == "to" {
				for j := n + 1; j < min(n+4, len(s.Tokens)); j++ {
					if s.Tokens[j].POS == "NUM" {
						return false // "corrected its count of 90 to 80"
					}
				}
			}
		}
	}
	return !f.elsewhere(p, i)
}

// instrument reports whether the word at token i says how the counting was done, and is not
// itself what is counted or spoken of: "photos show 12 tents", "listed", and no "300 photos".
func (f *finder) instrument(p place, i int, m corpus.Method) bool {
	t := &p.sentence.Tokens[i]
	switch {
	case m == corpus.NamedList:
		return t.POS == "NOUN" && i != p.head
	case m != corpus.VisualCount || t.POS == "VERB":
		return t.Lemma != "video" && t.Lemma != "photograph" || t.POS != "VERB"
	case i == p.head:
		return false
	case t.Rel == "nsubj":
		return true
	case i > p.from:
		return false
	}
	c := child(p.sentence, i, "case")
	return c >= 0 && strings.EqualFold(p.sentence.Tokens[c].Form, "in")
}

// methodOf reads the method from the words that introduce a statement.
func (f *finder) methodOf(a corpus.Attribution) corpus.Method {
	if a.Basis == corpus.Witness {
		return corpus.VisualCount
	}
	if a.Cue.Empty() {
		return corpus.Claimed
	}
	s := f.sentenceAt(a.Cue.Start)
	if s == nil {
		return corpus.Claimed
	}
	for i := tokenAt(s, a.Cue.Start); i < len(s.Tokens) && s.Tokens[i].Start < a.Cue.End; i++ {
		if m, ok := f.words.methods[s.Tokens[i].Lemma]; ok {
			return m
		}
	}
	return corpus.Claimed
}

// clause returns the tokens [from,to) around a number up to the marks that part clauses.
func (f *finder) clause(p place) (from, to int) {
	s := p.sentence
	for from = p.from; from > 0 && !ends(s.Tokens[from-1].Form); from-- {
	}
	for to = p.to; to < len(s.Tokens) && !ends(s.Tokens[to].Form); to++ {
	}
	return from, to
}

func ends(form string) bool {
	switch form {
	case ";", ":", "“", "”", "\"", "``", "''", "(", ")":
		return true
	}
	return false
}

// elsewhere reports whether another number stands nearer to token i: its word is not ours.
// The numbers of a date are none.
func (f *finder) elsewhere(p place, i int) bool {
	from, to := p.to, i
	if i < p.from {
		from, to = i+1, p.from
	}
	for k := from; k < to; k++ {
		if p.sentence.Tokens[k].POS == "NUM" && !f.inTime(p.sentence.Tokens[k].Span) {
			return true
		}
	}
	return false
}

// inTime reports whether a span lies in a time.
func (f *finder) inTime(s corpus.Span) bool {
	i := sort.Search(len(f.Times), func(i int) bool { return f.Times[i].End >= s.End })
	return i < len(f.Times) && f.Times[i].Contains(s)
}
