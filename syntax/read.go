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

// Parse fills the tags, the tree and the lemmas of an English sentence that
// has its tokens with their forms.
func Parse(s *Sentence) { english().Parse(s) }
