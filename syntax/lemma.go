package syntax

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// LemmaException is a form whose lemma the rules do not find.
type LemmaException struct {
	Form  string // in lower case
	Tag   string // Penn tag
	Lemma string
}

// lemmaKey is a form in lower case with its tag.
type lemmaKey struct{ form, tag string }

// irregular reads data/irregular.txt when it is first needed.
var irregular = sync.OnceValue(func() map[lemmaKey]string {
	s := sections("irregular.txt")
	out := map[lemmaKey]string{}
	addForms(out, s["verbs"], "VBD", "VBN")
	addForms(out, s["participles"], "VBG")
	addForms(out, s["nouns"], "NNS")
	addForms(out, s["degrees"], "JJR", "JJS")
	addForms(out, s["degrees"], "RBR", "RBS")
	return out
})

// addForms adds the forms of words "lemma/form/form" under tags.
func addForms(to map[lemmaKey]string, words map[string]bool, tags ...string) {
	for _, w := range slices.Sorted(maps.Keys(words)) {
		forms := strings.Split(w, "/")
		for i, form := range forms[1:] {
			if i < len(tags) {
				to[lemmaKey{form, tags[i]}] = forms[0]
			}
		}
	}
}

// lemmas reads data/lemmas.txt when it is first needed. What treebanks teach
// goes before the list of irregular words.
var lemmas = sync.OnceValue(func() map[lemmaKey]string {
	out := maps.Clone(irregular())
	for _, line := range dataLines("lemmas.txt") {
		if f := strings.Fields(line); len(f) == 3 {
			out[lemmaKey{f[0], f[1]}] = f[2]
		}
	}
	return out
})

// Lemma returns the lemma of a form with a Penn tag: "say" of "said", VBD.
// Names keep their form, with a capital; numbers lose their commas.
func Lemma(form, tag string) string {
	return lemmaOf(lemmas(), form, tag)
}

func lemmaOf(exceptions map[lemmaKey]string, form, tag string) string {
	if !ascii(form) {
		form = straightMarks.Replace(form)
	}
	low := strings.ToLower(form)
	if l, ok := exceptions[lemmaKey{low, tag}]; ok {
		return l
	}
	switch tag {
	case "FW", "SYM", "ADD", "LS", "GW", "NFP", "AFX":
		return form
	case "CD":
		return strings.ReplaceAll(low, ",", "")
	case "NNP":
		return titled(form)
	case "NNPS":
		return titled(singular(form))
	}
	return lemmaByRule(low, tag)
}

// titled returns a name that was written without a capital with one.
func titled(name string) string {
	r, n := utf8.DecodeRuneInString(name)
	if name != strings.ToLower(name) || !unicode.IsLower(r) {
		return name
	}
	return string(unicode.ToUpper(r)) + name[n:]
}

// straightMarks writes the marks of clitics and quotations as treebanks write
// them in lemmas.
var straightMarks = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)

// lemmaByRule takes off the ending that a tag tells of a form in lower case.
func lemmaByRule(low, tag string) string {
	switch tag {
	case "NNS":
		return singular(low)
	case "VBZ":
		return singularVerb(low)
	case "VBG":
		return stem(low, "ing")
	case "VBD", "VBN":
		return stem(low, "ed")
	case "JJR", "RBR":
		return stem(low, "er")
	case "JJS", "RBS":
		return stem(low, "est")
	}
	return low
}

// Singular returns the singular of a common noun in small letters whose tag is not known:
// "glass" of "glasses", "fireman" of "firemen". A noun that stands in the singular is
// returned as it is, as far as its ending shows it: "gas", "virus", "basis".
func Singular(noun string) string {
	if l, ok := lemmas()[lemmaKey{noun, "NNS"}]; ok {
		return l
	}
	if strings.HasSuffix(noun, "us") || strings.HasSuffix(noun, "is") || noun == "gas" {
		return noun
	}
	return singular(noun)
}

