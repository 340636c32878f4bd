package annotate

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"hearsay/corpus"
	"hearsay/names"
)

//go:embed data/*.txt
var data embed.FS

// lexicon is what the layers know of English. It is read from data once, at
// the first document, and never changed.
type lexicon struct {
	cues    map[string]cueForm   // by surface form
	phrasal map[string][]cueForm // those of several words, by the surface form of the verb
	phrases []phrase
	nouns   map[string]sayNoun
	class   map[string]wordClass

	titles map[string]bool // may stand before a name: "minister", and plurals
	people map[string]bool // heads of described sources: titles, roles, plurals
	plural map[string]bool // those of people that are plurals

	orgWords, outletWords, placeWords map[string]bool
	portfolios                        map[string]bool // what ministers are ministers of
	media                             map[string]bool // names of news media, lower case

	states   map[string]bool // lower case, several words joined by a blank
	demonyms map[string]bool
	capitals map[string]bool

	abbrNever, abbrMaybe, abbrAmbiguous map[string]bool
}

var lex = sync.OnceValue(func() *lexicon {
	l := &lexicon{}
	l.readCues()
	l.readPhrases()
	l.readNouns()
	l.readWords()
	l.readPeople()
	l.readOrganisations()
	l.readTerritories()
	l.readAbbreviations()
	return l
})

// wordClass is a set of grammatical classes of one word.
type wordClass uint64

const (
	determiner wordClass = 1 << iota
	pronoun
	subjectPronoun
	preposition
	conjunction
	subordinator
	relative
	auxiliary
	negation
	adverb
	connective
	weekday
	month
	common
	finiteVerb
	roleVerb
	occasion
	partOfDay
	participle
	indefinite
	memberWord
	standardNoun
	genericPerson
	bodyNoun
	particle
	nameLink
	dottedTitle
	titleModifier
	ownerInName
	refusedVerb
	answeringVerb
	givingVerb
	detail
	answer
	groupPronoun
	owning
	attitude
	ownWords
	genericBody
	onSubject
	mediaOccasion
	carried
	corporate
	partisan
	speaking
	acronym
	filler
	interjection
	ditransitive
	utterance
	bench
	courtCase
	tally
	ground
	mind
	issuing
	spreading
	hearing
	hearsay
	account
	collective
	rumour
	attached
	aspect
)

var classNames = map[string]wordClass{
	"determiner": determiner, "pronoun": pronoun, "subject-pronoun": subjectPronoun,
	"preposition": preposition, "conjunction": conjunction, "subordinator": subordinator,
	"relative": relative, "auxiliary": auxiliary, "negation": negation, "adverb": adverb,
	"connective": connective, "weekday": weekday, "month": month, "common": common, "verb": finiteVerb, "role-verb": roleVerb,
	"occasion": occasion, "part-of-day": partOfDay, "participle": participle, "indefinite": indefinite, "member": memberWord,
	"standard": standardNoun, "generic-person": genericPerson, "body": bodyNoun, "particle": particle, "name-link": nameLink,
	"dotted-title": dottedTitle, "title-modifier": titleModifier, "owner-in-name": ownerInName, "refused-verb": refusedVerb,
	"answering-verb": answeringVerb, "giving-verb": givingVerb, "detail": detail, "answer": answer, "group-pronoun": groupPronoun, "owning": owning, "attitude": attitude,
	"own-words": ownWords, "generic-body": genericBody, "on-subject": onSubject, "media-occasion": mediaOccasion, "carried": carried, "corporate": corporate, "partisan": partisan, "speaking": speaking, "acronym": acronym, "filler": filler, "interjection": interjection, "ditransitive": ditransitive, "utterance": utterance, "bench": bench, "case": courtCase, "tally": tally, "ground": ground, "mind": mind, "issuing": issuing, "spreading": spreading, "hearing": hearing, "hearsay": hearsay, "account": account, "collective": collective, "rumour": rumour, "attached": attached, "aspect": aspect,
}

// is reports whether a word in lower case has one of the classes of c.
func (l *lexicon) is(low string, c wordClass) bool { return l.class[low]&c != 0 }

// frames are the ways in which a cue takes what is said; see data/cues.txt.
type frames uint32

const (
	takesQuote frames = 1 << iota
	takesClause
	takesThat
	takesNoun
	takesInfinitive
	takesAddressee
	needsAddressee
	takesOf
	takesAs
	afterQuoteOnly
	takesFigure
	takesChange
	weakCue
	belief
	takesFor
	takesAbout
	takesObjectTo
	mediaOnly
	documentOnly
	takesTo
	takesAgainst
	takesPredicate
	takesLike
	noPerson
	spelledThat
	takesSpeech
)

