package names

import (
	"hearsay/syntax"
)

// document is one text in the course of joining.
type document struct {
	words     *corefWords
	sentences []syntax.Sentence
	mentions  []Mention
	traits    []trait
	quoted    [][]bool     // by sentence and token: within quotation marks
	question  map[int]bool // by block: it ends in a question mark
	numbers   map[string]wordNumber
}

// newDocument reads the traits of all mentions. The mentions are in order of
// their beginning, the longer first, and lie within their sentences.
func newDocument(words *corefWords, sentences []syntax.Sentence, mentions []Mention) *document {
	d := &document{words: words, sentences: sentences, mentions: mentions, question: map[int]bool{}, numbers: map[string]wordNumber{}}
	d.markQuotations()
	d.markQuestions()
	d.traits = make([]trait, len(mentions))
	for i := range mentions {
		d.traits[i] = newTrait(d, i)
	}
	return d
}

// wordNumber stands for a word within a document, since joining compares words
// very often.
type wordNumber int32

func (d *document) number(word string) wordNumber {
	n, ok := d.numbers[word]
	if !ok {
		n = wordNumber(len(d.numbers))
		d.numbers[word] = n
	}
	return n
}

func (d *document) numbersOf(words []string) []wordNumber {
	out := make([]wordNumber, len(words))
	for i, w := range words {
		out[i] = d.number(w)
	}
	return out
}

// markQuotations notes which tokens stand within quotation marks. A mark that
// is not closed ends with its block.
func (d *document) markQuotations() {
	open, block := false, -1
	d.quoted = make([][]bool, len(d.sentences))
	for i := range d.sentences {
		s := &d.sentences[i]
		if s.Block != block {
			open, block = false, s.Block
		}
		d.quoted[i] = make([]bool, len(s.Tokens))
		for j := range s.Tokens {
			switch s.Tokens[j].Form {
			case "“", "«", "„", "``":
				open = true
			case "”", "»", "''":
				open = false
			case "\"":
				open = !open
			}
			d.quoted[i][j] = open
		}
	}
}

// markQuestions notes the blocks whose last sentence asks: in an interview,
// the turns of who asks.
func (d *document) markQuestions() {
	for i := range d.sentences {
		s := &d.sentences[i]
		asks := false
		for j := max(0, len(s.Tokens)-2); j < len(s.Tokens); j++ {
			asks = asks || s.Tokens[j].Form == "?"
		}
		d.question[s.Block] = asks
	}
}
