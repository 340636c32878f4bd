package sample

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Truth is what was planted in the collection. Offsets are half-open and count
// Unicode code points; see Document for the text that they refer to.
type Truth struct {
	Documents   []Document   `json:"documents"`
	Entities    []Entity     `json:"entities"`
	Claims      []Claim      `json:"claims"`
	FigurePairs []FigurePair `json:"figure_pairs"`
	Denials     []Denial     `json:"denials"`
	Events      []Event      `json:"events"`
	Copies      []Copy       `json:"copies"`
	Revisions   []Revision   `json:"revisions"`
	Headlines   []Headline   `json:"headlines"`
	Narratives  []Narrative  `json:"narratives"`
	Outlets     []Outlet     `json:"outlets"`
}

// Document is one article or post. Its offsets refer to the whole file for
// format "text", to the field "text" of the line for "jsonl", and to Plain for
// "html" and "rss".
type Document struct {
	ID            string         `json:"id"`
	File          string         `json:"file"`   // path below the package, "collection/..."
	Record        string         `json:"record"` // "line N" (from 1) in a JSONL file, the guid in a feed, else empty
	URL           string         `json:"url"`
	Outlet        string         `json:"outlet"`
	Published     string         `json:"published"` // YYYY-MM or YYYY-MM-DD
	Language      string         `json:"language"`
	Title         string         `json:"title"`
	Format        string         `json:"format"` // text, html, rss or jsonl
	Note          string         `json:"note,omitempty"`
	Plain         string         `json:"plain,omitempty"` // html and rss: title and blocks, joined by an empty line
	Crud          []Range        `json:"crud,omitempty"`  // text: lines that belong to the page, not to the article
	Statements    []Statement    `json:"statements"`
	NotStatements []NotStatement `json:"not_statements"`
	Figures       []Figure       `json:"figures"`
}

// Range is a half-open range of code points.
type Range struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Span is a range and the text in it.
type Span struct {
	Range
	Quote string `json:"quote"`
}

// Statement is one source portrayed as communicating something.
type Statement struct {
	ID       string   `json:"id"` // "document/sN"
	Content  []Span   `json:"content"`
	Cue      *Span    `json:"cue"` // nil for a floating quotation and for a headline "X: ..."
	Source   Source   `json:"source"`
	Kind     string   `json:"kind"`
	Polarity string   `json:"polarity"`
	Via      []string `json:"via"` // nearest to the source first
	To       string   `json:"to"`
	Mode     string   `json:"mode"`
	Date     string   `json:"date"` // of the act of saying; empty if not stated
	Place    string   `json:"place"`
	Tags     []string `json:"tags"`
}

// Source is who speaks in a Statement. Spans is empty for a floating quotation.
type Source struct {
	Spans      []Span `json:"spans"`
	Name       string `json:"name"`
	Role       string `json:"role"`
	Kind       string `json:"kind"`
	Identified string `json:"identified"`
}

// NotStatement is a passage that looks like a statement and is none.
type NotStatement struct {
	Span
	Why string `json:"why"`
}

// Figure is a number that answers "how many". A nil bound is an open end.
type Figure struct {
	ID string `json:"id"` // "document/fN"
	Span
	Low      *int64   `json:"low"`
	High     *int64   `json:"high"`
	Bound    string   `json:"bound"`
	Counted  string   `json:"counted"`
	Measure  string   `json:"measure"`
	Subgroup string   `json:"subgroup"`
	Side     string   `json:"side"`
	Place    string   `json:"place"`
	AsOf     string   `json:"as_of"`
	Status   string   `json:"status"`
	Method   string   `json:"method"`
	Speaker  string   `json:"speaker"` // empty: the article itself
	Via      []string `json:"via"`
}

// Entity is a person, organisation or state under all its names.
type Entity struct {
	Name      string   `json:"name"`
	Kind      string   `json:"kind"`
	Variants  []string `json:"variants"`
	Role      string   `json:"role"`
	Documents []string `json:"documents"`
	Note      string   `json:"note,omitempty"` // whom it must not be joined with
}

