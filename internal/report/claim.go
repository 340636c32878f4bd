package report

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"

	"hearsay/claim"
	"hearsay/corpus"
	"hearsay/internal/store"
)

// ClaimLine is what several passages say alike: who told it first, and whom it goes back to.
// It holds no word on whether it is so. The names of its JSON fields are stable.
type ClaimLine struct {
	ID          string   `json:"id"`         // of the passage that tells it first
	Text        string   `json:"text"`       // its words
	FirstSeen   string   `json:"first_seen"` // as published
	FirstOutlet string   `json:"first_outlet"`
	LastSeen    string   `json:"last_seen"`
	Statements  int      `json:"statements"` // that tell it
	Own         int      `json:"own"`        // passages that repeat it in the outlet's own voice: origin not stated, never counted as an origin
	Outlets     []string `json:"outlets"`
	Origins     []string `json:"origins"` // whom the outlets have it from, each once
	Through     []string `json:"through"` // who stands between
	Summary     string   `json:"summary"`

	Replaced // of the document of ID
}

// ClaimGraph is a claim with who has it from whom, and how it was worded over time.
type ClaimGraph struct {
	ClaimLine
	Hops     []HopLine      `json:"hops"`
	OwnVoice []ArgumentLine `json:"own_voice"`
	Circles  [][]string     `json:"circles"` // names of those who have it from one another
	Wordings []WordingLine  `json:"wordings"`
}

// HopLine says that one has a claim from another, with a passage of each document that shows it.
type HopLine struct {
	From     string         `json:"from"`
	To       string         `json:"to"`
	Copy     bool           `json:"copy"`  // the text of one stands in the other
	Maybe    bool           `json:"maybe"` // an office fits, no name
	Passages []ArgumentLine `json:"passages"`
}

// WordingLine is one passage of a claim, and what became of the words of the first.
type WordingLine struct {
	Statement string   `json:"statement"` // "" in the outlet's own voice
	Document  string   `json:"document"`
	Outlet    string   `json:"outlet"`
	Published string   `json:"published"`
	Speaker   string   `json:"speaker"`
	Text      string   `json:"text"`
	Changes   []string `json:"changes"`   // against the first that names its source, of those after it
	UpdateOf  string   `json:"update_of"` // the document with an earlier text of the same piece that tells the claim too, "" for none

	Replaced
	subject string // the statement, else what names the passage
	spans   []corpus.Span
}

// claims are the statements of a ledger that carry the same content, as relations that hold
// join them.
type claims struct {
	shelf
	root    map[string]string // of each subject
	at      map[string]string // document of each subject
	members map[string][]string
	copies  []corpus.Relation
	public  map[string]bool // names of persons in public roles, in any document
	pieces  pieces

	corrected map[string]corpus.Attribution // by statement: with what a person corrected
	made      map[string][]claim.Statement  // by document
}

func gatherClaims(ctx context.Context, st *store.Store) (*claims, error) {
	c := &claims{shelf: shelf{ctx: ctx, st: st}, root: map[string]string{}, at: map[string]string{}, members: map[string][]string{}, public: map[string]bool{}, corrected: map[string]corpus.Attribution{}, made: map[string][]claim.Statement{}}
	var err error
	if c.pieces, err = piecesOf(ctx, st); err != nil {
		return nil, err
	}
	persons, err := st.Entities(ctx, store.EntityFilter{Kind: corpus.Person})
	if err != nil {
		return nil, err
	}
	for _, e := range persons {
		for _, name := range e.Names {
			c.public[name] = c.public[name] || PublicEntity(e)
		}
	}
	for s, err := range st.Statements(ctx, store.StatementFilter{Standing: []corpus.Standing{corpus.Corrected}}) {
		if err != nil {
			return nil, err
		}
		c.corrected[s.ID] = s.Attribution
	}
	for r, err := range st.Relations(ctx, store.RelationFilter{Kind: corpus.SameClaim, Holding: true}) {
		if err != nil {
			return nil, err
		}
		for _, a := range r.Args {
			c.at[a.Subject] = a.Document
		}
		c.join(r.Args[0].Subject, r.Args[1].Subject)
	}
	for r, err := range st.Relations(ctx, store.RelationFilter{Kind: corpus.Copied, Holding: true}) {
		if err != nil {
			return nil, err
		}
		c.copies = append(c.copies, r.Relation)
	}
	for s := range c.at {
		c.members[c.find(s)] = append(c.members[c.find(s)], s)
	}
	return c, nil
}

func (c *claims) find(s string) string {
	for c.root[s] != "" && c.root[s] != s {
		s = c.root[s]
	}
	return s
}

func (c *claims) join(a, b string) {
	if a, b = c.find(a), c.find(b); a != b {
		c.root[max(a, b)] = min(a, b)
	}
}

