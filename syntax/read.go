package syntax

import "hearsay/corpus"

// Read reads the grammar of a document: its sentences in order, each with its
// tokens, their lemmas and tags and their tree.
func Read(doc corpus.Document) []Sentence {
	sentences := Cut(doc.Text, doc.Blocks)
	for i := range sentences {
		Parse(&sentences[i])
	}
	return sentences
}

// Parse fills the tags, the tree and the lemmas of a sentence that has its
// tokens with their forms.
func Parse(s *Sentence) {
	chain(s)
	lemmatize(s)
}

// chain gives a sentence a tree in which each token depends on the one before
// it, and no tags.
func chain(s *Sentence) {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		t.POS, t.Tag, t.Head, t.Rel = "X", "", i-1, "dep"
		if i == 0 {
			t.Rel = "root"
		}
	}
}
