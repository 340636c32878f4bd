package score

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// NamedPerson is a person with the forms of the name in Russian and Ukrainian texts.
type NamedPerson struct {
	English string
	Forms   []string // each once, in order
}

// readVariant is a line of the gold: forms by language, as people lemmatised them.
type readVariant struct {
	ID     string              `json:"id"`
	Lemmas map[string][]string `json:"lemmas"`
}

// ReadNamedPersons reads persons with the forms of their names, one JSON object a line: id,
// lemmas by language. The English form is what stands in the id, "PER-Maria-Lenz". The gold is
// noisy, and is read so:
//
//   - only persons with a name of two words or more that all begin with a capital: other
//     ids are descriptions;
//   - of the lemmas only those of ru and uk that have a letter of Cyrillic and two words of two
//     letters or more, none of them an abbreviation: a family name alone is joined with nobody,
//     so it is no form to be found.
//
// What is no person, or has no such name, is a person without a name. Each line is a person or a
// [corpus.RecordError]; reading goes on with the next line.
func ReadNamedPersons(name string, r io.Reader) iter.Seq2[NamedPerson, error] {
	return readLines(name, r, func(line []byte) (NamedPerson, error) {
		var rec readVariant
		if err := json.Unmarshal(line, &rec); err != nil {
			return NamedPerson{}, err
		}
		if rec.Lemmas == nil {
			return NamedPerson{}, fmt.Errorf("record %s: no lemmas", rec.ID)
		}
		return rec.person(), nil
	})
}

func (rec *readVariant) person() NamedPerson {
	id, isPerson := strings.CutPrefix(rec.ID, "PER-")
	words := strings.FieldsFunc(id, func(r rune) bool { return r == '-' })
	if !isPerson || len(words) < 2 || slices.ContainsFunc(words, beginsLower) {
		return NamedPerson{}
	}
	p := NamedPerson{English: strings.Join(words, " ")}
	for _, language := range []string{"ru", "uk"} {
		for _, form := range rec.Lemmas[language] {
			if form = strings.TrimSpace(form); isFullForm(form) && !slices.Contains(p.Forms, form) {
				p.Forms = append(p.Forms, form)
			}
		}
	}
	return p
}

func beginsLower(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r)
}

