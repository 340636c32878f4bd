package syntax

import (
	"bufio"
	"fmt"
	"io"
)

// credit stands at the beginning of the word lists that were learned.
const credit = `# Origin: learned by cmd/train from the training part of Universal Dependencies
# English EWT (Silveira et al. 2014) and those documents of GUM (Zeldes 2017)
# that are not in internal/treebank/heldout.txt. Licence: CC BY-SA 4.0.
`

// WriteLemmas writes exceptions as data/lemmas.txt holds them.
func WriteLemmas(w io.Writer, list []LemmaException) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# Lemmas that the rules do not find: form in lower case, Penn tag, lemma.\n%s", credit)
	for _, e := range list {
		fmt.Fprintf(b, "%s %s %s\n", e.Form, e.Tag, e.Lemma)
	}
	return b.Flush()
}

// wordsWidth is the most bytes of a line of words.
const wordsWidth = 110

// WriteWords writes words as data/common.txt holds them.
func WriteWords(w io.Writer, list []string) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# Words that stand in small letters in running text.\n%s", credit)
	column := 0
	for _, word := range list {
		switch {
		case column == 0:
		case column+1+len(word) > wordsWidth:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += len(word)
	}
	b.WriteByte('\n')
	return b.Flush()
}