// Claims lists the claims that documents of at least so many outlets tell, those in most
// documents first.
func Claims(ctx context.Context, st *store.Store, outlets int) iter.Seq2[ClaimLine, error] {
	return func(yield func(ClaimLine, error) bool) {
		c, err := gatherClaims(ctx, st)
		if err != nil {
			yield(ClaimLine{}, err)
			return
		}
		for _, root := range c.byPieces(outlets) {
			_, line, err := c.trace(root)
			if err == nil && len(line.Outlets) < outlets {
				continue
			}
			if !yield(line, err) || err != nil {
				return
			}
		}
	}
}

// byPieces are the claims in at least n pieces, most pieces first: an outlet may have several,
// so that tracing tells the number of outlets.
func (c *claims) byPieces(n int) []string {
	pieces := map[string]int{}
	for root, list := range c.members {
		found := map[string]bool{}
		for _, s := range list {
			found[c.pieces.of(c.at[s])] = true
		}
		if len(found) >= max(n, 2) {
			pieces[root] = len(found)
		}
	}
	return slices.SortedFunc(maps.Keys(pieces), func(a, b string) int {
		return cmp.Or(cmp.Compare(pieces[b], pieces[a]), cmp.Compare(a, b))
	})
}

// statements are those of a claim in order of publication, made anew from their documents.
func (c *claims) statements(root string) ([]claim.Statement, error) {
	wanted, documents := map[string]bool{}, map[string]bool{}
	for _, s := range c.members[root] {
		wanted[s], documents[c.at[s]] = true, true
	}
	var out []claim.Statement
	for _, id := range slices.Sorted(maps.Keys(documents)) {
		list, err := c.statementsIn(id)
		if err != nil {
			return nil, err
		}
		for _, s := range list {
			if wanted[s.Subject()] {
				if a, ok := c.corrected[s.ID]; ok {
					s = s.Corrected(a)
				}
				if e, ok := c.pieces[id]; ok {
					s.Piece, s.Edition = e.piece, e.place
				}
				out = append(out, s)
			}
		}
	}
	return claim.InTime(out), nil
}

// statementsIn makes the statements of a document anew, which takes its sentences apart, and keeps
// them for the next claims: a document has several.
func (c *claims) statementsIn(document string) ([]claim.Statement, error) {
	if list, ok := c.made[document]; ok {
		return list, nil
	}
	if err := c.open(document); err != nil {
		return nil, err
	}
	a, err := c.st.Annotations(c.ctx, document)
	if err != nil {
		return nil, err
	}
	if len(c.made) >= mostMade {
		clear(c.made)
	}
	c.made[document] = claim.Statements(c.doc, a)
	return c.made[document], nil
}

// mostMade is how many documents' statements stay in memory, of some 20 kB each.
const mostMade = 512

// trace finds out whom a claim goes back to.
func (c *claims) trace(root string) (g ClaimGraph, l ClaimLine, err error) {
	list, err := c.statements(root)
	if err != nil || len(list) == 0 {
		return g, l, err
	}
	traced := claim.Trace(list, c.copiesOf(list))
	told := firstTold(list)
	statements, own := c.tellings(list, traced)
	l = ClaimLine{ID: told.Subject(), Text: oneLine(told.Text), FirstSeen: list[0].Published, FirstOutlet: list[0].Outlet, LastSeen: list[len(list)-1].Published,
		Own: own, Statements: statements - own, Outlets: traced.Outlets(), Origins: []string{}, Through: []string{}}
	if err := c.open(told.Document); err != nil {
		return g, l, err
	}
	l.Replaced = c.replaced
	for _, n := range traced.Origins() {
		l.Origins = append(l.Origins, c.nodeName(n))
	}
	for _, n := range traced.Between() {
		l.Through = withNew(l.Through, c.nodeName(n))
	}
	l.Summary = l.sum()
	g = ClaimGraph{ClaimLine: l, Hops: []HopLine{}, Circles: [][]string{}}
	return g, l, c.fill(&g, traced, list, told)
}

// tellings counts the passages of a claim, and those of them in an outlet's own voice: of
// several texts of one piece those of the latest.
func (c *claims) tellings(list []claim.Statement, traced claim.Graph) (all, own int) {
	documents := map[string]bool{}
	for _, s := range list {
		documents[s.Document] = true
	}
	newest := c.pieces.newest(documents)
	for _, s := range list {
		if newest[s.Document] {
			all++
		}
	}
	for _, a := range traced.Own {
		if newest[a.Document] {
			own++
		}
	}
	return all, own
}

