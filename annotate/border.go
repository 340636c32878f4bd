package annotate

import (
	"strings"

	"hearsay/corpus"
)

// contentEnd returns the item behind content that begins at a and is
// introduced by the cue at i: the end of the frame, or where another
// reporting clause of the same sentence begins.
func (r *reading) contentEnd(a, i int) int {
	end := r.len()
	for end > a && r.quo(end-1) < 0 && r.tok(end-1).is(".;!?…") {
		if r.tok(end - 1).is("?!") {
			break
		}
		end--
	}
	for j := a; j < end-1; j++ {
		if r.tok(j).is(";") && j > a && r.low(j+1) != "that" && !(r.low(j+1) == "and" && r.low(j+2) == "that") {
			end = j
			break
		}
		if r.tok(j).is(",") && r.low(j+1) == "however" && r.hasClause(a, j) && r.tok(j+2).is(",") {
			end = j
			break
		}
		if c, ok := r.cueAt(j + 1); ok && r.low(j) == "without" && c.form == gerundForm && j > a+1 {
			end = j // "said he had left without elaborating"
			break
		}
		if r.resumesReport(j) {
			return j + 1
		}
		if r.tok(j).is(":") && r.denies(i) && r.speechAt(j+1) {
			end = j // "denied that the dam moved: | “It stands.”"
			break
		}
		if r.tok(j).is(",") && j > a+1 && r.adverbialOfSaying(j+1, end) {
			end = j
			break
		}
	}
	end = r.beforeGoingOn(a, end)
	end = r.beforeOwnVerb(a, i, end)
	end = r.leadingEnd(a, i, end)
	end = r.relativeEnd(i, a, end)
	for _, j := range r.cues {
		if j <= i || j < a {
			continue
		}
		if cut := r.cutBefore(i, j, a); cut > a && cut < end {
			return cut
		}
	}
	for j := a + 1; j < end; j++ {
		if r.phraseAt(j) > 0 && r.tok(j-1).is(",") {
			return j - 1
		}
	}
	return end
}

// denies reports whether the cue at item i rejects what it takes.
func (r *reading) denies(i int) bool {
	c, ok := r.cueAt(i)
	return ok && c.polarity == corpus.Deny
}

// leadingEnd ends content that stands in a subordinate clause at the head of its
// sentence: "When Tellon said so, | Brandt left", "Even though".
func (r *reading) leadingEnd(a, i, end int) int {
	lead := 0
	if r.low(0) == "even" {
		lead++
	}
	if !r.class(lead, subordinator) || r.name(lead) >= 0 {
		return end
	}
	end = min(end, r.mainClause(a, i, end))
	if r.low(lead) == "as" && r.tok(a-1).is(",") {
		return end // "As Tellon said, A": the content is the main clause
	}
	if i < 8 {
		end = min(end, r.clauseLimit(a, end))
	}
	for k := lead; k < end; k++ {
		if r.tok(k).is(",") && (r.startsClause(k+1) || r.fullClause(k+1)) {
			if k > a {
				return k
			}
			break
		}
	}
	return end
}

// mainClause ends the content of a leading subordinate clause where the main
// clause reports something itself: "While X said A, experts say B".
func (r *reading) mainClause(a, i, end int) int {
	for _, j := range r.cues {
		if j <= i || j < a {
			continue
		}
		c, _ := r.cueAt(j)
		if p, ok := r.subjectBefore(r.verbs(j, c.form).from); ok && p.from > a && r.tok(p.from-1).is(",") && r.sourceLike(p) == speaker {
			return p.from - 1
		}
	}
	return end
}

// beforeGoingOn ends content before "and went on:" at the end of a sentence.
func (r *reading) beforeGoingOn(a, end int) int {
	last := r.len() - 1
	if !r.tok(last).is(":") {
		return end
	}
	for j := last - 1; j > a && j > last-8; j-- {
		if r.low(j) == "and" && r.finite(j+1) {
			return min(end, j)
		}
	}
	return end
}

// beforeOwnVerb ends content before a verb that "and" joins and whose number shows that it
// belongs to the cue at item i and not to the content: "they write that it aims at them, | and
// leave out", "it says they aim at them, | and leaves out".
func (r *reading) beforeOwnVerb(a, i, end int) int {
	cue := r.presentTag(i)
	main := ""
	for j := a + 1; j < end-2; j++ {
		if q := r.quo(j); main == "" && q >= 0 {
			main = r.presentForm(r.t.quotations[q].from, j) // “write that it "aims at them", | and leave out”
		}
		if main == "" && r.finite(j) {
			main = r.presentTag(j)
		}
		if cue != "" && main != "" && main != cue && r.low(j) == "and" && r.tok(j-1).is(",") && r.presentTag(j+1) == cue {
			return j - 1
		}
	}
	return end
}