// singular takes off the ending of a plural.
func singular(s string) string {
	switch low := strings.ToLower(s); {
	case len(s) < 3 || !strings.HasSuffix(low, "s") || strings.HasSuffix(low, "ss"):
		if rest, ok := strings.CutSuffix(s, "men"); ok && rest != "" && !strings.ContainsAny(rest[len(rest)-1:], "iou") {
			return rest + "man" // but "regimen", "abdomen"
		}
		return s
	case strings.HasSuffix(low, "'s"), strings.HasSuffix(low, "’s"):
		return strings.TrimRight(s[:len(s)-1], "'’")
	case strings.HasSuffix(low, "ies") && len(s) > 4:
		return s[:len(s)-3] + "y"
	case strings.HasSuffix(low, "sses"), strings.HasSuffix(low, "shes"), strings.HasSuffix(low, "ches"),
		strings.HasSuffix(low, "xes"), strings.HasSuffix(low, "zzes"), strings.HasSuffix(low, "oes"), strings.HasSuffix(low, "uses") && len(s) < 7:
		return s[:len(s)-2]
	}
	return s[:len(s)-1]
}

// singularVerb takes off the ending of the third person.
func singularVerb(low string) string {
	if strings.HasSuffix(low, "uses") {
		return strings.TrimSuffix(low, "s")
	}
	return singular(low)
}

// stem takes an ending off and mends what stood before it: "stopped",
// "making", "carried", "bigger".
func stem(low, ending string) string {
	rest, ok := strings.CutSuffix(low, ending)
	if !ok || !hasVowel(rest) || len(rest) < 2 {
		return low
	}
	n := len(rest)
	last := rest[n-1]
	switch {
	case last == 'i' && n > 2:
		return rest[:n-1] + "y"
	case n > 2 && last == rest[n-2] && strings.IndexByte("bdgkmnprtvl", last) >= 0:
		if last == 'l' && !vowelTwice(rest) {
			return rest // "called"
		}
		return rest[:n-1]
	case takesE(rest, ending):
		return rest + "e"
	}
	return rest
}

// vowelTwice reports whether rest has two vowels apart from each other, as a
// word of two syllables: "travell".
func vowelTwice(s string) bool {
	groups, in := 0, false
	for i := range len(s) {
		v := vowel(s[i])
		if v && !in {
			groups++
		}
		in = v
	}
	return groups > 1
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

func hasVowel(s string) bool { return strings.ContainsAny(s, "aeiouy") }

// takesE reports whether a stem without its ending has lost an "e".
func takesE(rest, ending string) bool {
	n := len(rest)
	last, before := rest[n-1], rest[n-2]
	two := n > 2 && vowel(rest[n-3])
	switch {
	case strings.IndexByte("vcuz", last) >= 0, last == 's' && before != 's':
		return true
	case last == 'g':
		return before == 'd' || before == 'r' || before == 'l' || before == 'a' || before == 'n' && n > 3 && rest[n-3] == 'a' && n > 4
	case last == 'e':
		return before != 'e' && ending != "ing"
	case strings.HasSuffix(rest, "at") && n > 3 && !two, strings.HasSuffix(rest, "ut") && n > 4, strings.HasSuffix(rest, "et") && rest == "compet":
		return true
	case last == 'l' && !vowel(before) && before != 'r' && before != 'l' && before != 'w':
		return true
	case last == 'r' && (before == 'i' || before == 'u') && !two, strings.HasSuffix(rest, "ar") && n < 6 && !two:
		return true
	case strings.IndexByte("dkmnpbt", last) >= 0 && vowel(before) && before != 'e' && !two && !vowelTwice(rest):
		return true // "making", "hoped": a short vowel would have doubled the letter
	case strings.HasSuffix(rest, "ok") && before == 'o' && !two, strings.HasSuffix(rest, "in") && n > 4 && strings.HasSuffix(rest, "bin"), strings.HasSuffix(rest, "uid"), strings.HasSuffix(rest, "vid"), strings.HasSuffix(rest, "cid"):
		return true
	}
	return false
}

// lemmatize fills the lemmas of a sentence that has its tags.
func lemmatize(s *Sentence) {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		t.Lemma = Lemma(t.Form, t.Tag)
		if t.Lemma == "be" && t.POS == "AUX" && t.Tag == "VBZ" && strings.HasSuffix(t.Form, "s") && len(t.Form) <= len("’s") {
			t.Lemma = hasOrIs(s, i)
		}
	}
}

