package echo

import (
	"slices"
	"time"

	"hearsay/corpus"
)

// FewSharers and SomeSharers say how common a passage may be. One that few documents of an
// outlet have is evidence in full, one that some have in part (someWeight), one that more
// have is a formula of theirs and none. In kcna-2012 what is said in one and the same words
// in five stories is mostly a form: "friendly and cooperative relations between the two
// countries would grow stronger" stands in 30.
const (
	FewSharers  = 4
	SomeSharers = 8
	someWeight  = 0.75
)

// The least evidence. Set on 1,000 stories of kcna-2012 in three edits each, against the
// 118,000 pairs of its own that share a key ("hearsay score copies").
const (
	// leastShare of either text must stand in the other for it to be a copy as a whole ...
	leastShare = 0.6
	// ... where at most this share of the names and numbers of one is not in the other ...
	mostStrange = 0.05
	// ... and at least this share of the fingerprints is rare, unless nothing is strange.
	leastRare = 0.34
	// formShare of both texts, of one outlet, makes a form of them where names differ.
	formShare = 0.5
	// mostSwaps is how often one name may stand in the place of another.
	mostSwaps = 1
	// swapWords is the longest stretch in which names are taken to change places.
	swapWords = 8
	// leastStrength is how many weighty words a rare passage must have within one outlet,
	// leastAcross between two: a formula is an outlet's own. Weighty is a word in lower
	// case of five letters or more: names and titles make long passages too.
	leastStrength = 12
	leastAcross   = 6
	weightyBytes  = 5
	// A passage with fewer names or numbers than this may be a form: it weighs less.
	leastTelling = 2
	formWeight   = 0.7
	// So does a list, as of those who were present: one word of six has a comma behind it.
	listWords  = 6
	listWeight = 0.5
	// freshDays is how long a passage is taken to be a copy if it comes back in the same
	// outlet; later it must be staleFactor times as strong.
	freshDays   = 30
	staleFactor = 2
	// leastOwn of both texts must be the same for a copy as a whole within one outlet,
	// which reports the coming and going of a delegation in nearly the same words; less
	// will do in texts longer than such notes, of ownWords or more.
	leastOwn = 0.82
	ownWords = 80
	// leastResemblance of the sketches makes whole copies worth reading: a tenth of the
	// words changed leaves 0.36 in 99 of 100 stories.
	leastResemblance = 0.25
)

// alike tells from the sketches alone whether one text may be a copy of the other as a whole.
func alike(a, b *Text) bool { return a.Sketch.Alike(&b.Sketch) }

// rareIn tells from the sketches alone whether a rare passage is shared.
func (s *Sketch) rareIn(t *Sketch, sharers Sharers) bool {
	for i := range s.common(t) {
		if rarity(sharers, s.Passages[i]) > 0 {
			return true
		}
	}
	return false
}

// strong reports whether a shared passage that is rare has weight enough: its fingerprint
// says where it stands, and it reaches as far as the words are the same.
func strong(a, b *Text, sharers Sharers) bool {
	for i, k := range a.Sketch.common(&b.Sketch) {
		words, same := around(a.words, b.words, int(a.places[i]), int(b.places[k]))
		if weight(words, same) >= enough(a, b) && rarity(sharers, a.Sketch.Passages[i]) > 0 {
			return true
		}
	}
	return false
}

// enough is how strong a passage must be to be an echo.
func enough(a, b *Text) float64 {
	switch {
	case a.Document.Outlet != b.Document.Outlet:
		return leastAcross
	case stale(&a.Document, &b.Document):
		return staleFactor * leastStrength
	}
	return leastStrength
}

// stale reports whether more than freshDays lie between two dates that are known to the day.
func stale(a, b *corpus.Document) bool {
	da, erra := day(a)
	db, errb := day(b)
	return erra == nil && errb == nil && da.Sub(db).Abs() > freshDays*24*time.Hour
}

