// Package syntax reads the grammar of English: it cuts a document into
// sentences and tokens and gives each token its lemma, its parts of speech and
// its place in a dependency tree (Universal Dependencies, version 2).
//
// Reading is a pure function of the document: it keeps no state between
// documents and may run on as many goroutines as there are cores.
package syntax

import "hearsay/corpus"

// Token is a word, a clitic, a number or a mark, cut as English treebanks cut
// them: "don't" is "do" and "n't", "six-member" is three tokens.
type Token struct {
	corpus.Span        // bytes of the text
	Form        string // as it stands in the text
	Lemma       string // "say" of "said"
	POS         string // universal part of speech: "VERB"
	Tag         string // Penn tag, finer: "VBD"
	Head        int    // index of the governing token in the sentence, -1 at the root
	Rel         string // relation to the head, with its subtype: "nsubj:pass"
}

// Sentence is one sentence, headline, dateline, byline or other unit of a
// text. Exactly one of its tokens is the root; every other has a head, and the
// heads form a tree.
type Sentence struct {
	corpus.Span
	Block  int // index of its block in the document, 0 where there are none
	Tokens []Token
}
