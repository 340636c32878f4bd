package coverage

import (
	"fmt"
	"math"
	"slices"
)

// What is enough to say that none was found. Set on the coverage of five events of a war by
// nine outlets (ruwa, 13,870 headlines and leads), of which two were hardly collected: 15 and
// 73 items in all. They must never come out as silent.
const (
	// enoughInAll: an outlet with fewer documents is thin where nobody vouches for its
	// collecting, and where it has far fewer a day than others (see thinShare).
	enoughInAll = 100
	// enoughInDays: so many documents in the days of the proof show that it was collected
	// then, where nobody vouches for it.
	enoughInDays = 20
	// thinShare of what the median outlet has a day: the outlet of 73 items has a seventh. An
	// outlet that publishes little is as thin as one that was hardly collected, and its rate
	// is too low for its silence to tell anything.
	thinShare = 0.25
	// Days without any document are a gap where there are emptyDays of them or more (a long
	// weekend has three without news) and the outlet's rate gives emptyChance for them or less.
	emptyDays   = 3
	emptyChance = 0.001
	// Where the rate gives enoughExpected documents or more in the days of the proof, fewer
	// than fewShare of them are too few: a chance of 1 in 34 at 10 by Poisson's law, less at more.
	enoughExpected = 10
	fewShare       = 0.5
	// headlineShare: where more of the documents are headlines alone, what stands in the
	// texts is not known.
	headlineShare = 0.5
	// shortShare: where more have no more than a lead, an aspect may stand in what is not held.
	shortShare = 0.5
	// noSurprise: where an outlet's own rate gives none so great a chance, the table says so.
	noSurprise = 0.5
)

// prove says whether the collecting of an outlet is enough to say that none was found.
func (c *cover) prove(o held) Proof {
	n := o.in(c.proof)
	p := Proof{Days: c.proof.days(), Items: n.Items, Headlines: n.Headlines, Short: n.Short, InAll: o.items, Others: c.others(o.Outlet, 0), Own: c.ownRate(o)}
	p.Collected = o.collected(c.proof)
	p.Why = c.missing(o, n)
	if p.Sound = p.Why == ""; p.Sound {
		p.Why = fmt.Sprintf("%s published in the %s from %s, %s, and no gap is known", number(n.Items, "item"), number(p.Days, "day"), c.proof.from, o.shownBy())
	}
	return p
}

// shownBy says what shows that an outlet was collected.
func (h held) shownBy() string {
	if h.vouched {
		return "in which it was collected as the register says"
	}
	return "enough to show that it was collected then"
}

// lacks says what the proof lacks, "" where it lacks nothing. To miss an aspect in documents
// that are about the event takes whole texts.
func (p Proof) lacks(aspect bool) string {
	switch {
	case !p.Sound:
		return p.Why
	case aspect && float64(p.Short) > shortShare*float64(p.Items):
		return fmt.Sprintf("of %d of its %s in these days no more than headline or lead is held", p.Short, number(p.Items, "item"))
	}
	return ""
}

// doubt says how little none found tells where it is no surprise, "" where it tells more.
func (p Proof) doubt() string {
	switch {
	case p.Items == 0:
		return "nothing of it at all is held of these days: that it was collected rests on the register's word alone"
	case p.Own.Model == "":
		return "its own rate of like subjects is not known: too few days of it are held outside of the event's"
	case p.Own.Like == 0:
		return fmt.Sprintf("it has nothing on like subjects in %s outside of the event's either", number(p.Own.In, "day"))
	case p.Own.Chance > noSurprise:
		return fmt.Sprintf("no surprise at its own rate: %.2g expected, a chance of %.2f of none", p.Own.Expected, p.Own.Chance)
	}
	return ""
}