// Passage points at a statement, or at a span of the document without one.
type Passage struct {
	Document     string `json:"document"`
	Statement    string `json:"statement"`
	Start        int    `json:"start"` // only without a statement
	End          int    `json:"end"`
	Quote        string `json:"quote"`
	OriginStated bool   `json:"origin_stated"` // only in a Claim
}

// Claim is one thing that several documents say, with what they go back to.
type Claim struct {
	Name      string    `json:"name"`
	Origin    string    `json:"origin"`
	Documents []Passage `json:"documents"`
	Outlets   int       `json:"outlets"`
	Origins   int       `json:"origins"`
}

// FigureRef points at a figure.
type FigureRef struct {
	Document string `json:"document"`
	Figure   string `json:"figure"`
	Quote    string `json:"quote"`
}

// FigurePair is two figures and what may be said of them together. With Plus,
// A and Plus are added before they are held against B.
type FigurePair struct {
	A     FigureRef  `json:"a"`
	Plus  *FigureRef `json:"plus,omitempty"`
	B     FigureRef  `json:"b"`
	Label string     `json:"label"`
	Why   string     `json:"why"`
}

// Denial is a statement A that denies, declines or is at odds with B.
type Denial struct {
	A     Passage `json:"a"`
	B     Passage `json:"b"`
	Label string  `json:"label"`
	Why   string  `json:"why"`
}

// Event is something that outlets may cover. Earlier names a like event.
type Event struct {
	Name     string     `json:"name"`
	From     string     `json:"from"`
	To       string     `json:"to"`
	Place    string     `json:"place"`
	Words    []string   `json:"words"`
	Aspects  []string   `json:"aspects"`
	Earlier  string     `json:"earlier"`
	Late     int        `json:"late_after_days"`
	Coverage []Coverage `json:"coverage"`
}

// Coverage is an outlet's state for one aspect of an event.
type Coverage struct {
	Outlet string `json:"outlet"`
	Aspect string `json:"aspect"`
	State  string `json:"state"`
	First  string `json:"first"`
}

// Copy says that document B copies document A.
type Copy struct {
	A    string `json:"a"`
	B    string `json:"b"`
	Kind string `json:"kind"` // exact or edited
	Note string `json:"note,omitempty"`
}

// Revision says that document B is a later text under the URL of A.
type Revision struct {
	A string `json:"a"`
	B string `json:"b"`
}

// Headline is a headline that gives a figure to somebody who did not say it,
// or as something else than its source did.
type Headline struct {
	Document string `json:"document"`
	Headline string `json:"headline"`
	Why      string `json:"why"`
}

// Narrative is an account that passages promote, report or rebut.
type Narrative struct {
	Name     string             `json:"name"`
	Text     string             `json:"text"`
	Audience string             `json:"audience"`
	Function string             `json:"function"`
	Passages []NarrativePassage `json:"passages"`
}

// NarrativePassage is a span with the outlet's stance to the narrative.
type NarrativePassage struct {
	Document string `json:"document"`
	Span
	Stance string `json:"stance"`
}

// Outlet is an entry of the register of outlets.
type Outlet struct {
	Name          string `json:"name"`
	Owner         string `json:"owner"`
	StateRun      bool   `json:"state_run"`
	Country       string `json:"country"`
	Audience      string `json:"audience"`
	Kind          string `json:"kind"`
	EditionOf     string `json:"edition_of"`
	CollectedFrom string `json:"collected_from"`
	CollectedTo   string `json:"collected_to"`
}

// LoadTruth decodes truth.json and returns an error for a field it does not know.
func LoadTruth() (*Truth, error) {
	data, err := Files.ReadFile("truth.json")
	if err != nil {
		return nil, fmt.Errorf("read truth: %w", err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	truth := new(Truth)
	if err := decoder.Decode(truth); err != nil {
		return nil, fmt.Errorf("decode truth: %w", err)
	}
	return truth, nil
}
