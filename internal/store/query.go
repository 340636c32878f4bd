package store

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// matcher is what a query's word, phrase or prefix looks for: words that
// stand one after the other in a block. Of a single word, stems says what
// else will do.
type matcher struct {
	words  []string   // spelled, see term.go
	prefix bool       // the last of words may go on
	stems  []string   // spelled; each is looked for among words and stems
	forms  [][]string // words, and words with their numbers written otherwise; see number.go
}

// fts5 spells the matcher in FTS5's query language.
func (m matcher) fts5() string {
	var parts []string
	for _, words := range m.forms {
		part := `words : "` + strings.Join(words, " ") + `"`
		if m.prefix {
			part += " *"
		}
		parts = append(parts, part)
	}
	for _, s := range m.stems {
		parts = append(parts, `{words stems} : "`+s+`"`)
	}
	return strings.Join(parts, " OR ")
}

// at reports whether the terms from i on are what m looks for, and where the
// last of them ends.
func (m matcher) at(terms []term, i int) (end int, ok bool) {
	if i < len(terms) && len(m.stems) > 0 && m.takesStem(terms[i]) {
		return terms[i].End, true
	}
	for _, words := range m.forms {
		if end, ok = m.spelledAt(words, terms, i); ok {
			return end, true
		}
	}
	return 0, false
}

// spelledAt is at for one spelling of the words.
func (m matcher) spelledAt(words []string, terms []term, i int) (end int, ok bool) {
	if i+len(words) > len(terms) {
		return 0, false
	}
	for k, w := range words {
		t := terms[i+k]
		open := m.prefix && k == len(words)-1
		if t.word != w && !(open && strings.HasPrefix(t.word, w)) {
			return 0, false
		}
		end = t.End
	}
	return end, true
}

func (m matcher) takesStem(t term) bool {
	for _, s := range m.stems {
		if t.word == s || t.stem == s {
			return true
		}
	}
	return false
}

// query is a parsed query: a leaf or an operation on parts.
type query struct {
	op    operation
	parts []*query
	leaf  matcher
}

type operation int

const (
	opLeaf operation = iota
	opAnd
	opOr
	opNot // parts[0] is excluded; only inside opAnd
)

// leaves appends the leaves of q that are looked for, not those excluded.
func (q *query) leaves(list []*query) []*query {
	if q.op == opLeaf {
		return append(list, q)
	}
	if q.op == opNot {
		return list
	}
	for _, p := range q.parts {
		list = p.leaves(list)
	}
	return list
}

// parseQuery reads a query, see [Store.Search]. An error wraps
// [corpus.ErrInvalid] and says at which character the query goes wrong.
func parseQuery(text string) (*query, error) {
	if !utf8.ValidString(text) {
		return nil, fmt.Errorf("query is no UTF-8: %w", corpus.ErrInvalid)
	}
	p := &queryParser{text: joinedNumbers(text)}
	q, err := p.anyOf()
	if err != nil {
		return nil, err
	}
	if p.peek() == ')' {
		return nil, p.wrong(p.at, "a closing parenthesis without an opening one")
	}
	if q == nil {
		return nil, p.wrong(0, "nothing to look for")
	}
	if err := p.positive(q); err != nil {
		return nil, err
	}
	return q, nil
}

// maxDepth bounds parentheses, so that no query exhausts the stack.
const maxDepth = 64

// queryParser descends: any of (OR), all of (AND or nothing between), one.
type queryParser struct {
	text  string
	at    int // byte
	depth int
	lexer lexer
}

func (p *queryParser) wrong(at int, format string, args ...any) error {
	n := utf8.RuneCountInString(p.text[:at]) + 1
	return fmt.Errorf("query at character %d: %s: %w", n, fmt.Sprintf(format, args...), corpus.ErrInvalid)
}

// peek skips white space and returns the next byte, 0 at the end.
func (p *queryParser) peek() byte {
	rest := strings.TrimLeftFunc(p.text[p.at:], unicode.IsSpace)
	p.at = len(p.text) - len(rest)
	if rest == "" {
		return 0
	}
	return rest[0]
}

