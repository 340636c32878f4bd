package names

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/pronouns.txt
var pronounText string

//go:embed data/gendered.txt
var genderedText string

//go:embed data/speech.txt
var speechText string

// pronounForm is what a pronoun's form tells.
type pronounForm struct {
	base   string // "he" of "him"
	person int    // 1, 2 or 3
	number Number
	gender Gender
	thing  bool // never a person
}

// corefWords are the closed word classes that joining knows.
type corefWords struct {
	pronouns map[string]pronounForm
	gender   map[string]Gender
	speech   map[string]bool // lemmas
}

// lexicalCoref reads the word lists once, at the first document.
var lexicalCoref = sync.OnceValue(func() *corefWords {
	w := &corefWords{pronouns: map[string]pronounForm{}, gender: map[string]Gender{}, speech: map[string]bool{}}
	for _, f := range fieldsOf(pronounText) {
		w.pronouns[f[0]] = newPronounForm(f)
	}
	for _, f := range fieldsOf(genderedText) {
		for _, noun := range f[1:] {
			w.gender[noun] = genderNamed(strings.TrimSuffix(f[0], ":"))
		}
	}
	for _, f := range fieldsOf(speechText) {
		for _, verb := range f {
			w.speech[verb] = true
		}
	}
	return w
})

// fieldsOf returns the fields of each line that is neither empty nor a comment.
func fieldsOf(text string) [][]string {
	var out [][]string
	for line := range strings.Lines(text) {
		if f := strings.Fields(line); len(f) > 0 && !strings.HasPrefix(f[0], "#") {
			out = append(out, f)
		}
	}
	return out
}

func newPronounForm(f []string) pronounForm {
	p := pronounForm{base: f[1], person: int(f[2][0] - '0'), gender: genderNamed(f[4]), thing: f[4] == "thing"}
	switch f[3] {
	case "singular":
		p.number = Singular
	case "plural":
		p.number = Plural
	}
	return p
}

func genderNamed(s string) Gender {
	switch s {
	case "male":
		return Male
	case "female":
		return Female
	}
	return AnyGender
}
