package annotate

import (
	"strings"

	"hearsay/corpus"
)

// relate says whose relative, colleague or friend a person is who is known only
// as such: "mother of Mara Tellon" of "her mother", "Mara Tellon's sister" of
// "Tellon's sister".
func (r *resolving) relate(s *statement, d description, from, to int) {
	if d.kind != corpus.Person || s.source.Identified != corpus.Unnamed || s.source.Name != d.name {
		return
	}
	if p := possessive(r.t.tokens[from].low); p != "" && from+1 < to {
		if owner := r.owner(s, from, p); owner.source.Identified == corpus.Named {
			s.source.Name = lowerFirst(r.t, from+1, to) + " of " + owner.source.Name
			s.doubts = append(s.doubts, owner.doubts...)
			s.confidence *= owner.confidence
		}
		return
	}
	n := r.t.nameAt[from]
	if n < 0 || r.t.names[n].from != from || r.t.names[n].to >= to || r.t.tokens[r.t.names[n].to].low != "'s" && !r.t.tokens[r.t.names[n].to].is("'’") {
		return
	}
	if f := &r.t.entities[r.t.names[n].entity]; f.kind == corpus.Person && len(f.words) > 1 {
		rest := strings.TrimLeft(s.source.Name[len(r.t.names[n].span(r.t).In(r.t.doc)):], " '’")
		s.source.Name = f.name + "'s " + strings.TrimPrefix(rest, "s ")
	}
}

// owner resolves the possessive at token from as the pronoun p.
func (r *resolving) owner(s *statement, from int, p string) *statement {
	found := &statement{frame: s.frame, parent: s.parent, entity: -1, order: s.order, confidence: 1, subject: r.t.tokens[from].Span}
	found.source.Spans = []corpus.Span{found.subject}
	r.pronounSource(found, p)
	return found
}

// ofSpeaker says whose "my cousin" is: the source's of the statement that
// holds s.
func (s *statement) ofSpeaker(outer *statement) {
	rest, ok := strings.CutPrefix(s.source.Name, "my ")
	if !ok || s.source.Identified != corpus.Unnamed || outer.source.Name == "" {
		return
	}
	s.source.Name = rest + " of " + outer.source.Name
}
