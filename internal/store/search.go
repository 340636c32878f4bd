package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"hearsay/corpus"
)

// Hit is one document that answers a query.
type Hit struct {
	Document corpus.Document // without Text, Blocks and Observations
	Block    corpus.Span     // the best block
	Matches  []corpus.Span   // the words found in it, spans of the document's text
	Snippet  string          // of the document's text, white space as it stands
	Start    int             // byte offset of Snippet in the text
	Score    float64
}

// The search indexes.
const (
	blockTerms     = "block_terms"     // a row for each block that is no crud
	statementTerms = "statement_terms" // a row for each statement's content
)

// A key of block_terms tells the document, the block and its kind, so that
// ranking needs no other table: number of the document, then 20 bits for the
// block's place and 4 for its kind.
const (
	kindBits  = 4
	placeBits = 20
	blockBits = kindBits + placeBits
	maxBlocks = 1 << placeBits
)

// kindCodes number the kinds of block in keys. A number is never given to
// another kind.
var kindCodes = map[corpus.BlockKind]int64{
	corpus.Title: 0, corpus.Standfirst: 1, corpus.Byline: 2, corpus.Heading: 3, corpus.Paragraph: 4,
	corpus.Caption: 5, corpus.Quote: 6, corpus.List: 7, corpus.Crud: 8,
}

// kindWeights say how much more a word counts in a block of a kind than in a
// paragraph, by the kinds' codes. Three and two are the usual first guess
// (BM25F with a title field); no gold set of queries stands behind them.
var kindWeights = [1 << kindBits]float64{0: 3, 1: 2, 3: 2}

func blockKey(document int64, place int, kind corpus.BlockKind) int64 {
	return document<<blockBits | int64(place)<<kindBits | kindCodes[kind]
}

func keyWeight(k int64) float64 { return max(kindWeights[k&(1<<kindBits-1)], 1) }

func keyPlace(k int64) int { return int(k >> kindBits & (maxBlocks - 1)) }

// found is what one word, phrase or prefix was found in.
type found struct {
	keys  []int64   // of the index, ascending
	units []int64   // documents or statements, ascending, each once
	tf    []float64 // of each unit: blocks that hold it, titles more
}

// look runs a query's leaves against an index and returns the units that
// answer the whole, ascending. shift is how many low bits of a key are not
// the unit's number.
func (t *tx) look(index string, shift int, q *query) ([]int64, map[*query]*found, error) {
	hits := map[*query]*found{}
	units, err := t.units(index, shift, q, hits)
	return units, hits, err
}

func (t *tx) units(index string, shift int, q *query, hits map[*query]*found) ([]int64, error) {
	if q.op == opLeaf {
		f, err := t.find(index, shift, q.leaf)
		hits[q] = f
		return f.units, err
	}
	var all, without []int64
	first := true
	for _, part := range q.parts {
		inner := part
		if part.op == opNot {
			inner = part.parts[0]
		}
		units, err := t.units(index, shift, inner, hits)
		switch {
		case err != nil:
			return nil, err
		case part.op == opNot:
			without = union(without, units)
		case first:
			all, first = units, false
		case q.op == opOr:
			all = union(all, units)
		default:
			all = intersect(all, units)
		}
	}
	return except(all, without), nil
}

// find looks up one leaf.
func (t *tx) find(index string, shift int, m matcher) (*found, error) {
	f := &found{}
	q, args := t.st.sql.match(index, m)
	err := t.rows(q, args, func(rows *sql.Rows) error {
		var k int64
		err := rows.Scan(&k)
		f.keys = append(f.keys, k)
		return err
	})
	slices.Sort(f.keys)
	for _, k := range f.keys {
		if n := len(f.units); n == 0 || f.units[n-1] != k>>shift {
			f.units, f.tf = append(f.units, k>>shift), append(f.tf, 0)
		}
		f.tf[len(f.tf)-1] += keyWeight(k)
	}
	return f, err
}

func union(a, b []int64) []int64 {
	return slices.Compact(mergeSorted(a, b))
}

