package annotate

// skipTime returns the item behind a phrase of time or occasion that begins
// at i, or i where there is none: "on Monday", "last week", "in a statement
// on Tuesday", "by telephone".
func (v view) skipTime(i int) int {
	for {
		next := v.skipOneTime(i)
		if next == i {
			return i
		}
		i = next
	}
}

func (v view) skipOneTime(i int) int {
	switch w := v.low(i); {
	case v.class(i, weekday) && lex().is(v.low(i+1), partOfDay):
		return i + 2
	case v.low(i+1) == "'s" && v.class(i, weekday|adverb): // "Monday's decision"
		return i
	case (w == "yesterday" || w == "today") && lex().is(v.low(i+1), partOfDay):
		return i + 2
	case v.class(i, weekday), w == "today", w == "yesterday", w == "earlier", w == "later", w == "recently", w == "again", w == "also", w == "separately", w == "publicly", w == "repeatedly":
		return i + 1
	case (w == "late" || w == "early") && v.skipOneTime(i+1) > i+1:
		return v.skipOneTime(i + 1)
	case (w == "last" || w == "this" || w == "next" || w == "earlier") && lex().is(v.low(i+1), occasion):
		return i + 2
	case w == "that" && lex().is(v.low(i+1), partOfDay) && v.low(i+1) != "time":
		return i + 2
	case w == "the" && v.low(i+1) == "same" && (v.low(i+2) == "day" || lex().is(v.low(i+2), partOfDay)):
		return i + 3
	case (w == "last" || w == "this") && v.class(i+1, month|weekday) && v.tok(i+1).capital():
		return i + 2
	case w == "via" && v.tok(i+1).capital():
		return max(i+2, v.behindName(i+1))
	case v.class(i, preposition) && w != "of" && w != "to" && w != "like":
		return v.skipOccasion(i)
	}
	return i
}

// farOccasion is how many items stand between a preposition and its day or
// occasion: "at the ministry's daily press briefing".
const farOccasion = 8

// skipOccasion returns the item behind a prepositional phrase at i whose noun
// is a day, a month, a year or an occasion, with what "of", "to" or "with"
// adds to it; else i.
func (v view) skipOccasion(i int) int {
	j := i + 1
	for n := 0; n < farOccasion && j < v.len(); n++ {
		k := v.tok(j)
		switch {
		case v.class(j, weekday) && lex().is(v.low(j+1), partOfDay):
			return j + 2
		case v.class(j, weekday) && v.low(j+1) == "'s":
		case v.class(j, weekday):
			return j + 1
		case k.kind == number && (v.low(j+1) == "a.m." || v.low(j+1) == "p.m." || v.low(j+1) == "a.m" || v.low(j+1) == "p.m" || v.low(j+1) == "am" || v.low(j+1) == "pm"):
			return j + 2
		case v.class(j, month) && k.capital():
			j++
			if v.tok(j).kind == number {
				j++
			}
			if v.tok(j).is(",") && v.tok(j+1).kind == number {
				j += 2
			}
			return j
		case k.kind == number && len(k.text) == 4 && n <= 1:
			return j + 1
		case lex().is(k.low, occasion) && v.modifies(j): // "the video referee"
		case lex().is(k.low, occasion) && !lex().is(v.low(j+1), occasion) && v.low(j+1) != "'s":
			return v.occasionTail(j + 1)
		case v.bounds(j), v.class(j, preposition) && v.name(j) < 0 && k.low != "of":
			return i
		}
		j++
	}
	return i
}

// modifies reports whether the noun at item j is only the first part of a compound.
func (v view) modifies(j int) bool {
	tree, ok := v.tree(j)
	return ok && tree.token().Rel == "compound" && tree.token().Head > tree.at && v.tok(j+1).kind == word
}

// occasionTail takes "with Far Shore", "to parliament", "of the party" behind
// an occasion, up to a name's or a noun's end.
func (v view) occasionTail(j int) int {
	if w := v.low(j); w != "with" && w != "to" && w != "of" && w != "in" && w != "at" && w != "from" && w != "by" {
		return j
	}
	k := j + 1
	for v.class(k, determiner) {
		k++
	}
	if n := v.name(k); n >= 0 {
		for v.name(k) == n {
			k++
		}
		return k
	}
	if v.tok(k).kind == word && lex().is(v.low(k), occasion) || lex().person(v.low(k)) {
		return k + 1
	}
	return j
}