// keyword takes word if it stands next by itself.
func (p *queryParser) keyword(word string) bool {
	p.peek()
	rest, ok := strings.CutPrefix(p.text[p.at:], word)
	if !ok || rest != "" && !ends(rest) {
		return false
	}
	p.at += len(word)
	return true
}

// ends reports whether a bare word ends before rest.
func ends(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsSpace(r) || r == '(' || r == ')' || r == '"'
}

// anyOf reads parts with OR between them; nil when there is nothing that
// could be searched for.
func (p *queryParser) anyOf() (*query, error) {
	var parts []*query
	for {
		start := p.at
		q, err := p.allOf()
		if err != nil {
			return nil, err
		}
		if q != nil {
			parts = append(parts, q)
		}
		or := p.at
		if !p.keyword("OR") {
			return join(opOr, parts), nil
		}
		if p.blank(start, or) {
			return nil, p.wrong(p.at-len("OR"), "OR with nothing before it")
		}
		if next := p.peek(); next == 0 || next == ')' {
			return nil, p.wrong(p.at, "OR with nothing after it")
		}
	}
}

func (p *queryParser) blank(from, to int) bool { return strings.TrimSpace(p.text[from:to]) == "" }

// allOf reads parts with AND or nothing between them.
func (p *queryParser) allOf() (*query, error) {
	var parts []*query
	for first := true; ; first = false {
		if p.keyword("AND") {
			at := p.at - len("AND")
			if first {
				return nil, p.wrong(at, "AND with nothing before it")
			}
			if next := p.peek(); next == 0 || next == ')' || p.ahead("OR") || p.ahead("AND") {
				return nil, p.wrong(at, "AND with nothing after it")
			}
		}
		if next := p.peek(); next == 0 || next == ')' || p.ahead("OR") {
			return join(opAnd, parts), nil
		}
		q, err := p.one()
		if err != nil {
			return nil, err
		}
		if q != nil {
			parts = append(parts, q)
		}
	}
}

// ahead reports whether word stands next, and takes nothing.
func (p *queryParser) ahead(word string) bool {
	at := p.at
	ok := p.keyword(word)
	p.at = at
	return ok
}

func join(op operation, parts []*query) *query {
	switch {
	case len(parts) == 0:
		return nil
	case len(parts) == 1 && parts[0].op != opNot:
		return parts[0]
	}
	return &query{op: op, parts: parts}
}

// one reads a word, a phrase, a group, or one of them excluded.
func (p *queryParser) one() (*query, error) {
	start := p.at
	switch {
	case p.keyword("NOT"):
		return p.excluded(start, "NOT")
	case p.text[p.at] == '-' && len(p.text) > p.at+1 && p.text[p.at+1] != '-' && !ends1(p.text[p.at+1:]):
		p.at++
		return p.excluded(start, "-")
	case p.text[p.at] == '(':
		return p.group()
	case p.text[p.at] == '"':
		return p.phrase()
	}
	return p.word(), nil
}

// ends1 reports whether rest cannot be what a minus excludes.
func ends1(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsSpace(r) || r == ')'
}

func (p *queryParser) excluded(start int, sign string) (*query, error) {
	if next := p.peek(); next == 0 || next == ')' || p.ahead("OR") || p.ahead("AND") {
		return nil, p.wrong(start, "%s with nothing after it", sign)
	}
	if p.depth++; p.depth > maxDepth {
		return nil, p.wrong(start, "more than %d parts within each other", maxDepth)
	}
	defer func() { p.depth-- }()
	q, err := p.one()
	if err != nil || q == nil {
		return nil, err
	}
	if q.op == opNot {
		return nil, p.wrong(start, "excluded twice")
	}
	return &query{op: opNot, parts: []*query{q}}, nil
}

