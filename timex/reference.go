package timex

import (
	"strings"
	"sync"

	"hearsay/corpus"
)

// starters are words that begin an expression without being in a class.
var starters = sync.OnceValue(func() map[string]bool {
	begin := map[string]bool{"the": true, "a": true, "an": true, "half": true, "recent": true, "tonight": true, "overnight": true, "year": true, "latest": true, "fy": true}
	l := english()
	for _, list := range []map[string][]phrase{l.limits, l.phrases, l.holidays} {
		for first := range list {
			begin[first] = true
		}
	}
	return begin
})

// reference reads what refers to past, present or future without a date: "now",
// "recently", "the future".
func (s *scan) reference(i int) node {
	n := node{typ: corpus.Date, aside: true}
	if value, end := match(english().phrases, s.words, i); end > 0 && s.standsAlone(end) {
		n.value, n.end = value, end
		return n
	}
	w := s.word(i)
	if !w.is(now) || s.joinedBefore(i) || s.low(i+1) == "-" {
		return node{}
	}
	switch w.low {
	case "now":
		if s.low(i+1) == "," && i == 0 {
			return node{}
		}
	case "soon":
		if s.low(i-1) == "as" || s.low(i-1) == "too" || s.low(i-1) == "how" || s.low(i+1) == "after" || s.low(i+1) == "as" || tenseAt(s.sentence, w.token) == past {
			return node{}
		}
	case "current", "recent":
		if !strings.HasPrefix(s.tag(i), "JJ") {
			return node{}
		}
	}
	n.value, n.end = w.code(now), i+1
	return n
}

// standsAlone reports whether a phrase ends before word i and is not the beginning of
// another: "the past" of "the past three years".
func (s *scan) standsAlone(i int) bool {
	t := s.tag(i)
	return !s.is(i, unit|units|number|vague|season|seasons) && t != "CD" && t != "``" && !strings.HasPrefix(t, "NN") && !strings.HasPrefix(t, "JJ")
}
