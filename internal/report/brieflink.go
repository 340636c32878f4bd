package report

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// How much of what connects documents a brief holds: with more, a page of a year's archive
// opens no longer in a browser. What is left out is counted, with the command that lists it.
const (
	claimsHeld  = 100
	answersHeld = 200
)

// BriefQuote is a passage on which a claim or an answer of a brief rests.
type BriefQuote struct {
	ID      string // of the statement, or of the passage in the outlet's own voice
	Ref     string // of the statement of the brief that it is, else its own: "12.q1"
	In      *BriefSource
	Line    *BriefLine     // the statement of the brief that it is, nil for none
	Said    *StatementLine // a statement that the brief does not hold; nil in the outlet's own voice
	Text    string
	Passage []Part // where it is no statement of the brief, the exact passage with some context
	At      Range  // of the passage, code points
	New     bool   // the document was first seen since the day that was asked for
	Back    string // anchor of the first claim or answer that rests on it
	public  map[string]bool
	ofEvent bool // it has words of an event, whoever says them
}

// BriefClaim is a claim that documents of two or more outlets tell, one of the brief among them.
type BriefClaim struct {
	ClaimLine
	Passages []*BriefQuote // in order of publication
	Circles  [][]string
	graph    ClaimGraph
}

// BriefAnswer is a denial, a refusal, a contradiction or a turn, with both passages.
type BriefAnswer struct {
	RelationLine
	Sides    []*BriefQuote // in the order of the kind's roles
	relation store.Relation
}

// Possible reports whether it waits for a person.
func (a BriefAnswer) Possible() bool { return !a.relation.Holds() }

// linking is the reading of what connects the documents of a brief.
type linking struct {
	*Brief
	shelf
	seen    freshness
	inScope map[string]bool
	said    map[string]*BriefLine
	sources map[string]*BriefSource
	quotes  map[string]*BriefQuote
	public  map[string]bool // names of persons that the ledger has, and whether their role is public
}

func (b *Brief) linking(ctx context.Context, st *store.Store, seen freshness, inScope map[string]bool) *linking {
	k := &linking{Brief: b, shelf: shelf{ctx: ctx, st: st}, seen: seen, inScope: inScope,
		said: map[string]*BriefLine{}, sources: map[string]*BriefSource{}, quotes: map[string]*BriefQuote{}}
	for _, src := range b.Sources {
		k.sources[src.ID] = src
		for _, l := range src.Lines {
			k.said[l.ID] = l
		}
	}
	return k
}

// holds reports whether a passage belongs to what the brief was asked for: a statement of it,
// or, unless it is narrowed to some statements, any other passage of its documents.
func (k *linking) holds(subject, document string) bool {
	if k.said[subject] != nil {
		return true
	}
	return !k.Scope.narrowed() && k.inScope[document]
}

// readClaims fills in Claims.
func (k *linking) readClaims() error {
	c, err := gatherClaims(k.ctx, k.st)
	if err != nil {
		return fmt.Errorf("claims of the brief: %w", err)
	}
	k.public = c.public
	for _, root := range c.byPieces(2) {
		if !slices.ContainsFunc(c.members[root], func(s string) bool { return k.holds(s, c.at[s]) }) {
			continue
		}
		g, l, err := c.trace(root)
		if err != nil {
			return fmt.Errorf("claims of the brief: %w", err)
		}
		if len(l.Outlets) > 1 {
			k.Claims = append(k.Claims, BriefClaim{ClaimLine: l, Circles: g.Circles, graph: g})
		}
	}
	slices.SortStableFunc(k.Claims, func(x, y BriefClaim) int {
		return cmp.Or(cmp.Compare(len(y.Outlets), len(x.Outlets)), compareDates(x.FirstSeen, y.FirstSeen), cmp.Compare(x.ID, y.ID))
	})
	k.ClaimsLeft = max(0, len(k.Claims)-claimsHeld)
	k.Claims = k.Claims[:len(k.Claims)-k.ClaimsLeft]
	for i := range k.Claims {
		if err := k.quoteClaim(&k.Claims[i]); err != nil {
			return err
		}
	}
	return nil
}

func (k *linking) quoteClaim(c *BriefClaim) error {
	for _, w := range c.graph.Wordings {
		q, err := k.quote(w.subject, w.Document, w.spans, "c-"+anchor(c.ID))
		if err != nil {
			return err
		}
		c.Passages = append(c.Passages, q)
	}
	c.graph = ClaimGraph{}
	return nil
}

// answerKinds are the relations by which one passage answers another, as a brief lists them.
var answerKinds = [...]corpus.RelationKind{corpus.Denies, corpus.Declines, corpus.AtOdds, corpus.Turned}

