package connect

import (
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
const Version = "connect/1"

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
	p := r.names.of(strings.Join(append([]string{string(a.Kind), a.Role, a.Affiliation, a.Name}, a.Forms...), "\n"), func() entity.Profile {
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
func Derive(doc corpus.Document, a corpus.Annotations) corpus.Derived {
	sketch, said := echo.Of(doc), claim.Statements(doc, a)
	return corpus.Derived{Profile: encode(doc.Outlet, sketch, said), Keys: keysOf(sketch, said), Appearances: appearances(doc, a), Within: claim.Relate(said, said)}
}

func keysOf(sketch echo.Sketch, said []claim.Statement) []string {
	found := map[string]bool{}
	add := func(kind string, keys []string) {
		for _, k := range keys {
			if len(found) < mostKeys {
				found[brief(kind+k)] = true
			}
		}
	}
	add("t:", sketch.Keys())
	for _, s := range said {
		for _, k := range s.Keys() {
			if strings.HasPrefix(k, claim.WordsKey) {
				add(corpus.WeakKey+"c:", []string{k})
			} else {
				add("c:", []string{k})
			}
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
func NewRelater() *Relater { return &Relater{} }

// recent is what was read last, by the words that it was read from.
type recent[T any] struct {
	mu   sync.Mutex
	kept map[string]T
	ring []string // its keys, the next to go at next
	next int
}

// mostRecent is how much stays in memory, profiles of documents of some 10 kB each.
// Origin: with 512 that were read whole, reading them again was a third of all the work on 2,400
// documents of an agency; with 2,048 all takes half as long.
const mostRecent = 2048

// of returns what was read from words, or reads it.
func (r *recent[T]) of(words string, read func() T) T {
	r.mu.Lock()
	v, ok := r.kept[words]
	r.mu.Unlock()
	if ok {
		return v
	}
	v = read()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.kept == nil {
		r.kept, r.ring = map[string]T{}, make([]string, mostRecent)
	}
	if _, ok := r.kept[words]; !ok {
		delete(r.kept, r.ring[r.next])
		r.kept[words], r.ring[r.next] = v, words
		r.next = (r.next + 1) % len(r.ring)
	}
	return v
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
	return r.documents.of(string(d.Profile), func() *profile { return decode(d) })
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
	own := x.outlet == y.outlet
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
