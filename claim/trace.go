package claim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hearsay/corpus"
)

// Graph is who has a claim from whom: from those who said it first over hops to the outlets.
// Hops never run from a passage in an outlet's own voice: where that has it from is unknown.
type Graph struct {
	Nodes   []Node
	Links   []Link
	Own     []corpus.Argument // passages in outlets' own voices: origin not stated
	Circles [][]int           // indices of nodes that have it from one another, each in order of names
}

// Node is a source, a hop or an outlet of a claim. Those who are named are one node in all
// documents; all others are one in their document alone, or in the texts of its piece.
type Node struct {
	Name     string
	Kind     corpus.EntityKind
	Role     string
	Document string // of those who are not named, or the piece of which it is one text; "" else
	Outlet   bool   // it publishes documents of the claim
	NoSource bool   // an outlet that gives no source in any of these
	words    []string
}

// Link says that To has the claim from From.
type Link struct {
	From, To int
	Passages []corpus.Argument // that show it, one of each document
	Copy     bool              // To copied a text of From
	Maybe    bool              // From may be the source of To: an office fits, no name
}

// Trace joins the chains of the statements of one claim to a graph. copies are relations of
// kind [corpus.Copied] between their documents: what a copy says it has from what it copied.
// The order of statements and copies does not matter.
func Trace(statements []Statement, copies []corpus.Relation) Graph {
	t := &tracer{sources: copiesOf(copies)}
	list := slices.Clone(statements)
	slices.SortFunc(list, func(x, y Statement) int {
		return cmp.Or(strings.Compare(x.Document, y.Document), cmp.Compare(x.Place, y.Place), strings.Compare(x.ID, y.ID))
	})
	t.gather(list)
	t.link(list)
	t.infer()
	t.inferNames()
	t.mark()
	return t.Graph
}

type tracer struct {
	Graph
	sources map[string]corpus.Relation // by the document that is a copy
}

func copiesOf(copies []corpus.Relation) map[string]corpus.Relation {
	out := map[string]corpus.Relation{}
	list := slices.Clone(copies)
	slices.SortFunc(list, func(x, y corpus.Relation) int { return strings.Compare(x.ID, y.ID) })
	for _, r := range list {
		if k := slices.IndexFunc(r.Args, func(a corpus.Argument) bool { return a.Role == "copy" }); r.Kind == corpus.Copied && k >= 0 {
			out[r.Args[k].Document] = r
		}
	}
	return out
}

// gather enters the outlets, so that a source that is one of them is found to be.
func (t *tracer) gather(list []Statement) {
	for i := range list {
		k := t.node(&list[i], outletOf(&list[i]))
		t.Nodes[k].Outlet = true
	}
}

// link enters the chain of each statement, or that its document copied another.
func (t *tracer) link(list []Statement) {
	for i := range list {
		s := &list[i]
		switch from, copied := t.copied(s, list); {
		case copied:
			t.enter(from, t.node(s, outletOf(s)), argument("copy", s, s.Content), true)
		case s.Own:
			t.Own = append(t.Own, argument("own voice", s, s.Content))
		case !repeated(s, list):
			t.chain(s)
		}
	}
}

// copied finds the outlet that the document of s copied, where that tells the claim too.
func (t *tracer) copied(s *Statement, list []Statement) (from int, ok bool) {
	r, ok := t.sources[s.Document]
	if !ok {
		return 0, false
	}
	for i := range list {
		source := func(a corpus.Argument) bool { return a.Role == "source" && a.Document == list[i].Document }
		if slices.ContainsFunc(r.Args, source) {
			return t.node(&list[i], outletOf(&list[i])), true
		}
	}
	return 0, false
}

// repeated reports whether another statement of the document tells the chain of s better: s
// is a headline over it, or its speaker hands on what the other says.
func repeated(s *Statement, list []Statement) bool {
	return slices.ContainsFunc(list, func(x Statement) bool {
		if x.Document != s.Document || x.Own || x.Place == s.Place && x.ID == s.ID {
			return false
		}
		return s.Headline && !x.Headline || hands(s, &x)
	})
}

// chain enters the hops of a statement, from its speaker to the outlet.
func (t *tracer) chain(s *Statement) {
	list := stations(s)
	from := t.node(s, list[0])
	spans := [][]corpus.Span{s.Speaker.Spans}
	for _, h := range s.Via {
		spans = append(spans, spanOf(h))
	}
	for i := 1; i < len(list); i++ {
		to := t.node(s, list[i])
		t.enter(from, to, argument("hop", s, orElse(spans[i], s.Content)), false)
		from = to
	}
	t.enter(from, t.node(s, outletOf(s)), argument("hop", s, orElse(spans[0], s.Content)), false)
}