// hasOrIs returns the verb of "'s": "have" where a past participle that is no
// passive follows, as "been" does.
func hasOrIs(s *Sentence, i int) string {
	for k := i + 1; k < len(s.Tokens) && k <= i+2; k++ {
		if low := strings.ToLower(s.Tokens[k].Form); low == "been" || low == "got" || low == "had" {
			return "have"
		}
	}
	return "be"
}

// rareLemma is how often a word without an ending must have had a lemma other
// than itself for that to be a rule and no mended misspelling.
const rareLemma = 2

// LearnLemmas returns the exceptions that sentences with their lemmas teach:
// forms whose most frequent lemma is not the one that the rules find, and
// regular forms of the words seen that the rules would mend wrongly. They are
// in order of form and tag.
func LearnLemmas(sentences []Sentence) []LemmaException {
	counts := countLemmas(sentences)
	learned := map[lemmaKey]string{}
	for key, of := range inflections(counts) {
		if lemmaOf(irregular(), key.form, key.tag) != of {
			learned[key] = of
		}
	}
	for key, seen := range counts {
		best, n := mostFrequent(seen)
		switch {
		case best == lemmaOf(irregular(), key.form, key.tag) || strings.ContainsFunc(key.form+best, unicode.IsSpace):
			delete(learned, key)
		case plausible(key, best, n):
			learned[key] = best
		}
	}
	out := make([]LemmaException, 0, len(learned))
	for key, l := range learned {
		out = append(out, LemmaException{key.form, key.tag, l})
	}
	slices.SortFunc(out, func(a, b LemmaException) int {
		return cmp.Or(cmp.Compare(a.Form, b.Form), cmp.Compare(a.Tag, b.Tag))
	})
	return out
}

// plausible reports whether a lemma that was seen n times is worth a line: not
// where a word was only misspelled.
func plausible(key lemmaKey, lemma string, n int) bool {
	if key.form == "" || lemma == "_" || key.form[0] == '#' {
		return false
	}
	switch key.tag {
	case "NN", "JJ", "RB", "VB", "VBP", "UH", "IN", "CC":
		return n >= rareLemma || strings.EqualFold(key.form, lemma)
	}
	return true
}

// countLemmas counts the lemmas of every form with its tag. Names are left
// out, since one kind alone keeps its form.
func countLemmas(sentences []Sentence) map[lemmaKey]map[string]int {
	counts := map[lemmaKey]map[string]int{}
	for _, s := range sentences {
		for _, t := range s.Tokens {
			switch t.Tag {
			case "NNP", "CD", "ADD", "GW", "FW", "LS", "NFP", "AFX", "XX", "":
				continue
			}
			key := lemmaKey{strings.ToLower(straightMarks.Replace(t.Form)), t.Tag}
			if counts[key] == nil {
				counts[key] = map[string]int{}
			}
			counts[key][t.Lemma]++
		}
	}
	return counts
}

// mostFrequent returns the lemma seen most often, of several the first in
// order.
func mostFrequent(seen map[string]int) (string, int) {
	best, n := "", 0
	for l, k := range seen {
		if k > n || k == n && l < best {
			best, n = l, k
		}
	}
	return best, n
}

// inflections returns the regular forms of the verbs that were seen, with
// their lemma.
func inflections(counts map[lemmaKey]map[string]int) map[lemmaKey]string {
	out := map[lemmaKey]string{}
	for key, seen := range counts {
		l, n := mostFrequent(seen)
		if !strings.HasPrefix(key.tag, "VB") || n < 2 || utf8.RuneCountInString(l) < 3 || !simpleWord(l) || l != strings.ToLower(l) {
			continue
		}
		for tag, form := range map[string]string{"VBG": inflect(l, "ing"), "VBD": inflect(l, "ed"), "VBN": inflect(l, "ed"), "VBZ": l + "s"} {
			if form != "" {
				out[lemmaKey{form, tag}] = l
			}
		}
	}
	return out
}

// inflect adds an ending to a verb that ends in "e", or returns "": of others
// it does not know whether they double their last letter.
func inflect(lemma, ending string) string {
	rest, ok := strings.CutSuffix(lemma, "e")
	if !ok || strings.HasSuffix(rest, "e") || strings.HasSuffix(rest, "i") {
		return ""
	}
	return rest + ending
}
