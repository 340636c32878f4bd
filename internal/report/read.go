package report

import (
	"fmt"
	"io"
	"math"
	"strings"

	"hearsay/corpus"
)

// ReadDocument is what reading one document yields, as "hearsay read" writes
// it: one JSON object a line. Ranges count code points of the text. Arrays
// are never null.
type ReadDocument struct {
	ID         string          `json:"id"` // the record's own identifier where it has one, else the document's
	Outlet     string          `json:"outlet"`
	Published  string          `json:"published"`
	Language   string          `json:"language"`
	Text       *string         `json:"text,omitempty"`
	Statements []ReadStatement `json:"statements"`
	Quantities []ReadQuantity  `json:"quantities"`
	Figures    []ReadFigure    `json:"figures"`
	Dates      []ReadDate      `json:"dates"`
	Names      []ReadName      `json:"names"`
	Terms      []Range         `json:"terms"`
	Blocks     []ReadBlock     `json:"blocks"`
	System     string          `json:"system"`
}

// ReadStatement is one statement of a document that was read.
type ReadStatement struct {
	ID         string          `json:"id"`
	Content    []Range         `json:"content"`
	Cue        *Range          `json:"cue"`
	Source     ReadSource      `json:"source"`
	Kind       corpus.Kind     `json:"kind"`
	Polarity   corpus.Polarity `json:"polarity"`
	Via        []string        `json:"via"`
	ViaSpans   []Range         `json:"via_spans"` // of those in Via that stand in the text
	To         string          `json:"to"`
	Place      string          `json:"place"`
	Mode       corpus.Mode     `json:"mode"`
	Basis      corpus.Basis    `json:"basis"`
	Date       string          `json:"date"`
	Confidence float64         `json:"confidence"`
	Doubt      string          `json:"doubt,omitempty"`
	Rule       string          `json:"rule"`
}

// ReadSource is who is portrayed as communicating.
type ReadSource struct {
	Spans      []Range           `json:"spans"`
	Name       string            `json:"name"`
	Role       string            `json:"role"`
	Kind       corpus.EntityKind `json:"kind"`
	Identified corpus.Identified `json:"identified"`
}

// ReadName is an entity with its mentions.
type ReadName struct {
	Name        string            `json:"name"`
	Kind        corpus.EntityKind `json:"kind"`
	Role        string            `json:"role,omitempty"`
	Affiliation string            `json:"affiliation,omitempty"`
	Mentions    []ReadMention     `json:"mentions"`
}

// ReadMention is a place where the text refers to an entity.
type ReadMention struct {
	Range
	Named      *Range        `json:"named,omitempty"` // the name proper
	Level      corpus.Level  `json:"level"`
	Number     corpus.Number `json:"number,omitempty"`
	Gender     corpus.Gender `json:"gender,omitempty"`
	Confidence float64       `json:"confidence"` // that it means the entity
}

// ReadBlock is a labelled stretch of the text.
type ReadBlock struct {
	Range
	Kind corpus.BlockKind `json:"kind"`
}

// ReadLine returns the line of doc with its annotations; withText includes
// the text that the ranges refer to.
func ReadLine(doc corpus.Document, a corpus.Annotations, withText bool) ReadDocument {
	p := corpus.NewPoints(doc.Text)
	out := ReadDocument{
		ID: recordID(doc), Outlet: doc.Outlet, Published: doc.Published, Language: doc.Language,
		Statements: []ReadStatement{}, Quantities: readQuantities(a, p), Dates: readDates(a, p),
		Names: []ReadName{}, Terms: rangesOf(p, a.Terms), Blocks: []ReadBlock{}, System: a.System,
	}
	if withText {
		out.Text = &doc.Text
	}
	ids := corpus.StatementIDs(doc.ID, a.Attributions)
	out.Figures = readFigures(doc.ID, a, ids, p)
	for i, at := range a.Attributions {
		out.Statements = append(out.Statements, readStatement(ids[i], at, p))
	}
	for _, e := range a.Entities {
		out.Names = append(out.Names, readName(e, p))
	}
	for _, b := range doc.Blocks {
		out.Blocks = append(out.Blocks, ReadBlock{rangeOf(p, b.Span), b.Kind})
	}
	return out
}

func readName(e corpus.Entity, p *corpus.Points) ReadName {
	n := ReadName{Name: e.Name, Kind: e.Kind, Role: e.Role, Affiliation: e.Affiliation, Mentions: []ReadMention{}}
	for _, m := range e.Mentions {
		n.Mentions = append(n.Mentions, ReadMention{Range: rangeOf(p, m.Span), Named: rangeOrNil(p, m.Named), Level: m.Level, Number: m.Number, Gender: m.Gender, Confidence: hundredths(m.Joined)})
	}
	return n
}

func hundredths(x float64) float64 { return math.Round(x*100) / 100 }

func recordID(doc corpus.Document) string {
	for _, o := range doc.Observations {
		if o.Field == corpus.FieldID {
			return o.Value
		}
	}
	return doc.ID
}

