package score

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"

	"hearsay/internal/treebank"
	"hearsay/names"
	"hearsay/syntax"
)

// NamesReport compares the mentions that are read, and how they are joined,
// with those of a treebank that marks entities as GUM does.
type NamesReport struct {
	Documents int         `json:"documents"`
	Rows      []NamesRow  `json:"rows"`     // by genre, those that are held out first; sums last
	Errors    []Confusion `json:"errors"`   // of documents that are held out, else of other treebanks, else of those that were trained on; most frequent first
	Problems  []string    `json:"problems"` // files or documents that were left out
}

// NamesRow is the score of the documents of one genre that are held out of
// training, or of those that are not; the two are never added up.
type NamesRow struct {
	Genre       string            `json:"genre"` // "news + interview" and "all" for sums
	Training    treebank.Training `json:"training"`
	Documents   int               `json:"documents"`
	Tokens      int               `json:"tokens"`
	Mentions    []Mentions        `json:"mentions"`    // of persons, organisations and places
	Coreference []Coreference     `json:"coreference"` // of all types, and of ours alone
}

// ReadNames gives the tokens of a document's sentences their tags and trees,
// in place, and returns the mentions and what they refer to.
type ReadNames func([]syntax.Sentence) ([]names.Mention, []names.Entity)

// newsAndInterview sums the genres that reporting is made of.
const newsAndInterview = "news + interview"

// Names scores the reading of documents on the tokens of the treebank, with
// predicted tags and trees. An error in their sequence ends it and becomes a
// problem of the report, as does a document without entities. With listErrors
// the report has Errors.
func Names(documents iter.Seq2[*treebank.Document, error], read ReadNames, listErrors bool) NamesReport {
	s := namesScorer{read: read, rows: map[rowKey]*NamesRow{}, confused: map[treebank.Training]map[confusion]map[string]int{}}
	rep := NamesReport{Errors: []Confusion{}, Problems: []string{}}
	for d, err := range documents {
		if err == nil {
			err = s.document(d)
		}
		if err != nil {
			rep.Problems = append(rep.Problems, err.Error())
			continue
		}
		rep.Documents++
	}
	rep.Rows = s.sorted()
	if listErrors {
		rep.Errors = s.errors()
	}
	return rep
}

type namesScorer struct {
	read     ReadNames
	rows     map[rowKey]*NamesRow
	confused map[treebank.Training]map[confusion]map[string]int // words of each kind
}

var errNoEntities = errors.New("no entities are marked")

func (s *namesScorer) document(d *treebank.Document) error {
	marked, err := d.Mentions()
	if err == nil && len(marked) == 0 {
		err = errNoEntities
	}
	if err != nil {
		return fmt.Errorf("document %q: %w", d.ID, err)
	}
	text, sentences := d.Syntax()
	parsed := withoutTrees(sentences)
	found, entities := s.read(parsed)
	gold, read := goldFound(marked, sentences), readFound(found, parsed)
	s.add(d, tokensIn(sentences), mentions(gold, read), joins(marked, found, entities))
	s.confuse(treebank.TrainingOf(d.ID), errorWords{text, sentences}, gold, read)
	return nil
}

// withoutTrees returns the sentences with bare tokens.
func withoutTrees(sentences []syntax.Sentence) []syntax.Sentence {
	out := make([]syntax.Sentence, len(sentences))
	for i, s := range sentences {
		out[i] = syntax.Sentence{Span: s.Span, Block: s.Block, Tokens: make([]syntax.Token, len(s.Tokens))}
		for k, t := range s.Tokens {
			out[i].Tokens[k] = syntax.Token{Span: t.Span, Form: t.Form, Head: -1}
		}
	}
	return out
}

func tokensIn(sentences []syntax.Sentence) int {
	n := 0
	for i := range sentences {
		n += len(sentences[i].Tokens)
	}
	return n
}

// add adds the figures of a document to the rows that it belongs to.
func (s *namesScorer) add(d *treebank.Document, tokens int, m []Mentions, c []Coreference) {
	genre := cmp.Or(treebank.Genre(d.ID), "other")
	sums := []string{genre, sumGenre}
	if genre == "news" || genre == "interview" {
		sums = append(sums, newsAndInterview)
	}
	for _, g := range sums {
		r := s.row(rowKey{g, treebank.TrainingOf(d.ID)})
		r.Documents++
		r.Tokens += tokens
		r.Mentions = added(r.Mentions, m, Mentions.plus)
		r.Coreference = added(r.Coreference, c, Coreference.plus)
	}
}

func (s *namesScorer) row(key rowKey) *NamesRow {
	if s.rows[key] == nil {
		s.rows[key] = &NamesRow{Genre: key.genre, Training: key.training}
	}
	return s.rows[key]
}

// added adds figures of the same order; sums is nil at first.
func added[F any](sums, figures []F, plus func(F, F) F) []F {
	if sums == nil {
		return slices.Clone(figures)
	}
	for i := range sums {
		sums[i] = plus(sums[i], figures[i])
	}
	return sums
}

// sorted returns the rows: held out before trained on, by genre, sums last.
func (s *namesScorer) sorted() []NamesRow {
	rows := []NamesRow{}
	for _, r := range s.rows {
		rows = append(rows, *r)
	}
	last := func(genre string) int { return one(genre == newsAndInterview) + 2*one(genre == sumGenre) }
	slices.SortFunc(rows, func(a, b NamesRow) int {
		return cmp.Or(slices.Index(trainings, a.Training)-slices.Index(trainings, b.Training), last(a.Genre)-last(b.Genre), cmp.Compare(a.Genre, b.Genre))
	})
	return rows
}

// errors returns the kinds of error, the most frequent first.
func (s *namesScorer) errors() []Confusion {
	for _, t := range trainings {
		if kinds := s.confused[t]; kinds != nil {
			return confusions(kinds)
		}
	}
	return []Confusion{}
}