func (p *queryParser) group() (*query, error) {
	start := p.at
	if p.depth++; p.depth > maxDepth {
		return nil, p.wrong(start, "more than %d parts within each other", maxDepth)
	}
	defer func() { p.depth-- }()
	p.at++
	q, err := p.anyOf()
	if err != nil {
		return nil, err
	}
	if p.peek() != ')' {
		return nil, p.wrong(start, "an opening parenthesis without a closing one")
	}
	p.at++
	if q == nil {
		return nil, p.wrong(start, "nothing in these parentheses")
	}
	return q, nil
}

// phrase reads what stands between quotation marks.
func (p *queryParser) phrase() (*query, error) {
	start := p.at
	body, _, closed := strings.Cut(p.text[p.at+1:], `"`)
	if !closed {
		return nil, p.wrong(start, "a quotation mark without a second one")
	}
	if star := strings.IndexByte(body, '*'); star >= 0 {
		return nil, p.wrong(start+1+star, "a star in a phrase finds nothing; write whole words there, or a bare word* without quotation marks")
	}
	p.at += len(body) + 2
	m := matcher{}
	for t := range p.lexer.terms(body, corpus.Span{Start: 0, End: len(body)}, nil) {
		m.words = append(m.words, t.word)
	}
	if len(m.words) == 0 {
		return nil, p.wrong(start, "no letter or digit in this phrase")
	}
	m.loosen(body)
	m.forms = numberSpellings(m.words)
	return &query{leaf: m}, nil
}

// word reads a bare word; nil when there is no letter or digit in it.
func (p *queryParser) word() *query {
	end := p.at
	for end < len(p.text) && !ends(p.text[end:]) {
		_, n := utf8.DecodeRuneInString(p.text[end:])
		end += n
	}
	body := p.text[p.at:end]
	p.at = end
	body, prefix := strings.CutSuffix(body, "*")
	if !prefix {
		body = withoutPossessive(body)
	}
	m := matcher{prefix: prefix}
	var only string
	for t := range p.lexer.terms(body, corpus.Span{Start: 0, End: len(body)}, nil) {
		m.words = append(m.words, t.word)
		only = t.In(body)
	}
	if len(m.words) == 0 {
		return nil
	}
	m.loosen(body)
	m.forms = numberSpellings(m.words)
	if len(m.words) == 1 && !m.prefix {
		m.stems = stemsOf(only, m.words[0])
	}
	return &query{leaf: m}
}

func withoutPossessive(word string) string {
	for _, s := range []string{"'s", "’s"} {
		if w, ok := strings.CutSuffix(word, s); ok {
			return w
		}
	}
	return word
}

// loosen lets what ends in a script without spaces be found inside a longer
// run: the last character alone need not end the run, and as the beginning
// of a pair it is implied by the pair before it.
func (m *matcher) loosen(body string) {
	var last run
	for r := range runs(body, corpus.Span{Start: 0, End: len(body)}) {
		last = r
	}
	if !last.pairs {
		return
	}
	m.prefix = false
	terms := 0 // a character may be several runes: a letter and its marks
	pairs(body, last.Span, func(term) bool { terms++; return true })
	if terms > 1 {
		m.words = m.words[:len(m.words)-1]
		return
	}
	m.prefix = true
}

// stemsOf returns the stems of a word in every language that stems its
// script, so that it finds documents of each.
func stemsOf(word, spelled string) []string {
	var list []string
	for _, s := range stemmers() {
		if s.takes(word) {
			list = append(list, code(s.stem(word)))
		}
	}
	if len(list) == 0 {
		return nil
	}
	return list
}

// positive refuses a query part that only excludes, which would list nearly
// everything.
func (p *queryParser) positive(q *query) error {
	switch q.op {
	case opLeaf:
		return nil
	case opNot:
		return p.wrong(0, "it only excludes; name something to look for")
	case opAnd:
		for _, part := range q.parts {
			if part.op != opNot {
				return p.positiveParts(q)
			}
		}
		return p.wrong(0, "it only excludes; name something to look for")
	}
	return p.positiveParts(q)
}

func (p *queryParser) positiveParts(q *query) error {
	for _, part := range q.parts {
		if part.op == opNot {
			part = part.parts[0]
		}
		if err := p.positive(part); err != nil {
			return err
		}
	}
	return nil
}
