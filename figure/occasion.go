package figure

import (
	"sort"
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// occasion is what a sentence tells of something that happened: when and where.
type occasion struct {
	sentence int
	day      string
	place    string
	because  []corpus.Span
	struck   bool            // a verb or noun for what strikes people is dated
	things   map[string]bool // lemmas of what struck and what happened: "shell", "flood"
}

// fromOccasion is the confidence in when and where another sentence tells.
const fromOccasion = 0.85

// fromLead is the confidence in them where nothing but the subject of the text joins a figure
// to the only occasion that it tells.
const fromLead = 0.7

// occur gives figures of loss that name no day or place those of the occasion of which they
// are told: of the sentence right before, of one before that "the shells", "the flood" take
// up, or the only one that the text tells.
func (f *finder) occur() {
	told := f.occasions()
	if len(told) == 0 {
		return
	}
	only := &told[0]
	for i := range told {
		if told[i].day != only.day || told[i].place != "" && only.place != "" && told[i].place != only.place {
			only = nil
			break
		}
	}
	for i := range f.figures {
		p, g := f.places[i], &f.figures[i]
		if !f.words.loss[g.Measure] || g.Status != corpus.Actual || g.AsOf != "" && g.Place != "" || f.lasts(p, g) {
			continue
		}
		if o := f.takesUp(p, told); o != nil {
			f.happened(g, o, fromOccasion)
		} else if only != nil && only.struck && only.place != "" && only.sentence < p.index && past(p.sentence) && !f.eventful(p.sentence) {
			f.happened(g, only, fromLead)
		}
	}
}

// occasions returns what the text tells of a day, in order.
func (f *finder) occasions() []occasion {
	lost := false
	for i := range f.figures {
		lost = lost || f.words.loss[f.figures[i].Measure]
	}
	if !lost {
		return nil
	}
	var told []occasion
	for i := range f.Sentences {
		if o, ok := f.occasion(i); ok {
			told = append(told, o)
		}
	}
	return told
}

// eventful reports whether a sentence names an event.
func (f *finder) eventful(s *syntax.Sentence) bool {
	for k := range s.Tokens {
		if s.Tokens[k].POS == "NOUN" && f.words.events[s.Tokens[k].Lemma] {
			return true
		}
	}
	return false
}

// happened gives a figure the day and place of an occasion.
func (f *finder) happened(g *corpus.Figure, o *occasion, sure float64) {
	if g.AsOf != "" && g.AsOf != o.day {
		return // another time: another occasion
	}
	g.AsOf = o.day
	if g.Place == "" {
		g.Place = o.place
	}
	g.Confidence *= sure
	g.Because = append(g.Because, o.because...)
}

// occasion reads a sentence that tells in the past tense what happened on which day.
func (f *finder) occasion(i int) (occasion, bool) {
	s := &f.Sentences[i]
	o := occasion{sentence: i, things: map[string]bool{}}
	for _, t := range f.timesIn(s.Span) {
		at := tokenAt(s, t.Start)
		if d := day(t.Value); len(d) == len("2031-03-18") && !f.opens(s, at) && !f.saying(t) && !(at > 0 && f.words.starting[strings.ToLower(s.Tokens[at-1].Form)]) {
			o.day, o.because, o.struck = d, []corpus.Span{t.Span}, f.strikes(s, at)
			break
		}
	}
	if o.day == "" || !past(s) {
		return o, false
	}
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if t.POS == "NOUN" && (f.words.events[t.Lemma] || t.Rel == "nsubj" || t.Rel == "nsubj:pass") {
			o.things[t.Lemma] = true
		}
		if o.place == "" {
			o.place = f.placeAt(s, k)
		}
	}
	return o, true
}

