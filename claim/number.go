package claim

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"hearsay/corpus"
)

// What a shared number must tell, and what must join it, to be one claim. Origin: the sample:
// its claims with numbers come out, and 3,000 casualties, 3,000 waiting and 3,000 troops of
// others stay apart.
const (
	mostDoubted = SureSame - 0.05 // where the number drifted, is round or the words are others
	figureDays  = 30
	leastTells  = 0.6
	leastJoins  = 0.4
	littleTells = 0.4 // where much else joins them
	muchJoins   = 1.2
	tellsPart   = 0.6
	joinsPart   = 0.4
	driftFactor = 0.75
	joinSpeaker = 1.0
	joinName    = 0.5
	joinSide    = 0.5
	joinContext = 0.4
	joinWord    = 0.2
	joinMeasure = 0.3 // an exact number of the same measure
	mostWords   = 3   // other words that count
	thingsCover = 0.3 // of things, the share of the shorter one's words that both have
	thingsSure  = 0.5
	littleCover = 0.15 // judgement: two sums by one speaker
	taleDays    = 7
	tallyMost   = 1000 // from there on a number seldom comes back by chance
)

// countedAlike joins statements that tell the same number of the same.
func countedAlike(p *pair) Verdict {
	if p.days > figureDays || p.a.asks() || p.b.asks() || !p.a.asserts() {
		return Verdict{}
	}
	m := matched(p.a, p.b)
	if m.best < roundNumber {
		return Verdict{} // none is shared, or only small ones
	}
	hander, _ := handed(p.a, p.b)
	joins, why := p.joins(m, hander)
	if !p.enough(m, joins, hander) {
		return Verdict{}
	}
	return Verdict{Same: true, Score: p.scoreOf(m, joins, hander), Rule: "figure", A: m.inA, B: m.inB, Why: "the same number: " + strings.Join(m.shown, ", ") + why}
}

// enough reports whether shared numbers, and what else joins two statements, make one claim.
func (p *pair) enough(m match, joins float64, hander string) bool {
	little := m.tells < leastTells && !(m.tells >= littleTells && joins >= muchJoins)
	switch {
	case p.a.Own && p.b.Own && (m.tells < exactNumber || m.drift || len(p.sharedOf(Name)) == 0):
		return false
	case p.like == other && m.tells < exactNumber:
		return false
	case p.pollLike(m, hander), p.otherEvening(m, hander):
		return false
	case p.apartFrom(hander) && !m.people && p.cover < thingsCover:
		return false
	default:
		return !little && joins >= leastJoins
	}
}

// pollLike reports whether two documents share no more than a percentage of two digits that
// nobody is known to have told both: polls of other days and of others yield it again. Origin:
// 924 articles on one contest; 28 of the 30 pairs that this drops were of two polls or things.
func (p *pair) pollLike(m match, hander string) bool {
	return !p.one && m.share && p.apartFrom(hander) && m.best < exactNumber && (len(m.shown) < 2 || p.cover < thingsSure)
}

// apartFrom reports whether nobody is known to say or hand on both.
func (p *pair) apartFrom(hander string) bool { return p.like != same && hander == "" }

func (p *pair) scoreOf(m match, joins float64, hander string) float64 {
	score := tellsPart*min(1, m.tells) + joinsPart*min(1, joins)
	people := m.people && m.tells >= exactNumber
	if m.drift || m.tells < fullNumber || p.apartFrom(hander) && p.cover < thingsSure && !people || p.otherTale(m, hander) {
		score = min(score, mostDoubted)
	}
	return score
}

// otherEvening reports whether, days later and by nobody in particular, a number is told without
// a name that both have: the tally of one evening comes back on another. Origin: the same
// articles; the 8 pairs that this drops were wrong.
func (p *pair) otherEvening(m match, hander string) bool {
	return p.days > taleDays && m.most < tallyMost && p.apartFrom(hander) && len(p.sharedOf(Name)) == 0
}

// otherTale reports whether a number may be told of something else: by one speaker who shares
// hardly a word, or within a document by nobody in particular and of nobody.
func (p *pair) otherTale(m match, hander string) bool {
	if !p.apartFrom(hander) {
		return p.cover < littleCover
	}
	return p.one && !m.side && len(p.sharedOf(Name)) == 0
}

// match is the figures that two statements share.
type match struct {
	tells    float64
	best     float64 // how much the most telling of the numbers tells
	most     float64 // the largest of them
	drift    bool    // none of them has the same measure
	side     bool    // the same side in one
	people   bool    // people are counted
	share    bool    // a percentage, of which there are many
	shown    []string
	inA, inB []corpus.Span
	classes  []string
}

