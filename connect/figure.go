// Package connect lines up what many documents tell. It needs no database: it is pure
// functions of what was read, and gives the same answer in whatever order that is given.
//
// [LineUp] puts figures of one measure, counted class, side and event into a [Series] and
// labels pairs of them: whether they go back to one origin, whether one is a part of the
// other, whether they agree. Each label has a reason in words. It never says which figure
// is right, and never guesses what a text leaves out: where something is missing, the label
// is [NotEnough] and the reason names it.
//
// [Relater.Derive] makes of a document what it is compared by, with its keys, and [Relater.Relate] says what
// two documents, or two appearances in them, have to do with each other: who is the same, what
// was copied, which statements carry one content or answer one another. Packages entity, echo and
// claim know how; a ledger asks for pairs with a key in common alone.
package connect

import "hearsay/corpus"

// Figure is a figure with the document that tells it.
type Figure struct {
	corpus.Figure
	ID        string   // of the figure
	Document  string   // ID of the document
	Piece     string   // whose text the document is, where several are known: they are one telling, whose numbers a later text may update; "" is the document itself
	Edition   int      // place of the text among those of the piece, the oldest first
	Outlet    string   // who published the document
	Published string   // YYYY, YYYY-MM or YYYY-MM-DD, "" unknown
	Passage   string   // the sentence around it; that it was told in a closed hearing is read there
	Speaker   string   // the ultimate speaker by name or description; the outlet where it gives none
	Chain     []string // who stands between speaker and reader, nearest to the speaker first, the outlet last
	Headline  bool     // it stands in the title of its document
	PartOf    string   // ID of the figure that the words say it is a part of, "" none. Figure.Part is not read: it counts the figures of a document, of which a caller may give only some
}

// Label says what may be said of two figures together.
type Label string

// The labels. [Drift] is another outlet's turn of one figure into another measure.
const (
	SameOrigin  Label = "same origin"
	PartWhole   Label = "part-whole"
	Update      Label = "update"
	Lowered     Label = "lowered"
	Corrected   Label = "corrected"
	OtherMethod Label = "different method"
	Agree       Label = "agree"
	Disagree    Label = "disagree"
	Drift       Label = "drift"
	NotEnough   Label = "not enough to compare"
)

// Pair is two figures, or a sum of two and a third, with what may be said of them. A stands
// before B in the series, but for a part, which stands as A whatever its date.
type Pair struct {
	A, Plus, B int // indices into the figures given; Plus is -1 unless A + Plus is held against B
	Label      Label
	Why        string // in words that can be quoted
}

// Series is figures that may be held against each other, and pairs of them.
type Series struct {
	Measure string // the widest measure in it: "casualties" of a series of killed and wounded too; "killed, wounded" where none includes the other
	Counted string // the counted class: "soldiers", "people"
	Side    string // "" where the texts name none
	Event   string // the place or event; "" of figures that name none
	Window  corpus.Window
	Period  string // how far apart as-of dates may lie, and why: "14 days: ..."
	Days    int    // the same as a number

	Figures  []int    // indices into the figures given, by as-of date, where unknown by publication
	Pairs    []Pair   // by place in Figures; no two of the same figures. One of the two may stand in another series: soldiers beside people of any class, a denial of any loss beside the losses at a place
	Origins  []string // whom the figures go back to, each once, in order of first appearance
	OriginOf []int    // for each of Figures the place in Origins of whom it goes back to; -1 of a number that is denied, which goes back to nobody. Two figures have one origin if and only if this is the same

	// Low and High are the lowest and the highest number that is told as a fact of Measure,
	// or of the one of its measures that most figures are of, nil where none is; LowBy and HighBy are the figures that tell them, -1 where none does.
	// Vague words count only where no other figure tells a number, and what drifted does not count.
	Low, High     *float64
	LowBy, HighBy int
}
