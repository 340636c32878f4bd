// Package treebank reads and writes annotated texts in CoNLL-U, with the
// entities and coreference that GUM keeps in its MISC column.
package treebank
