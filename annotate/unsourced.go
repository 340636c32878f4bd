package annotate

import (
	"hearsay/corpus"
)

// unsourced reads "the dam reportedly broke": somebody, whom the sentence does not
// name, says it. What a statement that was found already holds is left to it.
func (r *reading) unsourced() {
	if r.t.blocks[r.f.block].Kind == corpus.Title {
		return
	}
	for i := 0; i < r.len(); i++ {
		if !r.class(i, hearsay) || r.heldAlready(i) {
			continue
		}
		p, ok := r.clauseOf(i)
		if !ok {
			continue
		}
		if s := r.add(phraseRange{}, i, i+1, r.pieces(p.from, p.to), "reportedly", guessRule); s.portray(corpus.Assert, corpus.Report) && r.f.parent >= 0 {
			s.doubt(0.85, "reported within a quotation")
		}
	}
}

// heldAlready reports whether item i stands in what a statement found before says.
func (r *reading) heldAlready(i int) bool {
	for _, s := range r.found {
		if s.says(r.tok(i).Span) {
			return true
		}
	}
	return false
}

// clauseOf returns the clause in which the adverb at item i stands: of a clause that
// describes a noun only what follows the adverb.
func (r *reading) clauseOf(i int) (phraseRange, bool) {
	tree, ok := r.tree(i)
	if !ok {
		return phraseRange{}, false
	}
	head := tree.token().Head
	for head >= 0 && !tree.heads(head) {
		head = tree.tokens[head].Head
	}
	if head < 0 {
		return phraseRange{}, false
	}
	p, ok := r.items(tree.span(tree.reach(head)))
	if !ok {
		return p, false
	}
	if rel := tree.tokens[head].Rel; rel == "acl" || rel == "acl:relcl" || rel == "advcl" {
		p.from = max(p.from, i+1)
	}
	p.to = min(p.to, r.contentEnd(p.from, i))
	return p, p.to-p.from > 2
}

// heads reports whether token k heads a clause.
func (c clauseTree) heads(k int) bool {
	switch c.tokens[k].Rel {
	case "root", "ccomp", "advcl", "acl", "acl:relcl", "parataxis":
		return true
	case "conj":
		return c.child(k, "nsubj") >= 0 || c.child(k, "nsubj:pass") >= 0
	}
	return false
}
