package claim

import (
	"cmp"
	"slices"
	"strings"

	"hearsay/corpus"
)

// Version of the rules of this package: raise it when relations come out otherwise.
const Version = "1"

// Relate returns the relations between the statements of two documents, or within one where
// both are the same document, sorted by ID: same claim, cites, denies, declines, at odds,
// turned. Only statements that share a key meet across documents. The order of a and b, and
// of the statements in them, does not matter.
func Relate(a, b []Statement) []corpus.Relation {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	if b[0].Document < a[0].Document {
		a, b = b, a
	}
	one := a[0].Document == b[0].Document
	r := &relater{best: map[string]corpus.Relation{}}
	if one {
		r.within(ordered(a))
	} else {
		r.across(ordered(a), ordered(b))
	}
	out := make([]corpus.Relation, 0, len(r.best))
	for _, rel := range r.best {
		out = append(out, rel)
	}
	slices.SortFunc(out, func(x, y corpus.Relation) int { return strings.Compare(x.ID, y.ID) })
	return out
}

func ordered(list []Statement) []Statement {
	list = slices.Clone(list)
	slices.SortFunc(list, func(x, y Statement) int { return cmp.Or(x.Place-y.Place, strings.Compare(x.ID, y.ID)) })
	return list
}

// relater gathers relations, of each ID the one with the highest score.
type relater struct{ best map[string]corpus.Relation }

func (r *relater) within(list []Statement) {
	for i := range list {
		for j := i + 1; j < len(list); j++ {
			r.same(&list[i], &list[j])
		}
		if !echoed(list, i) {
			r.answer(&list[i], others(list, i))
		}
	}
}

// echoed reports whether one document says a statement in the same words and by the same speaker
// elsewhere, in its text rather than in its headline, and there rather first than last: title,
// standfirst and first sentence are one.
func echoed(list []Statement, i int) bool {
	s := &list[i]
	return !s.Own && slices.ContainsFunc(list, func(o Statement) bool {
		again := !o.Own && o.ID != s.ID && slices.Equal(o.Tokens, s.Tokens) && slices.Equal(o.Called, s.Called) && o.Polarity == s.Polarity
		return again && (s.Headline && !o.Headline || s.Headline == o.Headline && o.Place < s.Place)
	})
}

func others(list []Statement, i int) []*Statement {
	var out []*Statement
	for j := range list {
		if j != i && !echoed(list, j) {
			out = append(out, &list[j])
		}
	}
	return out
}

func (r *relater) across(a, b []Statement) {
	meets := meetings(a, b)
	for i := range a {
		for _, j := range meets[i] {
			r.same(&a[i], &b[j])
		}
	}
	r.answers(a, b, meets)
	r.answers(b, a, turn(meets, len(b)))
}

func (r *relater) answers(a, b []Statement, meets [][]int) {
	for i := range a {
		var list []*Statement
		for _, j := range meets[i] {
			list = append(list, &b[j])
		}
		r.answer(&a[i], list)
	}
}

// Head is what tells which statements of other documents a statement meets.
type Head struct {
	Own    bool
	Outlet string
	Meets  []uint64
}

// Head returns that of a statement.
func (s *Statement) Head() Head { return Head{s.Own, s.Outlet, s.Meets} }

// Meet reports whether statements of two documents are held against each other: they share a
// key. Two passages in the own voice of one outlet never meet.
func Meet(a, b Head) bool { return !(a.Own && b.Own && a.Outlet == b.Outlet) && meet(a.Meets, b.Meets) }

// meetings returns for each of a the places of those of b that it meets, in order.
func meetings(a, b []Statement) [][]int {
	out := make([][]int, len(a))
	for i := range a {
		for j := range b {
			if Meet(a[i].Head(), b[j].Head()) {
				out[i] = append(out[i], j)
			}
		}
	}
	return out
}

func turn(meets [][]int, n int) [][]int {
	out := make([][]int, n)
	for i, list := range meets {
		for _, j := range list {
			out[j] = append(out[j], i)
		}
	}
	return out
}