// missing says what the proof lacks, "" where it lacks nothing.
func (c *cover) missing(o held, n Count) string {
	switch from, to := c.emptyRun(o); {
	case !o.vouched && c.proof.to > c.last:
		return fmt.Sprintf("the days in which it would have covered the event end on %s, and nothing later than %s was collected of any outlet", c.proof.to, c.last)
	case o.vouched && !o.whole.holds(c.proof):
		return fmt.Sprintf("it was collected from %s to %s, which is not all of %s to %s", o.whole.from, o.whole.to, c.proof.from, c.proof.to)
	case o.gapDays(c.proof) > 0:
		return fmt.Sprintf("its feed has a gap in %s of %d", number(o.gapDays(c.proof), "day"), c.proof.days())
	case !o.vouched && (o.items < enoughInAll || n.Items < enoughInDays):
		return fmt.Sprintf("no register says when it was collected, and %s in these days of %d in all are too few to show it (%d of %d are needed)",
			number(n.Items, "item"), o.items, enoughInDays, enoughInAll)
	case o.items < enoughInAll && o.rate() < thinShare*c.medianRate():
		return fmt.Sprintf("its collection is thin: %s in all, %.2g a day, where the median outlet has %.2g", number(o.items, "item"), o.rate(), c.medianRate())
	case to >= from:
		return fmt.Sprintf("it has no item at all from %s to %s, which at %.2g a day is a gap of collecting", from, to, o.rate())
	case c.expects(o) >= enoughExpected && float64(n.Items) < fewShare*c.expects(o):
		return fmt.Sprintf("it has %s in these days, where its rate gives %.0f: it was hardly collected then", number(n.Items, "item"), c.expects(o))
	case float64(n.Headlines) > headlineShare*float64(n.Items):
		return fmt.Sprintf("of %d of its %s in these days no more than a headline is held", n.Headlines, number(n.Items, "item"))
	}
	return ""
}

// expects is how many documents of any kind the outlet's rate gives in the days of the proof.
func (c *cover) expects(o held) float64 { return o.rate() * float64(c.proof.days()) }

// collected counts the days of s in which it was collected and no feed had a gap.
func (h held) collected(s stretch) int {
	s = s.clip(h.whole)
	return max(0, s.days()-h.gapDays(s))
}

// emptyRun returns the longest run of days without any document that meets the days of the
// proof, if the outlet's own rate makes it unlikely; otherwise it ends before it begins.
func (c *cover) emptyRun(o held) (from, to day) {
	s := o.whole
	best := stretch{0, -1}
	run := stretch{s.from, s.from - 1}
	for d := s.from; d <= s.to; d++ {
		if o.counts[d].Items > 0 {
			run = stretch{d + 1, d}
			continue
		}
		run.to = d
		if run.days() > best.days() && run.meets(c.proof) {
			best = run
		}
	}
	if best.days() < emptyDays || math.Exp(-o.rate()*float64(best.days())) > emptyChance {
		return 0, -1
	}
	return best.from, best.to
}

// medianRate is the median of the outlets' documents a day.
func (c *cover) medianRate() float64 {
	var rates []float64
	for _, o := range c.outlets {
		rates = append(rates, o.rate())
	}
	slices.Sort(rates)
	if len(rates) == 0 {
		return 0
	}
	return rates[len(rates)/2]
}

// ownRate counts the documents on like subjects that an outlet has outside of the days in
// which passages on the event count.
func (c *cover) ownRate(o held) Rate {
	like := map[day]int{}
	r := Rate{}
	for _, h := range c.hits[o.Outlet] {
		when, ok := published(h.Published)
		if h.Like && ok && when.days() == 1 && o.whole.has(when.from) && !c.window.has(when.from) {
			like[when.from]++
			r.Like++
		}
	}
	r.In = o.collected(o.whole) - o.collected(c.window.clip(o.whole))
	if r.In < c.proof.days() {
		return Rate{Like: r.Like, In: max(0, r.In)} // too few days for any rate
	}
	r.Expected = float64(r.Like) / float64(r.In) * float64(c.proof.days())
	r.Chance = math.Exp(-r.Expected)
	r.Empty, r.Windows = c.windows(o, like)
	r.Model = fmt.Sprintf("Poisson, at %s on like subjects in %s of its own outside of the event's", number(r.Like, "document"), number(r.In, "day"))
	return r
}

// windows cuts the days of collecting outside of the event's into stretches as long as those
// of the proof and counts those without a document on a like subject.
func (c *cover) windows(o held, like map[day]int) (empty, all int) {
	n := day(c.proof.days())
	for from := o.whole.from; from+n-1 <= o.whole.to; from += n {
		s := stretch{from, from + n - 1}
		if s.meets(c.window) || o.gapDays(s) > 0 {
			continue
		}
		all++
		if none(like, s) {
			empty++
		}
	}
	return empty, all
}

func none(like map[day]int, s stretch) bool {
	for d := s.from; d <= s.to; d++ {
		if like[d] > 0 {
			return false
		}
	}
	return true
}
