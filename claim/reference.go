package claim

import (
	"slices"
	"strings"

	"hearsay/corpus"
)

// refer enters what a statement refers to without repeating it, and whether it says that
// there are none or that what was said does not hold.
func (r *reader) refer(s *Statement) {
	text := " " + strings.Join(s.Tokens, " ") + " "
	s.Refers.None = r.has("none", text) && !strings.Contains(text, " nothing but ")
	s.Refers.Reject = r.has("reject", text)
	answers := s.Polarity == corpus.Deny || s.Polarity == corpus.Decline || s.Refers.Reject
	switch {
	case s.Polarity == corpus.Decline && r.has("more", text):
		s.Refers.To = ToMore
	case r.plans(s, text):
		s.Refers.To, s.Refers.Noun = ToPlan, "plan"
		s.Refers.Such = r.has("answer", text)
	case answers:
		r.point(s)
	}
	if s.Refers.To == "" && (s.Polarity == corpus.Decline || s.Polarity == corpus.Deny && len(s.Words) == 0) {
		s.Refers.To = ToMatter
	}
}

// has reports whether a text of folded words between spaces holds a phrase of a list.
func (r *reader) has(list, text string) bool {
	return slices.ContainsFunc(r.known.phrases[list], func(p string) bool { return strings.Contains(text, " "+fold(p)+" ") })
}

// plans reports whether a statement says that something is not planned: "there are no plans
// for such a visit". What somebody has no intention of is another matter.
func (r *reader) plans(s *Statement, text string) bool {
	for _, no := range r.known.phrases["unplanned"] {
		if strings.Contains(text, " "+no+" ") {
			return true
		}
	}
	return s.Polarity == corpus.Deny && len(s.Words) > 0 && s.Words[0].Stem == "=plan"
}

// point finds the noun by which a statement refers to what was said: the first of its words
// that can, "the number of 4,700".
func (r *reader) point(s *Statement) {
	for _, w := range s.Tokens {
		one := w
		if strings.HasSuffix(w, "s") && len(w) > 3 {
			one = strings.TrimSuffix(w, "s")
		}
		switch {
		case r.known.is("number", one):
			s.Refers.To, s.Refers.Noun, s.Refers.Value = ToNumber, w, valueIn(s)
		case r.known.is("said", one):
			s.Refers.To, s.Refers.Noun = ToSaid, w
		case r.known.is("matter", one):
			s.Refers.To, s.Refers.Noun = ToMatter, w
		default:
			continue
		}
		return
	}
}

// valueIn is the number that stands in a content, nil for none.
func valueIn(s *Statement) *float64 {
	for _, w := range s.Words {
		if w.Class == Number {
			return parse(strings.TrimPrefix(w.Stem, "#"))
		}
	}
	return nil
}