func day(d *corpus.Document) (time.Time, error) {
	return time.Parse(time.DateOnly, d.Published[:min(len(d.Published), len(time.DateOnly))])
}

// around is the longest passage of a about word i that is the same in b about word k, in both.
func around(a, b []word, i, k int) (x, y []word) {
	n := common(a[i:], b[k:])
	for i > 0 && k > 0 && a[i-1].hash == b[k-1].hash {
		i, k, n = i-1, k-1, n+1
	}
	return a[i : i+n], b[k : k+n]
}

// rarity weighs a fingerprint, in [0, 1].
func rarity(sharers Sharers, passage uint32) float64 {
	if sharers == nil {
		return 1
	}
	switch n := sharers(passageKey(passage)); {
	case n <= FewSharers:
		return 1
	case n <= SomeSharers:
		return someWeight
	}
	return 0
}

// evidence is what speaks for an echo.
type evidence struct {
	sameOutlet     bool
	runs           []run
	wordsA, wordsB []word
	shareA, shareB float64
	strange        float64 // share of names and numbers not in the other text, of the side with less: who
	// edits drops names or adds some, who fills in a form does both
	swaps     int     // names in the place of other names
	rare      float64 // share of the shared fingerprints
	strongest float64 // strength of the strongest rare passage
}

func weigh(a, b *Text, sharers Sharers) evidence {
	e := evidence{wordsA: a.words, wordsB: b.words, sameOutlet: a.Document.Outlet == b.Document.Outlet}
	e.runs = runsOf(e.wordsA, e.wordsB)
	coveredA, coveredB := cover(e.runs, len(e.wordsA), inA), cover(e.runs, len(e.wordsB), inB)
	e.shareA, e.shareB = share(coveredA), share(coveredB)
	e.weighRuns(anchors(a, b, sharers))
	if min(e.shareA, e.shareB) >= formShare {
		e.strange = min(strange(a, e.wordsA, coveredA, e.wordsB), strange(b, e.wordsB, coveredB, e.wordsA))
		e.swaps = swapsIn(e.runs, e.wordsA, e.wordsB)
	}
	return e
}

// anchor is a passage that both texts have.
type anchor struct {
	at   int // by word, in the first
	rare float64
}

func anchors(a, b *Text, sharers Sharers) []anchor {
	var list []anchor
	for i := range a.Sketch.common(&b.Sketch) {
		list = append(list, anchor{int(a.places[i]), rarity(sharers, a.Sketch.Passages[i])})
	}
	return list
}

func (e *evidence) weighRuns(anchors []anchor) {
	rare := 0.0
	for _, x := range anchors {
		rare += x.rare
	}
	e.rare = 1
	if len(anchors) > 0 {
		e.rare = rare / float64(len(anchors))
	}
	if rare == 0 {
		return
	}
	for _, r := range e.runs {
		if mean := r.rarity(anchors); mean > 0 {
			e.strongest = max(e.strongest, weight(e.wordsA[r.a:r.a+r.n], e.wordsB[r.b:r.b+r.n])*mean)
		}
	}
}

// rarity is the mean rarity of the anchors in a run, 0 without one.
func (r run) rarity(anchors []anchor) float64 {
	n, sum := 0, 0.0
	for _, x := range anchors {
		if r.a <= x.at && x.at+passageWords <= r.a+r.n {
			n++
			sum += x.rare
		}
	}
	return sum / float64(max(n, 1))
}

// weight counts the weighty words of a passage, less where it may be a form or a list. What both
// texts quote they have from who said it, and not from each other: of 12 passages that articles of
// seven outlets shared and that were no copies otherwise, 11 were of one speech.
func weight(words, other []word) float64 {
	weighty, telling, listed := 0, 0, 0
	for i, w := range words {
		switch {
		case w.quoted && other[i].quoted:
		case w.telling:
			telling++
		case w.end-w.start >= weightyBytes:
			weighty++
		}
		if w.listed {
			listed++
		}
	}
	sum := float64(weighty)
	if telling < leastTelling {
		sum *= formWeight
	}
	if listed*listWords >= len(words) {
		sum *= listWeight
	}
	return sum
}