// piece is what the statement is told in: several texts of one piece are one telling.
func (s *Statement) piece() string { return cmp.Or(s.Piece, s.Document) }

// node finds or makes the node of a source of s.
func (t *tracer) node(s *Statement, x corpus.Source) int {
	words := nameWords(x.Name)
	document, here := "", s.piece()
	if !isNamed(x, words) {
		document = here
	}
	k := slices.IndexFunc(t.Nodes, func(n Node) bool { return n.is(x, words, document, here) })
	if k < 0 {
		t.Nodes = append(t.Nodes, Node{Name: x.Name, Kind: x.Kind, Document: document, words: words})
		k = len(t.Nodes) - 1
	}
	n := &t.Nodes[k]
	n.Role = cmp.Or(n.Role, x.Role)
	return k
}

// is reports whether a node is a source of a document: by its full name, or in one document
// by equal names.
func (n Node) is(x corpus.Source, words []string, document, here string) bool {
	if n.Document == "" && document == "" {
		return named(n.words, words, n.Kind == corpus.Person || x.Kind == corpus.Person) == same
	}
	return n.Document == document && document == here && slices.Equal(n.words, words)
}

// enter adds a link or a passage to it. Nobody has it from himself.
func (t *tracer) enter(from, to int, passage corpus.Argument, copied bool) {
	if from == to {
		return
	}
	k := slices.IndexFunc(t.Links, func(l Link) bool { return l.From == from && l.To == to })
	if k < 0 {
		t.Links = append(t.Links, Link{From: from, To: to, Copy: copied})
		k = len(t.Links) - 1
	}
	l := &t.Links[k]
	if !slices.ContainsFunc(l.Passages, func(a corpus.Argument) bool { return a.Document == passage.Document }) {
		l.Passages = append(l.Passages, passage)
	}
}

// infer gives to who has no source, and whose office is that of an unnamed hop, the source of
// that hop: "deputy Brakke" may be one of "lawmakers who attended".
func (t *tracer) infer() {
	for i := range t.Nodes {
		if t.Nodes[i].Outlet || t.sourced(i) {
			continue
		}
		for _, l := range slices.Clone(t.Links) {
			if l.To != i && !l.Maybe && !t.Nodes[l.To].Outlet && t.Nodes[l.To].Document != "" && sameOffice(t.Nodes[i], t.Nodes[l.To]) && !t.reaches(i, l.From) {
				t.Links = append(t.Links, Link{From: l.From, To: i, Passages: l.Passages, Maybe: true})
				break
			}
		}
	}
}

// inferNames gives to who is known by the last words of a name alone, and has no source, the
// node that has the whole name: "de Varremont" says what Odile de Varremont says. The two stay
// two nodes, joined by a maybe: they are not one by machine, and do not count as two origins.
func (t *tracer) inferNames() {
	for i, n := range t.Nodes {
		if n.Kind != corpus.Person || t.sourced(i) || len(n.words) == 0 {
			continue
		}
		for j, full := range t.Nodes {
			if full.Document == "" && full.Kind == corpus.Person && endsWith(full.words, n.words) && !t.reaches(i, j) {
				t.Links = append(t.Links, Link{From: j, To: i, Passages: t.passagesOf(i), Maybe: true})
				break
			}
		}
	}
}

func endsWith(words, tail []string) bool {
	return len(tail) < len(words) && slices.Equal(words[len(words)-len(tail):], tail)
}

// passagesOf returns the passages of the first link from a node.
func (t *tracer) passagesOf(i int) []corpus.Argument {
	for _, l := range t.Links {
		if l.From == i {
			return l.Passages
		}
	}
	return nil
}

// sourced reports whether a node has it from another.
func (t *tracer) sourced(i int) bool {
	return slices.ContainsFunc(t.Links, func(l Link) bool { return l.To == i })
}

// sameOffice reports whether the role or description of two nodes names one office.
func sameOffice(a, b Node) bool {
	x, y := known().office(a.Role+" "+a.Name), known().office(b.Role+" "+b.Name)
	return x >= 0 && x == y
}