func matched(a, b *Statement) match {
	m := match{drift: true}
	for _, f := range a.Figures {
		for _, g := range b.Figures {
			k := alike(f, g)
			v := f.value()
			shown := number(v)
			if k == 0 || slices.Contains(m.shown, shown) {
				continue
			}
			m.tells += k * specific(v)
			m.best, m.most = max(m.best, specific(v)), max(m.most, v)
			m.drift = m.drift && k < 1
			m.people = m.people || f.Measure != "" && g.Measure != ""
			m.share = m.share || f.Class == "per cent"
			m.side = m.side || f.Side != "" && f.Side == g.Side
			m.shown = append(m.shown, shown)
			m.inA, m.inB = append(m.inA, f.Span), append(m.inB, g.Span)
			m.classes = append(m.classes, f.Class, g.Class)
		}
	}
	return m
}

// alike says how far two figures tell one number of one thing, 0 for not.
func alike(f, g Figure) float64 {
	if f.Earlier || g.Earlier || !f.counts() || !g.counts() || !f.meets(g) || f.value() == 0 || f.Money != g.Money || f.Side != "" && g.Side != "" && f.Side != g.Side {
		return 0
	}
	l := known()
	switch {
	case apartClass(f, g):
		return 0
	case f.Measure == g.Measure && f.Measure != "":
		return 1
	case isLoss(f.Measure) && isLoss(g.Measure), l.measures.PartOf(f.Measure, g.Measure), l.measures.PartOf(g.Measure, f.Measure):
		return driftFactor
	case f.Measure != "" && g.Measure != "":
		return 0
	case f.Class == g.Class && f.Class != "":
		return 1
	default:
		return 0
	}
}

// apartClass reports whether two figures count different people or things.
func apartClass(f, g Figure) bool {
	who := []string{"=soldier", "=worker", "=civilian"}
	if slices.Contains(who, f.Class) && slices.Contains(who, g.Class) {
		return f.Class != g.Class
	}
	return f.Measure == "" && g.Measure == "" && f.Class != g.Class
}

func number(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if v != math.Trunc(v) || len(s) < 4 {
		return s
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// joins says how far two statements with a number speak of one thing, and by what. hander is
// who says or hands on both, "" for nobody.
func (p *pair) joins(m match, hander string) (sum float64, why string) {
	var parts []string
	add := func(w float64, say string) {
		if w > 0 {
			sum += w
			parts = append(parts, say)
		}
	}
	switch {
	case p.like == same:
		add(joinSpeaker, "both by "+p.a.says())
	case hander != "":
		add(joinSpeaker, "both from "+hander)
	}
	if names := p.sharedOf(Name); len(names) > 0 {
		add(joinName*float64(len(names)), "both name "+strings.Join(names, ", "))
	} else if m.side {
		add(joinSide, "the same side")
	}
	if p.context() != "" {
		add(joinContext, p.beside())
	}
	if m.people && !m.drift && m.tells >= exactNumber {
		add(joinMeasure, "the same is counted")
	}
	words := p.otherWords(m)
	add(joinWord*float64(min(words, mostWords)), "other words are shared")
	bare := m.share && !p.one && (len(p.sharedOf(Name)) == 0 || words == 0)
	if len(parts) == 0 || bare || sum <= joinContext+joinWord && !m.people {
		return 0, "" // of things, one name or a few words join nothing
	}
	return sum, "; " + strings.Join(parts, "; ")
}

// otherWords counts the shared rare words that are not what is counted.
func (p *pair) otherWords(m match) int {
	n := 0
	for _, w := range p.shared {
		if w.Class == Rare && !slices.Contains(m.classes, w.Stem) {
			n++
		}
	}
	return n
}

func isLoss(measure string) bool {
	switch measure {
	case "killed", "wounded", "casualties", "lost":
		return true
	}
	return false
}

// tells finds the figure of s that states v.
func tells(s *Statement, v float64) (Figure, bool) {
	for _, f := range s.Figures {
		if w, ok := stated(f.Low, f.High); ok && w == v {
			return f, true
		}
	}
	return Figure{}, false
}

// claimed returns the figures of s that it claims.
func claimed(s *Statement) []Figure {
	var out []Figure
	for _, f := range s.Figures {
		if !f.Earlier {
			out = append(out, f)
		}
	}
	return out
}
