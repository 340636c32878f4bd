package score

import (
	"strings"

	"hearsay/internal/treebank"
	"hearsay/syntax"
)

// The layers of errors in mentions.
const (
	wrongKind = "kind"     // the tokens are right
	wrongSpan = "span"     // the head is right
	missed    = "missed"   // nothing was read at its head
	spurious  = "spurious" // gold has nothing at its head
)

// errorWords gives the words of phrases.
type errorWords struct {
	text      string
	sentences []syntax.Sentence
}

func (w errorWords) of(p phrase) string {
	tokens := w.sentences[p.sentence].Tokens
	return strings.Join(strings.Fields(w.text[tokens[p.from].Start:tokens[p.to-1].End]), " ")
}

// confuse notes the errors of a document, each once. What is right is set
// aside first, then what has the right tokens, then what has the right head.
func (s *namesScorer) confuse(training treebank.Training, words errorWords, gold, read []found) {
	n := errorNotes{words: words, kinds: s.confused[training]}
	if n.kinds == nil {
		n.kinds = map[confusion]map[string]int{}
		s.confused[training] = n.kinds
	}
	gold, read = pairUp(gold, read, sameness{match: "phrase", typed: true}, func(found, found) {})
	gold, read = pairUp(gold, read, sameness{match: "phrase"}, func(g, r found) { n.note(wrongKind, g.title(), r.title(), n.words.of(g.phrase)) })
	gold, read = pairUp(gold, read, sameness{match: "head"}, n.span)
	for _, g := range gold {
		n.note(missed, g.title(), "", n.words.of(g.phrase))
	}
	for _, r := range read {
		n.note(spurious, "", r.title(), n.words.of(r.phrase))
	}
}

// title says what a mention is: "person, names".
func (f found) title() string { return f.kind + ", " + f.level }

// errorNotes collects errors.
type errorNotes struct {
	words errorWords
	kinds map[confusion]map[string]int
}

func (n *errorNotes) span(g, r found) {
	n.note(wrongSpan, g.title(), r.title(), n.words.of(g.phrase)+" [read "+n.words.of(r.phrase)+"]")
}

func (n *errorNotes) note(layer, gold, read, word string) {
	c := confusion{layer, gold, read}
	if n.kinds[c] == nil {
		n.kinds[c] = map[string]int{}
	}
	n.kinds[c][word]++
}

// pairUp calls do for every pair of equal keys, one to one, and returns what
// is left.
func pairUp(gold, read []found, s sameness, do func(g, r found)) (goldLeft, readLeft []found) {
	at := map[found][]int{}
	for i, r := range read {
		at[s.key(r)] = append(at[s.key(r)], i)
	}
	used := make([]bool, len(read))
	for _, g := range gold {
		k := s.key(g)
		if len(at[k]) == 0 {
			goldLeft = append(goldLeft, g)
			continue
		}
		used[at[k][0]] = true
		do(g, read[at[k][0]])
		at[k] = at[k][1:]
	}
	for i, r := range read {
		if !used[i] {
			readLeft = append(readLeft, r)
		}
	}
	return goldLeft, readLeft
}
