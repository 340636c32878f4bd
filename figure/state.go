package figure

import (
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// territory is what the document shows of the names in it that may be states.
type territory struct {
	adjectives map[string]string            // "hwarinese": "Hwarin"
	names      map[string]string            // by lower case: "hwarin": "Hwarin"
	kinds      map[string]corpus.EntityKind // of the names
}

// territoryOf gathers the names of one word that the document uses as those of states: the
// reader of names says so, or the document has an adjective of them too, or takes them up by
// "its", as nobody does with a person.
func territoryOf(r Reading) territory {
	t := territory{adjectives: map[string]string{}, names: map[string]string{}, kinds: map[string]corpus.EntityKind{}}
	stems := map[string]string{}
	for _, e := range r.Entities {
		if strings.Contains(e.Name, " ") || len(e.Name) <= leastStem || e.Name == strings.ToLower(e.Name) {
			continue
		}
		low := strings.ToLower(e.Name)
		if e.Kind == corpus.State || e.Kind == corpus.Place {
			t.names[low], t.kinds[low] = e.Name, e.Kind
		}
		for cut := 0; cut <= lostLetters && len(low)-cut >= leastStem; cut++ {
			if stem := low[:len(low)-cut]; stems[stem] == "" {
				stems[stem] = e.Name
			}
		}
	}
	for i := range r.Sentences {
		t.readNames(&r.Sentences[i], stems)
	}
	return t
}

// readNames takes in the adjectives of a sentence and what "its" takes up.
func (t territory) readNames(s *syntax.Sentence, stems map[string]string) {
	for k := range s.Tokens {
		tok := &s.Tokens[k]
		if tok.Form == "" || tok.Form[0] < 'A' || tok.Form[0] > 'Z' {
			continue
		}
		low := strings.ToLower(tok.Form)
		if name := stems[low]; strings.EqualFold(name, low) && tok.Rel == "nsubj" && takenUp(s, k) {
			t.enter(name)
		}
		if t.adjectives[low] != "" || stems[low] != "" && strings.EqualFold(stems[low], low) || !describes(s, k) || lexicon().creeds[strings.TrimSuffix(low, "s")] {
			continue
		}
		for _, suffix := range suffixes {
			stem, ok := strings.CutSuffix(strings.TrimSuffix(low, "s"), suffix)
			if name := stems[stem]; ok && len(stem) >= leastStem && name != "" && !strings.EqualFold(name, low) {
				t.adjectives[low] = name
				t.enter(name)
				break
			}
		}
	}
}

// describes reports whether the capitalised word at token k is used as an adjective or names a
// people, and is no part of a name.
func describes(s *syntax.Sentence, k int) bool {
	t := &s.Tokens[k]
	if t.POS == "ADJ" || t.Rel == "amod" || t.Tag == "NNPS" {
		return true
	}
	return k+1 < len(s.Tokens) && s.Tokens[k+1].POS == "NOUN" || k > 0 && (s.Tokens[k-1].POS == "NUM" || strings.EqualFold(s.Tokens[k-1].Form, "the"))
}

func (t territory) enter(name string) {
	low := strings.ToLower(name)
	if t.names[low] == "" || t.kinds[low] == corpus.Place {
		t.names[low], t.kinds[low] = name, corpus.State
	}
}

// takenUp reports whether "its" behind the subject at token k takes it up, with no other
// subject between.
func takenUp(s *syntax.Sentence, k int) bool {
	for i := k + 1; i < len(s.Tokens); i++ {
		switch t := &s.Tokens[i]; {
		case t.Form == "its":
			return true
		case strings.HasPrefix(t.Rel, "nsubj"), t.Form == "it":
			return false
		}
	}
	return false
}

// suffixes make an adjective of the name of a state: "Hwarinese", "Corranian", "Veshtari".
var suffixes = []string{"ese", "ian", "ean", "an", "i", "ish"}

const (
	leastStem   = 3 // how many letters of a state's name its adjective keeps
	lostLetters = 2 // how many it may lose at the end: "Corrany", "Corranian"
)

// state returns the state that the word at token k names or is the adjective or people of,
// with the token at which its name begins: one of the list, or one that the document names.
// It is "" for none.
func (f *finder) state(s *syntax.Sentence, k int) (string, int) {
	form := s.Tokens[k].Form
	low := strings.ToLower(form)
	if k > 0 {
		if name := f.words.states[strings.ToLower(s.Tokens[k-1].Form)+" "+low]; name != "" {
			return name, k - 1
		}
	}
	if form == low {
		return "", k
	}
	if name := f.words.states[low]; name != "" {
		return name, k
	}
	if name := f.here.names[low]; name != "" && (f.here.kinds[low] == corpus.State || owns(s, k)) {
		return name, k
	}
	if name := f.here.adjectives[low]; name != "" {
		return name, k
	}
	if f.foreign(s, k) {
		return form, k
	}
	return "", k
}

// owns reports whether the name at token k stands for whose something is: "men of Hwarin",
// "Hwarin's losses", "Hwarin has lost".
func owns(s *syntax.Sentence, k int) bool {
	switch t := &s.Tokens[k]; t.Rel {
	case "nmod:poss", "nsubj":
		return true
	case "nmod":
		c := child(s, k, "case")
		return c >= 0 && (strings.EqualFold(s.Tokens[c].Form, "of") || strings.EqualFold(s.Tokens[c].Form, "from"))
	}
	return false
}

// foreign reports whether the word at token k looks like the adjective of a state that the
// text does not name, beside people, or like a people: "Hwarinese workers", "50 Hwarinese".
// It then stands for the state.
func (f *finder) foreign(s *syntax.Sentence, k int) bool {
	t := &s.Tokens[k]
	low := strings.ToLower(t.Form)
	adjective := t.Rel == "amod" || t.Rel == "compound"
	if !demonym(low) && !(adjective && strings.HasSuffix(low, "i") && len(low) > leastStem+2) || f.words.creeds[low] || f.words.creeds[strings.TrimSuffix(low, "s")] {
		return false
	}
	if child(s, k, "nummod") >= 0 || k > 0 && (s.Tokens[k-1].POS == "NUM" || strings.EqualFold(s.Tokens[k-1].Form, "the")) && !f.nounBehind(s, k) {
		return true
	}
	if t.Head < 0 || !adjective {
		return false
	}
	head := strings.ToLower(s.Tokens[t.Head].Lemma)
	_, n := f.nounAt(s, t.Head)
	return n > 0 || f.words.person(head) || f.words.ranks[head] || f.agentNoun(&s.Tokens[t.Head])
}

func demonym(low string) bool {
	low = strings.TrimSuffix(low, "s")
	for _, suffix := range []string{"ese", "ian", "stani", "ish"} {
		if stem, ok := strings.CutSuffix(low, suffix); ok && len(stem) >= leastStem {
			return true
		}
	}
	return false
}

// nounBehind reports whether a noun follows token k, which is then its adjective. What shows
// a measure is none: "50 Hwarinese hurt".
func (f *finder) nounBehind(s *syntax.Sentence, k int) bool {
	if k+1 >= len(s.Tokens) || f.measures.beside[strings.ToLower(s.Tokens[k+1].Form)] != "" {
		return false
	}
	return s.Tokens[k+1].POS == "NOUN" || s.Tokens[k+1].POS == "PROPN"
}

// isPeople reports whether the word at token k names a people and not its state: "50
// Hwarinese", "the Corranians".
func (f *finder) isPeople(s *syntax.Sentence, k int) bool {
	t := &s.Tokens[k]
	if t.Form == strings.ToLower(t.Form) || f.nounBehind(s, k) {
		return false
	}
	state, _ := f.state(s, k)
	return state != "" && (!strings.EqualFold(state, t.Form) || demonym(strings.ToLower(t.Form)))
}
