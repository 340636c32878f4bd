package annotate

import (
	"strings"

	"hearsay/corpus"
)

// cue reads the cue at item i in whichever frame it stands.
func (r *reading) cue(i int, c cueForm) {
	g := r.group(i, c)
	switch {
	case r.asStated(i, c):
	case (r.describes(i) || c.form == participleForm) && !g.aux && !r.closing(i) && !r.saidLast(i, c):
		return // "footage shown to diplomats"
	case c.form == gerundForm && !g.aux:
		if !r.describing(i, c) {
			r.gerund(i, c)
		}
	case g.passive:
		r.passive(i, c, g)
	case c.polarity == corpus.Decline:
		r.decline(i, c, g)
	case g.to || g.modal != "" && g.modal != "would" && g.modal != "will":
		return // what somebody may, must or wants to say
	case c.form&(baseForm) != 0 && c.form&pastForm == 0 && !g.aux && !r.pluralBefore(g.from) && !r.overheard(g.from) && !(r.low(g.from-1) == "and" && r.quotesNext(i)) && !r.saidLast(i, c):
		return
	default:
		r.finiteCue(i, c, g)
	}
}

// group is the group of verbs around the cue at i, negated too where its subject says
// that nobody did it.
func (r *reading) group(i int, c cueForm) verbs {
	g := r.verbs(i, c.form)
	if p, ok := r.subjectBefore(g.from); ok && r.nobody(p) {
		g.negated = true
	}
	if w := r.low(g.from - 1); c.form&participleForm != 0 && !g.aux && (w == "when" || w == "if" || w == "once") && c.takes(takesAddressee|takesObjectTo) {
		g.passive = true // "when asked whether it would hold, she said"
	}
	return g
}

// unreal reports whether the words around the cue at i say that nothing was said: a
// question, a doubt, a supposition.
func (r *reading) unreal(i int, c cueForm) bool {
	g := r.verbs(i, c.form)
	return r.inQuestion(g) || r.disbelieved(i) || g.modal == "would" && r.supposed(g.from)
}

// disbelieved reports whether the cue at i stands in a clause that a verb above it
// denies or doubts: "I do not believe that he ever said so", "denied saying so".
func (r *reading) disbelieved(i int) bool {
	verb := i - 1
	for r.low(verb) == "having" || r.class(verb, adverb) {
		verb--
	}
	if r.denies(verb) {
		return true
	}
	tree, ok := r.tree(i)
	if !ok {
		return false
	}
	for k := tree.at; tree.tokens[k].Rel == "ccomp"; {
		k = tree.tokens[k].Head
		if p, ok := r.items(tree.span(k, k+1)); !ok || p.from >= i || r.quo(p.from) >= 0 {
			return false
		}
		if c := lex().cues[strings.ToLower(tree.tokens[k].Form)]; c.cue != nil && c.polarity == corpus.Deny {
			return true
		}
		for n := range tree.tokens {
			if x := &tree.tokens[n]; x.Head == k && x.Rel == "advmod" && (x.Lemma == "not" || x.Lemma == "never") {
				return true
			}
		}
	}
	return false
}

// supposed reports whether a clause with "if" stands before item g: "If we left, they
// would say that", and not "Asked if it would stay, they would say that".
func (r *reading) supposed(g int) bool {
	for k := 0; k < g; k++ {
		if r.low(k) == "if" && !r.cueIn(0, k) {
			return true
		}
	}
	return false
}

// inQuestion reports whether a sentence asks if somebody said something, which nobody
// then is portrayed as having done: "Did the mayor say that A?"
func (r *reading) inQuestion(g verbs) bool {
	k := 0
	for r.class(k, conjunction|adverb) || r.tok(k).is(",") {
		k++
	}
	if p, ok := r.subjectBefore(g.from); ok && p.from > 0 && r.tok(p.from-1).is(",") {
		return false // "Was it safe, Tellon asked, and did it hold?"
	}
	return r.tok(r.len()-1).is("?") && k < g.from && r.class(k, auxiliary) && !strings.HasSuffix(r.low(k), "n't")
}

// nobody reports whether a subject says that nobody did it: "no official", "neither
// the mayor nor the council".
func (r *reading) nobody(p phraseRange) bool {
	switch r.low(p.from) {
	case "no":
		return !r.tok(p.from+1).is(".") && r.tok(p.from+1).kind != number // "No. 2 Bank"
	case "none", "neither", "nobody":
		return true
	}
	return r.low(p.from-1) == "nor" || r.class(p.from-1, auxiliary) && r.low(p.from-2) == "nor"
}

// overheard reports whether what stands before item g was heard to do something:
// "we heard the mayor say that A".
func (r *reading) overheard(g int) bool {
	p, ok := r.subjectBefore(g)
	return ok && r.class(p.from-1, hearing)
}

