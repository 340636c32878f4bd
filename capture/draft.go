package capture

import (
	"fmt"
	"strings"

	"hearsay/corpus"
)

// The fields of observations that only this package makes.
const (
	fieldNote    corpus.Field = "x-note"    // what was wrong or changed in reading, in words
	fieldCharset corpus.Field = "x-charset" // the charset that the bytes were decoded from
)

// draft is a document in the making: what is seen of it is observed in order
// of trust, and what could not be understood is kept to be reported.
type draft struct {
	corpus.Document
	file     string
	warnings []error
	byText   bool   // the item is known by its payload, not by its URL
	edition  string // whose piece the payload is, where an outlet was given for it

	dayFirst    bool   // the page is in a language that writes the day before the month
	articleBody string // the text that a page declares in JSON-LD

	given []corpus.Observation // what stands where the record itself says nothing

	// The first counted of the observations. A hostile record makes many.
	seen    map[corpus.Observation]bool
	counted int
}

// newDraft begins a document of capture c with what was given beside it.
func newDraft(c corpus.Capture) *draft {
	d := &draft{file: c.Source}
	d.Captured = c.Time
	d.Access = corpus.Open
	for _, o := range c.Given {
		d.see(o.Field, o.Value, o.Origin)
	}
	return d
}

// newPart begins a document of container c. What was given beside a container
// is about all of its records. The date stands for those that have none of
// their own: of a record it is known better by the record. A title, an address
// and an identifier are refused, see [refused].
func newPart(c corpus.Capture) *draft {
	given := c.Given
	c.Given = nil
	var dates []corpus.Observation
	for _, o := range given {
		switch {
		case ofOnePiece(o.Field):
		case o.Field == corpus.FieldPublished:
			dates = append(dates, o)
		default:
			c.Given = append(c.Given, o)
		}
	}
	d := newDraft(c)
	d.given = dates
	return d
}

// ofOnePiece reports whether a field can be that of one piece only.
func ofOnePiece(f corpus.Field) bool {
	return f == corpus.FieldTitle || f == corpus.FieldURL || f == corpus.FieldID
}

// refused yields a warning for everything given beside container c that cannot
// be said of all of its records, and reports whether to go on.
func refused(c corpus.Capture, yield yielder) bool {
	for _, o := range c.Given {
		if !ofOnePiece(o.Field) {
			continue
		}
		err := fmt.Errorf("%s %q (%s) %w", o.Field, o.Value, o.Origin, ErrOfOnePiece)
		if !yield(corpus.Document{}, &corpus.RecordError{File: c.Source, Err: err}) {
			return false
		}
	}
	return true
}

// fallBack observes what was given for records that say nothing themselves.
func (d *draft) fallBack() {
	for _, o := range d.given {
		if d.Published == "" {
			d.see(o.Field, o.Value, o.Origin)
		}
	}
}

// see observes one value. Dates and languages take the form that documents
// have; a value that cannot be understood is noted instead.
func (d *draft) see(field corpus.Field, value, origin string) {
	value = strings.TrimSpace(value)
	if value == "" {
		return
	}
	o := corpus.Observation{Field: field, Value: strings.ToValidUTF8(value, "\uFFFD"), Origin: origin}
	switch field {
	case corpus.FieldPublished:
		date, ok := parseDate(value)
		if !ok {
			d.doubt(fmt.Errorf("%w %q (%s)", ErrUnknownDate, value, origin))
			return
		}
		if date.ambiguous {
			d.noteAmbiguous(value, origin)
		}
		o.Value, o.Precision = date.String(), date.Precision()
	case corpus.FieldLanguage:
		tag, ok := languageTag(value)
		if !ok {
			d.doubt(fmt.Errorf("%w %q (%s)", ErrUnknownLanguage, value, origin))
			return
		}
		o.Value = tag
	case corpus.FieldURL:
		if corpus.NormalURL(value) == "" {
			d.doubt(fmt.Errorf("%w: %q (%s)", ErrUnknownURL, value, origin))
			return
		}
	}
	d.observe(o)
}

// observe adds an observation unless the same was made before.
func (d *draft) observe(o corpus.Observation) {
	o.Value = strings.TrimSpace(o.Value)
	if d.seen == nil {
		d.seen = map[corpus.Observation]bool{}
	}
	for ; d.counted < len(d.Observations); d.counted++ {
		d.seen[d.Observations[d.counted]] = true
	}
	if !d.seen[o] {
		d.Observe(o)
	}
}

