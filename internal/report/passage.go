package report

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// contextReach is how much of the text is shown on either side of a passage,
// in bytes: about six lines of English, two paragraphs of a report.
const contextReach = 500

// Passage answers "where exactly does it say that?": the words in their
// document, where the document comes from, and who decided what about it.
type Passage struct {
	// Figure is the figure asked for; nil for anything else.
	Figure *FigureLine
	// Statement is the statement asked for, or that the figure asked for
	// stands in; nil for a document.
	Statement *StatementLine
	// Others are the statements of a document, in the order of its text.
	Others []StatementLine

	Document     Facts
	Observations []corpus.Observation // the metadata with its origins, best first
	Decisions    []DecisionLine       // about the statement and the document, oldest first

	// Full shows the whole document in place of the stretch around the
	// passage. It may be set at any time before writing.
	Full bool

	// DB is the ledger that command lines in the text name; "" names none.
	DB string

	text   string
	blocks []corpus.Block
	marks  []marked
}

// DecisionLine is what a person decided.
type DecisionLine struct {
	Subject  string      `json:"subject"`
	Verb     corpus.Verb `json:"verb"`
	Field    string      `json:"field,omitempty"`
	Value    string      `json:"value,omitempty"`
	By       string      `json:"by"`
	At       string      `json:"at"`
	Note     string      `json:"note,omitempty"`
	Quoted   string      `json:"quoted,omitempty"`
	Orphaned bool        `json:"orphaned,omitempty"` // nothing in the current reading answers to it
}

// Show finds a statement, a figure or a document by its ID or a unique prefix of six or
// more characters. The error wraps [corpus.ErrNotFound] or
// [corpus.ErrAmbiguous] where there is none or several.
func Show(ctx context.Context, st *store.Store, id string) (Passage, error) {
	id = strings.TrimSpace(id)
	if strings.HasPrefix(id, "f") { // identities begin with the letter of what they name
		return showFigure(ctx, st, id)
	}
	s, err := st.Statement(ctx, id)
	if err == nil {
		return showStatement(ctx, st, s)
	}
	if !errors.Is(err, corpus.ErrNotFound) {
		return Passage{}, err
	}
	d, err := st.Document(ctx, id)
	if errors.Is(err, corpus.ErrNotFound) {
		hint := ""
		if strings.Contains(id, "://") {
			hint = "; \"hearsay versions\" takes an address and names its documents"
		}
		return Passage{}, fmt.Errorf("no statement or document begins with %q%s: %w", id, hint, corpus.ErrNotFound)
	}
	if err != nil {
		return Passage{}, err
	}
	return showDocument(ctx, st, d)
}

func showStatement(ctx context.Context, st *store.Store, s corpus.Statement) (Passage, error) {
	h := shelf{ctx: ctx, st: st}
	if err := h.open(s.Document); err != nil {
		return Passage{}, fmt.Errorf("statement %s: %w", s.ID, err)
	}
	line, err := h.line(s)
	if err != nil {
		return Passage{}, err
	}
	p := Passage{Statement: &line, marks: marksOf(s.Attribution)}
	return p.within(&h, s.ID)
}

func showDocument(ctx context.Context, st *store.Store, d corpus.Document) (Passage, error) {
	p, h := Passage{Full: true}, shelf{ctx: ctx, st: st}
	if err := h.open(d.ID); err != nil {
		return Passage{}, err
	}
	for s, err := range st.Statements(ctx, store.StatementFilter{Document: d.ID}) {
		if err != nil {
			return Passage{}, fmt.Errorf("statements of %s: %w", d.ID, err)
		}
		line, err := h.line(s)
		if err != nil {
			return Passage{}, err
		}
		p.Others = append(p.Others, line)
		p.marks = append(p.marks, marksOf(s.Attribution)...)
	}
	p, err := p.within(&h)
	if err != nil {
		return Passage{}, err
	}
	return p.withOrphans(ctx, st)
}

// withOrphans adds the decisions about statements that the current reading of
// the document does not have.
func (p Passage) withOrphans(ctx context.Context, st *store.Store) (Passage, error) {
	orphans, err := st.Orphans(ctx, p.Document.ID)
	if err != nil {
		return Passage{}, fmt.Errorf("decisions about %s: %w", p.Document.ID, err)
	}
	for _, e := range orphans {
		p.Decisions = append(p.Decisions, decisionLine(e))
	}
	slices.SortStableFunc(p.Decisions, func(a, b DecisionLine) int { return cmp.Compare(a.At, b.At) })
	return p, nil
}