// pluralBefore reports whether what stands before item g can be the subject of
// a verb in its base form: "they say", "officials say".
func (r *reading) pluralBefore(g int) bool {
	g = r.skipInsertion(g)
	w := r.low(g - 1)
	switch w {
	case "i", "we", "you", "they", "people", "police", "media", "many", "some", "others", "both", "who", "most":
		return true
	}
	if p, ok := r.subjectBefore(g); ok && (len(r.coordinated(p)) > 1 || r.pluralHead(p) || r.body(p) || r.countsPeople(p) || r.class(p.from, groupPronoun) || r.low(p.from) == "all") {
		return true
	}
	return strings.HasSuffix(w, "s") && len(w) > 3 && !strings.HasSuffix(w, "ss") || lex().plural[w]
}

// body reports whether a phrase names an organisation, which some write with
// a plural verb: "the WHO say".
func (r *reading) body(p phraseRange) bool {
	n := r.name(p.to - 1)
	return n >= 0 && (r.t.entities[r.t.names[n].entity].kind == corpus.Organisation || r.t.entities[r.t.names[n].entity].kind == corpus.Outlet)
}

// finiteCue reads a cue with a subject before it or behind it.
func (r *reading) finiteCue(i int, c cueForm, g verbs) {
	before := len(r.found)
	if (c.lemma == "quote" || c.lemma == "cite") && r.quotesAs(i, g) {
		return
	}
	if r.low(i+1) == "by" && !g.aux && r.skipTime(i+1) == i+1 {
		return // "the basin claimed by both"
	}
	if g.negated && c.takes(weakCue) && !c.takes(belief) && !r.class(i, answeringVerb) {
		return // "does not find", "did not show": nobody is portrayed as silent
	}
	if g.from == i && r.saidLast(i, c) {
		if r.inverted(i, c); len(r.found) > before {
			return
		}
	}
	if p, ok := r.subjectBefore(g.from); ok && r.acceptable(p, i, c) {
		r.withSubject(p, i, c, g)
		return
	}
	if r.elided(i, c, g) || r.related(i, c, g) {
		return
	}
	if g.from == i && c.takes(takesQuote|takesClause|takesThat) {
		r.inverted(i, c)
	}
}

// acceptable reports whether p can be the source of the cue at i: weak cues
// want a person or institution.
func (r *reading) acceptable(p phraseRange, i int, c cueForm) bool {
	if c.takes(needsAddressee) && c.form&participleForm != 0 && r.t.blocks[r.f.block].Kind == corpus.Title {
		return false // "Families told to leave": a passive without its verb
	}
	if c.takes(mediaOnly) && !r.media(p) || c.takes(documentOnly) && !r.document(p) {
		return false
	}
	if w := r.low(p.from - 1); w == "if" || w == "unless" {
		return false // "if they say so": nobody has
	}
	switch r.sourceLike(p) {
	case speaker:
		return (!r.selfReport(p) || r.told(p, i, c)) && (!c.takes(belief) || r.presented(p, i))
	case anyNoun:
		if r.namesPerson(p.to, i) {
			return true // "its authors, Ada Moore and Ivo Brandt, wrote"
		}
		return !c.takes(weakCue) && c.takes(takesClause|takesThat) || r.quotesNext(i) || r.quo(p.from-1) >= 0
	}
	return false
}

// namesPerson reports whether a person's name stands in [a,b).
func (r *reading) namesPerson(a, b int) bool {
	for k := a; k < b; k++ {
		if r.name(k) >= 0 && r.named(k) && !r.possessed(k) {
			return true
		}
	}
	return false
}

// media reports whether a noun phrase means a medium: "state media", "the
// Eldmoor Times".
func (r *reading) media(p phraseRange) bool {
	for k := p.from; k < p.to; k++ {
		if lex().person(r.low(k)) {
			return false // "a reporter covering social justice"
		}
		if n := r.name(k); n >= 0 && r.t.entities[r.t.names[n].entity].kind == corpus.Outlet || r.name(k) < 0 && lex().outletWords[strings.TrimSuffix(r.low(k), "s")] || r.low(k) == "media" {
			return true
		}
	}
	return false
}

// document reports whether a noun phrase means a document: "the survey", "a
// report by the bank".
func (r *reading) document(p phraseRange) bool {
	head := p.from
	for head+1 < p.to && !(r.class(head+1, preposition|relative) && r.name(head+1) < 0) && r.tok(head+1).kind == word {
		head++
	}
	w := r.low(head)
	return lex().nouns[w].paper || lex().nouns[strings.TrimSuffix(w, "s")].paper
}

