package claim

import (
	"slices"

	"hearsay/corpus"
)

// SureAnswer is the score from which a statement is said to answer another; below, a page
// says "possible". Origin: the sample: all of its denials by content, number or a referring
// word within one document score it.
const SureAnswer = 0.7

// leastDenial is the score below which a denial is not even possible. Origin: 924 articles of
// seven outlets: of seven pairs below it, each by a noun whose owner the words do not tell, none was
// right; of three above, one.
const leastDenial = 0.6

// Answer says whether statement a answers statement b, how, and why. ok is false where it
// does not. It says nothing of who is right.
func Answer(a, b Statement) (kind corpus.RelationKind, score float64, why string, ok bool) {
	if a.Own || b.Own || a.ID == b.ID && a.Document == b.Document {
		return "", 0, "", false
	}
	p := compare(&a, &b)
	if p.tooLong() {
		return "", 0, "", false
	}
	for _, rule := range []func(*pair) reply{declines, deniesNumber, deniesContent, deniesWords, unplanned, noneOfThem, unsaid, conceded, turned, gainsaid, forecastsApart} {
		if r := rule(p); r.score > score {
			kind, score, why = r.kind, r.score, r.why
		}
	}
	return kind, score, why, score > 0
}

// reply is what a rule of answering finds; a score of 0 is nothing.
type reply struct {
	kind  corpus.RelationKind
	score float64
	why   string
}

// How long after a statement another may answer it, in days. Origin: the sample, whose
// answers come within three days; a number is answered as long as it is told.
const (
	answerDays = 7
	numberDays = 30
)

// soon reports whether a comes behind b: in one document, or within days of it.
func (p *pair) soon(days int) bool {
	if p.one {
		return true
	}
	d := gap(p.b.Published, p.a.Published)
	return 0 <= d && d <= days
}

// answers reports whether b is something that can be answered by somebody else.
func (p *pair) answerable() bool {
	return p.b.asserts() && !p.b.asks() && p.like != same && !overlap2(p)
}

// overlap2 reports whether the two stand in one another: a statement is no answer to what it
// hands on.
func overlap2(p *pair) bool { return p.one && overlap(p.a.Content, p.b.Content) }

// depth prefers, of the statements that hand on one content, the one nearest to its origin.
func (p *pair) depth() float64 { return 0.01 * float64(min(len(p.b.Via), 3)) }

// near prefers what stands before the answer and close to it.
func (p *pair) nearness() float64 {
	if !p.one || p.b.Place > p.a.Place {
		return 0
	}
	return 0.04 / float64(1+p.a.Place-p.b.Place)
}

// about reports whether a has one of the stems.
func (p *pair) about(stem ...string) bool {
	return slices.ContainsFunc(p.a.Words, func(w Word) bool { return slices.Contains(stem, w.Stem) })
}

// losses reports whether a speaks of dead or hurt people and b counts some that may be these.
func (p *pair) losses() bool {
	if !p.about("=kill", "=wound", "=harm") {
		return false
	}
	soldiers := p.about("=soldier")
	civilians := p.about("=civilian", "=worker")
	return slices.ContainsFunc(p.b.Figures, func(f Figure) bool {
		if f.value() == 0 || f.Earlier || !isLoss(f.Measure) {
			return false
		}
		return !(civilians && f.Class == "=soldier") && !(soldiers && (f.Class == "=worker" || f.Class == "=civilian"))
	})
}

// speaks reports whether a statement asserts or denies something.
func (s *Statement) speaks() bool { return s.asserts() || s.stance() == corpus.Deny }

// said is the day of saying, or of publication where the text does not tell.
func said(s *Statement) string {
	if s.Date != "" {
		return s.Date
	}
	return s.Published
}
