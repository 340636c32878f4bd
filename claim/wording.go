package claim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"hearsay/corpus"
)

// Change is what became of a claim from one wording to a later one.
type Change struct {
	Kind   ChangeKind
	Before []corpus.Span // in the document of the earlier wording
	After  []corpus.Span // in that of the later
	Why    string
}

// ChangeKind names a change of wording.
type ChangeKind string

// The changes. None of them says which wording is right.
const (
	Shortened    ChangeKind = "shortened"    // words of weight are left out and none added
	HedgeLost    ChangeKind = "hedge lost"   // a word that weakens it is left out
	Strengthened ChangeKind = "strengthened" // a bound, a measure or the mode says more
	Weakened     ChangeKind = "weakened"     // a hedge or a bound is added
	SourceLost   ChangeKind = "source lost"  // the later one is in the outlet's own voice
	NumberMoved  ChangeKind = "number moved" // another number of the same measure
)

// InTime returns the statements of a claim in the order in which they were published, those in
// texts of one piece in the order of the texts: the first tells where it was first seen, and by
// whom.
func InTime(statements []Statement) []Statement {
	list := slices.Clone(statements)
	slices.SortFunc(list, func(x, y Statement) int {
		return cmp.Or(strings.Compare(x.Published, y.Published), strings.Compare(x.piece(), y.piece()), cmp.Compare(x.Edition, y.Edition),
			strings.Compare(x.Document, y.Document), cmp.Compare(x.Place, y.Place), strings.Compare(x.ID, y.ID))
	})
	return list
}

// shortened is the share of the weight of the earlier wording that is left at most where it
// was shortened. Origin: judgement.
const shortened = 0.75

// Wording says what became of a claim from one wording to a later one, in the order of the
// kinds. The two should carry the same claim, see [Same].
func Wording(before, after Statement) []Change {
	w := &wording{pair: compare(&before, &after)}
	w.shorten()
	w.hedge()
	w.figures()
	w.mode()
	w.source()
	return w.changes
}

type wording struct {
	*pair
	changes []Change
}

func (w *wording) add(kind ChangeKind, before, after []corpus.Span, why string) {
	w.changes = append(w.changes, Change{kind, orElse(before, w.a.Content), orElse(after, w.b.Content), why})
}

func (w *wording) shorten() {
	x, y := weightOf(w.a.Words), weightOf(w.b.Words)
	if x == 0 || y/x > shortened || w.weight < y*shortened {
		return
	}
	var lost []string
	for _, word := range w.a.Words {
		if word.Class != Common && !slices.ContainsFunc(w.b.Words, func(o Word) bool { return alikeStems(o, word) }) {
			lost = append(lost, shownIn(w.a.Text, word.Stem))
		}
	}
	w.add(Shortened, nil, nil, "without "+strings.Join(lost, ", "))
}

// shownIn returns the words of a text that a stem stands for, "State Security Directorate" for
// "state securit directorate"; of several the shortest, which has the least beside the stem. A
// concept is told by its name.
func shownIn(text, stem string) string {
	if concept, ok := strings.CutPrefix(stem, "="); ok {
		return concept
	}
	stem = strings.TrimPrefix(stem, "#")
	parts, words := strings.Fields(stem), strings.Fields(text)
	best := ""
	for i := 0; i+len(parts) <= len(words); i++ {
		if slices.EqualFunc(words[i:i+len(parts)], parts, func(w, part string) bool { return strings.HasPrefix(strings.TrimSpace(fold(w)), part) }) {
			if found := bareWords(words[i : i+len(parts)]); best == "" || len(found) < len(best) {
				best = found
			}
		}
	}
	return cmp.Or(best, stem)
}

// bareWords joins words without the marks around them and a possessive ending.
func bareWords(words []string) string {
	shown := strings.TrimFunc(strings.Join(words, " "), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.TrimSuffix(strings.TrimSuffix(shown, "'s"), "’s")
}

func (w *wording) hedge() {
	lost, won := without(w.a.Hedges, w.b.Hedges), without(w.b.Hedges, w.a.Hedges)
	switch {
	case len(lost) > 0 && len(w.b.Hedges) == 0:
		w.add(HedgeLost, nil, nil, "without "+quotedList(lost))
	case len(won) > 0 && len(w.a.Hedges) == 0:
		w.add(Weakened, nil, nil, "with "+quotedList(won))
	}
}

// without returns the words of a that are not in b.
func without(a, b []string) []string {
	var out []string
	for _, x := range a {
		if !slices.Contains(b, x) {
			out = append(out, x)
		}
	}
	return out
}

func quotedList(words []string) string { return "“" + strings.Join(words, "”, “") + "”" }

// figures compares numbers: one that turned into a graver measure, and one that moved.
func (w *wording) figures() {
	for _, f := range claimed(w.a) {
		for _, g := range claimed(w.b) {
			before, after := []corpus.Span{f.Span}, []corpus.Span{g.Span}
			switch {
			case f.meets(g) && known().measures.PartOf(g.Measure, f.Measure):
				w.add(Strengthened, before, after, fmt.Sprintf("%s %s turned into %s", number(f.value()), f.Measure, g.Measure))
			case f.meets(g) && known().measures.PartOf(f.Measure, g.Measure):
				w.add(Weakened, before, after, fmt.Sprintf("%s %s turned into %s", number(f.value()), f.Measure, g.Measure))
			case f.meets(g) && f.Bound == corpus.UpTo && g.Bound != corpus.UpTo:
				w.add(Strengthened, before, after, "“up to” is left out")
			case !f.meets(g) && f.Measure != "" && f.Measure == g.Measure && f.Side == g.Side && !w.has(g):
				w.add(NumberMoved, before, after, fmt.Sprintf("%s %s, %s before", number(g.value()), g.Measure, number(f.value())))
			}
		}
	}
}

// has reports whether the earlier wording tells a figure of the later one.
func (w *wording) has(g Figure) bool {
	return slices.ContainsFunc(w.a.Figures, func(f Figure) bool { return f.meets(g) && f.Measure == g.Measure })
}

func (w *wording) mode() {
	open := w.a.Mode == corpus.Forecast || w.a.Mode == corpus.Opinion
	if open && (w.b.Mode == corpus.Report || w.b.Own) {
		w.add(Strengthened, nil, nil, string(w.a.Mode)+" told as a report")
	}
}

func (w *wording) source() {
	if !w.a.Own && w.b.Own {
		w.add(SourceLost, nil, nil, "told by "+w.a.says()+", then by "+w.b.says())
	}
}
