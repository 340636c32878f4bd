package names

import (
	"embed"
	"strings"
	"sync"
)

// Lists are the word lists that other layers read too: people.txt and organisations.txt. For
// territories.txt see [Territories].
//
//go:embed data/people.txt data/organisations.txt data/territories.txt data/given.txt data/cities.txt data/census.txt data/family.txt
var Lists embed.FS

// kindWords are the classes of words that tell kinds.
type kindWords struct {
	classes map[string]string // by form; names with capitals, nouns in lower case
	given   map[string]Gender
	family  map[string]bool   // family names that stand first
	lists   map[string]string // by form: the lists of cities, surnames and given names that have it
}

// kindLexicon reads the lists once.
var kindLexicon = sync.OnceValue(func() *kindWords {
	w := &kindWords{classes: map[string]string{}, given: map[string]Gender{}, family: map[string]bool{}, lists: map[string]string{}}
	w.readGiven(list("given"))
	for _, f := range fieldsOf(list("family")) {
		for _, name := range f {
			w.family[name] = true
		}
	}
	w.readSections(list("people"), func(section string) string { return section })
	w.readSections(list("organisations"), func(section string) string { return section })
	w.readTerritories()
	w.readKnown(list("cities"), wholeLine)
	w.readKnown(list("census"), strings.Fields)
	return w
})

func list(name string) string {
	data, err := Lists.ReadFile("data/" + name + ".txt")
	if err != nil {
		panic("names: " + err.Error()) // the lists are part of the program
	}
	return string(data)
}

// readSections reads lists of words under lines "section:".
func (w *kindWords) readSections(text string, class func(string) string) {
	section := ""
	for _, f := range fieldsOf(text) {
		if len(f) == 1 && strings.HasSuffix(f[0], ":") {
			section = strings.TrimSuffix(f[0], ":")
			continue
		}
		for _, word := range f {
			if w.classes[word] == "" {
				w.classes[word] = class(section)
			}
		}
	}
}

func wholeLine(line string) []string { return []string{line} }

// readKnown reads names under lines "list:"; each line holds what split makes
// of it.
func (w *kindWords) readKnown(text string, split func(line string) []string) {
	section := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if s, ok := strings.CutSuffix(line, ":"); ok {
			section = s
			continue
		}
		for _, name := range split(line) {
			w.lists[name] = strings.TrimPrefix(w.lists[name]+" "+section, " ")
		}
	}
}

// known returns the lists of cities, surnames and given names that have a
// name, "-" for none. One in capitals is looked up as if it had one.
func (w *kindWords) known(name string) string {
	if l, ok := w.lists[name]; ok {
		return l
	}
	if len(name) > 3 && strings.ToUpper(name) == name {
		if l, ok := w.lists[name[:1]+strings.ToLower(name[1:])]; ok {
			return l
		}
	}
	return "-"
}

// readTerritories takes what names states, peoples and capitals.
func (w *kindWords) readTerritories() {
	for _, t := range Territories() {
		w.set("state", t.Name)
		for _, word := range strings.Fields(strings.Join(t.Peoples, " ")) {
			w.set("people", word)
		}
		w.set("capital", t.Capital)
		for _, other := range t.Others {
			w.set("state", other)
		}
	}
}

func (w *kindWords) set(class, name string) {
	if name = strings.TrimSpace(name); name != "" {
		w.classes[name] = class
	}
}

// readGiven reads lines "male: names", "female: names", "either: names".
func (w *kindWords) readGiven(text string) {
	for _, f := range fieldsOf(text) {
		g := genderNamed(strings.TrimSuffix(f[0], ":"))
		for _, name := range f[1:] {
			if old, ok := w.given[name]; ok && old != g {
				g = AnyGender
			}
			w.given[name] = g
			w.classes[name] = "given"
			g = genderNamed(strings.TrimSuffix(f[0], ":"))
		}
	}
}

// class returns what the lists know of a form: "given", "state", "outlet";
// "" for nothing. A word in capitals is looked up as a name first.
func (w *kindWords) class(form string) string {
	if c, ok := w.classes[form]; ok {
		return c
	}
	lower := strings.ToLower(form)
	if c, ok := w.classes[lower]; ok {
		return c
	}
	return w.classes[strings.TrimSuffix(lower, "s")]
}

func (w *kindWords) speech(lemma string) bool { return lexicalCoref().speech[lemma] }

// gender returns what the words of a mention tell: a pronoun, a title, a noun,
// a given name.
func (w *kindWords) gender(t *tree, m *Mention) Gender {
	if m.Number == Plural {
		return AnyGender
	}
	words := lexicalCoref()
	head := t.words[m.Head].low
	if m.Level == Pronoun {
		return words.pronouns[head].gender
	}
	if g := words.gender[head]; g != AnyGender {
		return g
	}
	from, to := NameSpan(t.Tokens, m)
	for i := from; i < to; i++ {
		if g := words.gender[t.words[i].low]; g != AnyGender {
			return g
		}
	}
	if m.Level == Name {
		var name []string
		for i := from; i < to; i++ {
			name = append(name, t.Tokens[i].Form)
		}
		return w.genderOf(name)
	}
	return AnyGender
}

// GenderOf returns the gender that the words of a person's name tell.
func GenderOf(name []string) Gender { return kindLexicon().genderOf(name) }

// genderOf returns the gender that the first given name tells which tells one. Where the
// family name stands first, only the whole given name behind it does, "Jong-un": its
// syllables, and the family name "Kim", are other people's given names.
func (w *kindWords) genderOf(name []string) Gender {
	if w.familyFirst(name) {
		given := strings.ToLower(strings.Join(name[1:], "-"))
		return w.given[strings.ToUpper(given[:1])+given[1:]]
	}
	for _, word := range name {
		if g := w.givenGender(word); g != AnyGender {
			return g
		}
	}
	return AnyGender
}

// FamilyFirst reports whether a person's name of these words is written with the family name
// first: "Kim Jong Un".
func FamilyFirst(name []string) bool { return kindLexicon().familyFirst(name) }

// familyFirst reports whether a name is written with the family name first: one that stands
// first in its land, before two words or one with a hyphen.
func (w *kindWords) familyFirst(name []string) bool {
	return len(name) > 1 && w.family[name[0]] && (len(name) == 3 || len(name) == 2 && strings.Contains(name[1], "-"))
}

// givenGender returns the gender that a given name tells: by our list, else by
// the census, where it stands under one sex only.
func (w *kindWords) givenGender(name string) Gender {
	if g, ok := w.given[name]; ok {
		return g
	}
	male, female := false, false
	for list := range strings.SplitSeq(w.known(name), " ") {
		male = male || list == "male" || list == "frequent-male"
		female = female || list == "female" || list == "frequent-female"
	}
	switch {
	case male && !female:
		return Male
	case female && !male:
		return Female
	}
	return AnyGender
}

// Given reports whether a word with its capital is a given name by our lists,
// and the gender that it tells.
func Given(word string) (Gender, bool) {
	words := kindLexicon()
	if g, ok := words.given[word]; ok {
		return g, true
	}
	for list := range strings.SplitSeq(words.known(word), " ") {
		if strings.HasSuffix(list, "male") {
			return words.givenGender(word), true
		}
	}
	return AnyGender, false
}