// strikes reports whether the time at token k dates an attack or a disaster.
func (f *finder) strikes(s *syntax.Sentence, k int) bool {
	verb, _ := f.governor(s, k)
	if verb < 0 {
		return false
	}
	subject := child(s, verb, "nsubj", "nsubj:pass")
	return f.words.strikes[s.Tokens[verb].Lemma] || subject >= 0 && f.words.events[s.Tokens[subject].Lemma]
}

// saying reports whether a time tells when somebody says something.
func (f *finder) saying(t corpus.Timex) bool {
	n := f.sentenceIndex(t.Start)
	if n < 0 {
		return false
	}
	s := &f.Sentences[n]
	verb, _ := f.governor(s, tokenAt(s, t.Start))
	for _, i := range f.saidIn[n] {
		a := f.Said[i]
		if a.Cue.Empty() || !s.Span.Contains(a.Cue) || inContent(a, t.Span) {
			continue
		}
		if a.Date == day(t.Value) || verb >= 0 && a.Cue.Contains(s.Tokens[verb].Span) {
			return true
		}
	}
	return false
}

// opens reports whether token k stands in a dateline: before "(Agency) -" or a full stop at
// the head of a text.
func (f *finder) opens(s *syntax.Sentence, k int) bool {
	if k <= 0 || k >= near || !capitals(s.Tokens[0].Form) {
		return false
	}
	for i := k + 1; i < len(s.Tokens) && i < k+1+near; i++ {
		switch s.Tokens[i].Form {
		case "(", "-", "–", "—":
			return true
		}
	}
	return false
}

// past reports whether a sentence has a verb in the past tense.
func past(s *syntax.Sentence) bool {
	for k := range s.Tokens {
		if s.Tokens[k].Tag == "VBD" {
			return true
		}
	}
	return false
}

// farOccasion is how many occasions before a figure may be taken up by it.
const farOccasion = 12

// takesUp returns the occasion before a figure that its sentence takes up, or nil.
func (f *finder) takesUp(p place, told []occasion) *occasion {
	last := sort.Search(len(told), func(i int) bool { return told[i].sentence >= p.index }) - 1
	for n := last; n >= 0 && n > last-farOccasion; n-- {
		o := &told[n]
		if o.sentence == p.index-1 && f.Sentences[o.sentence].Block == p.sentence.Block && past(p.sentence) {
			return o
		}
		for k := range p.sentence.Tokens {
			if t := &p.sentence.Tokens[k]; o.things[t.Lemma] && t.POS == "NOUN" && definite(p.sentence, k) {
				return o
			}
		}
	}
	return nil
}

// definite reports whether "the" or "that" stands before the noun at token k.
func definite(s *syntax.Sentence, k int) bool {
	d := child(s, k, "det")
	if d < 0 {
		d = k - 1
	}
	return d >= 0 && (strings.EqualFold(s.Tokens[d].Form, "the") || strings.EqualFold(s.Tokens[d].Form, "that"))
}

// entitle gives a figure of the headline what the text says of the same number: as of when,
// whose and where.
func (f *finder) entitle() {
	for i := range f.figures {
		g := &f.figures[i]
		if !f.inTitle(g.Span) {
			continue
		}
		for j := i + 1; j < len(f.figures); j++ {
			b := f.figures[j]
			if f.inTitle(b.Span) || !sameNumber(g.Quantity, b.Quantity) || g.Measure != b.Measure || g.Status != b.Status {
				continue
			}
			f.inherit(g, b)
			break
		}
	}
}

// inTitle reports whether a span stands in a title.
func (f *finder) inTitle(s corpus.Span) bool {
	blocks := f.Document.Blocks
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].End >= s.End })
	return i < len(blocks) && blocks[i].Kind == corpus.Title && blocks[i].Contains(s)
}

func sameNumber(a, b corpus.Quantity) bool {
	same := func(x, y *float64) bool { return x == nil && y == nil || x != nil && y != nil && *x == *y }
	return a.Unit == b.Unit && (same(a.Low, b.Low) && a.Low != nil || same(a.High, b.High) && a.High != nil)
}