func mergeSorted(a, b []int64) []int64 {
	out := make([]int64, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0] <= b[0] {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

func intersect(a, b []int64) []int64 {
	return slices.DeleteFunc(slices.Clone(a), func(n int64) bool { return !has(b, n) })
}

func except(a, b []int64) []int64 {
	if len(b) == 0 {
		return a
	}
	return slices.DeleteFunc(slices.Clone(a), func(n int64) bool { return has(b, n) })
}

func has(sorted []int64, n int64) bool {
	_, ok := slices.BinarySearch(sorted, n)
	return ok
}

// Search finds documents. Words are stemmed and must all occur in the
// document ("AND" is implied); "quoted words" are an exact phrase within a
// block; word* is a prefix; OR, NOT (or -word) and parentheses as usual.
// Hangul and Han are found by two characters; a number is found with and
// without signs between its thousands. Best first, ties by date and
// ID. A malformed query is an error wrapping corpus.ErrInvalid that says
// where. f narrows the documents; f.Text is a second query that they must
// answer too.
//
// The score of a document is the sum, over the words looked for, of how rare
// the word is times how much of it the document has:
//
//	ln(1 + (N-n+0.5)/(n+0.5)) * tf/(tf+1.2)
//
// with N documents in all, n of them with the word, and tf the blocks of the
// document that hold it, a title counting 3, a heading or standfirst 2. It
// needs only counts, so that every database ranks alike.
func (st *Store) Search(ctx context.Context, text string, f DocumentFilter) (hits []Hit, err error) {
	q, err := parseQuery(text)
	if err != nil {
		return nil, err
	}
	err = st.view(ctx, func(t *tx) error {
		units, found, err := t.look(blockTerms, blockBits, q)
		if err != nil || len(units) == 0 {
			return err
		}
		ranked, err := t.rank(units, q, found)
		if err != nil {
			return err
		}
		ranked, err = t.choose(ranked, f)
		if err != nil {
			return err
		}
		hits, err = t.show(ranked, q, found)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search %q: %w", text, err)
	}
	return hits, nil
}

// ranked is a document that answers a query.
type ranked struct {
	number int64
	score  float64
	doc    corpus.Document
	key    string // of its date
}

// saturation is BM25's k1: how soon more of a word stops to count more.
const saturation = 1.2

func rarity(all, with int) float64 {
	return math.Log(1 + (float64(all-with)+0.5)/(float64(with)+0.5))
}

// rank scores units, best first.
func (t *tx) rank(units []int64, q *query, hits map[*query]*found) ([]ranked, error) {
	var all int
	if _, err := t.row("SELECT count(*) FROM documents", nil, &all); err != nil {
		return nil, err
	}
	list := make([]ranked, len(units))
	for i, u := range units {
		list[i].number = u
	}
	for _, leaf := range q.leaves(nil) {
		f := hits[leaf]
		weight := rarity(all, len(f.units))
		for i := range list {
			if at, ok := slices.BinarySearch(f.units, list[i].number); ok {
				list[i].score += weight * f.tf[at] / (f.tf[at] + saturation)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b ranked) int { return cmp.Compare(b.score, a.score) })
	return list, nil
}

// documentChunk is how many documents one query fetches by their numbers.
const documentChunk = 200

// choose fetches the documents, drops those that f does not want and cuts to
// f.Limit. It stops as soon as what follows scores less than the last hit.
func (t *tx) choose(list []ranked, f DocumentFilter) ([]ranked, error) {
	where, err := t.documentWhere(f)
	if err != nil {
		return nil, err
	}
	var out []ranked
	for chunk := range slices.Chunk(list, documentChunk) {
		if f.Limit > 0 && len(out) >= f.Limit && chunk[0].score < out[len(out)-1].score {
			break
		}
		kept, err := t.fetchRanked(chunk, where)
		if err != nil {
			return nil, err
		}
		out = append(out, kept...)
	}
	slices.SortStableFunc(out, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.key, b.key), cmp.Compare(a.doc.ID, b.doc.ID))
	})
	if f.Limit > 0 && len(out) > f.Limit {
		out = out[:f.Limit]
	}
	return out, nil
}

// fetchRanked returns those of chunk that fit where, with their documents,
// in chunk's order.
func (t *tx) fetchRanked(chunk []ranked, where *condition) ([]ranked, error) {
	w := where.clone()
	numbers := make([]int64, len(chunk))
	for i, r := range chunk {
		numbers[i] = r.number
	}
	among(w, "d.number", numbers)
	docs := map[int64]ranked{}
	err := t.rows(documentColumns+w.sql(), w.args, func(rows *sql.Rows) error {
		row, err := scanDocument(rows)
		docs[row.number] = ranked{doc: row.Document, key: row.key}
		return err
	})
	var kept []ranked
	for _, r := range chunk {
		if d, ok := docs[r.number]; ok && where.keeps(r.number) {
			kept = append(kept, ranked{r.number, r.score, d.doc, d.key})
		}
	}
	return kept, err
}

// show makes hits out of the documents chosen.
func (t *tx) show(list []ranked, q *query, found map[*query]*found) ([]Hit, error) {
	leaves := q.leaves(nil)
	var l lexer
	hits, at := make([]Hit, len(list)), make(map[int64]int, len(list))
	for i, r := range list {
		hits[i], at[r.number] = Hit{Document: r.doc, Score: r.score}, i
	}
	for chunk := range slices.Chunk(list, documentChunk) {
		err := t.readable(chunk, func(number int64, text string, blocks []corpus.Block) {
			hits[at[number]].place(text, blocks, bestBlock(number, leaves, found), leaves, &l)
		})
		if err != nil {
			return nil, err
		}
	}
	return hits, nil
}

// readable calls each with the text and blocks of every document of chunk, one
// in memory at a time, in any order.
func (t *tx) readable(chunk []ranked, each func(number int64, text string, blocks []corpus.Block)) error {
	missing := map[int64]string{}
	c, numbers := &condition{}, make([]int64, len(chunk))
	for i, r := range chunk {
		numbers[i], missing[r.number] = r.number, r.doc.ID
	}
	among(c, "d.number", numbers)
	err := t.rows(`SELECT d.number, t.body, b.body FROM documents d
		JOIN texts t ON t.digest = d.text_digest JOIN blocks b ON b.document = d.number`+c.sql(), c.args, func(rows *sql.Rows) error {
		var number int64
		var text, body string
		if err := rows.Scan(&number, &text, &body); err != nil {
			return err
		}
		blocks, err := blocksOf(body)
		if err != nil {
			return fmt.Errorf("blocks of %s: %w", missing[number], err)
		}
		delete(missing, number)
		each(number, text, blocks)
		return nil
	})
	for _, id := range missing {
		err = errFirst(err, fmt.Errorf("the text or the blocks of document %s are missing: %w", id, corpus.ErrDamaged))
	}
	return err
}

// bestBlock returns the place of the block that holds most of the leaves, the
// rarer ones before the more common, and of equals the first.
func bestBlock(document int64, leaves []*query, hits map[*query]*found) int {
	scores := map[int]float64{}
	for _, leaf := range leaves {
		f := hits[leaf]
		from, _ := slices.BinarySearch(f.keys, document<<blockBits)
		for _, k := range f.keys[from:] {
			if k>>blockBits != document {
				break
			}
			scores[keyPlace(k)] += 1 + 1/float64(1+len(f.units))
		}
	}
	best, most := 0, 0.0
	for place, s := range scores {
		if s > most || s == most && place < best {
			best, most = place, s
		}
	}
	return best
}

// place fills in the block, the matches in it and the snippet around them.
func (h *Hit) place(text string, blocks []corpus.Block, best int, leaves []*query, l *lexer) {
	if best >= len(blocks) || !blocks[best].Valid(text) {
		return
	}
	h.Block = blocks[best].Span
	h.Matches = matches(text, h.Block, leaves, stemmerFor(h.Document.Language), l)
	cut := snippet(text, h.Block, h.Matches)
	h.Snippet, h.Start = cut.In(text), cut.Start
}

// matches finds the leaves in a block; spans that overlap become one.
func matches(text string, block corpus.Span, leaves []*query, s *stemmer, l *lexer) []corpus.Span {
	terms := slices.Collect(l.terms(text, block, s))
	var list []corpus.Span
	for i := range terms {
		for _, leaf := range leaves {
			if end, ok := leaf.leaf.at(terms, i); ok {
				list = append(list, corpus.Span{Start: terms[i].Start, End: end})
			}
		}
	}
	slices.SortFunc(list, func(a, b corpus.Span) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	var out []corpus.Span
	for _, s := range list {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// snippetBytes is about how long a snippet is: two lines of a terminal in a
// Latin script.
const snippetBytes = 240

// snippet cuts a piece of block, at spaces where there are any, so that it
// shows as many matches as fit from the first one on with some words before.
func snippet(text string, block corpus.Span, matches []corpus.Span) corpus.Span {
	if block.Len() <= snippetBytes {
		return block.Trim(text)
	}
	start, reach := block.Start, block.Start
	if len(matches) > 0 {
		reach = matches[0].End
		start = max(block.Start, matches[0].Start-snippetBytes/4)
	}
	end := min(block.End, max(start+snippetBytes, reach))
	start = max(block.Start, min(start, end-snippetBytes))
	cut := corpus.Span{Start: start, End: end}
	if len(matches) > 0 {
		return toSpaces(text, cut, block, matches[0]).Trim(text)
	}
	return toSpaces(text, cut, block, corpus.Span{Start: start, End: start}).Trim(text)
}

// toSpaces narrows cut to whole words, keeping inner whole, and to rune
// borders in any case.
func toSpaces(text string, cut, block, inner corpus.Span) corpus.Span {
	if cut.Start > block.Start {
		if i := strings.IndexAny(text[cut.Start:max(cut.Start, inner.Start)], " \n\t"); i >= 0 {
			cut.Start += i + 1
		}
	}
	if cut.End < block.End {
		if i := strings.LastIndexAny(text[min(cut.End, inner.End):cut.End], " \n\t"); i >= 0 {
			cut.End = min(cut.End, inner.End) + i
		}
	}
	for cut.Start < len(text) && !utf8.RuneStart(text[cut.Start]) {
		cut.Start++
	}
	for cut.End > cut.Start && cut.End < len(text) && !utf8.RuneStart(text[cut.End]) {
		cut.End--
	}
	return cut
}
