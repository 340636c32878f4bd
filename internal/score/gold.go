package score

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"hearsay/corpus"
)

// maxLine bounds one line of a gold file, so that a file without line ends
// does not fill the memory.
const maxLine = 64 << 20

// ReadGold reads gold, one JSON object a line, in either of two forms; name
// is that of the file, for messages. Offsets in it are Unicode code points
// of text; spans of the documents are bytes.
//
//   - doc_id, text, quotes: span [start, end] or spans of several, cue as
//     [start, end, text], as {"spans": ...} or null, speaker as [start, end,
//     text] or null, or speaker_spans; reference, the resolved name; type,
//     the kind. Beside text may stand outlet or publisher, published or date,
//     language, title, url.
//   - id, text, statements: the answer of `hearsay read --with-text`.
//
// A record with neither quotes nor statements is refused: a document without
// gold is not one without statements.
//
// Each line is a document or an error, a [corpus.RecordError] that names
// file, line and, where it has one, the record; reading goes on with the
// next line. A record with one bad statement is refused whole, since
// a document that lacks a gold statement would be scored wrong. An error of r,
// or a line of more than 64 MiB, is the last that is yielded.
func ReadGold(name string, r io.Reader) iter.Seq2[Doc, error] {
	return readLines(name, r, parseDoc)
}

// record is a line of gold, in whichever form.
type record struct {
	DocID      string          `json:"doc_id"`
	ID         string          `json:"id"`
	Text       string          `json:"text"`
	Outlet     string          `json:"outlet"`
	Publisher  string          `json:"publisher"`
	Published  string          `json:"published"`
	Date       string          `json:"date"`
	Language   string          `json:"language"`
	Title      string          `json:"title"`
	URL        string          `json:"url"`
	Quotes     []quoteRecord   `json:"quotes"`
	Statements []readStatement `json:"statements"`
}

// offsets is a span with whatever follows it: [start, end] or [start, end,
// text].
type offsets []json.RawMessage

// quoteRecord is a statement of the form quotes.
type quoteRecord struct {
	ID           json.RawMessage `json:"id"` // a number or a string
	Span         offsets         `json:"span"`
	Spans        []offsets       `json:"spans"`
	Cue          json.RawMessage `json:"cue"`
	Speaker      offsets         `json:"speaker"`
	SpeakerSpans []offsets       `json:"speaker_spans"`
	Reference    string          `json:"reference"`
	Type         string          `json:"type"`
	Floating     bool            `json:"floating"`
}

// readStatement is a statement of the form of hearsay read.
type readStatement struct {
	ID      string        `json:"id"`
	Content []corpus.Span `json:"content"`
	Cue     *corpus.Span  `json:"cue"`
	Source  struct {
		Spans []corpus.Span `json:"spans"`
		Name  string        `json:"name"`
	} `json:"source"`
	Kind string   `json:"kind"`
	Via  []string `json:"via"`
}

func parseDoc(line []byte) (Doc, error) {
	var rec record
	if err := json.Unmarshal(line, &rec); err != nil {
		return Doc{}, err
	}
	doc, err := rec.doc()
	if err != nil && doc.ID != "" {
		err = fmt.Errorf("record %s: %w", doc.ID, err)
	}
	return doc, err
}

func (rec record) doc() (Doc, error) {
	d := Doc{Document: rec.document()}
	switch {
	case d.Text == "":
		return d, fmt.Errorf("no text: %w", corpus.ErrInvalid)
	case strings.ContainsRune(d.Text, 0):
		return d, fmt.Errorf("U+0000 in the text: %w", corpus.ErrInvalid)
	case rec.Quotes == nil && rec.Statements == nil:
		return d, fmt.Errorf("neither quotes nor statements: %w", corpus.ErrInvalid)
	}
	var err error
	d.Gold, err = rec.gold(frame{points: corpus.NewPoints(d.Text), text: d.Text})
	return d, err
}

// document returns the text with what is known about it.
func (rec record) document() corpus.Document {
	return corpus.Document{
		ID: first(rec.DocID, rec.ID), Text: rec.Text, Language: rec.Language, Title: rec.Title, URL: rec.URL,
		Outlet: first(rec.Outlet, rec.Publisher), Published: first(rec.Published, rec.Date),
	}
}

// gold returns the statements of either form.
func (rec record) gold(f frame) ([]Statement, error) {
	var out []Statement
	for i, q := range rec.Quotes {
		st, err := q.statement(f)
		if err != nil {
			return nil, fmt.Errorf("quote %d (id %s): %w", i, q.ID, err)
		}
		out = append(out, st)
	}
	for i, s := range rec.Statements {
		st, err := s.statement(f)
		if err != nil {
			return nil, fmt.Errorf("statement %d (id %q): %w", i, s.ID, err)
		}
		out = append(out, st)
	}
	return out, nil
}

