package report

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// speakerJoin knows which speakers of documents are one entity of the ledger.
type speakerJoin struct {
	entities map[string]*store.Entity // by the ID of each appearance, and by key
	names    map[string][]string      // keys of the entities that lines of a name belong to
	fresh    func(document string) (bool, error)
}

func joinSpeakers(ctx context.Context, st *store.Store, seen freshness) (*speakerJoin, error) {
	list, err := st.Entities(ctx, store.EntityFilter{})
	if err != nil {
		return nil, fmt.Errorf("entities of the brief: %w", err)
	}
	j := &speakerJoin{entities: map[string]*store.Entity{}, fresh: func(d string) (bool, error) { return seen.fresh(ctx, st, d) }}
	for i := range list {
		j.entities[entityKey(&list[i])] = &list[i]
		for _, a := range list[i].Appearances {
			j.entities[a.ID] = &list[i]
		}
	}
	return j, nil
}

// entityKey is no ID of an appearance and no name.
func entityKey(e *store.Entity) string { return "entity\x00" + e.ID }

// learn notes which entities the lines of each name belong to.
func (j *speakerJoin) learn(sources []*BriefSource) {
	j.names = map[string][]string{}
	for _, src := range sources {
		for _, l := range src.Lines {
			if e := j.entities[corpus.AppearanceID(l.Document, l.Speaker)]; e != nil {
				name := speakerKey(l.StatementLine)
				j.names[name] = withNew(j.names[name], entityKey(e))
			}
		}
	}
}

// key is under what a line is gathered: its entity; for a name that has none in the document,
// as where a person corrected it, the one entity of that name; else the name.
func (j *speakerJoin) key(l *BriefLine) string {
	if e := j.entities[corpus.AppearanceID(l.Document, l.Speaker)]; e != nil {
		return entityKey(e)
	}
	name := speakerKey(l.StatementLine)
	if keys := j.names[name]; len(keys) == 1 {
		return keys[0]
	}
	return name
}

// describe fills in what the ledger has of the entity under key.
func (j *speakerJoin) describe(key string, l *SpeakerLine) error {
	e := j.entities[key]
	if e == nil {
		return nil
	}
	l.Decided = slices.ContainsFunc(e.Rulings, func(r store.Ruling) bool { return !r.Undone })
	if l.Decided && e.Name != l.Name { // as people named it
		l.Names = slices.DeleteFunc(append([]string{l.Name}, l.Names...), func(n string) bool { return n == e.Name })
		l.Name = e.Name
	}
	for _, a := range e.Appearances {
		fresh, err := j.fresh(a.Document)
		if err != nil || !fresh {
			return err
		}
	}
	l.New = true
	return nil
}

// joined says by whom a speaker of several documents was joined, and from which names.
func (s SpeakerLine) joined() string {
	if s.Documents < 2 && len(s.Names) == 0 {
		return ""
	}
	out := "joined by machine"
	if s.Decided {
		out += " and people"
	}
	out += " over " + count(s.Documents, "document", "documents")
	if len(s.Names) > 0 {
		out += ", also as " + someOf(s.Names)
	}
	return out
}

// mark is "new" for a speaker whom only new documents name.
func (s SpeakerLine) mark() string {
	if s.New {
		return "new"
	}
	return ""
}

// JoinedWords is by whom a speaker was joined, for the page.
func (s SpeakerLine) JoinedWords() string { return strings.Join(known(s.mark(), s.joined()), " · ") }