func decisionLine(e corpus.Decision) DecisionLine {
	return DecisionLine{Subject: e.Subject, Verb: e.Verb, Field: e.Field, Value: e.Value,
		By: e.By, At: stamp(e.At), Note: e.Note, Quoted: e.Quoted, Orphaned: e.Orphaned}
}

// within fills in what is known of the open document, and the decisions about it
// and about subjects.
func (p Passage) within(h *shelf, subjects ...string) (Passage, error) {
	var err error
	if p.Document, err = h.facts(); err != nil {
		return Passage{}, err
	}
	p.text, p.blocks, p.Observations = h.doc.Text, h.doc.Blocks, h.doc.Observations
	for _, id := range append(subjects, h.doc.ID) {
		decisions, err := h.st.Decisions(h.ctx, id)
		if err != nil {
			return Passage{}, fmt.Errorf("decisions about %s: %w", id, err)
		}
		for _, e := range decisions {
			p.Decisions = append(p.Decisions, decisionLine(e))
		}
	}
	return p, nil
}

// stretches are the parts of the text that are shown.
func (p Passage) stretches() []corpus.Span {
	if p.Full || len(p.marks) == 0 {
		return []corpus.Span{{End: len(p.text)}}
	}
	return toBlocks(p.text, p.blocks, stretchesAround(p.text, nil, p.marks, contextReach), contextReach)
}

// stretchJSON is a shown part of the text with where it stands.
type stretchJSON struct {
	At    Range  `json:"at"`
	Parts []Part `json:"parts"`
}

// MarshalJSON writes the passage with stable field names: "statement" (null
// for a document), "figure" (of a figure alone), "statements", "document", "passage" (stretches of the
// text, each with its range in code points and its marked parts),
// "observations", "decisions".
func (p Passage) MarshalJSON() ([]byte, error) {
	points := corpus.NewPoints(p.text)
	stretches := []stretchJSON{}
	for _, s := range p.stretches() {
		stretches = append(stretches, stretchJSON{rangeOf(points, s), appendParts([]Part{}, p.text, s, p.marks)})
	}
	b, err := json.Marshal(struct {
		Statement    *StatementLine       `json:"statement"`
		Figure       *FigureLine          `json:"figure,omitempty"`
		Statements   []StatementLine      `json:"statements"`
		Document     Facts                `json:"document"`
		Passage      []stretchJSON        `json:"passage"`
		Observations []corpus.Observation `json:"observations"`
		Decisions    []DecisionLine       `json:"decisions"`
	}{p.Statement, p.Figure, append([]StatementLine{}, p.Others...), p.Document, stretches,
		append([]corpus.Observation{}, p.Observations...), append([]DecisionLine{}, p.Decisions...)})
	return escapeJSON(b), err
}

// WriteText writes the passage for people.
func (p Passage) WriteText(w io.Writer, style Style) error {
	s := sheet{style: style}
	if p.Figure != nil {
		s.figure(*p.Figure)
	}
	if p.Statement != nil {
		s.statement(*p.Statement)
	}
	s.documentHead(p.Document)
	s.legend()
	s.indented(setParts(style, cutParts(p.text, p.stretches(), p.marks), style.columns()-2))
	if !p.Full && p.shortened() {
		s.note("A stretch of the document. The whole: " + commandLine("show", p.DB) + " --full " + p.id())
	}
	s.others(p.Others)
	s.provenance(p.Document)
	if len(p.Document.Versions) > 1 {
		s.field("", "what was changed: "+commandLine("versions", p.DB)+" "+short(p.Document.ID))
	}
	s.metadata(p.Observations)
	s.decisions(p.Decisions)
	_, err := io.WriteString(w, s.String())
	return err
}

// shortened reports whether some of the text is not shown.
func (p Passage) shortened() bool {
	all := p.stretches()
	return len(all) != 1 || strings.TrimSpace(all[0].In(p.text)) != strings.TrimSpace(p.text)
}

// id is the short identity of what was asked for.
func (p Passage) id() string {
	if p.Figure != nil {
		return short(p.Figure.ID)
	}
	if p.Statement != nil {
		return short(p.Statement.ID)
	}
	return short(p.Document.ID)
}
