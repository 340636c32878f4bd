package coverage

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Weights of the words of an event, of which a passage needs matchWeight: a name alone; a
// place, a phrase or a needed word with any other word; three words; what is weak counts half
// a word. Set on the three events of the sample, of which one passage names no place ("the
// clinic ... a depot ... a shell") and one only two words of its event ("the Hall of Banners
// ... 101 portraits"); two single words of an event meet by chance every day.
const (
	matchWeight  = 6
	nameWeight   = 6
	phraseWeight = 4
	wordWeight   = 2
	weakWeight   = 1
)

// Fingerprint finds the passages that are about an event. It may be used by many goroutines
// at once.
type Fingerprint struct {
	event   Event
	window  stretch // in which passages count
	words   finder
	aspects []finder
	like    []finder // of like events
	later   []later
	byWeak  bool // the event has words for like subjects
}

// later is a like event that began later.
type later struct {
	name string
	from day
	own  []bool // for each word of the event whether the later one lacks it
}

// Fingerprint makes the fingerprint of e, which must be sound (see [Event.Check]). What
// matches one of the like events, earlier and later ones, is on a like subject (see
// [Hit.Like]). And as soon as a later one has begun, only documents with a word that it lacks
// are on e: two ceremonies in one hall share most of their words.
func (e Event) Fingerprint(like ...Event) *Fingerprint {
	days, _ := e.days()
	f := &Fingerprint{event: e, window: stretch{days.from, days.to + day(e.Within)}, words: newFinder(distinct(e.marked()))}
	for _, a := range e.Aspects {
		f.aspects = append(f.aspects, newFinder(distinct(aspectWords(a))))
	}
	for _, other := range like {
		f.like = append(f.like, newFinder(distinct(other.marked())))
		if began, _ := other.days(); began.from > days.from {
			f.later = append(f.later, later{other.Name, began.from, f.words.lacking(other)})
		}
	}
	f.byWeak = len(like) > 0 || slices.ContainsFunc(f.words.entries, entry.tellsLike)
	return f
}

// lacking tells of each word whether another event lacks it.
func (f finder) lacking(other Event) []bool {
	has := map[string]bool{}
	for _, x := range other.marked() {
		has[stems(x.phrases)] = true
	}
	list := make([]bool, len(f.entries))
	for i, x := range f.entries {
		list[i] = !has[stems(x.phrases)]
	}
	return list
}

// entry is a word of an event with its other forms.
type entry struct {
	label    string
	phrases  [][]element
	weight   int
	needed   bool
	weak     bool
	place    bool
	identity string // entries of one identity are one word
}

// tellsLike reports whether a word is one of like subjects. That something is in the same
// city makes it no like subject.
func (x entry) tellsLike() bool { return x.weak && !x.place }

// marked lists the words of e with their weights.
func (e Event) marked() []entry {
	var list []entry
	for _, w := range e.Place {
		x := newEntry(w, phraseWeight)
		x.place = true
		x.identity = "the place" // one place under many names counts once
		if w.Weak {
			x.identity = "its surroundings"
		}
		list = append(list, x)
	}
	for _, w := range e.Names {
		list = append(list, newEntry(w, nameWeight))
	}
	for _, w := range e.Words {
		list = append(list, newEntry(w, wordWeight))
	}
	return list
}

func aspectWords(a Aspect) []entry {
	var list []entry
	for _, w := range a.Words {
		list = append(list, newEntry(w, wordWeight))
	}
	return list
}

func newEntry(w Word, weight int) entry {
	x := entry{label: w.Text, phrases: compile(w.Text), weight: weight, needed: w.Needed, weak: w.Weak}
	switch {
	case w.Weak:
		x.weight = weakWeight
	case w.Needed, strings.ContainsRune(strings.TrimSpace(w.Text), ' '):
		x.weight = max(x.weight, phraseWeight)
	}
	x.identity = stems(x.phrases)
	return x
}

// stems spells the first of phrases.
func stems(phrases [][]element) string {
	if len(phrases) == 0 {
		return ""
	}
	var list []string
	for _, e := range phrases[0] {
		list = append(list, e.stem)
	}
	return strings.Join(list, " ")
}

// distinct joins the entries that are forms of one word: "shelled" and "shelling", or a place
// that is named among the words again.
func distinct(list []entry) []entry {
	var out []entry
	at := map[string]int{} // by identity and by stems
	for _, x := range list {
		same := stems(x.phrases)
		i, known := at[x.identity]
		if !known {
			i, known = at[same]
		}
		if !known {
			i = len(out)
			out = append(out, x)
		} else {
			out[i].join(x)
		}
		at[x.identity], at[same] = i, i
	}
	return out
}

func (x *entry) join(y entry) {
	x.phrases = append(x.phrases, y.phrases...)
	x.weight = max(x.weight, y.weight)
	x.needed = x.needed || y.needed
	x.weak = x.weak && y.weak
	x.place = x.place || y.place
}

// finder looks for the words of a list in the words of a text.
type finder struct {
	entries []entry
	needed  bool // one of them at least is needed
	index   map[string][]candidate
}

// candidate is a phrase that may begin at a word.
type candidate struct {
	entry  int
	phrase []element
}

func newFinder(entries []entry) finder {
	f := finder{entries: entries, index: map[string][]candidate{}}
	for i, x := range entries {
		f.needed = f.needed || x.needed
		for _, p := range x.phrases {
			key := indexKey(p[0].stem)
			f.index[key] = append(f.index[key], candidate{i, p})
		}
	}
	for _, list := range f.index { // the longest is found first, then the one that weighs most
		slices.SortStableFunc(list, func(a, b candidate) int {
			if d := len(b.phrase) - len(a.phrase); d != 0 {
				return d
			}
			return entries[b.entry].weight - entries[a.entry].weight
		})
	}
	return f
}

// indexKey is how a word begins: no ending of any script reaches so far.
func indexKey(folded string) string {
	_, n := utf8.DecodeRuneInString(folded)
	return folded[:n]
}

// found is a word of an event in the words of a text.
type found struct {
	entry int
	at    int // the first of its words
	end   int // after the last
}

// find returns what stands in list, in order, without overlaps: the longest phrase wins, so
// that "Hall of Banners" is not the word "banners" too.
func (f finder) find(list []token) []found {
	var out []found
	for i := 0; i < len(list); i++ {
		for _, c := range f.index[indexKey(list[i].folded)] {
			if stands(c.phrase, list[i:]) {
				out = append(out, found{c.entry, i, i + len(c.phrase)})
				i += len(c.phrase) - 1
				break
			}
		}
	}
	return out
}

func stands(phrase []element, list []token) bool {
	if len(phrase) > len(list) {
		return false
	}
	for i, e := range phrase {
		if i > 0 && list[i].begins || !e.takes(list[i]) {
			return false
		}
	}
	return true
}
