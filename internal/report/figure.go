package report

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// FigureLine is one figure of a list. The names of its JSON fields are
// stable; ranges count code points of the document's text.
type FigureLine struct {
	ID        string `json:"id"`
	Document  string `json:"document"`
	Statement string `json:"statement"` // the one that it stands in, "" where the outlet itself tells it

	Date  string `json:"date"`  // as of when, else of publication; "" unknown
	Dated string `json:"dated"` // which of the two: "as of", "published" or ""

	Text     string        `json:"text"` // its words as they stand in the text
	TextAt   Range         `json:"text_at"`
	Low      *float64      `json:"low"` // null is an open end
	High     *float64      `json:"high"`
	Bound    corpus.Bound  `json:"bound"`
	Unit     string        `json:"unit"`
	Counted  string        `json:"counted"`
	Head     string        `json:"head"`
	Measure  string        `json:"measure"`
	Subgroup string        `json:"subgroup"`
	Side     string        `json:"side"`
	Where    string        `json:"place"`
	Event    string        `json:"event"`
	Window   corpus.Window `json:"window"`
	AsOf     string        `json:"as_of"`
	Status   corpus.Status `json:"status"`
	Method   corpus.Method `json:"method"`
	Hedges   []string      `json:"hedges"`
	Revised  bool          `json:"revised"`
	PartOf   string        `json:"part_of"`  // ID of the figure that the words say it is a part of, "" none
	Headline bool          `json:"headline"` // it stands in the title of its document

	Speaker    string            `json:"speaker"` // who tells it, the outlet where it names nobody
	Role       string            `json:"role"`
	Kind       corpus.EntityKind `json:"speaker_kind"`
	Identified corpus.Identified `json:"identified"`
	Withheld   bool              `json:"withheld"` // a private person, whose name an export over documents does not give

	Via       []string      `json:"via"`            // the chain between speaker and outlet, nearest to the speaker first
	Forwarded string        `json:"forwarded_from"` // whom Outlet passed the text on from, "" for a text of its own
	Outlet    string        `json:"outlet"`
	Title     string        `json:"title"`
	Published string        `json:"published"`
	URL       string        `json:"url"`
	Digest    corpus.Digest `json:"text_sha256"`
	Passage   string        `json:"passage"` // the sentence around it
	PassageAt Range         `json:"passage_at"`

	Standing    corpus.Standing `json:"standing"`     // of its statement; how the figure was read is the machine's word
	By          string          `json:"by"`           // who confirmed or corrected the statement
	At          string          `json:"at"`           // when, RFC 3339
	ConfirmedBy string          `json:"confirmed_by"` // who confirmed it as it was corrected; "" nobody
	Confidence  float64         `json:"confidence"`
	Uncertain   bool            `json:"uncertain"` // with a confidence below [UncertainBelow]
	System      string          `json:"system"`
	Rule        string          `json:"rule"`

	Replaced

	span   corpus.Span // of its words in the text
	alias  string      // of a private person where figures of many documents meet
	origin int         // figures that go back to one origin share a number above zero
}

