package timex

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"hearsay/corpus"
)

//go:embed data/*.txt
var data embed.FS

// class is a set of the classes of data/words.txt.
type class uint64

const (
	month class = 1 << iota
	short
	verblike
	weekday
	weekdays
	byname
	titled
	unit
	units
	number
	scale
	vague
	ordinal
	tens
	season
	seasons
	daypart
	dayparts
	hour
	meridiem
	zone
	day
	deictic
	anaphoric
	part
	edge
	bound
	set
	adverbset
	distributive
	now
	dating
	yearing
	joining
	fiscal
	filler
	article
	back
	later
	period
	ahead
	modal
	timetabled
	toll
	change
)

var classNames = map[string]class{
	"month": month, "short": short, "verblike": verblike, "weekday": weekday, "weekdays": weekdays,
	"byname": byname, "titled": titled, "unit": unit, "units": units, "number": number, "scale": scale,
	"vague": vague, "ordinal": ordinal, "tens": tens, "season": season, "seasons": seasons, "daypart": daypart,
	"dayparts": dayparts, "hour": hour, "meridiem": meridiem, "zone": zone, "day": day, "deictic": deictic,
	"anaphoric": anaphoric, "part": part, "edge": edge, "bound": bound, "set": set, "adverbset": adverbset,
	"distributive": distributive, "now": now, "dating": dating, "yearing": yearing, "joining": joining,
	"fiscal": fiscal, "filler": filler, "article": article,
	"back": back, "later": later, "period": period, "ahead": ahead, "modal": modal, "timetabled": timetabled,
	"toll": toll, "change": change,
}

// entry is what the lists know of a word.
type entry struct {
	class  class
	values []value
}

// value is what a word means as one of a class.
type value struct {
	class class
	n     int
	code  string
}

func (e *entry) value(c class) value {
	for _, v := range e.values {
		if v.class&c != 0 {
			return v
		}
	}
	return value{}
}

// phrase is a phrase of several words with what it means.
type phrase struct {
	words []string
	code  string
}

// lexicon is what the embedded lists say.
type lexicon struct {
	words    map[string]*entry
	limits   map[string][]phrase // by first word
	phrases  map[string][]phrase
	holidays map[string][]phrase // by first word, with the rule of each
	feasts   map[string]feast    // by rule
}

// english is the lexicon; a test reads it, so that it cannot be broken here.
var english = sync.OnceValue(func() *lexicon {
	l, err := readLexicon()
	if err != nil {
		panic(fmt.Sprintf("timex: embedded lists: %v", err))
	}
	return l
})

func readLexicon() (*lexicon, error) {
	l := &lexicon{words: map[string]*entry{}, limits: map[string][]phrase{}, phrases: map[string][]phrase{}, holidays: map[string][]phrase{}, feasts: map[string]feast{}}
	for _, f := range []struct {
		name string
		line func(key, value string) error
	}{
		{"words", l.addWords},
		{"limits", func(key, value string) error { return addPhrases(l.limits, value, key) }},
		{"phrases", func(key, value string) error { return addPhrases(l.phrases, value, key) }},
		{"holidays", l.addHoliday},
	} {
		if err := readLines("data/"+f.name+".txt", f.line); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// readLines gives every line of a list that is no comment to add, cut at its colon.
func readLines(name string, add func(key, value string) error) error {
	text, err := data.ReadFile(name)
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			return fmt.Errorf("%s:%d: no colon", name, n)
		}
		if err := add(key, strings.TrimSpace(value)); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return nil
}

func (l *lexicon) addWords(key, words string) error {
	c, ok := classNames[key]
	if !ok {
		return fmt.Errorf("no class %q", key)
	}
	for i, w := range strings.Fields(words) {
		w, code, stated := strings.Cut(w, "=")
		v := value{c, i + 1, code}
		if n, err := strconv.Atoi(code); stated && err == nil {
			v.n = n
		}
		e := l.words[w]
		if e == nil {
			e = &entry{}
			l.words[w] = e
		}
		e.class |= c
		e.values = append(e.values, v)
	}
	return nil
}

func (l *lexicon) addHoliday(names, rule string) error {
	f, err := parseFeast(rule)
	if err != nil {
		return err
	}
	l.feasts[rule] = f
	return addPhrases(l.holidays, names, rule)
}

// addPhrases adds phrases parted by commas under their first words.
func addPhrases(to map[string][]phrase, list, code string) error {
	for _, p := range strings.Split(list, ",") {
		words := strings.Fields(cutClitics(strings.TrimSpace(p)))
		if len(words) == 0 {
			return fmt.Errorf("an empty phrase for %s", code)
		}
		for i, w := range words {
			words[i] = strings.TrimSuffix(w, ".")
		}
		to[words[0]] = append(to[words[0]], phrase{words, code})
	}
	return nil
}

// cutClitics cuts a phrase as the tokenizer does.
func cutClitics(p string) string {
	p = strings.ReplaceAll(p, "'s ", " 's ")
	return strings.ReplaceAll(p, "s' ", "s ' ")
}

// match returns the longest of the phrases that stand at word i, and where it ends.
func match(list map[string][]phrase, words []word, i int) (code string, end int) {
	if i >= len(words) {
		return "", 0
	}
	for _, p := range list[words[i].low] {
		if i+len(p.words) > end && p.at(words[i:]) {
			code, end = p.code, i+len(p.words)
		}
	}
	return code, end
}

func (p *phrase) at(words []word) bool {
	if len(words) < len(p.words) {
		return false
	}
	for k, w := range p.words {
		if words[k].low != w {
			return false
		}
	}
	return true
}

// limit returns the modifier that stands at word i and where it ends, i for none.
func limit(words []word, i int) (corpus.TimexMod, int) {
	code, end := match(english().limits, words, i)
	if end == 0 {
		return "", i
	}
	return corpus.TimexMod(code), end
}
