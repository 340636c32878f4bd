package treebank

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Mention is a phrase that refers to something, as GUM marks it. A phrase in
// several parts is given from its first token to its last.
type Mention struct {
	Sentence int    // index of its sentence
	From, To int    // tokens of the sentence, half-open
	Parts    int    // 1 for a phrase in one piece
	Type     string // "person", "time"
	Entity   int    // what it refers to, numbered in the document
	MinSpan  []int  // tokens of the sentence that the phrase cannot do without
	InfStat  string // information status: "new", "giv:act", "acc:inf"
	Link     string // to the mention before: "coref", "ana", "cata", "appos", "disc", "pred"; "sgl" for none
	Identity string // page of Wikipedia, "" for none
}

// defaultFields is the order of an entity's fields where the file states
// none.
var defaultFields = strings.Split("GRP-etype-infstat-salience-centering-minspan-link-identity", "-")

// Mentions returns the mentions of a document in the order in which they
// begin; of those that begin together the longer first. It is empty for a
// treebank without them. An error names the sentence.
func (d *Document) Mentions() ([]Mention, error) {
	fields := d.entityFields
	if len(fields) == 0 {
		fields = defaultFields
	}
	var all []Mention
	for i := range d.Sentences {
		r := mentionReader{fields: fields, sentence: i, parts: map[string]int{}}
		if err := r.read(&d.Sentences[i]); err != nil {
			return nil, fmt.Errorf("entities of sentence %s: %w", d.Sentences[i].ID, err)
		}
		all = append(all, r.closed...)
	}
	slices.SortStableFunc(all, func(a, b Mention) int {
		switch {
		case a.Sentence != b.Sentence:
			return a.Sentence - b.Sentence
		case a.From != b.From:
			return a.From - b.From
		}
		return b.To - a.To
	})
	return all, nil
}

// mentionReader reads the brackets of one sentence.
type mentionReader struct {
	fields   []string
	sentence int
	open     []Mention
	closed   []Mention
	parts    map[string]int // "7[2/3]" without its part -> index in closed
}

func (r *mentionReader) read(s *Sentence) error {
	for i := range s.Tokens {
		value := attribute(s.Tokens[i].Misc, "Entity")
		for value != "" {
			rest, err := r.bracket(value, i)
			if err != nil {
				return fmt.Errorf("token %d: %w", i+1, err)
			}
			value = rest
		}
	}
	if len(r.open) > 0 {
		return fmt.Errorf("entity %d is not closed", r.open[0].Entity)
	}
	return nil
}

// bracket reads the bracket at the beginning of value, at token i, and
// returns what stands behind it.
func (r *mentionReader) bracket(value string, i int) (rest string, err error) {
	if value[0] != '(' {
		label, rest, ok := strings.Cut(value, ")")
		if !ok {
			return "", fmt.Errorf("%q has no bracket", value)
		}
		return rest, r.end(label, i)
	}
	value = value[1:]
	end := strings.IndexAny(value, "()")
	alone := end >= 0 && value[end] == ')'
	if end < 0 {
		end = len(value)
	}
	m, err := r.mention(value[:end], i)
	if err != nil {
		return "", err
	}
	r.open = append(r.open, m)
	if !alone {
		return value[end:], nil
	}
	label, _, _ := strings.Cut(value[:end], "-")
	return value[end+1:], r.end(label, i)
}

// mention reads the fields of an opening bracket: "7-time-new-nnnnn-cf1-1-coref".
func (r *mentionReader) mention(list string, i int) (Mention, error) {
	values := strings.SplitN(list, "-", len(r.fields))
	m := Mention{Sentence: r.sentence, From: i, Parts: 1}
	for k, v := range values {
		switch r.fields[k] {
		case "GRP":
			number, _, err := part(v)
			if err != nil {
				return m, err
			}
			m.Entity = number
		case "etype", "entity":
			m.Type = v
		case "infstat":
			m.InfStat = v
		case "minspan":
			m.MinSpan = minSpan(v, i)
		case "link":
			m.Link = v
		case "identity":
			m.Identity = v
		}
	}
	return m, nil
}

// part reads "7" and "7[2/3]": the number, and its part from 1 on, 0 for an
// entity in one piece.
func part(label string) (number, k int, err error) {
	id, of, split := strings.Cut(label, "[")
	if number, err = strconv.Atoi(id); err != nil {
		return 0, 0, fmt.Errorf("entity %q has no number", label)
	}
	if split {
		first, _, _ := strings.Cut(of, "/")
		if k, err = strconv.Atoi(first); err != nil {
			return 0, 0, fmt.Errorf("entity %q has no part", label)
		}
	}
	return number, k, nil
}

// minSpan reads tokens counted from the beginning of the mention: "1,4,5".
func minSpan(list string, from int) []int {
	var out []int
	for v := range strings.SplitSeq(list, ",") {
		if n, err := strconv.Atoi(v); err == nil && n > 0 {
			out = append(out, from+n-1)
		}
	}
	return out
}

// end closes the innermost open mention of label's number at token i.
func (r *mentionReader) end(label string, i int) error {
	number, k, err := part(label)
	if err != nil {
		return err
	}
	for at := len(r.open) - 1; at >= 0; at-- {
		if r.open[at].Entity != number {
			continue
		}
		m := r.open[at]
		m.To = i + 1
		r.open = slices.Delete(r.open, at, at+1)
		r.close(m, k)
		return nil
	}
	return fmt.Errorf("entity %d is closed and was not open", number)
}

// close adds a mention, or its k-th part to the mention that it belongs to.
func (r *mentionReader) close(m Mention, k int) {
	key := strconv.Itoa(m.Entity)
	if at, ok := r.parts[key]; k > 1 && ok {
		r.closed[at].To = max(r.closed[at].To, m.To)
		r.closed[at].Parts++
		return
	}
	if k == 1 {
		r.parts[key] = len(r.closed)
	}
	r.closed = append(r.closed, m)
}
