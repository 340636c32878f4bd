package connect

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"sync"

	"hearsay/claim"
	"hearsay/corpus"
	"hearsay/echo"
	"hearsay/entity"
)

// Version names the rules by which documents are connected: those of this file and of
// packages entity, echo and claim. Raise it when relations come out otherwise.
const Version = "connect/2"

// appearances lists the entities of a document that may be the same as those of others, each
// name once: of a name that the text uses for two, such as a paper and the body behind it, the
// one that it names first. Two are compared if they have a key in common.
func appearances(doc corpus.Document, a corpus.Annotations) []corpus.Appearance {
	var list []corpus.Appearance
	at := map[string]int{}
	for _, p := range entity.Profiles(doc, a) {
		if i, ok := at[p.Name]; ok {
			list[i].Spans = inOrder(append(list[i].Spans, p.Spans...))
			continue
		}
		at[p.Name] = len(list)
		list = append(list, appearance(p))
	}
	return list
}

func appearance(p entity.Profile) corpus.Appearance {
	a := corpus.Appearance{Name: p.Name, Kind: p.Kind, Role: p.Role, Affiliation: p.Affiliation, Spans: p.Spans,
		Gender: p.Gender, Apart: p.Apart}
	if len(p.Names) > 1 {
		a.Forms = p.Names[1:]
	}
	a.Alike, a.States = p.Alike()
	for _, k := range p.Keys() {
		a.Keys = append(a.Keys, brief(k))
	}
	return a
}

// profileOf is the profile that an appearance was made of, with its names read, which takes most
// of the time of comparing two.
func (r *Relater) profileOf(d corpus.Profiled) entity.Profile {
	a := d.Named
	p := r.names.of(strings.Join(append([]string{string(a.Kind), a.Role, a.Affiliation, a.Name}, a.Forms...), "\n"), nil, func() entity.Profile {
		return entity.Profile{Kind: a.Kind, Name: a.Name, Names: append([]string{a.Name}, a.Forms...), Role: a.Role, Affiliation: a.Affiliation}.Prepare()
	})
	p.Document, p.Spans, p.Gender, p.Apart = d.Document, a.Spans, a.Gender, a.Apart
	return p
}

