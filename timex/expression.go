package timex

import (
	"hearsay/corpus"
	"hearsay/syntax"
)

// scan is a sentence in which expressions of time are looked for.
type scan struct {
	words    []word
	sentence *syntax.Sentence
	phrases  []expression
}

// node is what a rule reads from a word on. The zero node is nothing.
type node struct {
	end     int // the word after it
	typ     corpus.TimexType
	mod     corpus.TimexMod
	value   string                 // what does not depend on other dates
	at      func(a *anchors) point // what does, nil for none
	day     bool                   // it is a day
	month   bool                   // it is a day of a month
	stated  bool                   // its year stands in the text
	partial bool                   // it comes once a year, and its year does not stand there
	aside   bool                   // later dates are not told from it
}

// expression is a node with the word that it begins at.
type expression struct {
	node
	from int
}

// clauseWord is the word of an expression from which its clause is looked for: the first
// behind its article, so that "until" before it is seen.
func (s *scan) clauseWord(e *expression) int {
	if e.end > e.from+1 && s.is(e.from, article) {
		return e.from + 1
	}
	return e.from
}

// tense returns the tense of the clause of an expression. What a day owns was: "Monday's
// ruling", "the Tuesday meeting".
func (s *scan) tense(e *expression) tense {
	t := tenseAt(s.sentence, s.word(s.clauseWord(e)).token)
	if t == future && e.end == e.from+1 && s.is(e.from, weekday|month) && (s.low(e.end) == "'s" || s.compound(e.from)) {
		return open
	}
	return t
}

// worth returns the value of an expression and remembers its date.
func (e *expression) worth(a *anchors) string {
	if e.at == nil {
		return e.value
	}
	p := e.at(a)
	if !e.aside {
		a.note(p)
	}
	return p.String()
}

// longest reads the longest expression at word i.
func (s *scan) longest(i int) node {
	if !s.starts(i) {
		return node{}
	}
	return s.best(i, (*scan).modified, (*scan).limited, (*scan).clock, (*scan).dayTime, (*scan).calendarDate,
		(*scan).holiday, (*scan).quarter, (*scan).relative, (*scan).distance, (*scan).recurring, (*scan).length,
		(*scan).yearEnd, (*scan).season, (*scan).year, (*scan).reference)
}

// starts reports whether an expression may begin at word i at all; most words begin none.
func (s *scan) starts(i int) bool {
	w := s.word(i)
	return w.known.class != 0 || w.first() >= '0' && w.first() <= '9' || w.first() == '\'' || starters()[w.low] || quarterLetter(w.form)
}

// best reads what each rule reads at word i; the longest counts, and of equals the first.
func (s *scan) best(i int, rules ...func(*scan, int) node) node {
	var best node
	if i >= len(s.words) {
		return best
	}
	for _, rule := range rules {
		if n := rule(s, i); n.end > best.end {
			best = n
		}
	}
	return best
}

// point reads a date at word i, without what limits it.
func (s *scan) point(i int) node {
	return s.best(i, (*scan).calendarDate, (*scan).holiday, (*scan).quarter, (*scan).relative, (*scan).season, (*scan).year)
}

// word returns word i, nothing outside the sentence.
func (s *scan) word(i int) *word {
	if i < 0 || i >= len(s.words) {
		return &nothing
	}
	return &s.words[i]
}

// low returns word i in lower case, "" outside the sentence.
func (s *scan) low(i int) string { return s.word(i).low }

func (s *scan) is(i int, c class) bool { return s.word(i).is(c) }

// lemmaIs reports whether the lemma of word i is of a class.
func (s *scan) lemmaIs(i int, c class) bool {
	if i < 0 || i >= len(s.words) {
		return false
	}
	e := english().words[s.sentence.Tokens[s.word(i).token].Lemma]
	return e != nil && e.class&c != 0
}

// named reports whether word i is the name of a month or weekday; short forms are so with
// their mark alone.
func (s *scan) named(i int, c class) bool {
	return s.is(i, c) && s.capital(i) && (!s.is(i, short) || s.form(i) != s.low(i))
}

// quoted reports whether a quotation begins at word i: capitals in it make a title.
func (s *scan) quoted(i int) bool {
	switch s.low(i - 1) {
	case "\"", "``", "''", "“", "'", "‘", "`":
		return true
	}
	return false
}

// hyphen returns i past a hyphen between parts of a word, or i.
func (s *scan) hyphen(i int) int {
	if s.low(i) == "-" && i > 0 && i+1 < len(s.words) && s.word(i-1).End == s.word(i).Start && s.word(i).End == s.word(i+1).Start {
		return i + 1
	}
	return i
}

// tag returns the Penn tag of word i.
func (s *scan) tag(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	return s.sentence.Tokens[s.word(i).token].Tag
}

func (s *scan) capital(i int) bool { return s.word(i).capital() }