var frameLetters = map[byte]frames{
	'q': takesQuote, 'c': takesClause, 't': takesThat, 'n': takesNoun, 'i': takesInfinitive,
	'o': takesAddressee, 'O': takesAddressee | needsAddressee, 'a': takesOf, 's': takesAs,
	'u': takesQuote | afterQuoteOnly, 'p': takesFigure, 'y': takesChange, 'w': weakCue, 'b': belief, 'f': takesFor, 'v': takesAbout, 'x': takesObjectTo, 'm': mediaOnly, 'd': documentOnly, 'r': takesTo, 'g': takesAgainst, 'e': takesPredicate, 'k': takesLike, 'h': noPerson, 'l': takesThat | spelledThat, 'j': takesNoun | takesSpeech,
}

// cue is one reporting verb.
type cue struct {
	lemma    string
	polarity corpus.Polarity
	mode     corpus.Mode
	frames   frames
	rest     []string // the words that follow the verb: "out" of "lay out"
}

func (c *cue) takes(f frames) bool { return c.frames&f != 0 }

// verbForm is a set of inflections that share a surface form.
type verbForm uint8

const (
	baseForm verbForm = 1 << iota
	presentForm
	pastForm
	participleForm
	gerundForm
)

type cueForm struct {
	*cue
	form verbForm
}

// phrase is a reporting phrase of several words.
type phrase struct {
	words    []string
	polarity corpus.Polarity
	mode     corpus.Mode
}

// sayNoun is a noun of saying, or one for a document that says something.
type sayNoun struct {
	polarity   corpus.Polarity
	act, paper bool
	frames     frames      // takesFor, takesInfinitive: what is asked for or promised
	mode       corpus.Mode // of what is asked for or promised
}

// lines yields the lines of a data file without comments and empty ones.
func lines(name string) []string {
	b, err := data.ReadFile("data/" + name)
	if err != nil {
		b, err = names.Lists.ReadFile("data/" + name) // what both layers know
	}
	if err != nil {
		panic(fmt.Sprintf("annotate: embedded file %s: %v", name, err))
	}
	var out []string
	for _, l := range strings.Split(string(b), "\n") {
		if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "#") {
			out = append(out, l)
		}
	}
	return out
}

// sections reads a file of words under headings that end in a colon.
func sections(name string) map[string][]string {
	out := map[string][]string{}
	heading := ""
	for _, l := range lines(name) {
		if h, ok := strings.CutSuffix(l, ":"); ok {
			heading = h
			continue
		}
		out[heading] = append(out[heading], strings.Fields(l)...)
	}
	return out
}

func (l *lexicon) readCues() {
	l.cues, l.phrasal = map[string]cueForm{}, map[string][]cueForm{}
	for _, line := range lines("cues.txt") {
		f := strings.Fields(line)
		verb, rest, several := strings.Cut(f[0], "+")
		forms := strings.Split(verb, ",")
		c := &cue{lemma: forms[0], polarity: corpus.Polarity(f[1]), mode: corpus.Mode(f[2])}
		if several {
			c.rest = strings.Split(rest, "+")
			c.lemma += " " + strings.Join(c.rest, " ")
		}
		for _, letters := range f[3:] {
			for i := range len(letters) {
				c.frames |= frameLetters[letters[i]]
			}
		}
		for surface, form := range inflect(forms) {
			if several {
				l.phrasal[surface] = append(l.phrasal[surface], cueForm{c, form})
				continue
			}
			l.cues[surface] = cueForm{c, form | l.cues[surface].formOf(c)}
		}
	}
}

// formOf returns the inflections known so far when f belongs to c.
func (f cueForm) formOf(c *cue) verbForm {
	if f.cue == c {
		return f.form
	}
	return 0
}

// inflect makes the surface forms of a verb from its lemma and, for
// irregular verbs, its past and participle.
func inflect(forms []string) map[string]verbForm {
	lemma := forms[0]
	past, participle := regularPast(lemma), ""
	if len(forms) > 1 {
		past = forms[1]
	}
	participle = past
	if len(forms) > 2 {
		participle = forms[2]
	}
	out := map[string]verbForm{}
	out[lemma] |= baseForm
	out[thirdPerson(lemma)] |= presentForm
	out[past] |= pastForm
	out[participle] |= participleForm
	out[gerund(lemma, past)] |= gerundForm
	return out
}

