package report

import (
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// StatementLine is one statement of a list. The names of its JSON fields are
// stable; ranges count code points of the document's text.
type StatementLine struct {
	ID       string `json:"id"`
	Document string `json:"document"`

	Date  string `json:"date"`  // of the act of saying, else of publication; "" unknown
	Dated string `json:"dated"` // which of the two: "said", "published" or ""

	Speaker    string            `json:"speaker"` // as resolved in its document; a description for an unnamed source
	Role       string            `json:"role"`
	Kind       corpus.EntityKind `json:"speaker_kind"`
	Identified corpus.Identified `json:"identified"`
	Withheld   bool              `json:"withheld"` // a private person, whose name an export over documents does not give

	Polarity corpus.Polarity `json:"polarity"`
	Setting  corpus.Kind     `json:"kind"` // direct, indirect or mixed
	Mode     corpus.Mode     `json:"mode"`
	Basis    corpus.Basis    `json:"basis"`
	To       string          `json:"to"`
	Where    string          `json:"place"`
	Text     string          `json:"content"` // the words of the text; direct ones in quotation marks, pieces joined by " […] "
	Content  []Range         `json:"content_at"`
	Said     string          `json:"cue"`    // the words that introduce it, as they stand in the text; "" for a floating quotation
	Cue      *Range          `json:"cue_at"` // null: a floating quotation
	Source   []Range         `json:"source_at"`

	Via       []string      `json:"via"`            // the chain between speaker and outlet, nearest to the speaker first
	Forwarded string        `json:"forwarded_from"` // whom Outlet passed the text on from, "" for a text of its own
	Outlet    string        `json:"outlet"`
	Title     string        `json:"title"`
	Published string        `json:"published"`
	URL       string        `json:"url"`
	Digest    corpus.Digest `json:"text_sha256"`

	Standing    corpus.Standing     `json:"standing"`
	By          string              `json:"by"`           // who confirmed, corrected or rejected it
	At          string              `json:"at"`           // when, RFC 3339
	ConfirmedBy string              `json:"confirmed_by"` // who confirmed it as it was corrected; "" nobody
	Corrections []corpus.Correction `json:"corrections"`
	Confidence  float64             `json:"confidence"`
	Uncertain   bool                `json:"uncertain"` // the machine's alone, with a confidence below [UncertainBelow]
	Doubt       string              `json:"doubt"`
	System      string              `json:"system"`
	Rule        string              `json:"rule"`

	Replaced
}

func statementLine(s corpus.Statement, d corpus.Document, p *corpus.Points) StatementLine {
	l := StatementLine{
		ID: s.ID, Document: s.Document,
		Speaker: s.Source.Name, Role: s.Source.Role, Kind: s.Source.Kind, Identified: s.Source.Identified,
		Polarity: s.Polarity, Setting: s.Kind, Mode: s.Mode, Basis: s.Basis, To: s.To, Where: s.Place,
		Text: content(d.Text, s.Attribution), Content: rangesOf(p, s.Content), Said: oneLine(s.Cue.In(d.Text)), Cue: rangeOrNil(p, s.Cue), Source: rangesOf(p, s.Source.Spans),
		Via: viaNames(s.Via), Forwarded: d.ForwardedFrom(), Outlet: outletName(d), Title: d.Title, Published: d.Published, URL: d.URL, Digest: d.TextID,
		Standing: s.Standing, By: s.By, At: stamp(s.At), Corrections: append([]corpus.Correction{}, s.Corrections...),
		Confidence: s.Confidence, Doubt: s.Doubt, System: s.System, Rule: s.Rule,
	}
	l.Uncertain = s.Standing == corpus.Machine && s.Confidence < UncertainBelow
	l.Date, l.Dated = dated(s.Date, d.Published)
	return l
}

// seeConfirmed fills in who confirmed a corrected statement after its last
// correction. The standing alone tells of the correction only.
func (l *StatementLine) seeConfirmed(ctx context.Context, st *store.Store) error {
	if l.Standing != corpus.Corrected {
		return nil
	}
	decisions, err := st.Decisions(ctx, l.ID)
	if err != nil {
		return fmt.Errorf("decisions about %s: %w", l.ID, err)
	}
	for _, d := range decisions {
		l.ConfirmedBy = ""
		if d.Verb == corpus.Confirm {
			l.ConfirmedBy = d.By
		}
	}
	return nil
}

func viaNames(hops []corpus.Hop) []string {
	names := make([]string, 0, len(hops))
	for _, h := range hops {
		names = append(names, h.Name)
	}
	return names
}

// dated chooses the date of a statement: that of the act of saying, or that
// of publication where the text does not tell the first.
func dated(act, published string) (date, which string) {
	switch {
	case act != "":
		return day(act), "said"
	case published != "":
		return day(published), "published"
	}
	return "", ""
}

// Statements lists the statements that f lets through, by publication of
// their document and place in it. Over more than one document private persons
// are withheld, and f.Speaker does not gather them.
func Statements(ctx context.Context, st *store.Store, f store.StatementFilter) iter.Seq2[StatementLine, error] {
	one := f.Document != ""
	if one || f.Speaker == "" {
		return statements(ctx, st, f, one)
	}
	limit := f.Limit
	f.Limit = 0 // of the lines that are left
	return publicOnly(statements(ctx, st, f, one), limit)
}

// publicOnly leaves out the statements of private persons, and those behind
// the first limit, 0 for all.
func publicOnly(seq iter.Seq2[StatementLine, error], limit int) iter.Seq2[StatementLine, error] {
	return func(yield func(StatementLine, error) bool) {
		n := 0
		for l, err := range seq {
			if err == nil && !public(l) {
				continue
			}
			n++
			if !yield(l, err) || n == limit {
				return
			}
		}
	}
}

// withheld reports whether the name of the speaker is that of a private
// person. An unnamed source has a description and nothing to withhold.
func withheld(l StatementLine) bool {
	return l.Speaker != "" && l.Identified != corpus.Unnamed && !public(l)
}

// withheldName stands for a private person in an export.
const withheldName = "a person named in the document"

// exported is l as an export has it: without the name of a private person,
// also where a person corrected it.
func exported(l StatementLine) StatementLine {
	if !l.Withheld {
		return l
	}
	l.Speaker = withheldName
	l.Corrections = slices.Clone(l.Corrections)
	for i, c := range l.Corrections {
		if c.Field == "speaker" {
			l.Corrections[i].Machine, l.Corrections[i].Person = withheldName, withheldName
		}
	}
	return l
}

// statements lists what f lets through, all of it from one document or not.
func statements(ctx context.Context, st *store.Store, f store.StatementFilter, one bool) iter.Seq2[StatementLine, error] {
	return func(yield func(StatementLine, error) bool) {
		shelf := shelf{ctx: ctx, st: st}
		for s, err := range st.Statements(ctx, f) {
			if err == nil {
				err = shelf.open(s.Document)
			}
			if err != nil {
				yield(StatementLine{}, err)
				return
			}
			l, err := shelf.line(s)
			if err != nil {
				yield(StatementLine{}, err)
				return
			}
			l.Withheld = !one && withheld(l)
			if !yield(l, nil) {
				return
			}
		}
	}
}

// shelf holds the document read last: statements come document by document.
type shelf struct {
	ctx    context.Context
	st     *store.Store
	doc    corpus.Document
	points *corpus.Points

	texts    []store.Version // of the piece of doc
	replaced Replaced        // what became of doc
}

func (h *shelf) open(id string) error {
	if h.points != nil && h.doc.ID == id {
		return nil
	}
	d, err := h.st.Document(h.ctx, id)
	if err != nil {
		return fmt.Errorf("document %s: %w", id, err)
	}
	h.doc, h.points = d, corpus.NewPoints(d.Text)
	if h.texts, err = h.st.Texts(h.ctx, d.Item); err != nil {
		return err
	}
	h.replaced = replacedIn(h.texts, d.ID)
	return nil
}

// line is the line of a statement of the open document.
func (h *shelf) line(s corpus.Statement) (StatementLine, error) {
	l := statementLine(s, h.doc, h.points)
	l.Replaced = h.replaced
	return l, l.seeConfirmed(h.ctx, h.st)
}

// WriteStatements writes a list of statements. It stops at the first error
// of the list and returns it; what came before it is written. The table has
// every name, as the passages beside it do; an export, which gets sorted and
// counted by name, gives a description for those that are withheld.
func WriteStatements(w io.Writer, format Format, style Style, seq iter.Seq2[StatementLine, error]) error {
	if format != Table {
		seq = exports(seq)
	}
	return writeList(w, format, seq, list[StatementLine]{
		head: []string{"id", "document", "date", "dated", "speaker", "role", "speaker_kind", "identified", "withheld", "polarity", "kind", "content",
			"via", "forwarded_from", "outlet", "title", "published", "url", "text_sha256", "content_at", "standing", "by", "at", "confidence", "doubt", "system", "rule", "replaced_by", "replaced_on"},
		row: func(l StatementLine) []string {
			return []string{l.ID, l.Document, l.Date, l.Dated, l.Speaker, l.Role, string(l.Kind), string(l.Identified), strconv.FormatBool(l.Withheld), string(l.Polarity),
				string(l.Setting), l.Text, strings.Join(l.Via, " < "), l.Forwarded, l.Outlet, l.Title, l.Published, l.URL, string(l.Digest),
				rangesText(l.Content), string(l.Standing), l.By, l.At, fmt.Sprintf("%.2f", l.Confidence), l.Doubt, l.System, l.Rule, l.ReplacedBy, l.ReplacedOn}
		},
		table: func(w io.Writer) tableWriter[StatementLine] { return statementTable(w, style) },
	})
}

func exports(seq iter.Seq2[StatementLine, error]) iter.Seq2[StatementLine, error] {
	return func(yield func(StatementLine, error) bool) {
		for l, err := range seq {
			if !yield(exported(l), err) {
				return
			}
		}
	}
}

// rangesText writes ranges as "10-52 60-71".
func rangesText(ranges []Range) string {
	out := make([]string, len(ranges))
	for i, r := range ranges {
		out[i] = fmt.Sprintf("%d-%d", r.Start, r.End)
	}
	return strings.Join(out, " ")
}

// statementIndent is where the words of a statement begin in a table: behind
// its short identity and its date.
const statementIndent = shortDigits + 2 + len("2006-01-02") + 2

// statementTable sets each statement as two columns of fixed width and one
// that wraps, so that no word of a statement is cut.
func statementTable(w io.Writer, style Style) tableWriter[StatementLine] {
	room := max(20, style.columns()-statementIndent)
	if style.Width == 0 {
		room = 0
	}
	return func(l StatementLine) error {
		lead := style.ink(muted, pad(short(l.ID), shortDigits)) + "  " + pad(l.Date, len("2006-01-02")) + "  "
		for _, line := range statementLines(style, l, room) {
			if _, err := io.WriteString(w, lead+line+"\n"); err != nil {
				return err
			}
			lead = strings.Repeat(" ", statementIndent)
		}
		return nil
	}
}

// statementLines are the lines of one statement: who did what, the words, by
// which way they came and who stands behind the line.
func statementLines(style Style, l StatementLine, room int) []string {
	head := wrap(style.ornaments(oneLine(who(l.Speaker, l.Role))+style.dot()+did(l)), room)
	out := make([]string, 0, 4)
	for _, s := range head {
		out = append(out, style.ink(strong, s))
	}
	out = append(out, wrap(style.ornaments(l.Text), room)...)
	for _, s := range wrap(style.ornaments(chainLine(style, l)), room) {
		out = append(out, style.ink(muted, s))
	}
	return out
}

func chainLine(style Style, l StatementLine) string {
	return oneLine(strings.Join(append(known(origin(l)), marksInWords(l)...), style.dot()))
}
