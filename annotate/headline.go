package annotate

import (
	"strings"

	"hearsay/corpus"
)

// headline reads "Lenz: no plans for a visit" and interview turns: a short
// source, a colon, and what it says.
func (r *reading) headline() {
	r.signed()
	for i := 1; i < r.len() && i < 9; i++ {
		if r.quo(i) >= 0 || r.finite(i) || r.tok(i).is(".,;?!") {
			return
		}
		if !r.tok(i).is(":") {
			continue
		}
		p := r.trimPhrase(phraseRange{0, i})
		if i+1 >= r.len() || p.from != 0 || !r.speakerName(p) || !r.t.mayName(r.f.items[0].tok) {
			return
		}
		if r.t.blocks[r.f.block].Kind != corpus.Title && r.quo(i+1) < 0 {
			return // "Harbour City: the port reopened" is no statement in a text
		}
		s := r.add(p, i, i+1, r.pieces(i+1, r.contentEnd(i+1, 0)), "colon", fairRule)
		if s != nil {
			s.cue = corpus.Span{}
			if r.t.blocks[r.f.block].Kind == corpus.Title {
				s.doubt(0.8, "a headline, which shortens what was said")
			}
		}
		r.used = i + 1
		return
	}
}

// signed reads a quotation with the name of its speaker behind a dash:
// “Nobody asked us.” — Mara Tellon
func (r *reading) signed() {
	dash := 1
	if r.tok(dash).is(".") {
		dash++ // “Nobody asked us”. - Mara Tellon
	}
	if r.quo(0) < 0 || !r.tok(dash).is("—–―-") || r.len() < dash+2 {
		return
	}
	end := dash + 1
	for end < r.len() && (!r.tok(end).is(",.(") || r.name(end) >= 0) {
		end++
	}
	p := phraseRange{dash + 1, end}
	if r.hasClause(dash+1, end) || !r.speakerName(p) || r.dayBehind(end) && !r.named(end-1) {
		return // “Port reopens” — Bay News, March 3
	}
	if s := r.add(p, dash, dash, r.pieces(0, 1), "signed", goodRule); s != nil {
		s.cue = corpus.Span{}
	}
}

// dayBehind reports whether a day follows the comma at item k.
func (r *reading) dayBehind(k int) bool {
	return r.tok(k).is(",") && (r.class(k+1, month) || r.class(k+2, month))
}

// speakerName reports whether p is a name of a person or institution and
// little else.
func (r *reading) speakerName(p phraseRange) bool {
	n := r.name(p.to - 1)
	if n < 0 {
		return false
	}
	e := &r.t.entities[r.t.names[n].entity]
	switch e.kind {
	case corpus.Person, corpus.Organisation, corpus.Outlet:
	default:
		return false
	}
	return r.t.names[n].roleFrom == r.f.items[p.from].tok || r.t.names[n].from == r.f.items[p.from].tok
}

// introduced reads a clause without a cue that a colon ends before a
// quotation: "The envoy suggested a deal: “...”", "Lenz was blunt: “...”".
func (r *reading) introduced() {
	for i := 1; i < r.len(); i++ {
		q := r.quo(i)
		if q < 0 || !r.tok(i-1).is(":") || r.taken(q) || !r.speech(q) {
			continue
		}
		p, verb, ok := r.introducer(i - 1)
		if !ok {
			continue
		}
		s := r.add(p, verb, verb+1, r.pieces(i, r.contentEnd(i, i-1)), "colon-after-clause", weakRule+0.1)
		if s != nil {
			s.doubt(0.9, "no word of saying introduces the quotation")
		}
	}
}