// presented reports whether a belief is presented as expressed: by a group
// ("analysts believe") or a body ("the ministry believes"), or with the words themselves. That one person thinks
// or hopes is the reporter's account of a mind.
func (r *reading) presented(p phraseRange, i int) bool {
	if r.quo(i+1) >= 0 || r.quo(p.from-1) >= 0 {
		return true
	}
	for k := i; k < r.len(); k++ {
		if r.tok(k).is(":") && r.quo(k+1) >= 0 {
			return true
		}
	}
	for k := p.from; k < p.to; k++ {
		if lex().plural[r.low(k)] || r.low(k) == "police" {
			return true
		}
	}
	return r.pluralHead(p) && r.speaks(p) || r.class(p.from, groupPronoun) || r.body(p) || institutionNoun(r.low(p.to-1))
}

// selfReport reports whether a quoted speaker only speaks of what he or she
// says: "I said", "we believe" within a quotation.
func (r *reading) selfReport(p phraseRange) bool {
	if p.to-p.from != 1 {
		return false
	}
	switch r.low(p.from) {
	case "i", "we", "you", "who", "my", "our", "your":
		return true
	}
	return false
}

// addressed reports whether p is whom a speaker talks to: "you said that A", "your
// position is that A". Within quotations of a report it is anybody.
func (r *reading) addressed(p phraseRange) bool {
	w := r.low(p.from)
	return p.to-p.from == 1 && (w == "you" || w == "your") && r.f.parent < 0
}

// told reports whether the author of a speech or a memoir tells what he or she
// said, or what the one he talks to did: "I said then that A", "you say that A". What "I say" says is the text itself.
func (r *reading) told(p phraseRange, i int, c cueForm) bool {
	if r.addressed(p) {
		return c.takes(takesQuote) && !c.takes(weakCue) && r.verbs(i, c.form).modal == "" && !r.class(p.from-1, auxiliary) && r.low(p.from-1) != "when"
	}
	if w := r.low(p.from); w != "i" && w != "we" || r.f.parent >= 0 || c.takes(belief) || c.mode == corpus.Opinion {
		return false
	}
	if r.quotesNext(i) || c.form&pastForm != 0 && c.form&baseForm == 0 {
		return true
	}
	g := r.verbs(i, c.form)
	for k := g.from; k < i && g.negated; k++ {
		switch r.low(k) {
		case "did", "didn't", "have", "haven't", "had", "hadn't", "never":
			return true
		}
	}
	return false
}

// quotesNext reports whether a quotation follows the cue at i, perhaps behind a
// comma or colon.
func (r *reading) quotesNext(i int) bool {
	return r.quo(i+1) >= 0 || r.tok(i+1).is(",:") && r.quo(i+2) >= 0
}

// withSubject reads content behind the cue, or before the subject.
func (r *reading) withSubject(p phraseRange, i int, c cueForm, g verbs) {
	members := r.coordinated(p)
	first := members[0].from
	content, rule, confidence, cueEnd := r.contentBehind(i, c)
	if !r.does(p, rule, c) {
		return
	}
	if j, d := r.coordinatedCue(cueEnd); len(content) == 0 && j > 0 {
		content, rule, confidence, _ = r.contentBehind(j, d)
	}
	if around := r.partedBy(first, i, cueEnd, c, rule); len(around) > 0 {
		content, rule, confidence = around, "clause-around", fairRule
	}
	if r.low(first-1) == "as" && r.clauseOver(r.behindVerb(i, c)) {
		r.asReported(members, i, c, g)
		return
	}
	before := len(content) == 0 || c.takes(afterQuoteOnly) && !quotes(content)
	if before {
		content, rule, confidence = r.beforeSubject(first, i, c)
		if len(content) == 0 {
			content, rule, confidence, before = r.treeBehind(i, c), "tree-clause", fairRule, false
		}
	} else if quoted, ok := r.interrupted(first, content); ok {
		content, rule = append(quoted, content...), "quote-interrupted"
	}
	if len(content) == 0 {
		return
	}
	for _, m := range members {
		s := r.add(m, g.from, cueEnd, content, rule, confidence)
		r.finish(s, i, c, g)
	}
	if before {
		r.used = max(r.used, cueEnd)
	}
}

// does reports whether what p is can do what the rule reads: only somebody asks,
// names, promises; "the cuts threaten to close it", "it demands patience".
func (r *reading) does(p phraseRange, rule string, c cueForm) bool {
	switch rule {
	case "noun-phrase":
		return r.sourceLike(p) == speaker && !(r.low(p.from) == "it" && c.takes(weakCue|takesInfinitive))
	case "infinitive", "object-infinitive", "verb-object":
		return r.sourceLike(p) == speaker
	}
	return true
}