// datelined is how many words of a text are its dateline, which says where and through whom
// a copy came and not what it tells.
func datelined(t *Text, words []word) int {
	c, ok := datelineIn(t.Document.Text, firstOf(&t.Document))
	if !ok {
		return 0
	}
	n := 0
	for n < len(words) && int(words[n].start) < c.span.End {
		n++
	}
	return n
}

// strange is the share of the names and numbers of one text, its dateline left out, that the
// other does not have. A text without any has none.
func strange(t *Text, words []word, covered []bool, other []word) float64 {
	n, missing := 0, 0
	for i := datelined(t, words); i < len(words); i++ {
		w := words[i]
		if !w.telling {
			continue
		}
		n++
		if !covered[i] && !slices.ContainsFunc(other, func(o word) bool { return o.hash == w.hash }) {
			missing++
		}
	}
	return float64(missing) / float64(max(n, 1))
}

// swapsIn counts the places between two runs where both texts have names or numbers and
// none in common.
func swapsIn(runs []run, a, b []word) int {
	n := 0
	for i := 1; i < len(runs); i++ {
		p, r := runs[i-1], runs[i]
		gapA, gapB := r.a-p.a-p.n, r.b-p.b-p.n
		if gapB >= 0 && gapA <= swapWords && gapB <= swapWords && swapped(a[r.a-gapA:r.a], b[r.b-gapB:r.b]) {
			n++
		}
	}
	return n
}

func swapped(a, b []word) bool {
	telling := func(w word) bool { return w.telling }
	for _, w := range a {
		if w.telling && slices.ContainsFunc(b, func(v word) bool { return v.hash == w.hash }) {
			return false
		}
	}
	return slices.ContainsFunc(a, telling) && slices.ContainsFunc(b, telling)
}

// whole reports whether one text is a copy of the other as a whole.
func (e *evidence) whole() bool {
	both := min(e.shareA, e.shareB)
	same := e.strange == 0 && e.swaps == 0
	switch {
	case both < leastShare:
		return false
	case e.sameOutlet && both < leastOwn:
		return same && min(len(e.wordsA), len(e.wordsB)) >= ownWords
	}
	return same || e.strange <= mostStrange && e.swaps <= mostSwaps && e.rare >= leastRare
}

// form reports whether two texts of one outlet are the same form filled in twice: a good part
// of both is the same, and both have names and numbers of their own.
func (e *evidence) form() bool {
	return e.sameOutlet && min(e.shareA, e.shareB) >= formShare && e.strange > mostStrange
}

// The borders between the kinds.
const (
	editedOne  = 0.6 // of one text
	editedBoth = 0.3 // of each
	leadWords  = 90  // how far a lead reaches: two long sentences
	leadShare  = 0.8 // of what is shared lies within it
)

func (e *evidence) kind() Kind {
	switch {
	case max(e.shareA, e.shareB) >= editedOne || min(e.shareA, e.shareB) >= editedBoth:
		return Edited
	case e.inLead(inA) || e.inLead(inB):
		return Lead
	}
	return Passage
}

// inLead reports whether what is shared lies at the beginning of a text.
func (e *evidence) inLead(start func(run) int) bool {
	in, all := 0, 0
	for _, r := range e.runs {
		all += r.n
		in += min(max(leadWords-start(r), 0), r.n)
	}
	return float64(in) >= leadShare*float64(all)
}

// SureScore is the score from which an echo is shown as found by the machine.
const SureScore = 0.7

// halfStrength is the strength of a passage alone that scores one half.
const halfStrength = 7.5

// score is the mean share for whole copies, else what its strongest passage is worth.
func (e *evidence) score() float64 {
	passage := e.strongest / (e.strongest + halfStrength)
	if !e.whole() {
		return passage
	}
	return min(1, max(passage, 0.2+0.8*(e.shareA+e.shareB)/2))
}
