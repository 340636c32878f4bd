package store

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"hearsay/corpus"
)

// correctable is a field that a person may correct.
type correctable[T any] struct {
	name string
	get  func(*T) string
	set  func(*T, string)
	// allowed lists the values; when it is empty, check judges them and says
	// what would do.
	allowed []string
	check   func(string) (want string, ok bool)
}

// statementCorrections are the fields of a statement that a person may
// correct, in the order in which corrections are shown.
var statementCorrections = sync.OnceValue(func() []correctable[corpus.Statement] {
	type s = corpus.Statement
	return []correctable[s]{
		{name: "speaker", check: something,
			get: func(s *s) string { return s.Source.Name }, set: func(s *s, v string) { s.Source.Name = v }},
		{name: "role", check: anything,
			get: func(s *s) string { return s.Source.Role }, set: func(s *s, v string) { s.Source.Role = v }},
		{name: "speaker-kind", allowed: []string{string(corpus.Person), string(corpus.Organisation), string(corpus.Outlet),
			string(corpus.Channel), string(corpus.State), string(corpus.Group), string(corpus.Paper)},
			get: func(s *s) string { return string(s.Source.Kind) }, set: func(s *s, v string) { s.Source.Kind = corpus.EntityKind(v) }},
		{name: "identified", allowed: []string{string(corpus.Named), string(corpus.Partial), string(corpus.Pseudonym), string(corpus.Unnamed)},
			get: func(s *s) string { return string(s.Source.Identified) }, set: func(s *s, v string) { s.Source.Identified = corpus.Identified(v) }},
		{name: "kind", allowed: []string{string(corpus.Direct), string(corpus.Indirect), string(corpus.Mixed)},
			get: func(s *s) string { return string(s.Kind) }, set: func(s *s, v string) { s.Kind = corpus.Kind(v) }},
		{name: "polarity", allowed: []string{string(corpus.Assert), string(corpus.Deny), string(corpus.Decline), string(corpus.Silence)},
			get: func(s *s) string { return string(s.Polarity) }, set: func(s *s, v string) { s.Polarity = corpus.Polarity(v) }},
		{name: "mode", allowed: []string{string(corpus.Report), string(corpus.Opinion), string(corpus.Forecast), string(corpus.Threat), string(corpus.Promise)},
			get: func(s *s) string { return string(s.Mode) }, set: func(s *s, v string) { s.Mode = corpus.Mode(v) }},
		{name: "basis", allowed: []string{string(corpus.Witness), string(corpus.Told), string(corpus.FromPaper), string(corpus.Inference), ""},
			get: func(s *s) string { return string(s.Basis) }, set: func(s *s, v string) { s.Basis = corpus.Basis(v) }},
		{name: "date", check: dayOrNone,
			get: func(s *s) string { return s.Date }, set: func(s *s, v string) { s.Date = v }},
		{name: "place", check: anything,
			get: func(s *s) string { return s.Place }, set: func(s *s, v string) { s.Place = v }},
		{name: "to", check: anything,
			get: func(s *s) string { return s.To }, set: func(s *s, v string) { s.To = v }},
	}
})

// documentCorrections are the fields of a document that a person may correct.
var documentCorrections = sync.OnceValue(func() []correctable[corpus.Document] {
	type d = corpus.Document
	return []correctable[d]{
		{name: string(corpus.FieldTitle), check: something,
			get: func(d *d) string { return d.Title }, set: func(d *d, v string) { d.Title = v }},
		{name: string(corpus.FieldOutlet), check: something,
			get: func(d *d) string { return d.Outlet }, set: func(d *d, v string) { d.Outlet = v }},
		{name: string(corpus.FieldAuthor), check: something, // several with ; between
			get: func(d *d) string { return strings.Join(d.Authors, "; ") }, set: func(d *d, v string) { d.Authors = authorsOf(v) }},
		{name: string(corpus.FieldPublished), check: moment,
			get: func(d *d) string { return d.Published }, set: func(d *d, v string) { d.Published = v }},
		{name: string(corpus.FieldLanguage), check: languageTag,
			get: func(d *d) string { return d.Language }, set: func(d *d, v string) { d.Language = v }},
		{name: string(corpus.FieldURL), check: webAddress,
			get: func(d *d) string { return d.URL }, set: func(d *d, v string) { d.URL = v }},
	}
})

func authorsOf(v string) []string {
	var list []string
	for a := range strings.SplitSeq(v, ";") {
		if a = strings.TrimSpace(a); a != "" {
			list = append(list, a)
		}
	}
	return list
}

func something(v string) (string, bool) { return "something", v != "" }
func anything(string) (string, bool)    { return "", true }

func dayOrNone(v string) (string, bool) {
	_, _, ok := days(v)
	return "YYYY, YYYY-MM, YYYY-MM-DD or nothing", ok || v == ""
}

