package report

import (
	"fmt"
	"io"
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// WriteSyntax writes the sentences of a document as trees for people: each
// word on a line, in the order of the text where the tree allows it, with its
// tag, its relation to the word that it hangs on, and its lemma.
func WriteSyntax(w io.Writer, style Style, doc corpus.Document, sentences []syntax.Sentence) error {
	s := sheet{style: style}
	s.documentHead(Facts{DocumentLine: documentLine(doc), Forwarded: doc.ForwardedFrom()})
	for i := range sentences {
		s.heading(fmt.Sprintf("[%d] %s", i+1, sentences[i].In(doc.Text)))
		s.tree(&sentences[i])
	}
	_, err := io.WriteString(w, s.String())
	return err
}

// branch is a word of a tree with the lines that lead to it.
type branch struct {
	token int
	lines string
}

// tree draws a sentence.
func (s *sheet) tree(sentence *syntax.Sentence) {
	t := treeDrawer{style: s.style, children: make([][]int, len(sentence.Tokens))}
	root := 0
	for i, k := range sentence.Tokens {
		if k.Head < 0 {
			root = i
			continue
		}
		t.children[k.Head] = append(t.children[k.Head], i)
	}
	t.draw(root, "", "", "")
	column := 0
	for _, b := range t.branches {
		column = max(column, width(b.lines+oneLine(sentence.Tokens[b.token].Form)))
	}
	column = min(column, widestTree)
	for _, b := range t.branches {
		s.word(b, &sentence.Tokens[b.token], column)
	}
}

// widestTree is the column at which the tags of a very deep tree stand at the
// latest, but for the words that reach beyond it.
const widestTree = 60

func (s *sheet) word(b branch, k *syntax.Token, column int) {
	form := oneLine(k.Form)
	gap := strings.Repeat(" ", max(0, column-width(b.lines+form)))
	line := s.style.ink(muted, b.lines) + s.style.ink(strong, form) + gap + "  " +
		s.style.ink(cueInk, pad(or(k.Tag, k.POS), len("-LRB-"))) + "  " + s.style.ink(sourceInk, k.Rel)
	if lemma := oneLine(k.Lemma); lemma != form {
		line += "  " + s.style.ink(muted, lemma)
	}
	s.line("  " + line)
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// treeDrawer lists the words of a tree from top to bottom: what hangs on a
// word and stands before it, the word, what stands behind it.
type treeDrawer struct {
	style    Style
	children [][]int // by token, in order
	branches []branch
}

// draw lists the tree below a token. Its own line begins with at, those of
// the words before it with above, of those behind it with below.
func (t *treeDrawer) draw(token int, above, at, below string) {
	bar, none := t.style.pick("│  ", "|  "), "   "
	var after []int
	first := true
	for _, c := range t.children[token] {
		switch {
		case c > token:
			after = append(after, c)
		case first:
			t.draw(c, above+none, above+t.style.pick("┌─ ", ",- "), above+bar)
			first = false
		default:
			t.draw(c, above+bar, above+t.style.pick("├─ ", "|- "), above+bar)
		}
	}
	t.branches = append(t.branches, branch{token, at})
	for i, c := range after {
		if i+1 < len(after) {
			t.draw(c, below+bar, below+t.style.pick("├─ ", "|- "), below+bar)
			continue
		}
		t.draw(c, below+bar, below+t.style.pick("└─ ", "`- "), below+none)
	}
}
