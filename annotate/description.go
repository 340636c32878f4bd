package annotate

import (
	"strings"

	"hearsay/corpus"
)

// described fills a source known by a description: "a defector", "the
// ministry", "officials in Ulvret". A definite one may go back to a name.
func (r *resolving) described(s *statement, from, to int) {
	d := r.description(from, to)
	s.source.Name, s.source.Kind = d.name, d.kind
	s.source.Identified = corpus.Unnamed
	if d.kind == corpus.Person || d.kind == corpus.Group {
		s.source.Role = d.role
	}
	if r.nameBefore(s, d, from) || r.introducedName(s, d, to) || d.definite && d.short && r.goBack(s, d) {
		return
	}
	if d.institution {
		s.source.Identified = corpus.Named
	}
	if d.kind == "" {
		s.source.Kind = corpus.Organisation
		s.doubt(0.85, "the source is a noun of unknown kind")
	}
}

// description is what the words of a source say of it.
type description struct {
	name        string // without a leading "the", up to a relative clause
	role        string // its noun with what describes it, without names
	short       bool   // an article and a noun, perhaps with one word between
	head        string
	kind        corpus.EntityKind
	definite    bool
	institution bool // an office that its words identify: "Corvan foreign ministry"
}

func (r *resolving) description(from, to int) description {
	var d description
	first := &r.t.tokens[from]
	d.definite = first.low == "the" || first.low == "this" || first.low == "that" || lex().is(first.low, determiner) && (first.low == "his" || first.low == "her" || first.low == "its" || first.low == "their")
	start, end := from, to
	if first.low == "the" {
		start++
	}
	head := -1
	for i := start; i < to; i++ {
		w := r.t.tokens[i].low
		if i > start && (w == "who" || w == "which" || w == "that" || w == "whose") || r.t.tokens[i].is(",") {
			end = i
			break
		}
		if head >= 0 && lex().is(w, preposition) && r.t.nameAt[i] < 0 {
			break
		}
		if lex().person(w) || lex().orgWords[w] || lex().nouns[w].paper || head < 0 && r.t.tokens[i].kind == word && !lex().is(w, determiner|preposition) {
			head = i
		}
	}
	if head >= 0 {
		d.head = r.t.tokens[head].low
		d.role = r.roleWords(start, head, end)
		d.short = head-from <= 2 && end == to && to == head+1 && !r.namedWithin(start, head)
	}
	if end <= start {
		start, end = from, to
	}
	d.name = lowerFirst(r.t, start, end)
	d.kind, d.institution = r.kindOfHead(d.head, start, end)
	return d
}

// roleWords returns the noun at head with the words around it that describe
// the person: no article, no name before it.
func (r *resolving) roleWords(start, head, end int) string {
	from := start
	for i := start; i < head; i++ {
		if r.t.nameAt[i] >= 0 || lex().is(r.t.tokens[i].low, determiner) || lex().demonyms[r.t.tokens[i].low] || r.t.tokens[i].kind != word || r.t.tokens[i].low == "'s" {
			from = i + 1
		}
	}
	return lowerFirst(r.t, from, max(end, head+1))
}

func (r *resolving) namedWithin(from, to int) bool {
	for i := from; i < to; i++ {
		if r.t.nameAt[i] >= 0 {
			return true
		}
	}
	return false
}

// nameBefore gives a description the name before the comma that it explains:
// "Mara Tellon, a spokeswoman for the port said".
func (r *resolving) nameBefore(s *statement, d description, from int) bool {
	if d.kind != corpus.Person || from < 2 || !r.t.tokens[from-1].is(",") || !lex().is(r.t.tokens[from].low, determiner) {
		return false
	}
	n := r.t.nameAt[from-2]
	if n < 0 || r.t.names[n].to != from-1 {
		return false
	}
	if f := &r.t.entities[r.t.names[n].entity]; f.kind != corpus.Person || len(f.words) < 2 && !lex().is(r.t.tokens[from].low, determiner) {
		return false
	}
	r.take(s, r.t.names[n].entity, 0.9, "a description, taken to explain the name before it")
	return true
}

// introducedName gives a description the name that stands between commas
// behind it: "its director, J. K. Ellory, said".
func (r *resolving) introducedName(s *statement, d description, to int) bool {
	if d.kind != corpus.Person || to+1 >= len(r.t.tokens) || !r.t.tokens[to].is(",") {
		return false
	}
	n := r.t.nameAt[to+1]
	if n < 0 || r.t.names[n].from != to+1 || r.t.names[n].to < len(r.t.tokens) && r.t.tokens[r.t.names[n].to].kind == word {
		return false
	}
	e := r.t.names[n].entity
	if f := &r.t.entities[e]; f.role == "" {
		f.role = d.role
		r.index(e)
	}
	r.take(s, e, 1, "")
	return s.source.Kind == corpus.Person
}