// mark finds the outlets without a source, and circles.
func (t *tracer) mark() {
	for i := range t.Nodes {
		t.Nodes[i].NoSource = t.Nodes[i].Kind == corpus.Outlet && !t.sourced(i)
	}
	done := map[int]bool{}
	for i := range t.Nodes {
		if done[i] {
			continue
		}
		var circle []int
		for j := range t.Nodes {
			if j == i || t.reaches(i, j) && t.reaches(j, i) {
				circle = append(circle, j)
				done[j] = true
			}
		}
		if len(circle) > 1 {
			slices.SortFunc(circle, func(x, y int) int { return strings.Compare(t.Nodes[x].Name, t.Nodes[y].Name) })
			t.Circles = append(t.Circles, circle)
		}
	}
}

// reaches reports whether what i says comes to j.
func (g Graph) reaches(i, j int) bool {
	seen := map[int]bool{}
	todo := []int{i}
	for len(todo) > 0 {
		at := todo[0]
		todo = todo[1:]
		for _, l := range g.Links {
			if l.From != at || seen[l.To] {
				continue
			}
			if l.To == j {
				return true
			}
			seen[l.To] = true
			todo = append(todo, l.To)
		}
	}
	return false
}

// Origins returns the ultimate origins of the claim: those whom others have it from and who
// have it from nobody. Nodes of a circle that has it from nobody outside are one origin, the
// first of them. An outlet that only tells the claim in its own voice is none.
func (g Graph) Origins() []Node {
	var out []Node
	for i, n := range g.Nodes {
		circle := g.circleOf(i)
		if circle[0] == i && !g.fed(circle) && g.feeds(circle) {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(x, y Node) int {
		return cmp.Or(strings.Compare(x.Name, y.Name), strings.Compare(x.Document, y.Document))
	})
	return out
}

func (g Graph) circleOf(i int) []int {
	for _, c := range g.Circles {
		if slices.Contains(c, i) {
			return c
		}
	}
	return []int{i}
}

// fed reports whether one of a circle has it from somebody outside.
func (g Graph) fed(circle []int) bool {
	return slices.ContainsFunc(g.Links, func(l Link) bool { return slices.Contains(circle, l.To) && !slices.Contains(circle, l.From) })
}

// feeds reports whether somebody has it from one of a circle.
func (g Graph) feeds(circle []int) bool {
	return len(circle) > 1 || slices.ContainsFunc(g.Links, func(l Link) bool { return slices.Contains(circle, l.From) })
}

// Outlets returns the outlets that published the claim, in order of their names.
func (g Graph) Outlets() []string {
	var out []string
	for _, n := range g.Nodes {
		if n.Outlet {
			out = append(out, n.Name)
		}
	}
	slices.Sort(out)
	return out
}

// Through returns the names of those who stand between the origins and the outlets, in order.
func (g Graph) Through() []string {
	var out []string
	for _, n := range g.Between() {
		if !slices.Contains(out, n.Name) {
			out = append(out, n.Name)
		}
	}
	return out
}

// Between returns those who stand between the origins and the outlets, in order of names.
func (g Graph) Between() []Node {
	origins := g.Origins()
	var out []Node
	for i, n := range g.Nodes {
		is := func(o Node) bool { return o.Name == n.Name && o.Document == n.Document }
		if g.feeds([]int{i}) && !slices.ContainsFunc(origins, is) {
			out = append(out, n)
		}
	}
	slices.SortStableFunc(out, func(a, b Node) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// String is the graph in one sentence: "7 outlets, 1 origin: State Security Directorate,
// through lawmakers who attended, Tessel Wire; origin not stated in 2 passages".
func (g Graph) String() string {
	origins := g.Origins()
	names := make([]string, len(origins))
	for i, o := range origins {
		names[i] = o.Name
		if o.NoSource {
			names[i] += " (gives no source)"
		}
	}
	s := count(len(g.Outlets()), "outlet") + ", " + count(len(origins), "origin")
	if len(names) > 0 {
		s += ": " + strings.Join(names, ", ")
	}
	if through := g.Through(); len(through) > 0 {
		s += ", through " + strings.Join(through, ", ")
	}
	for _, c := range g.Circles {
		s += "; in a circle: " + strings.Join(g.namesOf(c), ", ")
	}
	if len(g.Own) > 0 {
		s += "; origin not stated in " + count(len(g.Own), "passage")
	}
	return s
}

func (g Graph) namesOf(nodes []int) []string {
	out := make([]string, len(nodes))
	for i, n := range nodes {
		out[i] = g.Nodes[n].Name
	}
	return out
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