// introducer finds who introduces a quotation behind the colon at item colon:
// the person of "is developed by the publicist X:", else the first subject
// that is a person or body. It also returns the verb, which serves as the cue.
func (r *reading) introducer(colon int) (phraseRange, int, bool) {
	for k := colon - 1; k > 0 && k > colon-8; k-- {
		if p := (phraseRange{k + 1, colon}); r.low(k) == "by" && r.personal(p) && !r.hasClause(k, colon) {
			return p, k, true
		}
	}
	for verb := 1; verb < colon; verb++ {
		if !r.finite(verb) {
			continue
		}
		p, ok := r.subjectBefore(verb)
		if ok && r.sourceLike(p) == speaker && !r.selfReport(p) && r.personal(p) && !r.subordinate(p) {
			return p, verb, true
		}
	}
	return phraseRange{}, 0, false
}

// subordinate reports whether the clause of subject p is opened by a word
// such as "after" or "when".
func (r *reading) subordinate(p phraseRange) bool {
	return p.from > 0 && r.class(p.from-1, subordinator|relative)
}

// taken reports whether a statement of this frame holds quotation q.
func (r *reading) taken(q int) bool {
	for _, s := range r.found {
		for _, x := range s.quoted {
			if x == q {
				return true
			}
		}
	}
	return false
}

// addressee sets who was told.
func (r *reading) addressee(s *statement, i int, c cueForm) {
	k := i + 1
	switch {
	case c.takes(takesAddressee):
	case r.low(k) == "to" && !c.takes(takesInfinitive):
		k++
	default:
		return
	}
	end := r.addresseeEnd(k)
	if end == k || r.span(k, end).Overlaps(s.subject) || s.rule == "preposition" && r.span(k, end).Overlaps(s.content[0]) {
		return
	}
	s.toSpan = r.span(k, end)
	s.to = strings.TrimSpace(s.toSpan.In(r.t.doc))
}

// citing finds "X, citing Y, said": Y is the source and X a hop, or the one
// through whom X knows.
func (r *reading) citing(s *statement, i int) {
	for k := max(0, s.subjectAt.to-1); k < r.len() && k < i+14; k++ {
		w := r.low(k)
		if w != "citing" && w != "quoting" || !r.tok(k-1).is(",") && r.low(k-1) != "report" {
			continue
		}
		to := k + 1
		for to < r.len() && !r.bounds(to) && r.quo(to) < 0 {
			to++
		}
		p := phraseRange{k + 1, to}
		if as := r.asSaying(k + 1); as > 0 {
			r.citedAs(s, phraseRange{k + 1, as}, as+1)
			return
		}
		if r.sourceLike(p) == noSource || !r.sourceAt(k+1) {
			return // "citing safety concerns": a reason, read as what its speaker says
		}
		s.citing = r.span(p.from, p.to)
		r.cited(s, p, k)
		return
	}
}

// asSaying returns the "as" before a gerund behind the noun phrase at item k: "citing him |
// as praising the fleet"; 0 without one.
func (r *reading) asSaying(k int) int {
	for j := k + 1; j < r.len() && j < k+farObject && r.tok(j).kind == word && !r.finite(j); j++ {
		if r.low(j) == "as" && strings.HasSuffix(r.low(j+1), "ing") {
			return j
		}
	}
	return 0
}

// citedAs files what the gerund at item j says of the source p that s cites.
func (r *reading) citedAs(s *statement, p phraseRange, j int) {
	c, ok := r.cueAt(j)
	if !ok || c.form != gerundForm || r.sourceLike(p) == noSource {
		return
	}
	content, rule, confidence, end := r.contentBehind(j, c)
	if x := r.add(p, j, end, content, rule+"-quoted", confidence); x != nil {
		x.polarity, x.mode, x.via = c.polarity, c.mode, []corpus.Hop{{Span: s.subject}}
	}
}

// cited files the statement of the source that s cites, with the source of s
// as its hop.
func (r *reading) cited(s *statement, p phraseRange, k int) {
	c := *s
	c.cue, c.subject, c.subjectAt = r.span(k, k+1), r.span(p.from, p.to), p
	c.rule, c.confidence, c.doubts = "citing", min(s.confidence, goodRule), nil
	c.via = []corpus.Hop{{Span: s.subject}}
	c.to, c.citing = "", corpus.Span{}
	r.found = append(r.found, &c)
}
