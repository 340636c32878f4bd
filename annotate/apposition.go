package annotate

import (
	"strings"
)

// apposition returns what stands between commas behind a name and says what
// the person does: "a lecturer at Corliss College". "" where nothing does.
func (t *text) apposition(m *name) string {
	from, who := t.appositionStart(m)
	if from < 0 {
		return ""
	}
	to, person := t.appositionEnd(from, who)
	if !person || to-from < 1 || to-from > longRole {
		return ""
	}
	if lex().is(t.tokens[from].low, determiner) {
		from++
	}
	for to > from && t.dangles(to-1) {
		to--
	}
	if from >= to {
		return ""
	}
	return t.doc[t.tokens[from].Start:t.tokens[to-1].End]
}

// appositionStart returns the first token of what stands behind a comma behind a
// name, and whether a clause with "who" does; -1 where nothing that can describe.
func (t *text) appositionStart(m *name) (from int, who bool) {
	i, l := m.to+1, lex()
	if m.from > 0 && (t.tokens[m.from-1].low == "in" || t.tokens[m.from-1].low == "at") {
		return -1, false // "speaking in Corran, the minister said"
	}
	if i+1 >= len(t.tokens) || !t.tokens[i-1].is(",") || t.tokens[i-1].block != t.tokens[m.from].block {
		return -1, false
	}
	switch w := t.tokens[i].low; {
	case generation[w], strings.HasSuffix(w, "ing") && !l.person(w), l.is(w, preposition):
		return -1, false // "Jr.", "citing two lawmakers"
	case w != "who":
		return i, false
	}
	if i+2 >= len(t.tokens) || !l.is(t.tokens[i+1].low, roleVerb) {
		return -1, false
	}
	if w := t.tokens[i+1].low; w != "is" && w != "was" {
		return i + 1, true
	}
	if !l.is(t.tokens[i+2].low, determiner) {
		return -1, false // "who was stunned"
	}
	return i + 2, true
}

// appositionEnd returns where a description that begins at token from ends, and
// whether it is one of a person. who says that it stands in a clause with "who".
func (t *text) appositionEnd(from int, who bool) (to int, person bool) {
	l := lex()
	person, relative, phrase := who, who, false
	for i := from; i < len(t.tokens) && t.tokens[i].block == t.tokens[from].block; i++ {
		k := &t.tokens[i]
		if (k.is(",.;:“\"()—–") || k.text == "''" || k.text == "``") && !k.abbr {
			return i, person
		}
		if i == from && l.is(k.low, pronoun|subordinator|conjunction|auxiliary) && !person {
			return i, false
		}
		if c, ok := l.cues[k.low]; ok && c.form&(pastForm|presentForm) != 0 && c.takes(takesQuote) && !l.nouns[k.low].act && i > from {
			return i, person // "a spokeswoman for the port said"
		}
		relative = relative || opensRelative(k.low)
		if !relative && t.finiteAt(i) {
			return i, false // a clause of its own
		}
		phrase = phrase || l.is(k.low, preposition) && t.nameAt[i] < 0
		person = person || !phrase && l.person(k.low)
		to = i + 1
	}
	return to, person
}

// dangles reports whether a token cannot end a description.
func (t *text) dangles(i int) bool {
	low := t.tokens[i].low
	return lex().is(low, determiner) || lex().is(low, preposition) && t.nameAt[i] < 0 || low == "who" || low == "which"
}

// opensRelative reports whether a word opens a relative clause.
func opensRelative(low string) bool {
	switch low {
	case "who", "which", "that", "whose", "whom", "where":
		return true
	}
	return false
}

// finiteAt reports whether the grammar takes a token for a finite verb.
func (t *text) finiteAt(i int) bool {
	at := t.places[i]
	if at == nowhere {
		return false
	}
	switch t.parsed[at.sentence].Tokens[at.token].Tag {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// longRole is the most tokens a role between commas may take; longer ones
// were clauses in every case seen in the sample and the first real articles.
const longRole = 18
