package annotate

import (
	"strings"

	"hearsay/corpus"
	"hearsay/names"
)

// naming gives the sources the names that the layer of names found for them: it
// knows where a title ends and a name begins, and which short form means whom,
// from the trees of the whole document. It finds the mention of
// a source by its head.
type naming struct {
	t      *text
	byHead map[place]int // the longest mention with a head
	ours   map[int]int   // by entity of the layer: ours, where asked before
}

func newNaming(t *text) *naming {
	n := &naming{t, map[place]int{}, map[int]int{}}
	for i := range t.mentions {
		m := &t.mentions[i]
		at := place{m.Sentence, m.Head}
		if _, ok := n.byHead[at]; !ok {
			n.byHead[at] = i
		}
	}
	return n
}

// at returns the mention of which the token at i is the head.
func (n *naming) at(i int) (*names.Mention, bool) {
	at := n.t.places[i]
	if at == nowhere {
		return nil, false
	}
	k, ok := n.byHead[at]
	if !ok {
		return nil, false
	}
	return &n.t.mentions[k], true
}

// mention returns the mention whose head is that of the noun phrase in span.
func (n *naming) mention(span corpus.Span) (*names.Mention, bool) {
	from, to := n.t.tokensOf(span)
	for i := from; i < to; i++ {
		at := n.t.places[i]
		if at == nowhere {
			continue
		}
		head := n.t.parsed[at.sentence].Tokens[at.token].Head
		if head >= 0 && n.inside(at.sentence, head, span) {
			continue
		}
		if k, ok := n.byHead[at]; ok {
			return &n.t.mentions[k], true
		}
	}
	return nil, false
}

// kindOf returns the kind that the layer of names gives a noun phrase; "" where it
// is none of ours.
func (n *naming) kindOf(span corpus.Span) corpus.EntityKind {
	m, ok := n.mention(span)
	if !ok || m.Sure < leastSureKind || m.Kind == corpus.Place {
		return ""
	}
	return m.Kind
}

// kindByTree returns the kind that the layer of names gives a name of several
// words, "" for what is none of ours; not ok where it says nothing.
func (t *text) kindByTree(n *name) (corpus.EntityKind, bool) {
	m, ok := t.naming.mention(n.span(t))
	if !ok || m.Level != names.Name || m.Sure < leastSureKind {
		return "", false
	}
	return m.Kind, true
}

// likeliestKind returns the kind that the layer of names gives the names of an
// entity, weighed by how sure it is of each.
func (t *text) likeliestKind(f *entity) corpus.EntityKind {
	votes := map[corpus.EntityKind]float64{}
	best := corpus.EntityKind("")
	for _, n := range f.names {
		m, ok := t.naming.mention(t.names[n].span(t))
		if !ok || m.Level != names.Name {
			continue
		}
		if votes[m.Kind] += m.Sure; best == "" || votes[m.Kind] > votes[best] {
			best = m.Kind
		}
	}
	return best
}

// leastSureKind is the confidence below which the kind of a mention says nothing.
const leastSureKind = 0.6

func (n *naming) inside(sentence, token int, span corpus.Span) bool {
	return span.Contains(n.t.parsed[sentence].Tokens[token].Span)
}

// leastSureName is the confidence below which a name is not taken from a
// mention by another name.
const leastSureName = 0.5

// The confidence from which a description or a pronoun that nothing else
// explained is taken for whom the layer of names takes it.
const (
	leastSureDescription = 0.8
	leastSurePronoun     = 0.6
)

// name gives a source the name of what its mention means.
func (n *naming) name(s *statement) {
	m, ok := n.mention(s.source.Spans[0])
	if !ok {
		return
	}
	e := &n.t.found[m.Entity]
	if m.Level == names.Name && e.Kind == corpus.Person && strings.HasSuffix(strings.ToLower(e.Role), " "+strings.ToLower(s.source.Role)) && s.source.Role != "" {
		s.source.Role = e.Role // "Lund campaign manager", not "manager"
	}
	if e.Kind == "" || len(e.Members) > 0 || e.Name == s.source.Name || e.Kind == corpus.Group && s.source.Kind == corpus.Person {
		return
	}
	switch {
	case m.Level == names.Name && m.Joined >= leastSureName && n.better(s, m, e):
		n.take(s, e)
		s.entity = n.entity(m.Entity)
	case m.Level != names.Name && n.explains(s, m, e):
		s.source.Role = ""
		n.take(s, e)
		s.entity = n.entity(m.Entity)
		s.doubt(m.Joined, "“"+s.source.Spans[0].In(n.t.doc)+"”, taken to mean "+e.Name)
	}
}