// relativeEnd ends what the cue at item i takes before the comma that closes the relative
// clause of which "who" or "which" is the subject: "the party, which calls itself so, | won".
func (r *reading) relativeEnd(i, a, end int) int {
	c, _ := r.cueAt(i)
	from := r.verbs(i, c.form).from
	if w := r.low(from - 1); w != "who" && w != "which" || !r.tok(from-2).is(",") {
		return end
	}
	if comma := r.firstComma(a); comma > 0 && comma < end && r.finite(comma+1) {
		return comma
	}
	return end
}

// presentTag returns the tag of a verb in the present, VBP or VBZ, at item i; "" of others.
// The tagger takes some plurals for infinitives.
func (r *reading) presentTag(i int) string {
	if i < 0 || i >= r.len() || r.quo(i) >= 0 {
		return ""
	}
	return r.presentForm(r.f.items[i].tok, i)
}

// presentForm is presentTag of a token, which stands at item i or begins the quotation there.
func (r *reading) presentForm(tok, i int) string {
	at := r.t.places[tok]
	if at == nowhere {
		return ""
	}
	switch r.t.parsed[at.sentence].Tokens[at.token].Tag {
	case "VBZ":
		return "VBZ"
	case "VBP", "VB":
		if r.low(i-1) != "to" {
			return "VBP"
		}
	}
	return ""
}

// adverbialOfSaying reports whether what stands from item k to the end says
// when or where the saying happened: "in a statement on Monday", "after
// visiting the fleet".
func (r *reading) adverbialOfSaying(k, end int) bool {
	switch w := r.low(k); w {
	case "after", "before", "while", "when":
		return strings.HasSuffix(r.low(k+1), "ing") && r.name(k+1) < 0
	case "a", "one", "two", "three", "days", "hours", "weeks", "months", "shortly", "just":
		return r.agoBehind(k, end)
	case "in", "at", "during", "on":
		next := r.skipTime(k)
		return next > k && next >= end-1 && !r.class(k+1, month|weekday) && r.tok(k+1).kind != number
	}
	return false
}

// agoBehind reports whether [k,end) begins as a lapse of time from one report
// to another: "a day after Brakke said they had not".
func (r *reading) agoBehind(k, end int) bool {
	for j := k; j < k+4 && j < end; j++ {
		if w := r.low(j); w == "after" || w == "before" {
			for _, cue := range r.cues {
				if cue > j && cue < end {
					return true
				}
			}
		}
	}
	return false
}

// resumesReport reports whether the quotation at item j ends in a comma behind
// which the reporter goes on: “...,” alluding to the talks.
func (r *reading) resumesReport(j int) bool {
	q := r.quo(j)
	if q < 0 || r.quo(j+1) >= 0 {
		return false
	}
	x := &r.t.quotations[q]
	comma := x.to > x.from && r.t.tokens[x.to-1].is(",")
	next := j + 1
	if r.tok(next).is(",") {
		comma = true
		next++
	}
	if r.low(next) == "further" || r.class(next, adverb) && strings.HasSuffix(r.low(next+1), "ing") {
		next++ // “...,” further saying
	}
	w := r.low(next)
	return comma && (strings.HasSuffix(w, "ing") && r.name(next) < 0 || r.class(next, relative) || w == "after" || w == "before" || w == "during" || w == "as" || w == "in")
}

// cutBefore returns the item at which the reporting clause of a later cue j
// parts from the content of the cue i that begins at a, or 0 when j lies within
// it.
func (r *reading) cutBefore(i, j, a int) int {
	c, _ := r.cueAt(j)
	g := r.verbs(j, c.form)
	before := g.from - 1
	switch {
	case c.lemma == "cite" && c.form == gerundForm && !g.aux && !r.tok(before).is(","):
		return j
	case c.form == gerundForm && !g.aux && (r.tok(before).is(",") || r.low(before) == "and" && strings.HasSuffix(r.low(i), "ing")) && !c.takes(belief) && (r.introduces(j, c) || c.lemma == "cite" || c.lemma == "quote" || c.lemma == "add"):
		return before
	case r.low(before) == "and" && (c.form&pastForm != 0 || r.finite(j)) && !g.to && !g.passive && r.introduces(j, c) && !r.belongs(j, a, c):
		if r.tok(before - 1).is(",") {
			return before - 1
		}
		return before
	case r.low(before) == "but" && c.form&pastForm != 0 && r.introduces(j, c):
		return before
	}
	if r.saidName(j, c) {
		return j - 1
	}
	p, ok := r.subjectBefore(g.from)
	if !ok || p.from <= a+1 || c.form == gerundForm || g.to || g.passive || r.sourceLike(p) != speaker {
		return 0
	}
	return r.cutBeforeSubject(p, j, a, c)
}