// figure makes the line of a figure of the open document. Who tells it is what
// stands of its statement.
func (h *shelf) figure(f store.Figure) (FigureLine, error) {
	d, p := h.doc, h.points
	l := FigureLine{
		Replaced: h.replaced,
		ID:       f.ID, Document: f.Document, span: f.Span,
		Text: oneLine(f.In(d.Text)), TextAt: rangeOf(p, f.Span), Low: f.Low, High: f.High, Bound: f.Bound, Unit: f.Unit, Counted: f.Counted, Head: f.Head,
		Measure: f.Measure, Subgroup: f.Subgroup, Side: f.Side, Where: f.Place, Event: f.Event, Window: f.Window, AsOf: f.AsOf,
		Status: f.Status, Method: f.Method, Hedges: append([]string{}, f.Hedges...), Revised: f.Revised, PartOf: f.PartOf, Headline: inTitle(d, f.Span),
		Speaker: outletName(d), Kind: corpus.Outlet, Identified: corpus.Named, Via: viaNames(f.Via),
		Forwarded: d.ForwardedFrom(), Outlet: outletName(d), Title: d.Title, Published: d.Published, URL: d.URL, Digest: d.TextID,
		Passage: oneLine(f.Passage.In(d.Text)), PassageAt: rangeOf(p, f.Passage),
		Standing: corpus.Machine, Confidence: f.Confidence, Uncertain: f.Confidence < UncertainBelow, System: f.System, Rule: f.Rule,
	}
	if f.Said != nil {
		l.AsOf = asOfCorrected(f.AsOf, *f.Said)
	}
	switch {
	case l.AsOf != "":
		l.Date, l.Dated = day(l.AsOf), "as of"
	case d.Published != "":
		l.Date, l.Dated = day(d.Published), "published"
	}
	if f.Said == nil {
		return l, nil
	}
	s, err := h.line(*f.Said)
	if err != nil {
		return l, err
	}
	l.Statement, l.Speaker, l.Role, l.Kind, l.Identified, l.Via = s.ID, s.Speaker, s.Role, s.Kind, s.Identified, s.Via
	l.Standing, l.By, l.At, l.ConfirmedBy = s.Standing, s.By, s.At, s.ConfirmedBy
	l.Status, l.Withheld = statusOf(f.Status, *f.Said), withheld(s)
	return l, nil
}

// inTitle reports whether s lies in the title of d.
func inTitle(d corpus.Document, s corpus.Span) bool {
	return slices.ContainsFunc(d.Blocks, func(b corpus.Block) bool { return b.Kind == corpus.Title && b.Overlaps(s) })
}

// statusOf is the status of a figure in a statement of which a person may
// have corrected whether it denies.
func statusOf(read corpus.Status, s corpus.Statement) corpus.Status {
	for _, c := range s.Corrections {
		switch {
		case c.Field != "polarity":
		case s.Polarity == corpus.Deny:
			return corpus.Denied
		case read == corpus.Denied:
			return corpus.Actual
		}
	}
	return read
}

// asOfCorrected is the as-of date of a figure in a statement of which a person
// may have corrected when it was said: a figure that holds as of then goes with
// it.
func asOfCorrected(read string, s corpus.Statement) string {
	for _, c := range s.Corrections {
		if c.Field == "date" && read != "" && c.Machine == read {
			return s.Date
		}
	}
	return read
}

// figureAmount is what a figure says in numbers.
func figureAmount(l FigureLine) string {
	out := amount(l.Low, l.High, l.Bound)
	if l.Unit != "" {
		out += " " + l.Unit
	}
	return out
}

// words are the words of a figure, then what it says in numbers where that is
// written otherwise, and its measure where they do not name it.
func (l FigureLine) words() []string {
	out := []string{l.Text}
	if amount := figureAmount(l); !strings.HasPrefix(l.Text, amount) {
		out = append(out, amount)
	}
	return append(out, known(l.unsaid())...)
}

// unsaid is the measure and the subgroup of a figure whose words do not name
// them: "killed, in uniform" of "two". A mere count has no measure to name, and
// the noun of a measure names it: "killed and wounded".
func (l FigureLine) unsaid() string {
	text := strings.ToLower(l.Text)
	var out []string
	if l.Measure != objects && l.Rule != "noun" && !strings.Contains(text, l.Measure) {
		out = append(out, l.Measure)
	}
	if l.Subgroup != "" && !strings.Contains(text, strings.ToLower(l.Subgroup)) {
		out = append(out, l.Subgroup)
	}
	return strings.Join(out, ", ")
}

// amount writes an interval with the word that limits it.
func amount(low, high *float64, b corpus.Bound) string {
	switch {
	case low != nil && high != nil && *low == *high:
		if b == corpus.About {
			return "about " + numeral(*low)
		}
		return numeral(*low)
	case low != nil && high != nil && (b != corpus.UpTo && b != corpus.FewerThan || *low != 0):
		return numeral(*low) + " to " + numeral(*high)
	case high != nil && b == corpus.FewerThan:
		return "fewer than " + numeral(*high)
	case high != nil:
		return "up to " + numeral(*high)
	case low != nil && b == corpus.MoreThan:
		return "more than " + numeral(*low)
	case low != nil:
		return "at least " + numeral(*low)
	}
	return "no number"
}