func (q quoteRecord) statement(f frame) (Statement, error) {
	st := Statement{ID: strings.Trim(string(q.ID), `"`), Name: q.Reference, Kind: corpus.Kind(q.Type), Float: q.Floating}
	content := orOne(q.Spans, q.Span)
	if len(content) == 0 {
		return st, fmt.Errorf("no span: %w", corpus.ErrInvalid)
	}
	cue, err := cueOffsets(q.Cue)
	if err != nil {
		return st, fmt.Errorf("cue: %w", err)
	}
	var contentErr, cueErr, speakerErr error
	st.Content, contentErr = f.spans("content", content)
	st.Cue, cueErr = f.spans("cue", cue)
	st.Speaker, speakerErr = f.spans("speaker", orOne(q.SpeakerSpans, q.Speaker))
	return st, errors.Join(contentErr, cueErr, speakerErr)
}

func (s readStatement) statement(f frame) (Statement, error) {
	st := Statement{ID: s.ID, Name: s.Source.Name, Kind: corpus.Kind(s.Kind), Via: s.Via}
	var cue []corpus.Span
	if s.Cue != nil {
		cue = append(cue, *s.Cue)
	}
	var contentErr, cueErr, speakerErr error
	st.Content, contentErr = f.bytes("content", s.Content)
	st.Cue, cueErr = f.bytes("cue", cue)
	st.Speaker, speakerErr = f.bytes("speaker", s.Source.Spans)
	return st, errors.Join(contentErr, cueErr, speakerErr)
}

// Joined yields the documents of docs with the quotations that the gold marks as
// without a cue joined, as further pieces, to the one before of the same source
// in the same paragraph: “A,” she said. “B.” Some gold sets count A and B apart,
// where a statement of hearsay holds both.
func Joined(docs iter.Seq2[Doc, error]) iter.Seq2[Doc, error] {
	return func(yield func(Doc, error) bool) {
		for d, err := range docs {
			if err == nil {
				d.Gold = joined(d.Text, d.Gold)
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

func joined(text string, gold []Statement) []Statement {
	var out []Statement
	for _, st := range gold {
		if n := len(out) - 1; n >= 0 && st.Float && st.Name == out[n].Name && sameParagraph(text, out[n], st) {
			out[n].Content = append(slices.Clip(out[n].Content), st.Content...)
			continue
		}
		out = append(out, st)
	}
	return out
}

// sameParagraph reports whether b begins behind a, and no line ends between.
func sameParagraph(text string, a, b Statement) bool {
	from, to := a.Content[len(a.Content)-1].End, b.Content[0].Start
	return from <= to && !strings.Contains(text[from:to], "\n")
}

// cueOffsets returns the spans of a cue: [start, end, text], {"spans": ...},
// or null.
func cueOffsets(raw json.RawMessage) ([]offsets, error) {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || string(raw) == "null" {
		return nil, nil
	}
	if raw[0] == '{' {
		var cue struct {
			Spans []offsets `json:"spans"`
		}
		err := json.Unmarshal(raw, &cue)
		return cue.Spans, err
	}
	var one offsets
	err := json.Unmarshal(raw, &one)
	return orOne(nil, one), err
}

// orOne returns many, or one alone where there are not many and one is given.
func orOne(many []offsets, one offsets) []offsets {
	if len(many) > 0 || one == nil {
		return many
	}
	return []offsets{one}
}

// frame converts code points of a text to bytes.
type frame struct {
	points *corpus.Points
	text   string
}

func (f frame) spans(part string, list []offsets) ([]corpus.Span, error) {
	var spans []corpus.Span
	for _, o := range list {
		var s corpus.Span
		if len(o) < 2 || json.Unmarshal(o[0], &s.Start) != nil || json.Unmarshal(o[1], &s.End) != nil {
			raw, _ := json.Marshal(o)
			return nil, fmt.Errorf("%s %s is no [start, end]: %w", part, raw, corpus.ErrInvalid)
		}
		spans = append(spans, s)
	}
	return f.bytes(part, spans)
}

// bytes converts spans of code points, each of which must lie in the text
// and cover something.
func (f frame) bytes(part string, points []corpus.Span) ([]corpus.Span, error) {
	var out []corpus.Span
	for _, p := range points {
		if n := f.points.At(len(f.text)); p.Start < 0 || p.Empty() || p.End > n {
			return nil, fmt.Errorf("%s %d:%d is outside the text of %d code points or empty: %w", part, p.Start, p.End, n, corpus.ErrInvalid)
		}
		out = append(out, f.points.Bytes(p))
	}
	return out, nil
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
