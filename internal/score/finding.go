package score

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hearsay/corpus"
)

// Verdict says how a finding differs from the gold.
type Verdict string

// The verdicts, by the match at Jaccard >= 0.5. A statement that was found,
// cut differently and credited to somebody else is two findings.
const (
	Miss    Verdict = "MISS"    // a gold statement without a match
	False   Verdict = "FALSE"   // a prediction without a match
	Cut     Verdict = "CUT"     // matched, other words
	Speaker Verdict = "SPEAKER" // matched, another mention
	Name    Verdict = "NAME"    // matched, another resolved name
	Chain   Verdict = "CHAIN"   // matched, others between source and document
)

// Passage is a piece of a document's text with where it stands. Offsets
// count Unicode code points of the text.
type Passage struct {
	Spans []corpus.Span `json:"spans"`
	Text  string        `json:"text"` // shortened, on one line
}

// Finding is one difference between gold and prediction.
type Finding struct {
	Document string  `json:"document"`
	Verdict  Verdict `json:"verdict"`
	// Content says where the gold statement is, or the prediction where
	// there is none.
	Content Passage `json:"content"`
	// Gold and Got are what differs: contents of Cut, mentions of Speaker,
	// names (without spans) of Name and Chain; empty for the others.
	Gold Passage `json:"gold"`
	Got  Passage `json:"got"`
	Rule string  `json:"rule,omitempty"` // of the prediction
}

// String returns the finding on one line.
func (f Finding) String() string {
	at := strings.Join([]string{string(f.Verdict), f.Document, f.Content.offsets()}, " ")
	rule := ""
	if f.Rule != "" {
		rule = " [" + f.Rule + "]"
	}
	switch f.Verdict {
	case Miss, False:
		return fmt.Sprintf("%s %q%s", at, f.Content.Text, rule)
	case Name, Chain:
		return fmt.Sprintf("%s gold %q got %q%s", at, f.Gold.Text, f.Got.Text, rule)
	default:
		return fmt.Sprintf("%s gold %s got %s%s", at, f.Gold, f.Got, rule)
	}
}

func (p Passage) String() string {
	if len(p.Spans) == 0 {
		return "nothing"
	}
	return p.offsets() + " " + strconv.Quote(p.Text)
}

func (p Passage) offsets() string {
	var parts []string
	for _, s := range p.Spans {
		parts = append(parts, fmt.Sprintf("%d:%d", s.Start, s.End))
	}
	return strings.Join(parts, ",")
}

// findings lists how a document's predictions differ from its gold: for each
// gold statement in order what is wrong with it, then the predictions that
// match none.
func findings(d Doc, gold, pred side, rules []string, pairs []pair) []Finding {
	l := lister{doc: d, points: corpus.NewPoints(d.Text)}
	match := make([]int, len(gold.forms))
	for i := range match {
		match[i] = -1
	}
	unmatched := make([]bool, len(pred.forms))
	for i := range unmatched {
		unmatched[i] = true
	}
	for _, p := range pairs {
		match[p.gold], unmatched[p.pred] = p.pred, false
	}
	for g, p := range match {
		if p < 0 {
			l.add(Finding{Verdict: Miss, Content: l.passage(gold.forms[g].pieces)})
			continue
		}
		l.compare(gold, g, pred, p, rules[p])
	}
	for p, none := range unmatched {
		if none {
			l.add(Finding{Verdict: False, Content: l.passage(pred.forms[p].pieces), Rule: rules[p]})
		}
	}
	return l.list
}

type lister struct {
	doc    Doc
	points *corpus.Points
	list   []Finding
}

func (l *lister) add(f Finding) {
	f.Document = l.doc.ID
	l.list = append(l.list, f)
}

// compare adds what differs between gold statement g and its match p.
func (l *lister) compare(gold side, g int, pred side, p int, rule string) {
	at := l.passage(gold.forms[g].pieces)
	gs, ps := gold.statements[g], pred.statements[p]
	if jaccard(gold.forms[g], pred.forms[p]) < sameJaccard {
		l.add(Finding{Verdict: Cut, Content: at, Gold: at, Got: l.passage(pred.forms[p].pieces), Rule: rule})
	}
	if len(gs.Speaker) > 0 && !overlap(gs.Speaker, ps.Speaker) {
		l.add(Finding{Verdict: Speaker, Content: at, Gold: l.passage(gs.Speaker), Got: l.passage(ps.Speaker), Rule: rule})
	}
	if gs.Name != "" && !sameName(gs.Name, ps.Name) {
		l.add(Finding{Verdict: Name, Content: at, Gold: Passage{Text: gs.Name}, Got: Passage{Text: ps.Name}, Rule: rule})
	}
	if !slices.EqualFunc(gs.Via, ps.Via, sameName) {
		l.add(Finding{Verdict: Chain, Content: at, Gold: chainPassage(gs.Via), Got: chainPassage(ps.Via), Rule: rule})
	}
}

func chainPassage(via []string) Passage { return Passage{Text: strings.Join(via, " <- ")} }

// passage returns what spans, bytes of the document's text, cover.
func (l *lister) passage(spans []corpus.Span) Passage {
	var p Passage
	var texts []string
	for _, s := range slices.SortedFunc(slices.Values(spans), func(a, b corpus.Span) int { return a.Start - b.Start }) {
		p.Spans = append(p.Spans, l.points.Span(s))
		texts = append(texts, strings.Join(strings.Fields(s.In(l.doc.Text)), " "))
	}
	p.Text = shorten(strings.Join(texts, " / "))
	return p
}

// maxShown is the length, in code points, of a passage in a list: two lines
// of a terminal, beginning and end shown.
const maxShown = 150

func shorten(s string) string {
	if utf8.RuneCountInString(s) <= maxShown {
		return s
	}
	r := []rune(s)
	half := (maxShown - 3) / 2
	return string(r[:half]) + "..." + string(r[len(r)-half:])
}

// rules returns the rule of each prediction of pred, which was made of found.
func rules(found []Predicted, pred side) []string {
	out := make([]string, len(pred.from))
	for i, from := range pred.from {
		out[i] = found[from].Rule
	}
	return out
}