// explains reports whether a description or a pronoun whose source has no name
// yet surely means somebody named.
func (n *naming) explains(s *statement, m *names.Mention, e *names.Entity) bool {
	if s.source.Identified != corpus.Unnamed && s.source.Identified != "" || !n.named(e) || len(s.via) > 0 {
		return false
	}
	if (s.source.Kind == corpus.Person) != (e.Kind == corpus.Person) && s.source.Kind != "" && s.source.Kind != corpus.Group {
		return false
	}
	if e.Kind == corpus.Person && (!n.isPerson(m.Entity) || m.Number == names.Plural) {
		return false
	}
	if m.Level == names.Pronoun {
		return m.Joined >= leastSurePronoun
	}
	if w := strings.ToLower(n.t.parsed[m.Sentence].Tokens[m.From].Form); w == "a" || w == "an" {
		return false // "a nurse" is somebody new
	}
	return m.Joined >= leastSureDescription && m.Number != names.Plural
}

// person returns the entity by name whom the layer of names takes a pronoun to
// mean, with its confidence; -1 where it takes it for nobody by name.
func (n *naming) person(span corpus.Span) (int, float64) {
	m, ok := n.mention(span)
	if !ok || m.Level != names.Pronoun || n.t.found[m.Entity].Kind != corpus.Person {
		return -1, 0
	}
	return n.entity(m.Entity), m.Joined
}

// isPerson reports whether our own reading of its names takes e for a person too.
func (n *naming) isPerson(e int) bool {
	of := n.entity(e)
	return of >= 0 && n.t.entities[of].kind == corpus.Person
}

// entity returns which of our entities most of the names of entity e name, -1
// for none.
func (n *naming) entity(e int) int {
	best, ok := n.ours[e]
	if ok {
		return best
	}
	votes := map[int]int{}
	best = -1
	for _, k := range n.t.found[e].Mentions {
		m := &n.t.mentions[k]
		if m.Level != names.Name {
			continue
		}
		from, to := n.t.tokensOf(n.t.parsed[m.Sentence].Tokens[m.Head].Span)
		for i := from; i < to; i++ {
			if x := n.t.nameAt[i]; x >= 0 && n.t.names[x].entity >= 0 {
				of := n.t.names[x].entity
				if votes[of]++; best < 0 || votes[of] > votes[best] {
					best = of
				}
			}
		}
	}
	n.ours[e] = best
	return best
}

// named reports whether a text names e anywhere.
func (n *naming) named(e *names.Entity) bool {
	for _, k := range e.Mentions {
		if n.t.mentions[k].Level == names.Name {
			return true
		}
	}
	return false
}

// take gives a source an entity's name.
func (n *naming) take(s *statement, e *names.Entity) {
	s.source.Name, s.source.Kind = e.Name, e.Kind
	if name, _, of := strings.Cut(e.Name, " of "); of && e.Kind == corpus.Person && strings.Contains(name, " ") {
		s.source.Name = name // "Mara Tellon of Corran"
	}
	if e.Role != "" {
		s.source.Role = e.Role
	}
	s.source.Role = withoutCourtesy(strings.TrimSpace(strings.TrimSuffix(s.source.Role, e.Name)))
	switch {
	case e.Kind == corpus.Group:
		s.source.Identified = corpus.Unnamed
	case e.Kind == corpus.Person && !strings.ContainsAny(e.Name, " -"):
		s.source.Identified = corpus.Partial
	default:
		s.source.Identified = corpus.Named
	}
}

// titled reports whether one of the words is a title or a role.
func titled(words string) bool {
	for _, w := range strings.Fields(words) {
		if lex().person(strings.Trim(w, ".,")) {
			return true
		}
	}
	return false
}

// overlong reports whether a name in lower case is a phrase that was read too far:
// "the union in a letter", "the council on Friday", "even Veshtar".
func overlong(name string) bool {
	words := strings.Fields(name)
	for i, w := range words {
		if i > 0 && (w == "this" || w == "last" || lex().is(w, weekday) || (w == "a" || w == "an") && words[i-1] == "in") {
			return true
		}
	}
	return len(words) > 1 && lex().is(words[0], adverb|determiner)
}

// better reports whether the name of e is to stand for the source: it is a
// person's and part of what stands there, or the longer form of it.
func (n *naming) better(s *statement, m *names.Mention, e *names.Entity) bool {
	old, name := strings.ToLower(s.source.Name), strings.ToLower(e.Name)
	switch {
	case s.source.Identified == corpus.Pseudonym, s.source.Kind == corpus.Paper, strings.Contains(old, name+"-"), strings.Contains(old, "-"+name):
		return false
	case e.Kind == corpus.Group:
		return false
	case e.Kind == corpus.Person && isTitle(lastWord(name)):
		return false // "the Corran deputy" names nobody
	case e.Kind == corpus.Person && strings.Contains(name, " "):
		return titled(strings.TrimSuffix(old, name)) && strings.HasSuffix(old, name) || strings.Contains(name, old) || s.source.Identified == corpus.Unnamed
	case overlong(name):
		return false
	default:
		return strings.Contains(name, old) && strings.Contains(name, " ") && strings.Count(name, " and ") == strings.Count(old, " and ") && !strings.Contains(name, "'s ") && !strings.Contains(name, "’s ")
	}
}