func regularPast(lemma string) string {
	switch {
	case strings.HasSuffix(lemma, "e"):
		return lemma + "d"
	case consonantY(lemma):
		return lemma[:len(lemma)-1] + "ied"
	}
	return lemma + "ed"
}

func thirdPerson(lemma string) string {
	switch {
	case consonantY(lemma):
		return lemma[:len(lemma)-1] + "ies"
	case hasAnySuffix(lemma, "s", "x", "z", "ch", "sh", "o"):
		return lemma + "es"
	}
	return lemma + "s"
}

func gerund(lemma, past string) string {
	last := lemma[len(lemma)-1:]
	switch {
	case past == lemma+last+"ed": // admit, admitted, admitting
		return lemma + last + "ing"
	case strings.HasSuffix(lemma, "ee"):
		return lemma + "ing"
	case last == "e":
		return lemma[:len(lemma)-1] + "ing"
	}
	return lemma + "ing"
}

func consonantY(s string) bool {
	n := len(s)
	return n > 1 && s[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(s[n-2]))
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

func (l *lexicon) readPhrases() {
	for _, line := range lines("phrases.txt") {
		f := strings.Split(line, "|")
		l.phrases = append(l.phrases, phrase{
			words:    strings.Fields(f[0]),
			polarity: corpus.Polarity(strings.TrimSpace(f[2])),
			mode:     corpus.Mode(strings.TrimSpace(f[3])),
		})
	}
}

func (l *lexicon) readNouns() {
	l.nouns = map[string]sayNoun{}
	for _, line := range lines("nouns.txt") {
		f := strings.Fields(line)
		n := sayNoun{
			polarity: corpus.Polarity(f[1]),
			act:      f[2] == "act" || f[2] == "both",
			paper:    f[2] == "paper" || f[2] == "both",
			mode:     corpus.Report,
		}
		if len(f) > 4 {
			n.mode = corpus.Mode(f[4])
		}
		for k := 0; len(f) > 3 && k < len(f[3]); k++ {
			n.frames |= frameLetters[f[3][k]]
		}
		l.nouns[f[0]] = n
	}
}

func (l *lexicon) readWords() {
	l.class = map[string]wordClass{}
	for heading, words := range sections("words.txt") {
		for _, w := range words {
			l.class[w] |= classNames[heading]
		}
	}
}

func (l *lexicon) readPeople() {
	l.titles, l.people, l.plural = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for heading, words := range sections("people.txt") {
		for _, w := range words {
			w = strings.ReplaceAll(w, "-", " ")
			for _, form := range []string{w, strings.ReplaceAll(w, " ", "-")} {
				l.addPerson(form, heading == "title")
			}
		}
	}
}

// person reports whether a noun is one for people, also as the last part of a
// compound: "vice-minister".
func (l *lexicon) person(low string) bool {
	return l.people[low] || l.people[low[strings.LastIndexByte(low, '-')+1:]]
}

func (l *lexicon) addPerson(w string, title bool) {
	p := pluralOf(w)
	l.people[w], l.people[p], l.plural[p] = true, true, true
	if title {
		l.titles[w], l.titles[p] = true, true
	}
}

func pluralOf(w string) string {
	for _, x := range [][2]string{{"woman", "women"}, {"man", "men"}, {"person", "people"}, {"child", "children"}, {"wife", "wives"}, {"crisis", "crises"}} {
		if s, ok := strings.CutSuffix(w, x[0]); ok {
			return s + x[1]
		}
	}
	return thirdPerson(w)
}

func (l *lexicon) readOrganisations() {
	s := sections("organisations.txt")
	l.orgWords, l.outletWords, l.placeWords = set(s["organisation"]), set(s["outlet"]), set(s["place"])
	l.portfolios = set(s["portfolio"])
	l.media = set(lines("media.txt"))
}

func set(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

func (l *lexicon) readTerritories() {
	l.states, l.demonyms, l.capitals = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, t := range names.Territories() {
		enter(l.states, t.Name)
		enter(l.states, t.Others...)
		enter(l.demonyms, t.Peoples...)
		if t.Capital != "" {
			enter(l.capitals, t.Capital)
		}
	}
}

// enter puts words into a set, in lower case.
func enter(set map[string]bool, words ...string) {
	for _, w := range words {
		set[strings.ToLower(w)] = true
	}
}

func (l *lexicon) readAbbreviations() {
	s := sections("abbreviations.txt")
	l.abbrNever, l.abbrMaybe, l.abbrAmbiguous = set(s["never"]), set(s["maybe"]), set(s["ambiguous"])
}
