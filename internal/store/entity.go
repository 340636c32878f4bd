package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hearsay/corpus"
)

// Entity is one person, organisation, outlet or state of the ledger: a view
// over appearances in documents, never a row. Two appearances are one entity
// when a chain of relations of kind [corpus.SameEntity] that hold leads from
// one to the other, or when people merged them, and nobody split them off.
//
// The ledger has private persons too. Who shows entities decides by their
// roles which may have a page: see report.Entities.
type Entity struct {
	// ID is that of one of its appearances, so that it hangs on the documents
	// and not on the order in which they came: of the one that people named it
	// after when they merged, renamed, described or split it off, else of the
	// earliest by publication, then ID. The ID of every appearance leads to
	// the entity; so does that of an entity which was merged into it.
	ID           string
	Name         string // that people gave it, else the most frequent, of those the longest
	Kind         corpus.EntityKind
	Description  string   // that people gave it
	Names        []string // all, the most frequent first
	Roles        []string // the same
	Affiliations []string
	Appearances  []Appeared // by publication and document
	Rulings      []Ruling   // that made it what it is, oldest first
	From, To     string     // days between which its documents were published, "" if none is dated
}

// Documents counts the documents in which it appears.
func (e Entity) Documents() int {
	seen := map[string]bool{}
	for _, a := range e.Appearances {
		seen[a.Document] = true
	}
	return len(seen)
}

// Appeared is an appearance in its document.
type Appeared struct {
	corpus.Appearance
	ID, Document, Outlet, Published string
	First, Last                     string // days of publication, "" if undated
}

func (a Appeared) seen() Seen { return Seen{a.Document, a.Name, a.Spans} }

// EntityFilter narrows a list of entities; zero fields do not narrow.
type EntityFilter struct {
	Kind      corpus.EntityKind
	Name      string // all of its words begin words of one of the names
	Documents int    // appears in so many at least
	Closed    bool   // also what appears in documents that not everybody may be shown
}

func (f EntityFilter) lets(e *Entity) bool {
	if f.Kind != "" && e.Kind != f.Kind || e.Documents() < f.Documents {
		return false
	}
	named := func(name string) bool { return hasWords(name, f.Name) }
	return f.Name == "" || named(e.Name) || slices.ContainsFunc(e.Names, named)
}

// hasWords reports whether every word of asked begins one of name.
func hasWords(name, asked string) bool {
	words := strings.Fields(key(name))
	return !slices.ContainsFunc(strings.Fields(key(asked)), func(a string) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, a) })
	})
}