// lowerFirst returns the words of tokens [from,to), the first in lower case
// unless it is a name.
func lowerFirst(t *text, from, to int) string {
	s := t.doc[t.tokens[from].Start:t.tokens[to-1].End]
	s = strings.Join(strings.Fields(s), " ")
	if t.nameAt[from] < 0 && t.tokens[from].capital() && !t.tokens[from].allCapitals() {
		s = t.tokens[from].low + strings.TrimPrefix(s, t.tokens[from].text)
	}
	return s
}

// kindOfHead types a description by its head noun.
func (r *resolving) kindOfHead(head string, from, to int) (corpus.EntityKind, bool) {
	l := lex()
	singular := strings.TrimSuffix(head, "s")
	owner := false
	for i := from; i < to; i++ {
		owner = owner || r.t.nameAt[i] >= 0
	}
	switch {
	case head == "media" || head == "press" || head == "paper" || head == "newspaper" || head == "outlet" || head == "broadcaster" || head == "station" || head == "publication" || head == "website" || l.outletWords[head] && !l.titles[head] && head != "post" && head != "star" && head != "sun" && head != "mirror":
		return corpus.Outlet, false
	case head == "channel" || head == "channels":
		return corpus.Channel, false
	case l.orgWords[head] && head != "guard" && head != "head":
		return corpus.Organisation, owner
	case l.nouns[head].paper || l.nouns[singular].paper:
		return corpus.Paper, false
	case institutionNoun(head):
		return corpus.Organisation, owner
	case l.plural[head]:
		return corpus.Group, false
	case l.person(head):
		return corpus.Person, false
	case hasAnySuffix(head, "ers", "ors", "ees", "ists", "ants", "ians"):
		return corpus.Group, false
	}
	return "", false
}

// institutionNoun reports whether a noun among those for people means a body.
func institutionNoun(head string) bool { return lex().is(head, bodyNoun) }

// goBack joins a definite description to a person or body named before whose
// role or name has its head noun: "the minister", "the agency", "the expert".
func (r *resolving) goBack(s *statement, d description) bool {
	if lex().is(d.head, genericPerson) && d.kind == corpus.Person {
		if b := r.lastSource(s, func(b *statement) bool {
			return b.source.Kind == corpus.Person && b.source.Identified != corpus.Unnamed && r.distance(b, s) <= 1 && !r.quotes(b, s)
		}); b != nil {
			r.as(s, b)
			s.doubt(0.85, "“the "+d.head+"”, taken to mean the speaker before")
			return true
		}
	}
	if e := r.roleHolder(s, d.head, d.kind); e >= 0 {
		r.take(s, e, 0.9, "“the "+d.head+"”, taken to mean the one named before")
		return true
	}
	if b := r.lastSource(s, func(b *statement) bool { return r.describes(d, b) && !r.quotes(b, s) }); b != nil {
		r.as(s, b)
		if b.source.Identified != corpus.Named && len(s.via) == 0 {
			s.via = append(s.via, b.via...) // who reached us through somebody goes on doing so
		}
		s.doubt(0.85, "“the "+d.head+"”, taken to mean the speaker before")
		return true
	}
	return false
}

// headWords returns a name in lower case up to its first preposition: "a nephew
// of a clerk" is no clerk.
func headWords(name string) string {
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		if i > 0 && lex().is(w, preposition) {
			words = words[:i]
			break
		}
	}
	return strings.Join(words, " ")
}

// describes reports whether the speaker of b can be meant by "the" + head.
func (r *resolving) describes(d description, b *statement) bool {
	name := headWords(b.source.Name)
	if strings.HasSuffix(name, " "+d.head) || name == d.head {
		return true
	}
	if b.source.Identified == corpus.Unnamed && hasWord(name, d.head) {
		return true
	}
	return d.kind == corpus.Person && b.source.Kind == corpus.Person && b.source.Identified == corpus.Named && lex().is(d.head, genericPerson)
}

// roleHolder returns the entity nearest before s whose role or name has the
// noun head.
func (r *resolving) roleHolder(s *statement, head string, kind corpus.EntityKind) int {
	best, at := -1, -1
	for _, e := range r.byNoun[head] {
		f := &r.t.entities[e]
		if f.kind != corpus.Person && f.kind != corpus.Organisation && f.kind != corpus.Outlet {
			continue
		}
		if f.kind == corpus.Person && (kind != corpus.Person || !hasWord(f.role, head)) || f.kind != corpus.Person && lastWord(f.name) != head {
			continue
		}
		for _, n := range f.names {
			if p := r.t.tokens[r.t.names[n].from].Start; p < s.subject.Start && p > at {
				best, at = e, p
			}
		}
	}
	return best
}

func hasWord(s, w string) bool {
	for _, x := range strings.Fields(strings.ToLower(s)) {
		if strings.Trim(x, ".,") == w {
			return true
		}
	}
	return false
}