// numeral writes n with groups of three digits before the point.
func numeral(n float64) string {
	whole, rest, _ := strings.Cut(strconv.FormatFloat(n, 'f', -1, 64), ".")
	digits := strings.TrimPrefix(whole, "-")
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if strings.HasPrefix(whole, "-") {
		digits = "-" + digits
	}
	if rest != "" {
		digits += "." + rest
	}
	return digits
}

// told is who tells a figure, through whom, and who stands behind the line.
func (l FigureLine) told(style Style) string {
	teller := []string{who(l.Speaker, l.Role), reportedBy(l.edition(), l.Forwarded, l.Via)}
	if l.Statement == "" {
		teller = []string{chain(l.edition(), l.Forwarded, l.Via) + ", in its own words"}
	}
	return strings.Join(append(teller, l.marks()...), style.dot())
}

// edition is the outlet of a figure, with the date of its document where the
// figure is dated otherwise.
func (l FigureLine) edition() string {
	if l.Dated == "as of" && l.Published != "" {
		return l.Outlet + " on " + day(l.Published)
	}
	return l.Outlet
}

// marks say what kind of figure it is and who stands behind it. That a person
// confirmed the statement does not say that its numbers were read well.
func (l FigureLine) marks() []string {
	out := known(l.ReplacedMark(), string(l.Status), string(l.Method), strings.Join(l.Hedges, ", "))
	machine := fmt.Sprintf("machine, confidence %.2f", l.Confidence)
	if l.Standing != corpus.Machine {
		stands := StatementLine{Standing: l.Standing, By: l.By, At: l.At, ConfirmedBy: l.ConfirmedBy}
		machine = "its statement " + standing(stands) + ", the figure by " + machine
	}
	if l.Headline {
		out = append(out, "in the headline")
	}
	if l.Revised {
		out = append(out, "declared a correction")
	}
	out = append(out, machine)
	if l.Uncertain {
		out = append(out, "uncertain")
	}
	return out
}

// dateWords is the date of a figure, marked by what it is of.
func (l FigureLine) dateWords() string {
	switch l.Dated {
	case "as of":
		return "as of " + l.Date
	case "published":
		return "published " + l.Date
	}
	return "date not known"
}

// showFigure answers where exactly a figure stands.
func showFigure(ctx context.Context, st *store.Store, id string) (Passage, error) {
	f, err := st.Figure(ctx, id)
	if err != nil {
		return Passage{}, err
	}
	h := shelf{ctx: ctx, st: st}
	if err := h.open(f.Document); err != nil {
		return Passage{}, fmt.Errorf("figure %s: %w", f.ID, err)
	}
	line, err := h.figure(f)
	if err != nil {
		return Passage{}, err
	}
	p := Passage{Figure: &line, marks: []marked{{f.Span, Counted}}}
	if f.Said == nil {
		return p.within(&h)
	}
	said, err := h.line(*f.Said)
	if err != nil {
		return Passage{}, err
	}
	p.Statement, p.marks = &said, append(p.marks, marksOf(f.Said.Attribution)...)
	return p.within(&h, f.Said.ID)
}

// figure writes a figure at the head of a page.
func (s *sheet) figure(l FigureLine) {
	s.prose(strong, 0, figureTitle(l.Measure, l.Counted, l.Side, l.Event))
	s.prose("", 2, l.dateWords()+s.style.dot()+l.Text+s.style.dot()+figureAmount(l))
	s.note(l.told(s.style))
	s.line("")
}

// figureTitle names what is counted.
func figureTitle(measure, counted, side, event string) string {
	if measure == "" {
		measure = "measure not known"
	}
	return strings.Join(known(measure, counted, side, event), ", ")
}
