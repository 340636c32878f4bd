package annotate

import (
	"hearsay/corpus"
)

// decline reads "X declined to comment on A" and "X refused to say whether A".
func (r *reading) decline(i int, c cueForm, g verbs) {
	p, ok := r.subjectBefore(g.from)
	if !ok || r.sourceLike(p) != speaker || g.to {
		return
	}
	if r.low(i+1) == "comment" || r.low(i+1) == "comments" {
		if s := r.add(p, g.from, i+1, r.pieces(i+1, r.contentEnd(i+1, i)), "decline", goodRule); s != nil {
			s.polarity = corpus.Decline
		}
		return
	}
	if r.class(i+1, determiner) && lex().nouns[r.low(i+2)].frames&(takesFor|takesInfinitive) != 0 {
		if s := r.add(p, g.from, i+1, r.pieces(i+1, r.nounEnd(i, i+1, r.contentEnd(i+1, i))), "decline", weakRule+0.1); s != nil {
			s.polarity = corpus.Deny
		}
		return
	}
	if r.low(i+1) != "to" {
		return
	}
	verb := r.low(i + 2)
	if r.class(i+2, adverb) {
		verb = r.low(i + 3)
	}
	if !lex().is(verb, refusedVerb) {
		return
	}
	for _, m := range r.coordinated(p) {
		s := r.add(m, g.from, i+1, r.pieces(i+1, r.contentEnd(i+1, i)), "decline", goodRule)
		if s != nil {
			s.polarity = corpus.Decline
			if g.negated {
				s.doubt(0.4, "a refusal that is itself negated")
			}
		}
	}
	r.used = max(r.used, i+1)
}

// saidNothing reports whether item i is a verb of answering under "not", or
// "said nothing", "gave no".
func (r *reading) saidNothing(i int) bool {
	switch {
	case r.class(i, answeringVerb):
		g := r.verbs(i, baseForm|participleForm)
		return g.negated && !g.passive && g.aux && !g.to && (g.modal == "" || g.modal == "would") && r.thatBehind(i+1, false) == 0
	case r.notAWord(i):
		return true
	case r.low(i) == "said" || r.low(i) == "says":
		return r.low(i+1) == "nothing" || r.low(i+1) == "little"
	case r.class(i, givingVerb) && r.low(i+1) == "no":
		return r.class(i+2, detail) || r.class(i+3, detail) || r.class(i+4, detail)
	}
	return false
}

// notAWord reports whether item i says that somebody did not say or write anything of a
// matter: "did not write anything about it", "has not said a word on it".
func (r *reading) notAWord(i int) bool {
	switch r.low(i) {
	case "say", "said", "write", "written", "speak", "spoken", "utter", "uttered", "print", "printed", "carry", "carried":
	default:
		return false
	}
	thing := i + 1
	switch {
	case r.low(thing) == "a" && (r.low(thing+1) == "word" || r.low(thing+1) == "thing"):
		thing += 2
	case r.low(thing) == "anything":
		thing++
	default:
		return false
	}
	if r.low(thing) == "at" && r.low(thing+1) == "all" {
		thing += 2
	}
	if w := r.low(thing); w != "about" && w != "on" && w != "of" {
		return false
	}
	g := r.verbs(i, baseForm|participleForm)
	return g.negated && g.aux && !g.to && (g.modal == "" || g.modal == "would")
}

// silence reads a source that is portrayed as not saying something.
func (r *reading) silence(i int) {
	g := r.verbs(i, pastForm)
	p, ok := r.subjectBefore(g.from)
	if w := r.low(g.from - 1); w == "and" || w == "but" {
		p, ok = r.mainSubject(i)
	}
	if !ok || r.sourceLike(p) != speaker || r.selfReport(p) || r.class(p.from-1, subordinator) {
		return // "If he does not confirm it"
	}
	end := i + 1
	switch {
	case r.class(i, givingVerb):
		end = i + 3 // "gave no figure"
	case !r.class(i, answeringVerb) && !r.notAWord(i):
		end = i + 2 // "said nothing"
	}
	for _, m := range r.coordinated(p) {
		s := r.add(m, g.from, end, r.pieces(end, r.contentEnd(end, i)), "silence", goodRule)
		if s != nil {
			s.polarity = corpus.Silence
			if g.modal == "would" {
				s.polarity = corpus.Decline
			}
			if r.f.parent >= 0 {
				s.doubt(0.85, "reported within a quotation")
			}
		}
	}
}

// noComment reads "no immediate comment from the ministry": who did not answer
// stands behind the noun.
func (r *reading) noComment(i int) {
	if r.low(i) != "no" {
		return
	}
	noun := i + 1
	if !r.class(noun, answer) {
		noun++
	}
	if !r.class(noun, answer) || r.low(noun+1) != "from" {
		return
	}
	p, ok := r.phraseSource(noun + 2)
	if !ok || r.sourceLike(p) != speaker {
		return
	}
	for _, m := range r.coordinated(p) {
		if s := r.add(m, i, noun+1, r.pieces(noun, noun+1), "no-comment", fairRule); s != nil {
			s.polarity = corpus.Decline
		}
	}
}

// withoutSaying reads "without elaborating" and "while not naming the bidder": the subject
// of the sentence is portrayed as leaving it out. It reports whether the gerund at i is
// under such a word.
func (r *reading) withoutSaying(i int, c cueForm) bool {
	if w := r.low(i - 1); w != "without" && w != "not" {
		return false
	}
	content, rule, _, cueEnd := r.contentBehind(i, c)
	p, ok := r.mainSubject(i)
	if i <= 3 {
		p, content, ok = r.leading(i, content, rule == "noun-phrase")
	} else if len(content) == 0 && r.clauseOver(i+1) {
		content, cueEnd = r.pieces(i, i+1), i
	}
	if !ok || len(content) == 0 || !c.takes(takesClause|takesThat|takesNoun) && c.lemma != "elaborate" {
		return true
	}
	if s := r.add(p, i-1, cueEnd, content, "silence", weakRule+0.1); s != nil {
		s.polarity = corpus.Silence
	}
	return true
}