// readAnswers fills in Answers: those that hold by kind, then those that wait for a person.
func (k *linking) readAnswers() error {
	m := &relationMaker{shelf: shelf{ctx: k.ctx, st: k.st}, public: map[string]bool{}}
	for _, kind := range answerKinds {
		for r, err := range k.st.Relations(k.ctx, store.RelationFilter{Kind: kind}) {
			if err != nil {
				return fmt.Errorf("answers of the brief: %w", err)
			}
			if !slices.ContainsFunc(r.Args, func(a corpus.Argument) bool { return k.holds(a.Subject, a.Document) }) {
				continue
			}
			l, _, err := m.line(r)
			if err != nil {
				return fmt.Errorf("answers of the brief: %w", err)
			}
			k.Answers = append(k.Answers, BriefAnswer{RelationLine: l, relation: r})
		}
	}
	slices.SortStableFunc(k.Answers, compareAnswers)
	k.AnswersLeft = max(0, len(k.Answers)-answersHeld)
	k.Answers = k.Answers[:len(k.Answers)-k.AnswersLeft]
	for i := range k.Answers {
		if err := k.quoteAnswer(&k.Answers[i]); err != nil {
			return err
		}
	}
	return nil
}

func compareAnswers(x, y BriefAnswer) int {
	order := func(a BriefAnswer) int {
		if a.Possible() {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(order(x), order(y)), cmp.Compare(slices.Index(answerKinds[:], x.Kind), slices.Index(answerKinds[:], y.Kind)),
		compareDates(x.published(), y.published()), cmp.Compare(x.ID, y.ID))
}

// published is when the last side of an answer was.
func (a BriefAnswer) published() (last string) {
	for _, side := range a.Args {
		last = max(last, side.Published)
	}
	return last
}

func (k *linking) quoteAnswer(a *BriefAnswer) error {
	for _, arg := range a.relation.Args {
		q, err := k.quote(arg.Subject, arg.Document, arg.Spans, "r-"+anchor(a.ID))
		if err != nil {
			return err
		}
		a.Sides = append(a.Sides, q)
	}
	return nil
}

// quote finds the passage of a subject among the statements of the brief, else gives it a
// reference of its own.
func (k *linking) quote(subject, document string, spans []corpus.Span, back string) (*BriefQuote, error) {
	if q := k.quotes[subject]; q != nil {
		return q, nil
	}
	q, err := k.newQuote(subject, document, back)
	if err != nil {
		return nil, err
	}
	if l := k.said[subject]; l != nil {
		q.Line, q.Ref, q.In, q.Text = l, l.Ref, l.In, l.Text
		return q, nil
	}
	if err := k.open(document); err != nil {
		return nil, err
	}
	return q, k.cite(q, spans)
}

// newQuote begins a quote, and notes whether it is new.
func (k *linking) newQuote(subject, document, back string) (*BriefQuote, error) {
	fresh, err := k.seen.fresh(k.ctx, k.st, document)
	if err != nil {
		return nil, err
	}
	q := &BriefQuote{ID: subject, New: fresh, Back: back, public: k.public}
	k.quotes[subject] = q
	return q, nil
}

// cite puts the passage of a claim or an answer among the references.
func (k *linking) cite(q *BriefQuote, spans []corpus.Span) (err error) {
	var marks []marked
	for _, s := range spans {
		marks = append(marks, marked{s, Words})
	}
	if marks, err = k.saidIn(q, marks); err != nil {
		return err
	}
	return k.place(q, marks, marks)
}

// place puts a passage of the open document among the references: the text around some marks,
// with what lies in it of all.
func (k *linking) place(q *BriefQuote, around, marks []marked) (err error) {
	if q.In = k.sources[k.doc.ID]; q.In == nil {
		if q.In, err = k.openSource(&k.shelf); err != nil {
			return err
		}
		q.In.Outside = !k.inScope[k.doc.ID]
		k.sources[k.doc.ID] = q.In
	}
	q.Passage = cutParts(k.doc.Text, stretchesAround(k.doc.Text, k.doc.Blocks, around, briefReach), marks)
	q.At = rangeOf(k.points, extent(around))
	q.In.Quotes = append(q.In.Quotes, q)
	q.Ref = fmt.Sprintf("%d.q%d", q.In.N, len(q.In.Quotes))
	return nil
}

// saidIn fills in the statement that a passage is, with its own marks. A passage that is none
// is the outlet's own voice.
func (k *linking) saidIn(q *BriefQuote, marks []marked) ([]marked, error) {
	s, err := k.st.Statement(k.ctx, q.ID)
	if errors.Is(err, corpus.ErrNotFound) {
		var words []string
		for _, m := range marks {
			words = append(words, oneLine(m.In(k.doc.Text)))
		}
		q.Text = strings.Join(words, " […] ")
		return marks, nil
	}
	if err != nil {
		return nil, fmt.Errorf("statement %s: %w", q.ID, err)
	}
	l, err := k.line(s)
	q.Said, q.Text = &l, l.Text
	return marksOf(s.Attribution), err
}

// freshness tells which documents the ledger saw first on or after a day.
type freshness struct {
	since string // YYYY, YYYY-MM or YYYY-MM-DD, UTC; "" is no day: nothing is new
	known map[string]bool
}

// fresh reports whether the first capture that contained a document was taken in since.
func (f freshness) fresh(ctx context.Context, st *store.Store, document string) (bool, error) {
	if fresh, ok := f.known[document]; ok || f.since == "" {
		return fresh, nil
	}
	seen, err := st.Sightings(ctx, document)
	if err != nil {
		return false, fmt.Errorf("sightings of %s: %w", document, err)
	}
	fresh := len(seen) > 0 && stamp(seen[0].Time) >= f.since
	f.known[document] = fresh
	return fresh, nil
}

// statement is what a passage is a statement of; nil in the outlet's own voice.
func (q *BriefQuote) statement() *StatementLine {
	if q.Line != nil {
		return &q.Line.StatementLine
	}
	return q.Said
}

// When is the date of a passage.
func (q *BriefQuote) When() string {
	if l := q.statement(); l != nil {
		return dateWords(*l)
	}
	if q.In.Published == "" {
		return "date not known"
	}
	return "published " + day(q.In.Published)
}

// Who is who speaks, without the name of a private person: the sections are over documents.
func (q *BriefQuote) Who() string {
	l := q.statement()
	switch {
	case l == nil:
		return q.In.Outlet
	case withheld(*l):
		return withheldName
	}
	return who(l.Speaker, l.Role)
}

// Did is what the speaker did.
func (q *BriefQuote) Did() string {
	if l := q.statement(); l != nil {
		return did(*l)
	}
	if q.ofEvent {
		return "has words of an event"
	}
	return "in its own voice, origin not stated"
}

// Chain is by which way it came, and who stands behind it.
func (q *BriefQuote) Chain() string {
	said := q.statement()
	if said == nil {
		return strings.Join(known("as told by "+q.In.Outlet, q.In.ReplacedMark()), " · ")
	}
	l := *said
	l.Via = slices.Clone(l.Via)
	for i, name := range l.Via {
		if public, known := q.public[name]; known && !public {
			l.Via[i] = withheldName
		}
	}
	return strings.Join(append([]string{origin(l)}, marksInWords(l)...), " · ")
}

// Hand is "person" for a passage that a person looked at.
func (q *BriefQuote) Hand() string {
	if l := q.statement(); l != nil && l.Standing != corpus.Machine && l.Standing != "" {
		return "person"
	}
	return "machine"
}

// Uncertain reports whether its reading is the machine's alone and not trusted.
func (q *BriefQuote) Uncertain() bool { l := q.statement(); return l != nil && l.Uncertain }

// Outlet is who published it.
func (q *BriefQuote) Outlet() string { return q.In.Outlet }

// News says what of a claim is new; "" for nothing.
func (c BriefClaim) News() string { return news(c.Passages) }

// News says what of an answer is new; "" for nothing.
func (a BriefAnswer) News() string { return news(a.Sides) }

func news(list []*BriefQuote) string {
	n := 0
	for _, q := range list {
		if q.New {
			n++
		}
	}
	switch n {
	case 0:
		return ""
	case len(list):
		return "new"
	}
	return fmt.Sprintf("new in %d of %s", n, count(len(list), "passage", "passages"))
}

// Seen says when and where a claim was seen first and last.
func (c BriefClaim) Seen() string {
	out := "first seen in " + c.FirstOutlet + " on " + orUnknownDay(c.FirstSeen) + ", last on " + orUnknownDay(c.LastSeen)
	for _, circle := range c.Circles {
		out += "; they cite one another: " + strings.Join(circle, ", ")
	}
	return out
}

func orUnknownDay(date string) string { return cmp.Or(day(date), "an unknown day") }

// Head names an answer, and by whose word it stands.
func (a BriefAnswer) Head() string { return string(a.Kind) + " · " + a.certainty() }

// Reason says why the passages are held against each other, without the names of private persons.
func (a BriefAnswer) Reason() string {
	why := a.Why
	for _, q := range a.Sides {
		if l := q.statement(); l != nil && withheld(*l) {
			why = strings.ReplaceAll(why, l.Speaker, withheldName)
		}
	}
	return fmt.Sprintf("%s (%.2f)", why, a.Score)
}

// answers parts the answers that hold from those that wait for a person.
func (b Brief) answers() (holding, possible []BriefAnswer) {
	i := slices.IndexFunc(b.Answers, BriefAnswer.Possible)
	if i < 0 {
		return b.Answers, nil
	}
	return b.Answers[:i], b.Answers[i:]
}

// moreClaims says how many claims a form of the brief leaves out, and how to see them.
func (b Brief) moreClaims(shown int) string {
	return b.moreOf(len(b.Claims)+b.ClaimsLeft-shown, "claims", "claims")
}

func (b Brief) moreAnswers(shown int) string {
	return b.moreOf(len(b.Answers)+b.AnswersLeft-shown, "answers", "relations")
}

func (b Brief) moreOf(n int, what, command string) string {
	if n <= 0 {
		return ""
	}
	return thousands(n) + " more " + what + ": " + commandLine(command, b.DB)
}

// traced is the command that says who has a claim from whom.
func (b Brief) traced(c BriefClaim) string { return commandLine("origins", b.DB) + " " + short(c.ID) }