// cutBeforeSubject is cutBefore where p is the subject of the cue j.
func (r *reading) cutBeforeSubject(p phraseRange, j, a int, c cueForm) int {
	k := p.from - 1
	for k > a && (r.class(k, adverb) || r.tok(k).is(",") && r.class(k-1, conjunction|adverb)) {
		k--
	}
	reports := r.clauseOver(r.behindVerb(j, c)) && c.takes(takesQuote|takesClause)
	switch w := r.low(k); {
	case w == "but", w == "while", w == "whereas", w == "although", w == "though", r.tok(k).is(";"):
		return k
	case w == "and" && r.hasClause(a, k) && r.introduces(j, c):
		if r.tok(k - 1).is(",") {
			return k - 1
		}
		return k
	case w == "which" && r.tok(k-1).is(","):
		return k - 1 // "A, which he said was late"
	case reports && r.tok(k).is(","):
		return k // "A said X, B reported."
	case reports && r.quo(k) >= 0 && r.endsInComma(r.quo(k)):
		return k + 1
	}
	return 0
}

// otherSpeaks reports whether somebody named, and not the speaker, is the subject of
// the clause that begins at item a: he could do what stands behind "and" at j. Where
// that clause has no verb nobody else is ruled out.
func (r *reading) otherSpeaks(a, j int) bool {
	for k := a + 1; k < j; k++ {
		if r.finite(k) {
			p, ok := r.subjectBefore(r.verbs(k, pastForm).from)
			return ok && r.sourceLike(p) == speaker && !r.class(p.from, subjectPronoun)
		}
	}
	return true
}

// belongs reports whether the cue at j is no plain verb of saying and the tree
// joins it to a verb of the content that begins at a: "said he lied | and
// refused to leave".
func (r *reading) belongs(j, a int, c cueForm) bool {
	tree, ok := r.tree(j)
	if !ok || c.takes(takesClause) && !c.takes(weakCue) || tree.token().Rel != "conj" {
		return false
	}
	if c.polarity != corpus.Decline && !r.otherSpeaks(a, j) {
		return false // "said there was no plan | and urged them to wait"
	}
	return tree.token().Head >= 0 && tree.tokens[tree.token().Head].Start >= r.start(a)
}

// endsInComma reports whether a quotation ends in a comma, behind which its
// reporting clause stands.
func (r *reading) endsInComma(q int) bool {
	x := &r.t.quotations[q]
	return x.to > x.from && r.t.tokens[x.to-1].is(",")
}

// saidName reports whether the cue at j is ", said NAME" at the end of a
// sentence: a second reporting clause around all that stands before.
func (r *reading) saidName(j int, c cueForm) bool {
	if !r.tok(j-1).is(",") || c.form&(pastForm|presentForm) == 0 || !c.takes(takesQuote) {
		return false
	}
	p, ok := r.subjectAfter(j)
	return ok && r.name(p.to-1) >= 0 && r.sourceLike(p) == speaker && (p.to >= r.len()-1 || r.tok(p.to).is(",."))
}

// behindVerb returns the item behind a cue with its addressee and occasion.
func (r *reading) behindVerb(j int, c cueForm) int {
	k := r.particleEnd(j)
	if c.takes(takesAddressee) {
		k = r.skipAddressee(k)
	}
	return r.skipTime(k)
}

// introduces reports whether the cue at j has content of its own behind it.
func (r *reading) introduces(j int, c cueForm) bool {
	k := r.particleEnd(j)
	if q, _ := r.quoteBehind(k, c); q || r.quo(k) >= 0 {
		return true
	}
	if c.takes(takesAs|takesOf|takesFigure|takesChange|takesLike) && r.asBehind(k, c) > 0 {
		return true
	}
	if c.takes(takesObjectTo) && r.objectTo(k, j, c) > 0 || c.takes(takesThat) && r.startsClause(k) {
		return true
	}
	return r.thatBehind(k, c.takes(takesAddressee)) > 0 && c.takes(takesClause|takesThat|takesAddressee) || r.low(k) == "to" && c.takes(takesInfinitive) ||
		c.takes(takesNoun) && (c.polarity == corpus.Deny) || c.takes(takesClause) && !c.takes(weakCue) && !r.clauseOver(k)
}