// same enters that two statements carry one content, and that the one names the outlet of
// the other as its source.
func (r *relater) same(a, b *Statement) {
	v := Same(*a, *b)
	if !v.Same {
		return
	}
	r.enter(corpus.SameClaim, v.Score, v.Sure, v.Why, v.Rule, argument("one", a, v.A), argument("other", b, v.B))
	r.cite(a, b, v)
	r.cite(b, a, v)
}

// cite enters that a has it from the outlet of b.
func (r *relater) cite(a, b *Statement, v Verdict) {
	if a.Own || a.Document == b.Document || sources(corpus.Source{Name: a.Outlet, Kind: corpus.Outlet, Identified: corpus.Named}, outletOf(b), false) == same {
		return
	}
	at, ok := a.names(outletOf(b))
	if !ok || gap(b.Published, a.Published) < 0 {
		return
	}
	r.enter(corpus.Cites, v.Score, v.Sure, a.Outlet+" names "+b.Outlet+" as its source; "+v.Why, "names the outlet",
		argument("source", b, b.Content), argument("citing", a, at))
}

// names finds where a statement names a source among its speaker and hops.
func (s *Statement) names(x corpus.Source) ([]corpus.Span, bool) {
	if sources(s.Speaker, x, false) == same {
		return orElse(s.Speaker.Spans, s.Content), true
	}
	for _, h := range s.Via {
		if sources(corpus.Source{Name: h.Name, Kind: h.Kind, Identified: identifiedAs(h)}, x, false) == same {
			return orElse(spanOf(h), s.Content), true
		}
	}
	return nil, false
}

func spanOf(h corpus.Hop) []corpus.Span {
	if h.Span.Empty() {
		return nil
	}
	return []corpus.Span{h.Span}
}

func orElse(spans, rest []corpus.Span) []corpus.Span {
	if len(spans) > 0 {
		return spans
	}
	return rest
}

// answer enters what a answers: of each kind only the statement that fits best, the earlier
// of equals, so that one denial does not answer all that a document says.
func (r *relater) answer(a *Statement, list []*Statement) {
	type found struct {
		to    *Statement
		score float64
		why   string
	}
	best := map[corpus.RelationKind]found{}
	for _, b := range list {
		kind, score, why, ok := Answer(*a, *b)
		if ok && score > best[kind].score && (kind != corpus.Denies || score >= leastDenial) {
			best[kind] = found{b, score, why}
		}
	}
	for kind, f := range best {
		score := min(f.score, 0.99)
		roles := rolesOf(kind)
		r.enter(kind, score, score >= SureAnswer, f.why, string(kind), argument(roles[0], f.to, f.to.Content), argument(roles[1], a, a.Content))
	}
}

// rolesOf returns the roles of what is answered and of the answer.
func rolesOf(kind corpus.RelationKind) [2]string {
	switch kind {
	case corpus.AtOdds:
		return [2]string{"one", "other"}
	case corpus.Turned:
		return [2]string{"before", "after"}
	default:
		return [2]string{"claim", "answer"}
	}
}

func argument(role string, s *Statement, spans []corpus.Span) corpus.Argument {
	return corpus.Argument{Role: role, Document: s.Document, Subject: s.Subject(), Spans: spans}
}

// Subject is the identity of a statement, and for a passage in an outlet's own voice one made
// of where it stands: several passages of one document are several subjects.
func (s *Statement) Subject() string {
	if s.ID != "" {
		return s.ID
	}
	return corpus.StatementID(s.Document, corpus.Attribution{Content: s.Content})
}

func (r *relater) enter(kind corpus.RelationKind, score float64, sure bool, why, rule string, args ...corpus.Argument) {
	rel := corpus.Relation{Kind: kind, Args: args, Score: score, Sure: sure, Why: why, Rule: "claim/" + Version + " " + rule}
	rel.ID = corpus.RelationID(kind, args)
	if old, ok := r.best[rel.ID]; !ok || rel.Score > old.Score {
		r.best[rel.ID] = rel
	}
}

// Quote is the text of spans, with " ... " between them.
func Quote(text string, spans []corpus.Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = s.In(text)
	}
	return strings.Join(parts, " ... ")
}