func readStatement(id string, a corpus.Attribution, p *corpus.Points) ReadStatement {
	s := ReadStatement{
		ID: id, Content: rangesOf(p, a.Content), Cue: rangeOrNil(p, a.Cue),
		Source: ReadSource{Spans: rangesOf(p, a.Source.Spans), Name: a.Source.Name, Role: a.Source.Role,
			Kind: a.Source.Kind, Identified: a.Source.Identified},
		Kind: a.Kind, Polarity: a.Polarity, Via: viaNames(a.Via), ViaSpans: []Range{}, To: a.To, Place: a.Place,
		Mode: a.Mode, Basis: a.Basis, Date: a.Date, Confidence: a.Confidence, Doubt: a.Doubt, Rule: a.Rule,
	}
	if s.Mode == "" {
		s.Mode = corpus.Report
	}
	for _, h := range a.Via {
		if !h.Span.Empty() {
			s.ViaSpans = append(s.ViaSpans, rangeOf(p, h.Span))
		}
	}
	return s
}

// WriteReadLine writes the line of a document, inert.
func WriteReadLine(w io.Writer, d ReadDocument) error { return writeJSON(w, d) }

// WriteReadText writes a document for people: its text with every statement
// and figure marked and numbered where its words begin, then the statements
// and the figures by number.
func WriteReadText(w io.Writer, style Style, doc corpus.Document, a corpus.Annotations) error {
	s := sheet{style: style}
	s.documentHead(Facts{DocumentLine: documentLine(doc), Forwarded: doc.ForwardedFrom()})
	s.legend()
	s.indented(setParts(style, numbered(style, doc.Text, a), style.columns()-2))
	s.heading(count(len(a.Attributions), "statement", "statements") + " by " + a.System)
	if len(a.Attributions) > 0 {
		s.note("The numbers stand in the text above where the words of each statement begin.")
	}
	p := corpus.NewPoints(doc.Text)
	for i, at := range a.Attributions {
		l := statementLine(corpus.Statement{Attribution: at, Standing: corpus.Machine}, doc, p)
		s.readItem(i+1, l, cueText(doc.Text, at.Cue))
	}
	s.readFigures(doc, a)
	s.names(a)
	_, err := io.WriteString(w, s.String())
	return err
}

// names lists what the text names, with what it says of each: the first named
// first.
func (s *sheet) names(a corpus.Annotations) {
	var lines []string
	for _, e := range a.Entities {
		named := 0
		for _, m := range e.Mentions {
			if !m.Named.Empty() {
				named++
			}
		}
		if named == 0 {
			continue
		}
		parts := known(string(e.Kind), e.Role, mentionCount(named, len(e.Mentions)))
		lines = append(lines, oneLine(e.Name)+s.style.dot()+strings.Join(parts, s.style.dot()))
	}
	if len(lines) == 0 {
		return
	}
	s.heading(count(len(lines), "name", "names") + " by " + a.System)
	s.note("Names are " + s.style.nameSign() + " in the text above. What means the same is joined by machine; what is only described is not listed.")
	for _, l := range lines {
		s.prose("", 2, l)
	}
}

func mentionCount(named, all int) string {
	if named == all {
		return count(named, "time by name", "times by name")
	}
	return fmt.Sprintf("%s, %d otherwise", count(named, "time by name", "times by name"), all-named)
}

// nameSign says how names are set apart in a text.
func (st Style) nameSign() string {
	if st.Color {
		return "underlined"
	}
	return st.pick("in ‹ ›", "in < >")
}

func cueText(text string, cue corpus.Span) string {
	if cue.Empty() {
		return "no cue"
	}
	return "cue “" + oneLine(cue.In(text)) + "”"
}

// readItem writes one statement of the list below a text that was read.
func (s *sheet) readItem(n int, l StatementLine, cue string) {
	parts := append(known(string(l.Setting), string(l.Polarity)), cue)
	if len(l.Via) > 0 || l.Forwarded != "" {
		parts = append(parts, reportedBy("this document", l.Forwarded, l.Via))
	}
	if l.Identified != "" && l.Identified != corpus.Named {
		parts = append(parts, string(l.Identified)+" source")
	}
	parts = append(parts, fmt.Sprintf("confidence %.2f", l.Confidence), doubts(l))
	label := fmt.Sprintf("[%d]", n)
	s.prose(strong, 2, label+" "+who(l.Speaker, l.Role)+s.style.dot()+did(l))
	s.prose("", 6, l.Text)
	s.prose(muted, 6, strings.Join(known(parts...), s.style.dot()))
}

// numbered cuts text at the marks of all attributions, figures and names and
// puts the number of each attribution before its first piece of content, and
// that of each figure before its words. Without colour a figure is not marked
// otherwise: it would break the brackets of what it stands in.
func numbered(style Style, text string, ann corpus.Annotations) []Part {
	var marks []marked
	for _, e := range ann.Entities {
		for _, m := range e.Mentions {
			if !m.Named.Empty() {
				marks = append(marks, marked{m.Named, name})
			}
		}
	}
	labels := map[int]string{}
	for i, a := range ann.Attributions {
		marks = append(marks, marksOf(a)...)
		if len(a.Content) > 0 {
			labels[a.Content[0].Start] += fmt.Sprintf("[%d]", i+1)
		}
	}
	around := edge
	if style.Color {
		around = Counted
	}
	for i, f := range ann.Figures {
		if !f.Empty() {
			marks = append(marks, marked{f.Span, around})
			labels[f.Start] += figureLabel(i)
		}
	}
	var out []Part
	at := 0
	for _, p := range cutParts(text, []corpus.Span{{End: len(text)}}, marks) {
		if label := labels[at]; label != "" {
			out = append(out, Part{Mark: Skipped, Text: label, joins: p.joins})
		}
		out = append(out, p)
		at += len(p.Text)
	}
	return out
}