func moment(v string) (string, bool) {
	_, _, ok := days(v)
	if _, err := time.Parse(time.RFC3339, v); err == nil {
		ok = true
	}
	return "YYYY, YYYY-MM, YYYY-MM-DD or RFC 3339", ok
}

var tagForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)
})

func languageTag(v string) (string, bool) {
	return `a BCP 47 tag such as "en" or "und"`, tagForm().MatchString(v)
}

func webAddress(v string) (string, bool) {
	return "an absolute http or https URL", corpus.NormalURL(v) != ""
}

// checkCorrection returns the value in the form in which it is kept, or an
// error wrapping corpus.ErrInvalid that names what is allowed.
func checkCorrection[T any](fields []correctable[T], name, value string) (string, error) {
	for _, f := range fields {
		if f.name != name {
			continue
		}
		if len(f.allowed) > 0 {
			value = strings.ToLower(value)
			if !slices.Contains(f.allowed, value) {
				return "", fmt.Errorf("%s %q: want one of %s: %w", name, value, quoted(f.allowed), corpus.ErrInvalid)
			}
			return value, nil
		}
		if want, ok := f.check(value); !ok {
			return "", fmt.Errorf("%s %q: want %s: %w", name, value, want, corpus.ErrInvalid)
		}
		return value, nil
	}
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.name
	}
	return "", fmt.Errorf("field %q: want one of %s: %w", name, strings.Join(names, ", "), corpus.ErrInvalid)
}

func quoted(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = s
		if s == "" {
			out[i] = `""`
		}
	}
	return strings.Join(out, ", ")
}

// decideDocument corrects a document's metadata.
func (t *tx) decideDocument(d corpus.Decision) (corpus.Decision, error) {
	number, full, err := t.resolveDocument(d.Subject)
	if err != nil {
		return d, err
	}
	if d.Verb != corpus.Correct {
		return d, fmt.Errorf("a document's metadata can be corrected; %s is for statements: %w", d.Verb, corpus.ErrInvalid)
	}
	if d.Value, err = checkCorrection(documentCorrections(), d.Field, d.Value); err != nil {
		return d, err
	}
	doc, err := t.document(number)
	if err != nil {
		return d, err
	}
	d.Subject, d.Document = full, full
	language := doc.Language
	d.Quoted = correct(&doc, d)
	if d, err = t.append(d, full, &doc); err != nil {
		return d, err
	}
	if err := t.putCorrected(number, &doc); err != nil {
		return d, err
	}
	if doc.Language != language {
		if err := t.reindexBlocks(number, &doc); err != nil {
			return d, err
		}
	}
	return d, t.reopenWork(StageAnnotate, full)
}

// correct lets the person's value stand, puts it before all that was
// observed, and returns the value that stood before.
func correct(doc *corpus.Document, d corpus.Decision) (before string) {
	values := []string{d.Value}
	for _, f := range documentCorrections() {
		if f.name == d.Field {
			before = f.get(doc)
			f.set(doc, d.Value)
		}
	}
	if d.Field == string(corpus.FieldAuthor) {
		values = doc.Authors
	}
	var seen []corpus.Observation
	for _, v := range values {
		seen = append(seen, corpus.Observation{Field: corpus.Field(d.Field), Value: v, Origin: d.By + correctionOrigin})
	}
	doc.Observations = append(seen, doc.Observations...)
	return before
}

// correctionOrigin follows a person's name in the origin of what they
// corrected.
const correctionOrigin = " (correction)"

// putCorrected writes what stands and the observations before those that the
// ledger has.
func (t *tx) putCorrected(number int64, d *corpus.Document) error {
	var have, lowest int
	if _, err := t.row("SELECT count(*), coalesce(min(rank), 0) FROM observations WHERE document = $1", []any{number}, &have, &lowest); err != nil {
		return err
	}
	fresh := d.Observations[:len(d.Observations)-have]
	for i, o := range fresh {
		if err := t.observe(number, lowest-len(fresh)+i, seen{Observation: o, at: timeText(t.now)}); err != nil {
			return err
		}
	}
	return t.putStanding(number, d)
}

// putStanding writes what stands about a document and the digest of all that
// the ledger holds about it.
func (t *tx) putStanding(number int64, d *corpus.Document) error {
	p := periodOf(d.Published)
	return t.exec(`UPDATE documents SET title = $1, outlet = $2, outlet_key = $3, authors = $4, published = $5, published_key = $6,
			first_day = $7, last_day = $8, language = $9, url = $10, digest = $11 WHERE number = $12`,
		d.Title, d.Outlet, key(d.Outlet), jsonText(d.Authors), d.Published, p.key, p.first, p.last, d.Language, d.URL,
		string(documentDigest(d)), number)
}

// reindexBlocks makes the search index of a document anew, for its stems hang
// on its language.
func (t *tx) reindexBlocks(number int64, d *corpus.Document) error {
	if err := t.exec(t.st.sql.unindex(blockTerms), number<<blockBits, (number+1)<<blockBits); err != nil {
		return err
	}
	return t.indexBlocks(number, d)
}
