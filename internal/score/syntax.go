package score

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/internal/treebank"
	"hearsay/syntax"
)

// SyntaxReport compares what is read with the trees of a treebank.
type SyntaxReport struct {
	Documents int         `json:"documents"`
	Rows      []SyntaxRow `json:"rows"`     // by genre, those that are held out first; sums last
	Errors    []Confusion `json:"errors"`   // of documents that are held out, else of other treebanks, else of those that were trained on; most frequent first
	Problems  []string    `json:"problems"` // files or documents that were left out
}

// SyntaxRow is the score of the documents of one genre that are held out of
// training, or of those that are not; the two are never added up. Rates are in
// [0, 1] and 0 where there is nothing to rate.
type SyntaxRow struct {
	Genre     string            `json:"genre"` // "all" for the sum
	Training  treebank.Training `json:"training"`
	Documents int               `json:"documents"`
	Tokens    int               `json:"tokens"`

	// On the tokens of the treebank, with predicted tags. Punctuation counts;
	// a relation's subtype does not.
	Tag   float64 `json:"tag"`
	POS   float64 `json:"upos"`
	UAS   float64 `json:"uas"`
	LAS   float64 `json:"las"`
	Lemma float64 `json:"lemma"`

	// From the text alone: F1 of exact spans.
	TokenF1    float64 `json:"token_f1"`
	SentenceF1 float64 `json:"sentence_f1"`

	right                     rightTokens
	goldSentences             int
	readTokens, readSentences int
	sameTokens, sameSentences int
}

// rightTokens counts the tokens that were read right.
type rightTokens struct{ tag, pos, head, labelled, lemma int }

// Confusion is one kind of error with its words, the most frequent first.
type Confusion struct {
	Layer string `json:"layer"` // "tag", "arc" or "lemma"; "kind", "span", "missed" or "spurious"
	Gold  string `json:"gold"`
	Read  string `json:"read"`
	Count int    `json:"count"`
	Words []Word `json:"words"`
}

// Word is a word with how often it was read wrongly in one way.
type Word struct {
	Word  string `json:"word"`
	Count int    `json:"count"`
}

// ReadSyntax reads a text and gives a sentence with tokens its tags and tree;
// the two functions are what is scored.
type ReadSyntax struct {
	Cut   func(text string, blocks []corpus.Block) []syntax.Sentence
	Parse func(*syntax.Sentence)
}

// Syntax scores the reading of documents. An error in their sequence ends it
// and becomes a problem of the report. With listErrors the report has Errors.
func Syntax(documents iter.Seq2[*treebank.Document, error], read ReadSyntax, listErrors bool) SyntaxReport {
	s := syntaxScorer{read: read, rows: map[rowKey]*SyntaxRow{}, confused: map[treebank.Training]map[confusion]map[string]int{}}
	rep := SyntaxReport{Rows: []SyntaxRow{}, Errors: []Confusion{}, Problems: []string{}}
	for d, err := range documents {
		if err != nil {
			rep.Problems = append(rep.Problems, err.Error())
			continue
		}
		rep.Documents++
		s.document(d)
	}
	rep.Rows = s.sorted()
	if listErrors {
		rep.Errors = s.errors()
	}
	return rep
}

type rowKey struct {
	genre    string
	training treebank.Training
}

type confusion struct{ layer, gold, read string }

type syntaxScorer struct {
	read     ReadSyntax
	rows     map[rowKey]*SyntaxRow
	confused map[treebank.Training]map[confusion]map[string]int // words of each kind
	training treebank.Training                                  // of the document in hand
}

// sumGenre is the name of the rows that sum up.
const sumGenre = "all"

func (s *syntaxScorer) document(d *treebank.Document) {
	s.training = treebank.TrainingOf(d.ID)
	if s.confused[s.training] == nil {
		s.confused[s.training] = map[confusion]map[string]int{}
	}
	genre := treebank.Genre(d.ID)
	if genre == "" {
		genre = "other"
	}
	one := SyntaxRow{Documents: 1}
	text, gold := d.Syntax()
	for i := range gold {
		s.sentence(&one, &gold[i])
	}
	s.raw(&one, text, gold)
	for _, g := range []string{genre, sumGenre} {
		s.row(g).add(&one)
	}
}

func (s *syntaxScorer) row(genre string) *SyntaxRow {
	key := rowKey{genre, s.training}
	if s.rows[key] == nil {
		s.rows[key] = &SyntaxRow{Genre: genre, Training: s.training}
	}
	return s.rows[key]
}

// sentence parses the tokens of a gold sentence and compares.
func (s *syntaxScorer) sentence(r *SyntaxRow, gold *syntax.Sentence) {
	read := syntax.Sentence{Span: gold.Span, Block: gold.Block}
	for _, k := range gold.Tokens {
		read.Tokens = append(read.Tokens, syntax.Token{Span: k.Span, Form: k.Form, Head: -1})
	}
	s.read.Parse(&read)
	for i, g := range gold.Tokens {
		s.token(r, gold, g, read.Tokens[i])
	}
}

