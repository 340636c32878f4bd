package annotate

import (
	"strings"
)

// calledEnd returns where the object and what it is called end: "called the plan
// a trap"; 0 where the tree shows no such pair.
func (r *reading) calledEnd(i, k int, c cueForm) int {
	tree, ok := r.tree(i)
	if !ok || !c.takes(takesPredicate) || r.clauseOver(k) {
		return 0
	}
	object, predicate := -1, -1
	for n := tree.at + 1; n < len(tree.tokens); n++ {
		x := &tree.tokens[n]
		switch {
		case x.Head != tree.at || x.POS == "VERB":
		case object < 0 && (x.Rel == "iobj" || x.Rel == "obj"):
			object = n
		case object >= 0 && predicate < 0 && (x.Rel == "obj" || x.Rel == "xcomp"):
			predicate = n
		}
	}
	if predicate < 0 {
		if !r.twoPhrases(k) {
			return 0
		}
		return r.withoutDay(k, r.beforeBut(k, r.contentEnd(k, i)))
	}
	p, ok := r.items(tree.span(tree.reach(predicate)))
	if !ok || p.from <= k || p.from > k+farObject {
		return 0
	}
	return r.withoutDay(k, r.beforeBut(k, min(p.to, r.contentEnd(k, i))))
}

// twoPhrases reports whether a noun phrase stands at item k with another right behind
// it: "the plan a trap".
func (r *reading) twoPhrases(k int) bool {
	for j := k + 1; j < k+farObject && r.tok(j).kind == word && !r.class(j, preposition|conjunction) && !r.finite(j); j++ {
		if r.newPhrase(j) && !r.class(j, subjectPronoun) {
			return true
		}
	}
	return false
}

// toVerb reports whether an infinitive begins at item k: "to leave", "to not
// leave".
func (r *reading) toVerb(k int) bool {
	return r.low(k) == "to" && (r.verb(k+1) || r.class(k+1, adverb|auxiliary) || strings.HasSuffix(r.low(k+1), "ly") || r.quo(k+1) >= 0)
}

// prepositionBehind finds what follows "for" or "on", "of" or "about" behind a
// cue that takes it: "called for calm", "called on them to leave", "warned of
// floods".
func (r *reading) prepositionBehind(k int, c cueForm) int {
	w := r.low(k)
	switch {
	case c.takes(takesFor) && w == "for", c.takes(takesAbout) && (w == "of" || w == "about" && !c.takes(weakCue)):
		if !r.clauseOver(k + 1) {
			return k + 1
		}
	case c.takes(takesTo) && w == "to" && !r.verb(k+1) && !r.clauseOver(k+1), c.takes(takesTo) && w == "to" && strings.HasSuffix(r.low(k+1), "ing"):
		return k + 1
	case c.takes(takesAgainst):
		if w == "out" || w == "back" {
			k++
			w = r.low(k)
		}
		if (w == "against" || w == "at" && c.takes(weakCue)) && !r.clauseOver(k+1) {
			return k + 1
		}
	case c.takes(takesFor) && w == "to" && r.infinitiveBehind(k+1) > 0:
		return r.infinitiveBehind(k + 1) // "appealed to them to leave"
	case c.takes(takesFor) && (w == "on" || w == "upon"):
		if r.infinitiveBehind(k+1) > 0 {
			return k + 1
		}
	}
	return 0
}

// objectTo finds the "to" behind the object of a cue that asks somebody to do
// something.
func (r *reading) objectTo(k, i int, c cueForm) int {
	if !c.takes(takesObjectTo) || r.low(k) == "to" {
		return 0
	}
	return r.infinitiveBehind(k)
}

// gerundAt reports whether the tagger takes the word at item k for a gerund: "to
// lying", not "to bring".
func (r *reading) gerundAt(k int) bool {
	tree, ok := r.tree(k)
	return ok && tree.token().Tag == "VBG"
}

// objectToBe finds the "to" behind the object of a cue that says of somebody what he
// is: "believe him to be ill", "reported her to have left".
func (r *reading) objectToBe(k int) int {
	at := r.infinitiveBehind(k)
	if w := r.low(at + 1); at == 0 || r.tok(k).kind == mark || w != "be" && w != "have" || r.finite(k) {
		return 0
	}
	if at == k+1 && r.class(k, pronoun) || r.name(at-1) >= 0 || r.personAt(at-1) {
		return at
	}
	return 0 // "named the tasks to be done"
}

// farObject is how many items an object may take before its infinitive.
const farObject = 10

// infinitiveBehind returns the "to" that follows a noun phrase at k, 0 where
// none does.
func (r *reading) infinitiveBehind(k int) int {
	for j := k + 1; j < r.len() && j < k+farObject; j++ {
		switch {
		case r.quo(j) >= 0 && r.t.firstQuoted(r.quo(j)).low == "to", r.low(j) == "to" && r.verb(j+1) && !r.gerundAt(j+1):
			return j
		case r.quo(j) >= 0, r.tok(j).kind == mark && !r.tok(j).is("-'’"), r.finite(j):
			return 0
		}
	}
	return 0
}

