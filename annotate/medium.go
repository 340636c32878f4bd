package annotate

import (
	"strings"
	"unicode"

	"hearsay/corpus"
	"hearsay/names"
)

// carrier adds to the chain who carried the words of s to this document, where
// its sentence says so: "in an interview with the Eldmoor Times", "was quoted by
// Tessel Radio as saying", "said a resident through Partner A". An outlet is no
// hop of a document that it published itself.
func (s *statement) carrier(t *text, doc corpus.Document) {
	f := t.frameOf(s)
	for i := range f.items {
		n, ok := t.carrierAt(f, i, s)
		if !ok {
			continue
		}
		if h := t.hopTo(n); !published(doc, h.Name) {
			s.via = append(s.via, h)
		}
		return
	}
}

// frameOf returns the sentence of the source of s, which for a quotation in a
// paragraph of its own is the one before.
func (t *text) frameOf(s *statement) *frame {
	f := s.frame
	for f > 0 && !s.subject.Empty() && t.tokens[t.frames[f].items[0].tok].Start > s.subject.Start {
		f--
	}
	return &t.frames[f]
}

// carrierAt returns the name at item i of a frame if the words before it say that
// it carried the words of s.
func (t *text) carrierAt(f *frame, i int, s *statement) (int, bool) {
	x := f.items[i]
	if x.quo >= 0 || t.nameAt[x.tok] < 0 || s.says(t.tokens[x.tok].Span) {
		return 0, false
	}
	n := t.nameAt[x.tok]
	if t.apart(s, x.tok) {
		return 0, false
	}
	if t.names[n].from != x.tok || t.tokens[x.tok].Start >= s.subject.Start && t.tokens[x.tok].End <= s.subject.End && !s.behindCue(t, x.tok) {
		return 0, false
	}
	at := i - 1
	v := view{t, f}
	if v.low(at) == "the" {
		at--
	}
	called := mediaWord(v.low(at)) && v.low(i+1) != "of" // "to newspaper Star"
	if called {
		at--
	}
	switch v.low(at) {
	case "through":
		k := t.entities[t.names[n].entity].kind
		return n, k == corpus.Person || t.isMedium(n)
	case "by":
		return n, v.class(at-1, carried) && t.isMedium(n)
	case "per":
		return n, len(s.quoted) > 0 && t.isMedium(n)
	case "of":
		return n, v.reporterBefore(at) && t.isMedium(n)
	case "to":
		if v.low(at-1) == "according" {
			return n, len(s.quoted) > 0 && t.tokens[x.tok].Start > s.cue.End && t.isMedium(n)
		}
		return n, v.occasionBefore(at) && (called || t.isMedium(n))
	case "with", "on", "at":
		return n, v.occasionBefore(at) && (called || t.isMedium(n) || v.low(at) == "with" && v.low(at-1) == "interview" && t.interviews(n))
	}
	return 0, false
}

// interviews reports whether name n may be that of a medium because it is nobody else's:
// no state, place or person with more than one name.
func (t *text) interviews(n int) bool {
	switch e := &t.entities[t.names[n].entity]; e.kind {
	case corpus.State, corpus.Place:
		return false
	case corpus.Person:
		return len(e.words) == 1 && e.role == ""
	}
	return true
}

// reporterBefore reports whether the person of whom item at tells where he works was
// spoken to: "speaking to Mara Tellon of Bay News".
func (v view) reporterBefore(at int) bool {
	n := v.name(at - 1)
	if n < 0 || v.t.entities[v.t.names[n].entity].kind != corpus.Person {
		return false
	}
	k := at - 1
	for v.name(k) == n {
		k--
	}
	return (v.low(k) == "to" || v.low(k) == "with") && v.occasionBefore(k)
}

// apart reports whether a semicolon parts the token at i from the cue of s.
func (t *text) apart(s *statement, i int) bool {
	if s.cue.Empty() {
		return false
	}
	from, _ := t.tokensOf(s.cue)
	for k := min(from, i); k < max(from, i); k++ {
		if t.tokens[k].is(";") {
			return true
		}
	}
	return false
}

// behindCue reports whether a token in the source of s stands behind words that
// carry: "a letter obtained by the Eldmoor Times said".
func (s *statement) behindCue(t *text, i int) bool {
	k := i - 1
	if k > 0 && t.tokens[k].low == "the" {
		k--
	}
	return k > 0 && t.tokens[k].low == "by" && lex().is(t.tokens[k-1].low, carried)
}

// says reports whether a span lies in the content of s.
func (s *statement) says(span corpus.Span) bool {
	for _, p := range s.content {
		if p.Contains(span) {
			return true
		}
	}
	return false
}

// occasionBefore reports whether a noun of the occasion on which one speaks stands
// just before item i, with at most a short modifier between: "in remarks".
func (v view) occasionBefore(i int) bool {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if v.class(k, mediaOccasion) {
			return v.low(i) != "at"
		}
		if !v.class(k, weekday|adverb) {
			return false
		}
	}
	return false
}

// hopTo returns the station that name n is, with the noun behind it that says
// what it is: "Tessel radio".
func (t *text) hopTo(n int) corpus.Hop {
	x := &t.names[n]
	e := &t.entities[x.entity]
	h := corpus.Hop{Name: e.name, Span: x.span(t), Kind: e.kind}
	if x.to < len(t.tokens) && mediaWord(t.tokens[x.to].low) && t.tokens[x.to].block == t.tokens[x.from].block {
		h.Span.End = t.tokens[x.to].End
		h.Name = h.Span.In(t.doc)
	}
	if t.isMedium(n) {
		h.Kind = corpus.Outlet
	}
	return h
}

// mediaWord reports whether a noun names a medium.
func mediaWord(low string) bool {
	return lex().outletWords[low] || low == "paper" || low == "broadcaster"
}

// isMedium reports whether name n is an outlet's: it is known for one, has a word
// for one in it or behind it, or the layer of names takes it for one.
func (t *text) isMedium(n int) bool {
	x := &t.names[n]
	e := &t.entities[x.entity]
	if e.kind == corpus.Outlet || x.to < len(t.tokens) && mediaWord(t.tokens[x.to].low) {
		return true
	}
	if e.kind == corpus.Person && len(e.words) > 1 && e.role != "" {
		return false
	}
	for _, w := range strings.Fields(strings.ToLower(e.name)) {
		if mediaWord(w) && len(e.words) > 1 {
			return true
		}
	}
	m, ok := t.naming.mention(x.span(t))
	return ok && m.Level == names.Name && m.Kind == corpus.Outlet
}

// published reports whether the outlet of a document bears a name, whole or in
// part: "CorranNews" is the Corran News.
func published(doc corpus.Document, name string) bool {
	outlet := outletKey(doc.Outlet)
	name = outletKey(name)
	return outlet != "" && name != "" && (strings.Contains(outlet, name) || strings.Contains(name, outlet))
}

// outletKey is the name of an outlet in lower case without "the", blanks and marks.
func outletKey(name string) string {
	key := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
	if rest := strings.TrimPrefix(key, "the"); len(rest) >= shortestOutlet {
		return rest
	}
	return key
}

// shortestOutlet is the least letters of an outlet's name without its article.
const shortestOutlet = 3
