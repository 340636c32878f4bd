package annotate

import (
	"strings"
)

// describing reads "a message stating that A", "one poster writing “A”": the
// noun that the participle describes is the source.
func (r *reading) describing(i int, c cueForm) bool {
	tree, ok := r.tree(i)
	if !ok || tree.token().Rel != "acl" || c.takes(belief) {
		return false
	}
	p, ok := r.items(tree.span(tree.nounPhrase(tree.token().Head)))
	if ok {
		p.to = min(p.to, i)
	}
	if !ok || p.to != i || r.sourceLike(p) != speaker || r.selfReport(p) || c.takes(mediaOnly) && !r.media(p) {
		return false
	}
	if issuer, ok := r.issuer(clauseTree{tree.tokens, tree.token().Head}, p); ok {
		p = issuer
	}
	content, rule, confidence, cueEnd := r.contentBehind(i, c)
	if len(content) == 0 {
		return false
	}
	s := r.add(p, i, cueEnd, r.inSubject(content, tree), rule+"-gerund", confidence*0.9)
	r.finish(s, i, c, verbs{from: i})
	return true
}

// inSubject ends content that describes a noun before the verb of which the noun
// is the subject: "a letter stating that A | hung on the door".
func (r *reading) inSubject(content []piece, tree clauseTree) []piece {
	last := &content[len(content)-1]
	_, to := tree.reach(tree.at)
	if end := tree.tokens[to-1].End; tree.tokens[tree.token().Head].Rel == "nsubj" && last.quo < 0 && last.Start < end && end < last.End {
		last.End = end
	}
	return content
}

// issuer returns who puts out the document or statement p, at whose head the
// tree stands: "the ministry issued a statement saying that".
func (r *reading) issuer(noun clauseTree, p phraseRange) (phraseRange, bool) {
	k := noun.token()
	if n := lex().nouns[k.Lemma]; k.Rel != "obj" || !n.act && !n.paper {
		return phraseRange{}, false
	}
	verb := clauseTree{noun.tokens, k.Head}
	subject, ok := r.treeSubject(verb)
	if lex().is(verb.token().Lemma, issuing) {
		return subject, ok && subject.to <= p.from && r.sourceLike(subject) == speaker && !r.selfReport(subject)
	}
	return phraseRange{}, false
}

// gerund reads ", saying that B", ", adding: “B”", with the subject of the
// sentence as its source.
func (r *reading) gerund(i int, c cueForm) {
	own, absolute := r.absolute(i)
	switch r.low(i - 1) {
	case "and", "by", "after", "before", "while", "upon", "on", "in", "without", "not":
	default:
		if !absolute && !r.tok(i-1).is(",—–") && r.quo(i-1) < 0 && i > 0 && !r.class(i-1, adverb) && !r.adverbial(i, c) {
			return
		}
	}
	if c.takes(belief) || r.withoutSaying(i, c) {
		return
	}
	if c.lemma == "quote" || c.lemma == "cite" && r.sourceAt(i+1) {
		return // a hop, read with the cue that it belongs to
	}
	content, rule, confidence, cueEnd := r.contentBehind(i, c)
	p, ok := r.mainSubject(i)
	if !ok && !p.empty() && c.takes(takesClause) && !c.takes(weakCue|belief) && r.sourceLike(p) == anyNoun {
		ok = true
	}
	if absolute {
		p, ok = own, r.sourceLike(own) == speaker && !r.selfReport(own)
		if _, first, leads := r.leading(i, content, false); leads && own.from <= 1 {
			content = first
		}
	} else if i <= 2 {
		p, content, ok = r.leading(i, content, rule == "noun-phrase")
	}
	if !ok || len(content) == 0 || c.takes(mediaOnly) && !r.media(p) {
		return
	}
	s := r.add(p, i, cueEnd, content, rule+"-gerund", confidence*0.9)
	r.finish(s, i, c, verbs{from: i})
}

// absolute returns the subject that the gerund at i has of its own behind "with":
// "…, with one poster writing “A”".
func (r *reading) absolute(i int) (phraseRange, bool) {
	for k := i - 1; k >= 0 && k > i-farObject && !r.finite(k) && r.quo(k) < 0; k-- {
		if r.low(k) == "with" && (k == 0 || r.tok(k-1).is(",—–")) && !r.tok(i-1).is(",") {
			return phraseRange{k + 1, i}, k+1 < i
		}
	}
	tree, ok := r.tree(i)
	if !ok {
		return phraseRange{}, false
	}
	p, ok := r.treeSubject(tree)
	return p, ok && p.to <= i && r.low(p.from-1) == "with"
}

// adverbial reports whether the gerund at i tells how what its sentence says is
// done, and not what the noun before it does: "made a pitch saying that".
func (r *reading) adverbial(i int, c cueForm) bool {
	switch r.low(i - 1) {
	case "as", "for", "of", "from", "without", "than", "instead":
		return false // "quoted as saying", "criticised him for saying"
	}
	tree, ok := r.tree(i)
	return ok && tree.token().Rel == "advcl" && (!c.takes(weakCue) || r.writes(tree))
}

// writes reports whether the verb that a gerund goes with is one of saying itself:
// "wrote to the embassy asking them to leave".
func (r *reading) writes(tree clauseTree) bool {
	head := tree.token().Head
	if head < 0 {
		return false
	}
	c, ok := lex().cues[strings.ToLower(tree.tokens[head].Form)]
	return ok && c.takes(takesQuote)
}

// leading reads a gerund that begins its sentence: "After saying that A, the
// man sat down". Its clause, or its noun, ends at the comma behind which the subject
// stands.
func (r *reading) leading(i int, content []piece, noun bool) (phraseRange, []piece, bool) {
	if len(content) == 0 {
		return phraseRange{}, nil, false
	}
	from := i + 1
	for from < r.len() && r.end(from) <= content[0].Start {
		from++
	}
	for k := from + 1; k < r.len(); k++ {
		if noun && r.tok(k).is(",") && k == from+1 && r.class(from, determiner|pronoun) {
			break // "By confessing this, he"
		}
		if !r.tok(k).is(",") || !noun && !r.hasClause(from, k) && !(r.low(0) == "with" && r.nominal(k+1)) {
			continue
		}
		for verb := k + 2; verb < r.len(); verb++ {
			if r.finite(verb) {
				p, ok := r.subjectBefore(verb)
				return p, r.pieces(from, k), ok && p.from > k && r.sourceLike(p) == speaker && !r.selfReport(p)
			}
		}
		break
	}
	return phraseRange{}, nil, false
}

// mainSubject is the source of the statement before in this sentence, or the
// sentence's first noun phrase before a finite verb.
func (r *reading) mainSubject(i int) (phraseRange, bool) {
	for k := len(r.found) - 1; k >= 0; k-- {
		if s := r.found[k]; !s.subject.Empty() && s.subjectAt.to <= i && !strings.HasPrefix(s.rule, "noun-request") && s.rule != "noun-that" {
			return s.subjectAt, true
		}
	}
	for k := 0; k < i; k++ {
		if r.finite(k) {
			p, ok := r.subjectBefore(r.verbs(k, pastForm).from)
			return p, ok && r.sourceLike(p) == speaker && !r.selfReport(p)
		}
	}
	return phraseRange{}, false
}
