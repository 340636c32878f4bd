package annotate

import (
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// place is a token of a parsed sentence.
type place struct{ sentence, token int }

// nowhere is the place of a token that no sentence has.
var nowhere = place{-1, -1}

// placesOf finds for each token the one of the parsed sentences that holds its
// beginning. Both are in the order of the text.
func placesOf(tokens []token, sentences []syntax.Sentence) []place {
	out := make([]place, len(tokens))
	at := place{0, 0}
	for i := range tokens {
		out[i] = nowhere
		for at.sentence < len(sentences) {
			s := &sentences[at.sentence]
			if at.token == len(s.Tokens) {
				at = place{at.sentence + 1, 0}
				continue
			}
			k := &s.Tokens[at.token]
			if k.Start > tokens[i].Start {
				break
			}
			if k.End > tokens[i].Start {
				out[i] = at
				break
			}
			at.token++
		}
	}
	return out
}

// clauseTree looks at the tree around one word.
type clauseTree struct {
	tokens []syntax.Token
	at     int
}

// tree returns the tree at item i of a frame, false where there is none.
func (v view) tree(i int) (clauseTree, bool) {
	if i < 0 || i >= v.len() || v.quo(i) >= 0 {
		return clauseTree{}, false
	}
	p := v.t.places[v.f.items[i].tok]
	if p == nowhere {
		return clauseTree{}, false
	}
	return clauseTree{v.t.parsed[p.sentence].Tokens, p.token}, true
}

func (c clauseTree) token() *syntax.Token { return &c.tokens[c.at] }

// subordinate reports whether the clause of a finite verb only tells when, why
// or which.
func (c clauseTree) subordinate() bool {
	k := c.token()
	for k.Head >= 0 && (k.Rel == "aux" || k.Rel == "aux:pass" || k.Rel == "cop") {
		k = &c.tokens[k.Head]
	}
	switch k.Rel {
	case "advcl", "acl", "acl:relcl", "advcl:relcl":
		return true
	}
	return false
}

// child returns the first dependent with a relation, -1 for none.
func (c clauseTree) child(of int, rel string) int {
	for i := range c.tokens {
		if c.tokens[i].Head == of && c.tokens[i].Rel == rel {
			return i
		}
	}
	return -1
}

// reach returns the tokens at and below i, half-open.
func (c clauseTree) reach(i int) (from, to int) {
	from, to = i, i+1
	for k := range c.tokens {
		if c.under(k, i) {
			from, to = min(from, k), max(to, k+1)
		}
	}
	return from, to
}

// under reports whether token k hangs below token i or is it.
func (c clauseTree) under(k, i int) bool {
	for range c.tokens {
		if k == i {
			return true
		}
		if k < 0 {
			return false
		}
		k = c.tokens[k].Head
	}
	return false
}

// subject returns the head of the subject of the verb: its own, that of the
// verb with which it is coordinated, or whom its relative clause describes.
func (c clauseTree) subject() int {
	for v := c.at; ; {
		if s := c.child(v, "nsubj"); s >= 0 {
			if c.tokens[v].Rel == "acl:relcl" && c.tokens[s].POS == "PRON" && (c.tokens[s].Tag == "WP" || c.tokens[s].Tag == "WDT") {
				return c.tokens[v].Head
			}
			return s
		}
		if c.child(v, "nsubj:pass") >= 0 || c.child(v, "expl") >= 0 || c.tokens[v].Rel != "conj" || c.tokens[v].Head < 0 {
			return -1
		}
		v = c.tokens[v].Head
	}
}

// nounPhrase returns the tokens of the phrase of a noun, without appositions
// and clauses.
func (c clauseTree) nounPhrase(head int) (from, to int) {
	from, to = head, head+1
	for i := range c.tokens {
		if c.tokens[i].Head != head {
			continue
		}
		switch c.tokens[i].Rel {
		case "det", "amod", "compound", "nmod", "nmod:poss", "nmod:desc", "nmod:unmarked", "flat", "nummod", "case", "advmod", "fixed":
			a, b := c.reach(i)
			from, to = min(from, a), max(to, b)
		}
	}
	return from, to
}

// span returns the bytes of tokens [from,to).
func (c clauseTree) span(from, to int) corpus.Span {
	return corpus.Span{Start: c.tokens[from].Start, End: c.tokens[to-1].End}
}

// clause returns the tokens of the clause that the verb takes as its object,
// without the word that introduces it and the marks around it.
func (c clauseTree) clause() (from, to int, ok bool) {
	k := c.child(c.at, "ccomp")
	if k < 0 {
		return 0, 0, false
	}
	from, to = c.reach(k)
	for from < to && (c.tokens[from].Rel == "mark" && c.tokens[from].Lemma == "that" || c.tokens[from].Rel == "case" || c.tokens[from].POS == "PUNCT") {
		from++
	}
	for to > from && c.tokens[to-1].POS == "PUNCT" {
		to--
	}
	return from, to, to > from
}

// items returns the items of a frame that a span covers, false where it does
// not begin or end with one.
func (v view) items(s corpus.Span) (phraseRange, bool) {
	p := phraseRange{-1, -1}
	for i := range v.f.items {
		if p.from < 0 && v.end(i) > s.Start {
			p.from = i
		}
		if v.start(i) < s.End {
			p.to = i + 1
		}
	}
	return p, p.from >= 0 && p.from < p.to
}

// byTree reads a cue whose subject and clause the tree tells where the words
// alone did not.
func (r *reading) byTree(i int, c cueForm) {
	tree, ok := r.tree(i)
	if !ok || !tree.finite() || !c.takes(takesClause|takesThat|takesQuote) {
		return
	}
	g := r.group(i, c)
	if g.passive || g.to || c.form == gerundForm && !g.aux || g.modal != "" && g.modal != "would" && g.modal != "will" || g.negated && c.takes(weakCue) {
		return
	}
	p, ok := r.treeSubject(tree)
	if name, own := r.namedBeforeWho(g.from - 1); own {
		p, ok = name, true
	}
	if !ok || p.from <= i && i < p.to || !r.acceptable(p, i, c) {
		return
	}
	content, rule := r.treeContent(tree, p, i, c, g)
	if len(content) > 0 {
		s := r.add(p, g.from, i+1, content, rule, fairRule)
		if s != nil && r.class(g.from-1, relative) {
			s.via = r.citesObject(p)
		}
		r.finish(s, i, c, g)
	}
}

// citesObject returns who cites p and hands on what it says: the mayor of "the mayor cited the
// service, which believes that A".
func (r *reading) citesObject(p phraseRange) []corpus.Hop {
	at := p.from - 1
	if w := r.low(at); w != "cited" && w != "cites" && w != "quoted" && w != "quotes" {
		return nil
	}
	by, ok := r.subjectBefore(at)
	if !ok || r.sourceLike(by) != speaker {
		return nil
	}
	return r.hops(by)
}

// namedBeforeWho returns the person's name right before the "who" at item i, of whom it
// is more likely to tell than of what the name belongs to: "a word from Tellon, who said".
func (r *reading) namedBeforeWho(i int) (phraseRange, bool) {
	end := i
	if r.tok(end - 1).is(",") {
		end--
	}
	if r.low(i) != "who" || r.name(end-1) < 0 || !r.named(end-1) {
		return phraseRange{}, false
	}
	return phraseRange{r.nameStart(end - 1), end}, true
}

// finite reports whether the verb is one that says something of its subject:
// in the present or the past, or with an auxiliary.
func (c clauseTree) finite() bool {
	k := c.token()
	if k.POS != "VERB" {
		return false
	}
	switch k.Tag {
	case "VBD", "VBZ", "VBP":
		return true
	}
	return c.child(c.at, "aux") >= 0
}

func (r *reading) treeSubject(tree clauseTree) (phraseRange, bool) {
	subject := tree.subject()
	if subject < 0 {
		return phraseRange{}, false
	}
	p, ok := r.items(tree.span(tree.nounPhrase(subject)))
	if ok {
		p.from += r.phraseAt(p.from) // "according to police, who said"
	}
	if ok && r.class(p.from, preposition) && p.to-p.from > 1 {
		p.from++ // "including some who said"
	}
	return p, ok
}

// treeBehind returns the clause behind the verb at i that the tree gives it as
// its object.
func (r *reading) treeBehind(i int, c cueForm) []piece {
	tree, ok := r.tree(i)
	if !ok || !c.takes(takesClause|takesThat) || c.takes(afterQuoteOnly) {
		return nil
	}
	from, to, ok := tree.clause()
	if !ok || from <= tree.at || tree.tokens[from-1].Lemma == "give" {
		return nil
	}
	content, ok := r.items(tree.span(from, to))
	if !ok || content.from <= i || content.to-content.from < 2 {
		return nil
	}
	if k := r.particleEnd(i); r.tok(k).is(",") && k+1 < content.from {
		content.from = k + 1 // the tree hung the subject of the clause on the verb
	}
	end := r.contentEnd(content.from, i)
	if tree.token().Rel == "acl:relcl" {
		end = min(content.to, r.clauseLimit(content.from, end)) // the sentence goes on behind a relative clause
	}
	return r.pieces(content.from, end)
}

// thatClause reports whether the tree gives the verb at i a clause with "that".
func (r *reading) thatClause(i int) bool {
	tree, ok := r.tree(i)
	if !ok {
		return false
	}
	k := tree.child(tree.at, "ccomp")
	if k < 0 {
		return false
	}
	mark := tree.child(k, "mark")
	return mark > tree.at && tree.tokens[mark].Lemma == "that"
}

// treeContent returns the clause that the verb at i takes, behind it or before.
func (r *reading) treeContent(tree clauseTree, p phraseRange, i int, c cueForm, g verbs) ([]piece, string) {
	if p.to <= i {
		if behind, rule, _, _ := r.contentBehind(i, c); len(behind) > 0 && (strings.HasSuffix(rule, "-clause") || r.class(g.from-1, relative) && !strings.HasSuffix(rule, "infinitive")) {
			return behind, rule
		}
		if behind := r.treeBehind(i, c); len(behind) > 0 {
			return behind, "tree-clause"
		}
	}
	start, ok := tree.clauseBefore()
	if !ok {
		return nil, ""
	}
	end := min(p.from, g.from)
	from, ok := r.items(corpus.Span{Start: tree.tokens[start].Start, End: tree.tokens[start].End})
	if !ok || !r.tok(end-1).is(",—–") && r.quo(end-1) < 0 || from.from < r.used || end-1-from.from < 2 && r.quo(end-1) < 0 || r.class(from.from, subordinator) {
		return nil, ""
	}
	return r.pieces(from.from, end), "tree-clause-before"
}

// clauseBefore returns the first token of the clause before the verb that it
// reports: its object, or what it is set beside.
func (c clauseTree) clauseBefore() (int, bool) {
	k := c.child(c.at, "ccomp")
	if k < 0 && c.token().Rel == "parataxis" {
		k = c.token().Head
	}
	if k < 0 || k > c.at {
		return 0, false
	}
	from, _ := c.reach(k)
	for from < c.at && (c.tokens[from].POS == "PUNCT" || c.tokens[from].Rel == "cc") {
		from++
	}
	return from, from < c.at
}

// objectEnd returns where the object of the verb at i ends that begins at item
// k, by the tree; end where the tree has none there or a longer one.
func (r *reading) objectEnd(i, k, end int) int {
	tree, ok := r.tree(i)
	if !ok {
		return end
	}
	o := tree.child(tree.at, "obj")
	if o < 0 {
		return end
	}
	p, ok := r.items(tree.span(tree.reach(o)))
	if !ok || p.from != k {
		return end
	}
	for p.to > k+1 && r.tok(p.to-1).is(".,;:") {
		p.to--
	}
	return min(end, p.to)
}