// partedBy returns the whole clause where the words behind the cue between commas
// only go on with it: "It is late, she said, that they came", "If it rains, she told
// reporters, the river will rise".
func (r *reading) partedBy(first, i, cueEnd int, c cueForm, rule string) []piece {
	if !r.tok(first-1).is(",") || !r.tok(cueEnd).is(",") && !r.tok(r.behindVerb(i, c)).is(",") || !strings.HasSuffix(rule, "-clause") {
		return nil
	}
	around, _, _ := r.beforeSubject(first, i, c)
	if len(around) < 2 || quotes(around) {
		return nil
	}
	return around
}

// coordinatedCue returns the cue behind "and" at item k, which shares its
// content with the one before: "confirmed and welcomed the visit".
func (r *reading) coordinatedCue(k int) (int, cueForm) {
	if r.low(k) != "and" {
		return 0, cueForm{}
	}
	c, ok := r.cueAt(k + 1)
	if !ok {
		return 0, cueForm{}
	}
	return k + 1, c
}

// beforeSubject reads content that stands before its subject and cue, with
// what goes on behind them.
func (r *reading) beforeSubject(first, i int, c cueForm) ([]piece, string, float64) {
	if !c.takes(takesQuote | takesClause | takesThat | needsAddressee) {
		return nil, "", 0
	}
	if c.takes(spelledThat) && !r.clauseOver(r.behindVerb(i, c)) {
		return nil, "", 0 // "they came, saying the bridge holds a train"
	}
	content, ok := r.contentBefore(first, i)
	if !ok {
		return r.within(first, i), "clause-around", fairRule
	}
	if quotes(content) {
		return append(content, r.goesOn(i, content)...), "quote-before", sureRule
	}
	if c.takes(afterQuoteOnly) || !c.takes(takesClause|takesThat|needsAddressee) {
		return nil, "", 0
	}
	return append(content, r.resumes(i)...), "clause-before", fairRule
}

// elided reads a cue that shares the subject of the one before: "said A and
// warned B", "declined to comment but said".
func (r *reading) elided(i int, c cueForm, g verbs) bool {
	joint := r.beforeOccasion(g.from)
	w := r.low(joint - 1)
	headed := r.t.blocks[r.f.block].Kind == corpus.Title && r.tok(g.from-1).is(",;")
	if w != "and" && w != "but" && w != "then" && !headed || c.form&(pastForm|presentForm) == 0 && !(w == "and" && r.quotesNext(i)) {
		return false
	}
	subject, ok := r.sharedSubject(i)
	if !ok {
		return false
	}
	content, rule, confidence, cueEnd := r.contentBehind(i, c)
	if len(content) == 0 {
		return false
	}
	s := r.add(subject, g.from, cueEnd, content, rule+"-shared", confidence*0.9)
	r.finish(s, i, c, g)
	return true
}

// sharedSubject returns the subject that the verb at item i shares with one before:
// that of the verb to which the tree joins it where that is nearer than the first of
// the sentence.
func (r *reading) sharedSubject(i int) (phraseRange, bool) {
	first, ok := r.mainSubject(i)
	tree, parsed := r.tree(i)
	if !parsed || tree.token().Rel != "conj" || len(r.found) > 0 && r.found[len(r.found)-1].subjectAt == first {
		return first, ok // whose statement goes on
	}
	if p, near := r.treeSubject(tree); near && p.to <= i && p.from >= first.to && r.sourceLike(p) == speaker && !r.selfReport(p) {
		return p, true
	}
	return first, ok
}

// related reads "X, who said that A" where the tree does not tell whom "who"
// describes: it is whoever stands before it.
func (r *reading) related(i int, c cueForm, g verbs) bool {
	who := g.from - 1
	if tree, ok := r.tree(i); r.low(who) != "who" || !ok || tree.token().Rel == "acl:relcl" || c.takes(belief) || !c.takes(takesClause|takesThat) {
		return false
	}
	end := who
	if r.tok(end - 1).is(",") {
		end--
	}
	from := end
	for from > 0 && !r.bounds(from-1) && !(r.class(from-1, preposition) && r.name(from-1) < 0) {
		from--
	}
	p := r.trimPhrase(phraseRange{from, end})
	if p.empty() || r.sourceLike(p) != speaker {
		return false
	}
	content, rule, confidence, cueEnd := r.contentBehind(i, c)
	if len(content) == 0 {
		return false
	}
	s := r.add(p, g.from, cueEnd, content, rule+"-relative", confidence*0.8)
	r.finish(s, i, c, g)
	return true
}

// beforeOccasion steps back over the occasion between "and" and the verb group
// at g: "left and in a letter said".
func (r *reading) beforeOccasion(g int) int {
	for k := g - 1; k > 0 && k > g-longLabel-3; k-- {
		if r.class(k, preposition) && r.class(k-1, conjunction) && r.skipTime(k) == g {
			return k
		}
	}
	return g
}