// firstTold is the first statement of a claim that is no headline and has a source, else the
// first passage: what the others are held against.
func firstTold(list []claim.Statement) claim.Statement {
	if i := slices.IndexFunc(list, func(s claim.Statement) bool { return !s.Own && !s.Headline }); i >= 0 {
		return list[i]
	}
	return list[0]
}

// sum says in one sentence whom how many outlets have a claim from.
func (l ClaimLine) sum() string {
	out := count(len(l.Outlets), "outlet", "outlets") + ", " + count(len(l.Origins), "origin", "origins")
	if len(l.Origins) > 0 {
		out += ": " + strings.Join(l.Origins, ", ")
	}
	if len(l.Through) > 0 {
		out += ", through " + strings.Join(l.Through, ", ")
	}
	if l.Own > 0 {
		out += "; origin not stated in " + count(l.Own, "passage", "passages")
	}
	return out
}

func (c *claims) copiesOf(list []claim.Statement) []corpus.Relation {
	in := map[string]bool{}
	for _, s := range list {
		in[s.Document] = true
	}
	return slices.DeleteFunc(slices.Clone(c.copies), func(r corpus.Relation) bool {
		return !in[r.Args[0].Document] || !in[r.Args[1].Document]
	})
}

// nodeName is how an export names a source: without the name of a private person.
func (c *claims) nodeName(n claim.Node) string {
	if n.Kind == corpus.Person && !c.public[n.Name] && !PublicEntity(store.Entity{Kind: n.Kind, Roles: known(n.Role)}) {
		return withheldName
	}
	if pronouns[strings.ToLower(n.Name)] {
		return "somebody whom the passage calls “" + n.Name + "”"
	}
	return n.Name
}

// pronouns are what reading leaves where it did not find out who is meant.
var pronouns = map[string]bool{"he": true, "she": true, "they": true, "it": true, "we": true, "i": true, "you": true, "who": true, "those": true}

// fill adds to g its hops and wordings.
func (c *claims) fill(g *ClaimGraph, traced claim.Graph, list []claim.Statement, told claim.Statement) (err error) {
	for _, k := range traced.Links {
		h := HopLine{From: c.nodeName(traced.Nodes[k.From]), To: c.nodeName(traced.Nodes[k.To]), Copy: k.Copy, Maybe: k.Maybe}
		if h.Passages, err = c.passages(k.Passages); err != nil {
			return err
		}
		g.Hops = append(g.Hops, h)
	}
	if g.OwnVoice, err = c.passages(traced.Own); err != nil {
		return err
	}
	for _, circle := range traced.Circles {
		var names []string
		for _, i := range circle {
			names = append(names, c.nodeName(traced.Nodes[i]))
		}
		g.Circles = append(g.Circles, names)
	}
	later := false // nothing became of the words before they were said
	for _, s := range list {
		w := WordingLine{Statement: s.ID, Document: s.Document, Outlet: s.Outlet, Published: s.Published, Speaker: c.speakerOf(s), Text: oneLine(s.Text), Changes: []string{}, subject: s.Subject(), spans: s.Content}
		if later && !s.Headline {
			for _, change := range claim.Wording(told, s) {
				w.Changes = append(w.Changes, string(change.Kind)+": "+change.Why)
			}
		}
		if err := c.open(s.Document); err != nil {
			return err
		}
		w.Replaced, w.UpdateOf = c.replaced, c.textBefore(s.Document, list)
		later = later || s.Subject() == told.Subject()
		g.Wordings = append(g.Wordings, w)
	}
	return nil
}

// textBefore is the document of a claim with the text of the same piece that came before that of
// another, "" for none.
func (c *claims) textBefore(document string, list []claim.Statement) (before string) {
	for _, s := range list {
		if c.pieces.of(s.Document) == c.pieces.of(document) && c.pieces[s.Document].place < c.pieces[document].place &&
			(before == "" || c.pieces[s.Document].place > c.pieces[before].place) {
			before = s.Document
		}
	}
	return before
}

func (c *claims) speakerOf(s claim.Statement) string {
	if s.Own {
		return ""
	}
	return c.nodeName(claim.Node{Name: s.Speaker.Name, Kind: s.Speaker.Kind, Role: s.Speaker.Role})
}

func (c *claims) passages(args []corpus.Argument) ([]ArgumentLine, error) {
	out := []ArgumentLine{}
	for _, a := range args {
		if err := c.open(a.Document); err != nil {
			return nil, err
		}
		out = append(out, ArgumentLine{a.Role, a.Subject, a.Document, c.doc.Outlet, c.doc.Published, c.doc.Title, around(c.doc.Text, a.Spans), rangesOf(c.points, a.Spans), c.replaced})
	}
	return out, nil
}