func isFullForm(form string) bool {
	whole := 0
	for _, w := range strings.FieldsFunc(form, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
		if !strings.Contains(w, ".") && utf8.RuneCountInString(w) > 1 {
			whole++
		}
	}
	return whole > 1 && strings.ContainsFunc(form, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
}

// NameVariantsReport compares English forms of names with those of other scripts.
type NameVariantsReport struct {
	Persons     int     `json:"persons"` // with a form
	Forms       int     `json:"forms"`
	Recall      float64 `json:"recall"`        // of forms, taken for the person's at the threshold that is shipped
	AnyRecall   float64 `json:"person_recall"` // of persons, with one form or more
	Others      int     `json:"others"`        // forms of other persons with the same family name
	FalseShare  float64 `json:"false"`         // of these, taken for the person's
	At          float64 `json:"at"`            // the least likeness at which at most 5 % of these are
	AtRecall    float64 `json:"recall_at"`     // of forms, there
	AtAnyRecall float64 `json:"person_recall_at"`

	Errors   []NameError `json:"errors"`
	Problems []string    `json:"problems"`
}

// mostFalse is the share of false matches at which recall is told too.
const mostFalse = 0.05

// NameVariants scores names across scripts. Persons whose English forms differ in case alone are
// one.
func NameVariants(persons iter.Seq2[NamedPerson, error], same SameName, listErrors bool) NameVariantsReport {
	rep := NameVariantsReport{Errors: []NameError{}, Problems: []string{}}
	s := variantScorer{same: same, list: listErrors, rep: &rep}
	all := s.gather(persons)
	byFamily := map[string][]*NamedPerson{}
	for _, p := range all {
		byFamily[familyOf(p)] = append(byFamily[familyOf(p)], p)
	}
	for _, p := range all {
		s.own(p)
		for _, q := range byFamily[familyOf(p)] {
			if q != p {
				s.other(p, q)
			}
		}
	}
	s.rate()
	return rep
}

type variantScorer struct {
	same SameName
	list bool
	rep  *NameVariantsReport

	forms, persons, others         []float64 // likeness
	formsTaken, taken, othersTaken int
}

// gather returns the persons with a name, those of one English form together.
func (s *variantScorer) gather(persons iter.Seq2[NamedPerson, error]) []*NamedPerson {
	var all []*NamedPerson
	byName := map[string]*NamedPerson{}
	for p, err := range persons {
		key := strings.ToLower(p.English)
		switch {
		case err != nil:
			s.rep.Problems = append(s.rep.Problems, err.Error())
		case p.English == "":
		case byName[key] != nil:
			byName[key].Forms = append(byName[key].Forms, p.Forms...)
		default:
			byName[key] = &p
			all = append(all, &p)
		}
	}
	return all
}

func familyOf(p *NamedPerson) string {
	words := strings.Fields(strings.ToLower(p.English))
	return words[len(words)-1]
}

// own compares a person with the own forms.
func (s *variantScorer) own(p *NamedPerson) {
	best, found := 0.0, false
	for _, form := range p.Forms {
		like, taken := s.same(corpus.Person, p.English, form)
		s.forms = append(s.forms, like)
		best, found = max(best, like), found || taken
		s.formsTaken += one(taken)
		s.note(!taken, NameError{p.English, form, like, true})
	}
	if len(p.Forms) > 0 {
		s.persons = append(s.persons, best)
		s.taken += one(found)
	}
}

// other compares a person with the forms of another.
func (s *variantScorer) other(p, q *NamedPerson) {
	for _, form := range q.Forms {
		like, taken := s.same(corpus.Person, p.English, form)
		s.others = append(s.others, like)
		s.othersTaken += one(taken)
		s.note(taken, NameError{p.English, form, like, false})
	}
}

func (s *variantScorer) note(wrong bool, e NameError) {
	if wrong && s.list {
		s.rep.Errors = append(s.rep.Errors, e)
	}
}

func (s *variantScorer) rate() {
	r := s.rep
	r.Persons, r.Forms, r.Others = len(s.persons), len(s.forms), len(s.others)
	r.Recall, r.AnyRecall, r.FalseShare = share(s.formsTaken, r.Forms), share(s.taken, r.Persons), share(s.othersTaken, r.Others)
	r.At = leastLikeness(s.others)
	r.AtRecall, r.AtAnyRecall = shareFrom(s.forms, r.At), shareFrom(s.persons, r.At)
}

// leastLikeness is the least likeness from which on at most mostFalse of the others lie.
func leastLikeness(others []float64) float64 {
	candidates := append([]float64{0}, others...)
	slices.Sort(candidates)
	for _, at := range candidates {
		above := at + 1e-9
		if shareFrom(others, above) <= mostFalse {
			return above
		}
	}
	return 1
}

func shareFrom(list []float64, at float64) float64 {
	n := 0
	for _, like := range list {
		n += one(like >= at)
	}
	return share(n, len(list))
}

// WriteText writes the report for people.
func (r NameVariantsReport) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-22s %6s %6s   %-12s %-14s   %6s %5s\n", "across scripts", "people", "forms", "recall/forms", "recall/persons", "others", "false")
	fmt.Fprintf(&b, "%-22s %6d %6d   %-12s %-14s   %6d %5s\n", "as shipped", r.Persons, r.Forms, rateText(r.Recall), rateText(r.AnyRecall), r.Others, rateText(r.FalseShare))
	fmt.Fprintf(&b, "%-22s %6s %6s   %-12s %-14s   %6s %5s\n", fmt.Sprintf("false <= %.2f (at %.2f)", mostFalse, r.At), "", "", rateText(r.AtRecall), rateText(r.AtAnyRecall), "", "")
	b.WriteString("\nThe English form against the full names in Russian and Ukrainian; family names alone are joined with nobody and\nnot counted. \"others\" are full names of other persons with the same family name.\n")
	for _, e := range r.Errors {
		what := "taken for one's"
		if e.Gold {
			what = "missed"
		}
		fmt.Fprintf(&b, "%-15s %.2f  %s | %s\n", what, e.Like, e.A, e.B)
	}
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "left out: %s\n", p)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
