package claim

import (
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
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

// point finds the noun by which a statement refers to what was said: the first that can, "the
// number of 4,700". What is denied is the object itself: "dismissed critics who called the
// remarks sexist" dismisses no remarks.
func (r *reader) point(s *Statement) {
	for _, sen := range r.within(s.Content) {
		for i, t := range sen {
			if s.Polarity == corpus.Deny && opensClause(t) {
				break
			}
			if to := r.refersTo(sen, i); to != "" {
				s.Refers.To, s.Refers.Noun, s.Refers.Whose = to, strings.ToLower(t.Form), r.owner(sen, i)
				if to == ToNumber {
					s.Refers.Value = valueIn(s)
				}
				return
			}
		}
	}
}

// within returns the tokens of a content, sentence by sentence.
func (r *reader) within(content []corpus.Span) [][]syntax.Token {
	var out [][]syntax.Token
	for i := range r.sentences {
		if in, _ := r.split(&r.sentences[i], content); len(in) > 0 {
			out = append(out, in)
		}
	}
	return out
}

// opensClause reports whether what stands behind a token is said of something else: a verb, or
// the pronoun of a relative clause.
func opensClause(t syntax.Token) bool {
	return t.POS == "VERB" && t.Tag != "VBN" && t.Tag != "VBG" || strings.HasPrefix(t.Tag, "W")
}

// refersTo says what a noun refers to, "" for nothing.
func (r *reader) refersTo(sen []syntax.Token, i int) Referred {
	one := syntax.Singular(lemma(sen[i]))
	switch {
	case sen[i].POS != "NOUN" && sen[i].POS != "PROPN":
		return ""
	case r.known.is("number", one) && isGiven(sen, i):
		return ToNumber
	case r.known.is("said", one):
		return ToSaid
	case r.known.is("matter", one):
		return ToMatter
	default:
		return ""
	}
}

// isGiven reports whether a noun is said to be known: "the number", "that toll", "its figures",
// and not "in a number of respects".
func isGiven(sen []syntax.Token, i int) bool {
	switch k := phraseStart(sen, i); {
	case k < 0:
		return false
	case sen[k].Tag == "POS" || sen[k].Tag == "PRP$":
		return true
	default:
		low := strings.ToLower(sen[k].Form)
		return low == "the" || low == "this" || low == "that" || low == "these" || low == "those" || low == "such"
	}
}

// phraseStart is the place of the determiner or the possessive before a noun, -1 for none.
func phraseStart(sen []syntax.Token, i int) int {
	for k := i - 1; k >= 0; k-- {
		switch t := sen[k]; {
		case t.POS == "DET" || strings.EqualFold(t.Form, "that") || t.Tag == "PRP$" || t.Tag == "POS":
			return k
		case t.POS != "ADJ" && t.POS != "NOUN" && t.POS != "PROPN" && t.POS != "NUM" && t.POS != "ADV" && t.Tag != "VBN" && t.Tag != "VBG":
			return -1
		}
	}
	return -1
}

// owner is whose claims are meant: the name before the possessive ending or behind "by", or the
// pronoun.
func (r *reader) owner(sen []syntax.Token, i int) string {
	if i+2 < len(sen) && strings.EqualFold(sen[i+1].Form, "by") {
		if k := i + 2; isName(sen[k], false) {
			name, _ := r.name(sen, k)
			return name
		}
	}
	k := phraseStart(sen, i)
	switch {
	case k >= 0 && sen[k].Tag == "PRP$":
		return strings.ToLower(sen[k].Form)
	case k < 0 || sen[k].Tag != "POS":
		return ""
	}
	var parts []string
	for k--; k >= 0 && (sen[k].POS == "PROPN" || sen[k].POS == "NOUN" || sen[k].POS == "ADJ"); k-- {
		parts = append([]string{r.known.stemOf(fold(sen[k].Form))}, parts...)
	}
	return strings.Join(parts, " ")
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
