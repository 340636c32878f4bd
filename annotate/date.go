package annotate

import (
	"strings"

	"hearsay/corpus"
	"hearsay/timex"
)

// dateStatements dates the acts of saying whose reporting clause names a day, month or year.
// Nothing is dated that the text does not date.
func dateStatements(t *text, doc corpus.Document, found []*statement) {
	begins := map[int]corpus.Timex{}
	for _, x := range t.times {
		begins[x.Start] = x
	}
	for _, s := range found {
		if s.cue.Empty() {
			continue
		}
		d := &dating{circumstance{view{t, &t.frames[s.frame]}, s}, begins, doc.Published}
		s.date = d.find(d.dateAt)
	}
}

type dating struct {
	circumstance
	begins    map[int]corpus.Timex // by byte
	published string
}

// dateAt returns the day, month or year that an expression at item i names, "" for none.
// What was said was said by the time when the text came out; a year alone is too little.
func (d *dating) dateAt(i int) string {
	x, ok := d.begins[d.start(i)]
	if !ok || x.Type != corpus.Date && x.Type != corpus.Time {
		return ""
	}
	value, _, _ := strings.Cut(x.Value, "T")
	if strings.Trim(value, "0123456789-") != "" || d.modifies(x) {
		return "" // a week, a season, "recently"
	}
	switch len(value) {
	case len("2031-03-18"), len("2031-03"):
		return timex.Past(value, x.In(d.t.doc), d.published)
	}
	return ""
}

// modifies reports whether a noun follows the expression that it belongs to: "his New Year
// message", "the Monday meeting".
func (d *dating) modifies(x corpus.Timex) bool {
	i := d.itemAt(x.End)
	tree, ok := d.tree(i)
	return ok && tree.token().Tag == "NN" && d.tok(i).kind == word
}