func (s *syntaxScorer) token(r *SyntaxRow, sentence *syntax.Sentence, gold, read syntax.Token) {
	r.Tokens++
	r.right.tag += s.same("tag", gold.Tag, read.Tag, gold.Form)
	r.right.lemma += s.same("lemma", gold.Lemma, read.Lemma, gold.Form)
	if gold.POS == read.POS {
		r.right.pos++
	}
	goldRel, readRel := universal(gold.Rel), universal(read.Rel)
	if gold.Head == read.Head {
		r.right.head++
		r.right.labelled += s.same("arc", goldRel, readRel, gold.Form)
		return
	}
	if readRel == goldRel {
		readRel += " of another word"
	} else {
		readRel += ", of another word"
	}
	s.same("arc", goldRel, readRel, gold.Form+" of "+headForm(sentence, gold))
}

// universal cuts the subtype off a relation.
func universal(rel string) string { rel, _, _ = strings.Cut(rel, ":"); return rel }

func headForm(s *syntax.Sentence, t syntax.Token) string {
	if t.Head < 0 {
		return "the root"
	}
	return s.Tokens[t.Head].Form
}

// same returns 1 if two values are equal and notes the word where they are
// not.
func (s *syntaxScorer) same(layer, gold, read, word string) int {
	if gold == read {
		return 1
	}
	c := confusion{layer, gold, read}
	if layer == "lemma" {
		c.gold, c.read, word = "", "", word+" "+read+" (gold "+gold+")"
	}
	words := s.confused[s.training][c]
	if words == nil {
		words = map[string]int{}
		s.confused[s.training][c] = words
	}
	words[word]++
	return 0
}

// raw compares what is cut from the text alone.
func (s *syntaxScorer) raw(r *SyntaxRow, text string, gold []syntax.Sentence) {
	tokens, sentences := map[corpus.Span]bool{}, map[corpus.Span]bool{}
	for _, g := range gold {
		sentences[g.Trim(text)] = true
		for _, k := range g.Tokens {
			tokens[k.Span] = true
		}
	}
	r.goldSentences += len(gold)
	for _, p := range s.read.Cut(text, treebank.Blocks(text)) {
		r.readSentences++
		r.sameSentences += one(sentences[p.Span])
		for _, k := range p.Tokens {
			r.readTokens++
			r.sameTokens += one(tokens[k.Span])
		}
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (r *SyntaxRow) add(o *SyntaxRow) {
	r.Documents += o.Documents
	r.Tokens += o.Tokens
	r.right.tag += o.right.tag
	r.right.pos += o.right.pos
	r.right.head += o.right.head
	r.right.labelled += o.right.labelled
	r.right.lemma += o.right.lemma
	r.goldSentences += o.goldSentences
	r.readTokens += o.readTokens
	r.readSentences += o.readSentences
	r.sameTokens += o.sameTokens
	r.sameSentences += o.sameSentences
}

// rate fills the rates from the counts.
func (r *SyntaxRow) rate() {
	of := func(n int) float64 { return float64(n) / float64(max(1, r.Tokens)) }
	f1 := func(same, gold, read int) float64 { return 2 * float64(same) / float64(max(1, gold+read)) }
	r.Tag, r.POS, r.Lemma = of(r.right.tag), of(r.right.pos), of(r.right.lemma)
	r.UAS, r.LAS = of(r.right.head), of(r.right.labelled)
	r.TokenF1 = f1(r.sameTokens, r.Tokens, r.readTokens)
	r.SentenceF1 = f1(r.sameSentences, r.goldSentences, r.readSentences)
}

// trainings are the kinds of rows in their order.
var trainings = []treebank.Training{treebank.Held, treebank.Unlisted, treebank.TrainedOn}

// sorted returns the rows: held out before trained on, by genre, sums last.
func (s *syntaxScorer) sorted() []SyntaxRow {
	rows := []SyntaxRow{}
	for _, r := range s.rows {
		r.rate()
		rows = append(rows, *r)
	}
	slices.SortFunc(rows, func(a, b SyntaxRow) int {
		return cmp.Or(slices.Index(trainings, a.Training)-slices.Index(trainings, b.Training), one(a.Genre == sumGenre)-one(b.Genre == sumGenre), cmp.Compare(a.Genre, b.Genre))
	})
	return rows
}

// errors returns the kinds of error, the most frequent first.
func (s *syntaxScorer) errors() []Confusion {
	for _, t := range trainings {
		if kinds := s.confused[t]; kinds != nil {
			return confusions(kinds)
		}
	}
	return []Confusion{}
}

// confusions lists kinds of error with their words: the layers by name from
// the last to the first, in each the most frequent first.
func confusions(kinds map[confusion]map[string]int) []Confusion {
	out := []Confusion{}
	for c, words := range kinds {
		e := Confusion{Layer: c.layer, Gold: c.gold, Read: c.read, Words: byCount(words)}
		for _, w := range e.Words {
			e.Count += w.Count
		}
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b Confusion) int {
		return cmp.Or(cmp.Compare(b.Layer, a.Layer), b.Count-a.Count, cmp.Compare(a.Gold, b.Gold), cmp.Compare(a.Read, b.Read))
	})
	return out
}

func byCount(words map[string]int) []Word {
	out := make([]Word, 0, len(words))
	for w, n := range words {
		out = append(out, Word{w, n})
	}
	slices.SortFunc(out, func(a, b Word) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.Word, b.Word)) })
	return out
}