// nounEnd returns where a noun phrase that is content ends, with what describes
// it; when, where and to whom it was said stays outside.
func (r *reading) nounEnd(i, k, end int) int {
	limit := r.objectEnd(i, k, end)
	for j := k + 1; j < end; j++ {
		switch w := r.low(j); {
		case w == "and" && !r.hasClause(k, j) && (r.name(j+1) >= 0 && r.finite(r.behindName(j+1)) || r.class(j+1, determiner) && r.fullClause(j+1)):
			return j // "confirmed its first case and Tessel had its first death"
		case j < limit && r.hasClause(k, j): // a clause that describes the noun
		case r.tok(j).is("—–") && r.closes(j) > 0:
			j = r.closes(j) // "the outbreak — a fever — to be"
		case w == "as" && !r.hasClause(j+1, end) && !r.verb(j+1): // "reported his death as an accident"
		case r.tok(j).is(",") && (r.low(j+1) == "including" || r.low(j+1) == "such" || r.class(j+1, relative)):
			return end
		case r.tok(j).is(",") && r.low(j+1) == "and" && !r.hasClause(j, end) && r.commaWithin(k, j): // "parks, schools, and roads"
		case r.verb(j - 1): // "the help given after the floods"
		case r.tok(j).is(",") && j < limit && r.low(j+1) != "but" && !(r.low(j+1) == "and" && r.hasClause(j+1, end)):
		case r.tok(j).kind == mark && !r.tok(j).is("-'’%$/&") && !r.tok(j).abbr && r.quo(j) < 0, r.class(j, conjunction) && (r.finite(j+1) || r.class(j+1, adverb) && r.finite(j+2)):
			return j
		case r.class(j, preposition) && w != "by" && r.skipTime(j) > j, timeClause(w), r.class(j, weekday):
			return j
		case w == "citing", w == "so" && r.startsClause(j+1), !r.class(j, preposition) && r.skipTime(j) > j && r.skipTime(j) >= end:
			return j
		case w == "during", w == "amid", w == "following", w == "to" && j >= limit && !r.verb(j+1) && r.skipAddressee(j+1) > j+1:
			return j
		}
	}
	return end
}

// commaWithin reports whether a comma stands in [a,b).
func (r *reading) commaWithin(a, b int) bool {
	comma := r.firstComma(a)
	return comma > 0 && comma < b
}

// beforeBut ends what is no clause before ", but", ", as" or "and", or before a verb
// without a subject, with which the reporter goes on.
func (r *reading) beforeBut(a, end int) int {
	for j := a + 1; j < end; j++ {
		if (r.low(j) == "and" || r.low(j) == "but") && r.finite(j+1) && !r.hasClause(a, j) && (r.quo(j-1) >= 0 || !r.quotedIn(a, j)) {
			return j // "urged them to leave | and spoke with the mayor"
		}
		if r.tok(j-1).is(",") && (r.low(j) == "but" || r.low(j) == "as" && r.low(j+1) != "well" || r.finite(j) && r.low(j) != "should" && r.low(j) != "had" && !r.hasClause(a, j) || r.low(j) == "and" && r.hasClause(j, end)) {
			return j - 1
		}
	}
	return end
}

// withoutDay ends a noun phrase before a day that dates the saying: "dismissed
// the number on Monday".
func (r *reading) withoutDay(k, end int) int {
	for j := max(k+1, end-5); j < end; j++ {
		if (r.low(j) == "on" || r.class(j, weekday)) && r.skipTime(j) >= end {
			return j
		}
	}
	return end
}

// numbered reports whether a number stands at item k or, behind words that limit it, soon
// after: "some 4,000", "fewer than five".
func (r *reading) numbered(k int) bool {
	for j := k; j < k+3; j++ {
		if tree, ok := r.tree(j); r.tok(j).kind == number || ok && tree.token().Tag == "CD" {
			return true
		}
	}
	return false
}

// asBehind finds what follows "as" behind an object ("described it as X") or
// "of" ("accused them of X") or "to" ("likened it to X").
func (r *reading) asBehind(k int, c cueForm) int {
	want := "as"
	switch {
	case c.takes(takesOf):
		want = "of"
	case c.takes(takesLike):
		want = "to"
	}
	for j := k; j < r.len() && j < k+14; j++ {
		switch {
		case c.takes(takesFigure | takesChange):
			at := c.takes(takesFigure) && r.low(j) == "at" || c.takes(takesChange) && r.low(j) == "to" && r.class(r.headOf(k), tally)
			if at && j > k && r.numbered(j+1) {
				return j + 1
			}
		case r.low(j) == want && j > k && j+1 < r.len() && !(want == "to" && r.verb(j+1) && !r.gerundAt(j+1)):
			if want == "as" && !c.takes(weakCue) || want != "as" || r.quo(j+1) >= 0 {
				return j + 1
			}
			return 0
		case r.quo(j) >= 0 && want == "as" && j > k && (j+2 >= r.len() || r.class(j+1, preposition|conjunction)):
			return j
		case r.quo(j) >= 0 || r.tok(j).kind == mark && !r.tok(j).is("-'’%$"):
			return 0
		case r.finite(j):
			return 0
		}
	}
	return 0
}