func inOrder(spans []corpus.Span) []corpus.Span {
	slices.SortFunc(spans, func(a, b corpus.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	return slices.Compact(spans)
}

// Derive makes of a document what it is compared by, its keys, which entities it shows, and the
// relations between its own passages: denials and claims that it tells twice. The keys of a text
// and of a statement never meet.
func (r *Relater) Derive(doc corpus.Document, a corpus.Annotations) corpus.Derived {
	said := claim.Statements(doc, a)
	p := newProfile(doc, said)
	body := p.encode()
	r.documents.keep(doc.ID, kept[*profile]{body, p}) // the pairs that follow have it in them
	return corpus.Derived{Profile: body, Keys: keysOf(p.sketch, said), Appearances: appearances(doc, a), Within: claim.Relate(said, said)}
}

func keysOf(sketch echo.Sketch, said []claim.Statement) []string {
	found := map[string]bool{}
	add := func(key string) {
		if len(found) < mostKeys {
			found[brief(key)] = true
		}
	}
	for _, k := range sketch.Keys() {
		add(k)
	}
	for _, s := range said {
		for _, k := range s.Keys() {
			add(k)
		}
	}
	keys := make([]string, 0, len(found))
	for k := range found {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// What a ledger takes of one document: of a text with more keys, such as a transcript of
// hundreds of statements, those of the last statements are left out.
const (
	mostKeys   = 1000
	longestKey = 200 // bytes
)

// brief cuts a key that is too long, such as that of a body with a list in its name, and puts
// a digest behind it.
func brief(key string) string {
	if len(key) <= longestKey {
		return key
	}
	digest := string(corpus.DigestOf([]byte(key)))
	return strings.ToValidUTF8(key[:longestKey-len(digest)], "") + digest
}

// Relater relates documents. It keeps what it read last, since a document is compared with many;
// several goroutines may use one.
type Relater struct {
	documents recent[*profile]
	names     recent[entity.Profile]
}

// NewRelater returns a relater that has read nothing.
func NewRelater() *Relater {
	return &Relater{documents: recent[*profile]{most: recentDocuments}, names: recent[entity.Profile]{most: recentNames}}
}

// recent is what was read last, by what it was read from: a name for it, and its words, which must
// be the same.
type recent[T any] struct {
	most int
	mu   sync.Mutex
	kept map[string]kept[T]
	ring []string // their names, the next to go at next
	next int
}

type kept[T any] struct {
	words []byte
	value T
}

// How much stays in memory: profiles of documents of some 10 kB each, of names of some 2 kB.
// Origin: with 512 of either that were read whole, reading them again was a third of all the work
// on 2,400 documents of an agency; with 2,048 of names it still was a twentieth of it on 6,000.
const (
	recentDocuments = 2048
	recentNames     = 8192
)

// of returns what was read from words under a name, or reads it.
func (r *recent[T]) of(name string, words []byte, read func() T) T {
	r.mu.Lock()
	have, ok := r.kept[name]
	r.mu.Unlock()
	if ok && bytes.Equal(have.words, words) {
		return have.value
	}
	v := read()
	r.keep(name, kept[T]{words, v})
	return v
}

func (r *recent[T]) keep(name string, v kept[T]) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.kept == nil {
		r.kept, r.ring = map[string]kept[T]{}, make([]string, r.most)
	}
	if _, ok := r.kept[name]; !ok {
		delete(r.kept, r.ring[r.next])
		r.ring[r.next] = name
		r.next = (r.next + 1) % len(r.ring)
	}
	r.kept[name] = v
}

// Relate relates two documents by their profiles, or two appearances. What it says hangs on
// nothing else, so that neither the order of documents nor the rest of the ledger matters.
func (r *Relater) Relate(a, b corpus.Profiled) (out []corpus.Relation) {
	if a.Named != nil {
		return r.sameEntity(a, b)
	}
	x, y := r.open(a), r.open(b)
	if c, ok := copied(a, b, x, y); ok {
		out = append(out, c)
	}
	return append(out, claim.Relate(meeting(x, y))...)
}

// sameEntity relates two appearances. Of persons whom one text names it does not make one by
// itself: the text had its reason to name them differently.
func (r *Relater) sameEntity(a, b corpus.Profiled) []corpus.Relation {
	if a.Named.Alike != "" && a.Named.Alike == b.Named.Alike {
		return nil // it is one without a relation, or is of two states
	}
	one, other := r.profileOf(a), r.profileOf(b)
	v := entity.Same(one, other)
	if !v.Same {
		return nil
	}
	if a.Document == b.Document && a.Named.Kind == corpus.Person {
		v.Sure = false
		v.Why += "; one text names both"
	}
	return []corpus.Relation{entity.Relate(one, other, v)}
}

// open returns a profile, from those that are kept if it is among them.
func (r *Relater) open(d corpus.Profiled) *profile {
	return r.documents.of(d.Document, d.Profile, func() *profile { return decode(d) })
}

func sharesKey(a, b map[string]bool) bool {
	for k := range a {
		if b[k] {
			return true
		}
	}
	return false
}

// copied relates the texts of two documents. How common a passage is within its outlet is not
// known here, so that of one outlet, which repeats its own formulas, only whole texts count.
func copied(a, b corpus.Profiled, x, y *profile) (r corpus.Relation, ok bool) {
	own := x.common.Outlet == y.common.Outlet
	if !sharesKey(x.keys, y.keys) || own && !x.sketch.Alike(&y.sketch) {
		return r, false
	}
	s, err := a.Load()
	if err != nil {
		return r, false // who loads it knows and tells
	}
	t, err := b.Load()
	if err != nil {
		return r, false
	}
	one, other := echo.With(s, x.sketch), echo.With(t, y.sketch)
	e, ok := echo.Compare(one, other, nil)
	if !ok || own && e.Kind != echo.Exact && e.Kind != echo.Edited {
		return r, false
	}
	return e.Relation(one, other), true
}
