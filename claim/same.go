package claim

import (
	"cmp"
	"fmt"
	"strings"

	"hearsay/corpus"
)

// SureSame is the score from which two statements are said to carry the same content; below,
// a page says "possible". Origin: the sample and the state-media archive, see
// docs/connecting.md.
const SureSame = 0.8

// Same says whether two statements carry the same content, and why. The order does not
// matter but for which spans stand under A and B.
func Same(a, b Statement) Verdict {
	if after(&a, &b) {
		v := Same(b, a)
		v.A, v.B = v.B, v.A
		return v
	}
	p := compare(&a, &b)
	if !p.may() {
		return Verdict{}
	}
	best := Verdict{}
	rules := []func(*pair) Verdict{chained, copied, quoted, countedAlike, wordedAlike, saidThatDay}
	if a.Own && b.Own {
		rules = rules[3:4] // of two outlets' own voices only numbers tell
	}
	for _, rule := range rules {
		if v := rule(p); v.Same && v.Score > best.Score {
			best = v
		}
	}
	if best.Same {
		best.Sure = best.Score >= SureSame
		best.A, best.B = best.or(a.Content, b.Content)
	}
	return best
}

// or fills in the spans that a rule left open.
func (v Verdict) or(a, b []corpus.Span) (x, y []corpus.Span) {
	if len(v.A) > 0 {
		a = v.A
	}
	if len(v.B) > 0 {
		b = v.B
	}
	return a, b
}

// after orders statements, so that a verdict does not depend on the order.
func after(a, b *Statement) bool {
	return cmp.Or(strings.Compare(a.Document, b.Document), cmp.Compare(a.Place, b.Place), strings.Compare(a.ID, b.ID)) > 0
}

// What like words must share. Origin: the state-media archive, where set phrases share up to
// all of their common words and few others.
const (
	wordsDays   = 7
	wordsCover  = 0.75
	wordsBoth   = 0.5
	wordsWeight = 5
	wordsRare   = 3
	wordsScore  = 0.65
)

// wordedAlike joins statements most of whose words are the same, with a name or number.
func wordedAlike(p *pair) Verdict {
	if p.tooLong() || p.days > wordsDays || p.like == other || p.cover < wordsCover || p.both < wordsBoth || p.weight < wordsWeight || p.rareShared() < wordsRare {
		return Verdict{}
	}
	told := append(p.sharedOf(Name), p.sharedOf(Number)...)
	if len(told) == 0 || !p.a.asserts() || p.one && p.like != same && !p.a.Own && !p.b.Own || p.a.asks() || p.b.asks() {
		return Verdict{}
	}
	score := 0.25 + 0.3*p.cover + 0.3*p.both
	switch {
	case p.like == same:
		score += 0.1
	case p.repeats() && p.days > repeatDays:
		return Verdict{}
	case p.repeats():
		score = min(score, repeatMost)
	}
	if score < wordsScore {
		return Verdict{}
	}
	return Verdict{Same: true, Score: min(score, 0.95), Rule: "words", Why: fmt.Sprintf("%.0f %% of the shorter one's words are in the other, among them %s%s", 100*p.cover, strings.Join(told, ", "), p.bySame())}
}

// What one speaker says on one day may be one claim in other words. Origin: the sample.
const (
	dayCover = 0.5
	dayBoth  = 0.4 // where one word alone is shared, of the heavier one's weight
	daySure  = 0.85
	dayMaybe = 0.5
)

// saidThatDay joins what one named speaker says on one day in two documents, where one tells
// the day, the other may mean it, and two words that are not common are shared, one and a name, or one
// that is much of both. Origin: 924 articles on one contest; of the 34 pairs that this
// drops, with one word such as "debate", 6 were right.
func saidThatDay(p *pair) Verdict {
	day := likelyDay(p.a, p.b)
	if p.one || p.like != same || day == "" || !p.a.asserts() || p.a.asks() || p.b.asks() {
		return Verdict{}
	}
	rare := append(p.sharedOf(Rare), p.sharedOf(Number)...)
	if len(rare) == 0 || len(rare) == 1 && len(p.sharedOf(Name)) == 0 && p.both < dayBoth || !sameDay(p.a, p.b) && p.a.Outlet == p.b.Outlet {
		return Verdict{}
	}
	score := dayMaybe
	if p.cover >= dayCover && len(rare) >= 2 && sameDay(p.a, p.b) {
		score = daySure
	}
	return Verdict{Same: true, Score: score, Rule: "speaker and day", Why: fmt.Sprintf("both by %s on %s, both with %s", p.a.says(), day, strings.Join(rare, ", "))}
}