// seeAuthors observes authors separated by ";", each on its own.
func (d *draft) seeAuthors(list, origin string) {
	for name := range strings.SplitSeq(list, ";") {
		d.see(corpus.FieldAuthor, name, origin)
	}
}

// seeLanguage observes the language that the bytes declare. Where a text that
// is long enough to tell is plainly in another, that one stands and a note
// says so: archives label all they have with one language.
func (d *draft) seeLanguage(declared, origin string) {
	prose := d.prose()
	found := Language(prose)
	tag, known := languageTag(declared)
	if known && d.Language == "" && tag != found && contradicts(tag) && enoughWords(prose) {
		d.note(fmt.Sprintf("declared to be in %q (%s), reads as %q", declared, origin, found))
		d.Observe(corpus.Observation{Field: corpus.FieldLanguage, Value: found, Origin: "text"})
	}
	d.see(corpus.FieldLanguage, declared, origin)
}

// contradicts reports whether tag is a language that [Language] would have
// named.
func contradicts(tag string) bool {
	switch tag {
	case "en", "ru", "uk", "ko", "zh":
		return true
	}
	return false
}

func enoughWords(text string) bool { return len(strings.Fields(text)) >= longText }

// seeDate observes a date that was found rather than declared.
func (d *draft) seeDate(t date, origin string) {
	if !d.dayFirst {
		t = t.certain()
	}
	d.observe(corpus.Observation{Field: corpus.FieldPublished, Value: t.String(), Precision: t.Precision(), Origin: origin})
}

// noteAmbiguous notes a date of which only the year is certain.
func (d *draft) noteAmbiguous(value, origin string) {
	d.note(fmt.Sprintf("date %q (%s) may have the day or the month first: only its year is taken", value, origin))
}

// note observes in words what was wrong with the record.
func (d *draft) note(text string) {
	d.Observe(corpus.Observation{Field: fieldNote, Value: strings.ToValidUTF8(text, "\uFFFD"), Origin: "capture"})
}

// doubt notes err and keeps it to be reported beside the document.
func (d *draft) doubt(err error) {
	d.note(err.Error())
	d.warnings = append(d.warnings, err)
}

// yield completes the document and hands it over, then its warnings. record
// names it in them; place tells where in its capture it lies.
func (d *draft) yield(payload corpus.Digest, place, record string, yield yielder) bool {
	d.fallBack()
	d.complete()
	d.identify(payload, place)
	if !yield(d.Document, nil) {
		return false
	}
	for _, w := range d.warnings {
		if !yield(corpus.Document{}, &corpus.RecordError{File: d.file, Record: record, Err: w}) {
			return false
		}
	}
	return true
}

// identify names the document and its item.
func (d *draft) identify(payload corpus.Digest, place string) {
	d.Identify(payload, place)
	switch {
	case d.byText:
		d.Item = corpus.ItemID("", payload, place)
	case d.edition != "":
		d.Item = corpus.ItemID(d.URL, payload, d.edition)
	}
	d.ID = corpus.DocumentID(d.Item, d.TextID)
}

// editionOf tells whose piece a whole file is, where an outlet was given for
// it. The same bytes published by two outlets are two items, as they would be
// under two addresses.
func editionOf(c corpus.Capture) string {
	for _, o := range c.Given {
		if name := fold(o.Value); o.Field == corpus.FieldOutlet && name != "" {
			return "outlet " + name
		}
	}
	return ""
}

// complete fills in what the text itself tells: title and language.
func (d *draft) complete() {
	if d.Title == "" && len(d.Blocks) > 0 {
		if first := firstOf(d.Blocks, corpus.Title); first != nil {
			d.see(corpus.FieldTitle, flat(first.In(d.Text)), "text")
		}
	}
	if d.Language == "" {
		d.see(corpus.FieldLanguage, Language(d.prose()), "text")
	}
}

// prose returns the start of the text without crud, enough to tell its
// language.
func (d *draft) prose() string {
	const enough = 4000 // bytes; language is certain long before
	var b strings.Builder
	for _, block := range d.Blocks {
		if block.Kind == corpus.Crud {
			continue
		}
		s := block.In(d.Text)
		b.WriteString(s[:min(len(s), enough)])
		b.WriteByte('\n')
		if b.Len() > enough {
			break
		}
	}
	return strings.ToValidUTF8(b.String(), "")
}

func firstOf(blocks []corpus.Block, kind corpus.BlockKind) *corpus.Block {
	for i := range blocks {
		if blocks[i].Kind == kind {
			return &blocks[i]
		}
	}
	return nil
}

// flat returns s with every run of white space as one space.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }
