package score

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"hearsay/corpus"
)

// NamePair is two names and whether people hold them for one's.
type NamePair struct {
	Schema string // "Person", "Company" and others of FollowTheMoney
	A, B   string
	Match  bool
}

// SameName says how alike two names of a kind are, in [0, 1], and whether they are taken for
// one's.
type SameName func(kind corpus.EntityKind, a, b string) (like float64, same bool)

var errNoMatch = errors.New("no match")

// ReadNamePairs reads pairs of names, one JSON object a line: schema, a, b, match. Each line is a
// pair or a [corpus.RecordError]; reading goes on with the next line.
func ReadNamePairs(name string, r io.Reader) iter.Seq2[NamePair, error] {
	return readLines(name, r, func(line []byte) (NamePair, error) {
		var rec struct {
			Schema, A, B string
			Match        *bool
		}
		if err := json.Unmarshal(line, &rec); err != nil {
			return NamePair{}, err
		}
		if rec.Match == nil {
			return NamePair{}, errNoMatch
		}
		return NamePair{rec.Schema, rec.A, rec.B, *rec.Match}, nil
	})
}

// NamePairsReport compares which names are taken for one's with what people say.
type NamePairsReport struct {
	Rows     []NamePairsRow `json:"rows"` // by schema, the sum last
	Errors   []NameError    `json:"errors"`
	Problems []string       `json:"problems"`
}

// NamePairsRow is the score of the pairs of one schema.
type NamePairsRow struct {
	Schema    string  `json:"schema"`
	Pairs     int     `json:"pairs"`
	Gold      int     `json:"gold"` // that match
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`

	right, taken int
}

// NameError is a pair of names that is taken for what it is not.
type NameError struct {
	A    string  `json:"a"`
	B    string  `json:"b"`
	Like float64 `json:"like"`
	Gold bool    `json:"gold"` // one's, as people say
}

// Pairs is how many pairs were scored.
func (r NamePairsReport) Pairs() int {
	if len(r.Rows) == 0 {
		return 0
	}
	return r.Rows[len(r.Rows)-1].Pairs
}

// NamePairs scores pairs of names. An error in their sequence becomes a problem of the report.
func NamePairs(pairs iter.Seq2[NamePair, error], same SameName, listErrors bool) NamePairsReport {
	rep := NamePairsReport{Errors: []NameError{}, Problems: []string{}}
	rows := map[string]*NamePairsRow{}
	for p, err := range pairs {
		if err != nil {
			rep.Problems = append(rep.Problems, err.Error())
			continue
		}
		like, taken := same(kindOfSchema(p.Schema), p.A, p.B)
		for _, schema := range []string{p.Schema, sumGenre} {
			if rows[schema] == nil {
				rows[schema] = &NamePairsRow{Schema: schema}
			}
			rows[schema].add(taken, p.Match)
		}
		if listErrors && taken != p.Match {
			rep.Errors = append(rep.Errors, NameError{p.A, p.B, like, p.Match})
		}
	}
	for _, row := range rows {
		row.rate()
		rep.Rows = append(rep.Rows, *row)
	}
	slices.SortFunc(rep.Rows, func(a, b NamePairsRow) int {
		return cmp.Or(one(a.Schema == sumGenre)-one(b.Schema == sumGenre), cmp.Compare(a.Schema, b.Schema))
	})
	return rep
}

// kindOfSchema is the kind by whose rules names of a schema are compared: all but persons' by
// those of bodies.
func kindOfSchema(schema string) corpus.EntityKind {
	if schema == "Person" {
		return corpus.Person
	}
	return corpus.Organisation
}

func (r *NamePairsRow) add(taken, gold bool) {
	r.Pairs++
	r.Gold += one(gold)
	r.taken += one(taken)
	r.right += one(taken && gold)
}

func (r *NamePairsRow) rate() {
	r.Precision, r.Recall = share(r.right, r.taken), share(r.right, r.Gold)
	r.F1 = share(2*r.right, r.taken+r.Gold)
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// WriteText writes the report for people.
func (r NamePairsReport) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-16s %6s %6s   %5s %5s %5s\n", "same name", "pairs", "gold", "P", "R", "F1")
	for _, row := range r.Rows {
		fmt.Fprintf(&b, "%-16s %6d %6d   %s %s %s\n", row.Schema, row.Pairs, row.Gold, rateText(row.Precision), rateText(row.Recall), rateText(row.F1))
	}
	b.WriteString("\nNames alone, without what texts say of their bearers; persons by the rules of persons, all others by those\nof bodies. \"gold\" are the pairs that people hold for one's.\n")
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