// Origins finds the claim that a passage tells, by the identity of the passage or a unique
// beginning of six characters, and whom it goes back to.
func Origins(ctx context.Context, st *store.Store, id string) (ClaimGraph, error) {
	c, err := gatherClaims(ctx, st)
	if err != nil {
		return ClaimGraph{}, err
	}
	root, err := c.named(strings.TrimSpace(id))
	if err != nil {
		return ClaimGraph{}, err
	}
	g, _, err := c.trace(root)
	return g, err
}

// leastID is how many characters of an identity name a passage.
const leastID = 6

func (c *claims) named(id string) (string, error) {
	if len(id) < leastID {
		return "", fmt.Errorf("claim %q: %d characters, at least %d are needed: %w", id, len(id), leastID, corpus.ErrAmbiguous)
	}
	var found []string
	for s := range c.at {
		if strings.HasPrefix(s, id) {
			found = append(found, c.find(s))
		}
	}
	slices.Sort(found)
	switch found = slices.Compact(found); len(found) {
	case 0:
		return "", fmt.Errorf("claim %s: no passage of a claim begins with it: %w", id, corpus.ErrNotFound)
	case 1:
		return found[0], nil
	}
	return "", fmt.Errorf("claim %s: %d claims: %w", id, len(found), corpus.ErrAmbiguous)
}

// WriteClaims writes a list of claims.
func WriteClaims(w io.Writer, format Format, style Style, seq iter.Seq2[ClaimLine, error]) error {
	return writeList(w, format, seq, list[ClaimLine]{
		head: []string{"id", "text", "first_seen", "first_outlet", "last_seen", "statements", "own", "outlets", "origins", "through", "summary", "replaced_by", "replaced_on"},
		row: func(l ClaimLine) []string {
			return []string{l.ID, l.Text, l.FirstSeen, l.FirstOutlet, l.LastSeen, fmt.Sprint(l.Statements), fmt.Sprint(l.Own),
				strings.Join(l.Outlets, "; "), strings.Join(l.Origins, "; "), strings.Join(l.Through, "; "), l.Summary, l.ReplacedBy, l.ReplacedOn}
		},
		table: func(w io.Writer) tableWriter[ClaimLine] {
			return func(l ClaimLine) error {
				s := sheet{style: style}
				s.claim(l)
				_, err := io.WriteString(w, s.String())
				return err
			}
		},
	})
}

func (s *sheet) claim(l ClaimLine) {
	s.prose(strong, 0, short(l.ID)+"  “"+l.Text+"”")
	s.prose("", 2, l.Summary)
	s.prose(muted, 2, strings.Join(known(fmt.Sprintf("first seen in %s on %s, last on %s", l.FirstOutlet, day(l.FirstSeen), day(l.LastSeen)), l.ReplacedMark()), s.style.dot()))
}

// WriteClaim writes a claim with its hops and wordings.
func WriteClaim(w io.Writer, format Format, style Style, g ClaimGraph) error {
	if format == JSON {
		return writeJSON(w, g)
	}
	s := sheet{style: style}
	s.claim(g.ClaimLine)
	s.heading("Who has it from whom")
	for _, h := range g.Hops {
		s.prose(strong, 2, h.To+s.style.pick(" ← ", " <- ")+h.From+h.how())
		s.arguments(h.Passages)
	}
	if len(g.OwnVoice) > 0 {
		s.heading("In the outlet's own voice: origin not stated")
		s.arguments(g.OwnVoice)
	}
	for _, circle := range g.Circles {
		s.prose(strong, 2, "They cite one another: "+strings.Join(circle, ", "))
	}
	s.heading("How it was worded")
	for _, x := range g.Wordings {
		s.prose(muted, 2, strings.Join(known(day(x.Published), x.Outlet, x.Speaker, x.updates(), x.ReplacedMark(), short(x.Statement)), s.style.dot()))
		s.prose("", 4, "“"+x.Text+"”")
		for _, c := range x.Changes {
			s.prose("", 6, c)
		}
	}
	_, err := io.WriteString(w, s.String())
	return err
}

// updates says that a wording is of a later text of a piece that had told the claim before.
func (w WordingLine) updates() string {
	if w.UpdateOf == "" {
		return ""
	}
	return "in a later text of the piece of " + short(w.UpdateOf)
}

// how says by what a hop is known.
func (h HopLine) how() string {
	switch {
	case h.Copy:
		return ", by copying its text"
	case h.Maybe:
		return ", perhaps: an office fits, no name"
	}
	return ""
}

func (s *sheet) arguments(list []ArgumentLine) {
	for _, a := range list {
		s.prose(muted, 4, strings.Join(known(a.Outlet, day(a.Published), a.ReplacedMark(), short(a.Document)), s.style.dot()))
		s.prose("", 6, "“"+a.Passage+"”")
	}
}