// Entities lists the entities that f lets through, those in most documents
// first, then by name and ID.
func (st *Store) Entities(ctx context.Context, f EntityFilter) (list []Entity, err error) {
	err = st.view(ctx, func(t *tx) error {
		j, err := t.join(f.Closed)
		if err != nil {
			return err
		}
		for _, members := range j.entities() {
			if e := j.entity(members); f.lets(&e) {
				list = append(list, e)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list entities: %w", err)
	}
	slices.SortFunc(list, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(b.Documents(), a.Documents()), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return list, nil
}

// Entity returns one entity by the ID of any of its appearances, or of one that
// was merged into it, or by a unique prefix. Who asks sees by Entity.ID when
// it is led to another one. One that appears only where not everybody may look
// is not found.
func (st *Store) Entity(ctx context.Context, id string) (e Entity, err error) {
	err = st.view(ctx, func(t *tx) error {
		j, err := t.join(false)
		if err != nil {
			return err
		}
		e, err = j.find(id)
		return err
	})
	if err != nil {
		return Entity{}, fmt.Errorf("entity %s: %w", id, err)
	}
	return e, nil
}

// joined are the appearances of a ledger and how they hang together.
type joined struct {
	list    []Appeared     // by publication, document and name
	byID    map[string]int // its places
	in      map[string][]int
	parent  []int // the union of sets
	rulings []Ruling
	about   [][]int // of each ruling: the appearances that it is about now, -1 for none
	apart   map[int]split
}

// split is what took an appearance off its entity.
type split struct {
	group string
	seq   int64
}

// join joins all appearances.
func (t *tx) join(closed bool) (*joined, error) {
	j := &joined{byID: map[string]int{}, in: map[string][]int{}, apart: map[int]split{}}
	var err error
	if j.list, err = t.appeared(closed); err != nil {
		return nil, err
	}
	j.parent = make([]int, len(j.list))
	for i, a := range j.list {
		j.byID[a.ID], j.parent[i] = i, i
		j.in[a.Document] = append(j.in[a.Document], i)
	}
	if j.rulings, err = t.rulings(); err != nil {
		return nil, err
	}
	j.reattach()
	j.splitOff()
	j.joinByName()
	if err := t.joinByMachine(j); err != nil {
		return nil, err
	}
	j.joinByPeople()
	return j, nil
}

func (t *tx) appeared(closed bool) (list []Appeared, err error) {
	where, args := "", []any(nil)
	if !closed {
		where, args = " WHERE "+openTo("d.access", "$1"), []any{t.today()}
	}
	err = t.rows("SELECT "+appearanceColumns+", d.id, d.outlet, d.published, d.first_day, d.last_day FROM appearances a JOIN documents d ON d.number = a.document"+
		where+" ORDER BY d.published_key, d.id, a.name", args, func(rows *sql.Rows) error {
		var p Appeared
		a, err := scanAppearance(rows, &p.Document, &p.Outlet, &p.Published, &p.First, &p.Last)
		p.Appearance, p.ID = a.Appearance, a.id
		list = append(list, p)
		return err
	})
	return list, err
}

// reattach finds for every ruling which appearances it is about now: those of
// the same ID, else the only one of the document whose mentions overlap.
func (j *joined) reattach() {
	j.about = make([][]int, len(j.rulings))
	for i, r := range j.rulings {
		for _, s := range r.About.Appearances {
			j.about[i] = append(j.about[i], j.place(s))
		}
	}
}

func (j *joined) place(s Seen) int {
	if i, ok := j.byID[s.ID()]; ok {
		return i
	}
	found := -1
	for _, i := range j.in[s.Document] {
		if !overlap(j.list[i].Spans, s.Spans) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// splitOff notes which appearances people took off, and with which others. The
// latest split of each counts.
func (j *joined) splitOff() {
	for i, r := range j.rulings {
		if r.Verb == corpus.Split && !r.Undone && j.about[i][0] >= 0 {
			j.apart[j.about[i][0]] = split{r.Value, r.Seq}
		}
	}
}

// parted reports whether a person has split one of two appearances off without
// the other, after what would join them.
func (j *joined) parted(a, b int, seq int64) bool {
	x, y := j.apart[a], j.apart[b]
	return x.group != y.group && max(x.seq, y.seq) > seq
}

// unite joins two appearances, unless they were split later than seq.
func (j *joined) unite(a, b int, seq int64) {
	if a >= 0 && b >= 0 && !j.parted(a, b, seq) {
		a, b = j.root(a), j.root(b)
		j.parent[max(a, b)] = min(a, b) // the earliest is the root
	}
}

func (j *joined) root(i int) int {
	for j.parent[i] != i {
		j.parent[i] = j.parent[j.parent[i]]
		i = j.parent[i]
	}
	return i
}

// joinByName joins the appearances whose name alone says that they are one. Where documents
// tell offices of several states under one name, those of each state are one.
func (j *joined) joinByName() {
	groups := map[string][]int{}
	for i, a := range j.list {
		if a.Alike != "" {
			groups[a.Alike] = append(groups[a.Alike], i)
		}
	}
	for _, members := range groups {
		j.joinAlike(members)
	}
}

// joinAlike joins appearances of one name; those that a person split off stay with one another.
func (j *joined) joinAlike(members []int) {
	mostly := j.mostlyOf(members)
	first := map[[2]string]int{}
	for _, i := range members {
		key := [2]string{cmp.Or(j.list[i].States, mostly), j.apart[i].group}
		if _, ok := first[key]; !ok {
			first[key] = i
		}
		j.unite(first[key], i, 0)
	}
}

// mostlyTold is the share of those documents that tell the state of an office or seat which
// tell the same one, from which on it is taken for that of the documents that tell none.
// Origin: judgement; a text that names two states beside an office is misread now and then.
const mostlyTold = 0.75

// mostlyOf is the states that nearly all of them tell who tell any, "" for none.
func (j *joined) mostlyOf(members []int) string {
	told, all := map[string]int{}, 0
	for _, i := range members {
		if s := j.list[i].States; s != "" {
			told[s]++
			all++
		}
	}
	for s, n := range told {
		if float64(n) >= mostlyTold*float64(all) {
			return s
		}
	}
	return ""
}

// joinByMachine follows the relations that hold.
func (t *tx) joinByMachine(j *joined) error {
	ruled, err := t.ruledRelations()
	if err != nil {
		return err
	}
	speaks := j.parties()
	err = t.rows(`SELECT r.id, a.id, a.party, b.id, b.party FROM relations r
		JOIN appearances a ON a.document = r.one AND a.name = r.subject_one JOIN appearances b ON b.document = r.other AND b.name = r.subject_other
		WHERE r.kind = $1 AND r.sure = 1`, []any{string(corpus.SameEntity)}, func(rows *sql.Rows) error {
		var id, one, partyOne, other, partyOther string
		if err := rows.Scan(&id, &one, &partyOne, &other, &partyOther); err != nil {
			return err
		}
		if ruled.by[id] == nil { // what people decided follows
			j.unite(speaks.of(one, partyOne), speaks.of(other, partyOther), 0)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(ruled.by)) {
		if r := ruled.by[id]; r.Verb == corpus.Confirm {
			now, err := t.relationRows(" WHERE id = $1", id)
			if err != nil {
				return err
			}
			for _, rel := range now {
				j.confirm(rel, r.Seq)
			}
		}
	}
	for _, d := range ruled.dropped {
		j.confirm(d.Relation.Relation, d.Decision)
	}
	return nil
}

func (j *joined) confirm(r corpus.Relation, seq int64) {
	if r.Kind != corpus.SameEntity {
		return
	}
	var places []int
	for _, a := range r.Args {
		places = append(places, j.place(Seen{a.Document, a.Subject, a.Spans}))
	}
	j.unite(places[0], places[len(places)-1], seq)
}

// parties are the places of the first appearance of each party that nobody split off.
type parties struct {
	*joined
	first map[string]int
}

func (j *joined) parties() parties {
	p := parties{j, map[string]int{}}
	for i, a := range j.list {
		if _, ok := p.first[a.Party()]; !ok && j.apart[i].group == "" {
			p.first[a.Party()] = i
		}
	}
	return p
}

// of is the place of who an appearance speaks for: any of its party, since that
// which was compared may be one that not everybody may see, or that a person
// split off; -1 for none.
func (p parties) of(id, party string) int {
	if i, ok := p.first[party]; ok && party != "" {
		return i
	}
	if i, ok := p.byID[id]; ok {
		return i
	}
	return -1
}

// has reports whether both sides of a relation of entities are one entity.
func (j *joined) has(r corpus.Relation) bool {
	if r.Kind != corpus.SameEntity {
		return false
	}
	a, b := j.place(Seen{r.Args[0].Document, r.Args[0].Subject, r.Args[0].Spans}), j.place(Seen{r.Args[1].Document, r.Args[1].Subject, r.Args[1].Spans})
	return a >= 0 && b >= 0 && j.root(a) == j.root(b)
}

// joinByPeople follows the merges.
func (j *joined) joinByPeople() {
	for i, r := range j.rulings {
		if r.Verb == corpus.Merge && !r.Undone {
			j.unite(j.about[i][0], j.about[i][1], r.Seq)
		}
	}
}

// entities lists the places of the appearances of each entity, the earliest
// entity first.
func (j *joined) entities() [][]int {
	sets := map[int][]int{}
	for i := range j.list {
		r := j.root(i)
		sets[r] = append(sets[r], i)
	}
	out := make([][]int, 0, len(sets))
	for _, r := range slices.Sorted(maps.Keys(sets)) {
		out = append(out, sets[r])
	}
	return out
}

// entity makes the view of one entity.
func (j *joined) entity(members []int) Entity {
	e := Entity{ID: j.list[members[0]].ID}
	var names, roles, affiliations, kinds []string
	for _, i := range members {
		a := j.list[i]
		e.Appearances = append(e.Appearances, a)
		names, roles, affiliations, kinds = append(names, a.Name), append(roles, a.Role), append(affiliations, a.Affiliation), append(kinds, string(a.Kind))
		if a.First != "" {
			e.From, e.To = min(cmp.Or(e.From, a.First), a.First), max(e.To, a.Last)
		}
	}
	e.Names, e.Roles, e.Affiliations = byFrequency(names), byFrequency(roles), byFrequency(affiliations)
	e.Name, e.Kind = e.Names[0], corpus.EntityKind(append(byFrequency(kinds), "")[0])
	j.decide(&e, members)
	return e
}

// byFrequency lists distinct strings that are not empty: the most frequent
// first, of those the longest, of those the least.
func byFrequency(list []string) []string {
	n := map[string]int{}
	for _, s := range list {
		if s != "" {
			n[s]++
		}
	}
	return slices.SortedFunc(maps.Keys(n), func(a, b string) int {
		return cmp.Or(cmp.Compare(n[b], n[a]), cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
	})
}

// decide puts people's decisions on an entity. Of names and descriptions the
// latest stands. Its ID is that of the appearance that stays in the latest
// merge, else the one after which it was first renamed, described or split
// off.
func (j *joined) decide(e *Entity, members []int) {
	root := j.root(members[0])
	inside := func(i int) bool { return i >= 0 && j.root(i) == root }
	pinned := false
	for k, r := range j.rulings {
		if len(j.about[k]) == 0 || !slices.ContainsFunc(j.about[k], inside) {
			continue
		}
		e.Rulings = append(e.Rulings, r)
		if r.Undone || !inside(j.about[k][0]) {
			continue
		}
		switch r.Verb {
		case corpus.Rename:
			e.Name = r.Value
		case corpus.Describe:
			e.Description = r.Value
		case corpus.Merge:
			e.Name = cmp.Or(r.Value, e.Name)
		case corpus.Undo:
			continue
		}
		if r.Verb == corpus.Merge || !pinned {
			e.ID, pinned = j.list[j.about[k][0]].ID, true
		}
	}
}

// find returns the entity that an ID leads to.
func (j *joined) find(id string) (e Entity, err error) {
	roots := map[int]bool{}
	for full, i := range j.byID {
		if strings.HasPrefix(full, id) {
			roots[j.root(i)] = true
		}
	}
	for k, r := range j.rulings { // of appearances that are called otherwise now
		for n, s := range r.About.Appearances {
			if i := j.about[k][n]; i >= 0 && strings.HasPrefix(s.ID(), id) {
				roots[j.root(i)] = true
			}
		}
	}
	switch {
	case len(roots) == 0 || !strings.HasPrefix(id, "e"):
		return e, fmt.Errorf("no entity begins with %q: %w", id, corpus.ErrNotFound)
	case len(roots) > 1:
		return e, fmt.Errorf("%d entities begin with %q: %w", len(roots), id, corpus.ErrAmbiguous)
	}
	var members []int
	for i := range j.list {
		if roots[j.root(i)] {
			members = append(members, i)
		}
	}
	return j.entity(members), nil
}

// namesake returns the appearance that an entity is named after.
func (e Entity) namesake() Seen {
	for _, a := range e.Appearances {
		if a.ID == e.ID {
			return a.seen()
		}
	}
	return e.Appearances[0].seen()
}

// givenName is the name that people gave an entity, "" if none did.
func (e Entity) givenName() (name string) {
	for _, r := range e.Rulings {
		if !r.Undone && r.Value != "" && (r.Verb == corpus.Rename || r.Verb == corpus.Merge) {
			name = r.Value
		}
	}
	return name
}

// MergeEntities decides that entities are one, which goes on under the ID of
// the first, and leads there from every ID of the others, all or none. Of names
// and descriptions that people gave them those of the first stand. It returns
// the ruling about the first two; there is one for each of the others.
func (st *Store) MergeEntities(ctx context.Context, into string, others []string, by, note string) (r Ruling, err error) {
	return st.ruleEntity(ctx, into, by, note, func(j *joined, e Entity, who Ruling) (list []Ruling, err error) {
		merged := map[string]bool{e.ID: true}
		for _, other := range others {
			o, err := j.find(other)
			if err != nil {
				return nil, err
			}
			if merged[o.ID] {
				return nil, fmt.Errorf("%s and %s are one already: %w", into, other, corpus.ErrInvalid)
			}
			merged[o.ID] = true
			who.Verb, who.Value = corpus.Merge, e.givenName()
			who.About = About{Appearances: []Seen{e.namesake(), o.namesake()}}
			list = append(list, who)
			if e.Description != "" && o.Description != "" { // it would be the later one otherwise
				list = append(list, describing(who, e, e.Description))
			}
		}
		return list, nil
	})
}

func describing(who Ruling, e Entity, text string) Ruling {
	who.Verb, who.Value, who.About = corpus.Describe, text, About{Appearances: []Seen{e.namesake()}}
	return who
}

// SplitEntity decides that what appears under this entity in these documents
// is another one. No machine joins it to anything again; a person may merge it.
// It returns the ruling whose subject names the new entity.
func (st *Store) SplitEntity(ctx context.Context, id string, documents []string, by, note string) (r Ruling, err error) {
	return st.ruleEntity(ctx, id, by, note, func(j *joined, e Entity, who Ruling) ([]Ruling, error) {
		var off []Seen
		for _, d := range documents {
			n := len(off)
			for _, a := range e.Appearances {
				if d != "" && strings.HasPrefix(a.Document, d) {
					off = append(off, a.seen())
				}
			}
			if n == len(off) {
				return nil, fmt.Errorf("it does not appear in document %q: %w", d, corpus.ErrNotFound)
			}
		}
		if len(off) == 0 || len(off) >= len(e.Appearances) {
			return nil, fmt.Errorf("%d of %d appearances: name some of its documents, not all: %w", len(off), len(e.Appearances), corpus.ErrInvalid)
		}
		var list []Ruling
		for _, s := range off {
			who.Verb, who.Subject, who.Value, who.About.Appearances = corpus.Split, s.ID(), off[0].ID(), []Seen{s}
			list = append(list, who)
		}
		return list, nil
	})
}

// RenameEntity decides how an entity is called.
func (st *Store) RenameEntity(ctx context.Context, id, name, by, note string) (r Ruling, err error) {
	name = strings.TrimSpace(plain(name))
	return st.ruleEntity(ctx, id, by, note, func(_ *joined, e Entity, who Ruling) ([]Ruling, error) {
		if name == "" {
			return nil, fmt.Errorf("it needs a name: %w", corpus.ErrInvalid)
		}
		who.Verb, who.Value, who.About.Appearances = corpus.Rename, name, []Seen{e.namesake()}
		return []Ruling{who}, nil
	})
}

// DescribeEntity says who or what an entity is; "" takes the description away.
func (st *Store) DescribeEntity(ctx context.Context, id, text, by, note string) (r Ruling, err error) {
	return st.ruleEntity(ctx, id, by, note, func(_ *joined, e Entity, who Ruling) ([]Ruling, error) {
		return []Ruling{describing(who, e, strings.TrimSpace(plain(text)))}, nil
	})
}

// ruleEntity appends what make decides about an entity, whose subject is by
// default what it is named after, and returns the first of it.
func (st *Store) ruleEntity(ctx context.Context, id, by, note string, make func(*joined, Entity, Ruling) ([]Ruling, error)) (r Ruling, err error) {
	done, err := st.ruleAs(ctx, by, note, func(t *tx, who Ruling) ([]Ruling, error) {
		j, err := t.join(false)
		if err != nil {
			return nil, err
		}
		e, err := j.find(id)
		if err != nil {
			return nil, err
		}
		who.Subject = e.ID
		return make(j, e, who)
	})
	if err != nil {
		return r, fmt.Errorf("entity %s: %w", id, err)
	}
	return done[0], nil
}

// OrphanedRulings lists the rulings about entities that stand and whose
// appearance the current reading of its document does not have, oldest first.
// They are kept: a reading that finds it again makes them count again.
func (st *Store) OrphanedRulings(ctx context.Context) (list []Ruling, err error) {
	err = st.view(ctx, func(t *tx) error {
		j, err := t.join(true)
		if err != nil {
			return err
		}
		for i, r := range j.rulings {
			if r.Undone || r.Verb == corpus.Undo {
				continue
			}
			lost, err := t.lost(j, i)
			if err != nil {
				return err
			}
			if lost {
				list = append(list, r)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("orphaned rulings: %w", err)
	}
	return list, nil
}

// lost reports whether an appearance that a ruling is about is not there in a
// document that is connected.
func (t *tx) lost(j *joined, ruling int) (bool, error) {
	for n, s := range j.rulings[ruling].About.Appearances {
		if j.about[ruling][n] >= 0 {
			continue
		}
		connected, err := t.row("SELECT 1 FROM profiles p JOIN documents d ON d.number = p.document WHERE d.id = $1", []any{s.Document}, new(int))
		if connected || err != nil {
			return connected, err
		}
	}
	return false, nil
}
