package corpus

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Bound says how the words limit a number.
type Bound string

// The bounds. A vague word keeps itself as its bound: "dozens", "hundreds", "several",
// "several hundred", "a few", "a couple"; a plural without a number is [BoundPlural].
const (
	Exactly     Bound = "exactly"
	About       Bound = "about"      // about N: N give or take a tenth, or half of its last digit
	AtLeast     Bound = "at least"   // [N, inf)
	MoreThan    Bound = "more than"  // (N, inf)
	UpTo        Bound = "up to"      // [0, N]
	FewerThan   Bound = "fewer than" // [0, N)
	Between     Bound = "between"    // [Low, High]
	BoundPlural Bound = "plural"     // [2, inf): "soldiers"
)

// Quantity is a number anywhere in a text, with what it limits and what it counts.
type Quantity struct {
	Span             // with its qualifier and what it counts: "up to 12,000 troops"
	Number  Span     `json:"number"` // the words of the number alone: "12,000"
	Low     *float64 `json:"low"`    // as stated, without what "about" leaves open; nil is an open end
	High    *float64 `json:"high"`
	Bound   Bound    `json:"bound"`
	Vague   bool     `json:"vague,omitempty"` // words without a number of their own: "dozens"
	Unit    string   `json:"unit"`            // "per cent", "dollar", "kilometre"; "" of a mere count
	Money   bool     `json:"money,omitempty"` // the unit is a currency, or one by the time
	Counted string   `json:"counted"`         // the noun phrase that is counted, as the text has it: "North Korean soldiers"
	Head    string   `json:"head"`            // the lemma of its head: "soldier"; "" where nothing is said
	Of      Span     `json:"of,omitzero"`     // where that stands
}

// Interval returns the least and the greatest number that the words allow, with a tenth or
// half of the last stated digit, whichever is more, to either side of "about N". Open ends
// are infinite.
func (q Quantity) Interval() (low, high float64) {
	low, high = math.Inf(-1), math.Inf(1)
	if q.Low != nil {
		low = *q.Low
	}
	if q.High != nil {
		high = *q.High
	}
	if q.Bound == About {
		low, high = low-slack(low), high+slack(high)
	}
	return low, high
}

// slack is what "about n" leaves open to either side.
func slack(n float64) float64 { return max(math.Abs(n)/10, HalfDigit(n)) }

// HalfDigit is half a unit of the last digit of n that is not zero: 50 of 4,700, 0.05 of 3.5.
func HalfDigit(n float64) float64 {
	if n != math.Trunc(n) {
		_, decimals, _ := strings.Cut(strconv.FormatFloat(n, 'f', -1, 64), ".")
		return math.Pow10(-len(decimals)) / 2
	}
	unit := 1.0
	for n != 0 && math.Mod(n, unit*10) == 0 && unit < 1e15 {
		unit *= 10
	}
	return unit / 2
}

// Status says whether what a figure counts has happened.
type Status string

// The statuses.
const (
	Actual     Status = "actual"
	Planned    Status = "planned"
	Threatened Status = "threatened"
	Projected  Status = "projected"
	Denied     Status = "denied"
)

// Method is how who tells a figure came to it, as far as the words show it.
type Method string

// The methods.
const (
	Claimed     Method = "claimed" // said, and no more
	NamedList   Method = "named list"
	VisualCount Method = "visual count"
	Estimate    Method = "estimate"
	Verified    Method = "verified"
)

// Window is the stretch of time or the event that a figure sums up.
type Window string

// The windows.
const (
	Total     Window = "total"         // of an event: "killed in the shelling"
	Running   Window = "running total" // up to its as-of date: "so far"
	Increment Window = "increment"     // of its day or week alone: "on Tuesday", "in the last day"
)

// Figure is a quantity that answers "how many" about people, things, money or events. What
// the text does not say is empty and is never guessed. Each part that words of the text
// show is justified by a span.
type Figure struct {
	Quantity
	Measure  string   `json:"measure"` // of the list of measures: "killed", "deployed"; "count" of mere objects; "" unknown
	Subgroup string   `json:"subgroup"`
	Side     string   `json:"side"` // whose they are: "Hwarin"
	Place    string   `json:"place"`
	Event    string   `json:"event"` // the words that name it: "the shelling"
	Window   Window   `json:"window,omitempty"`
	AsOf     string   `json:"as_of"` // YYYY, YYYY-MM or YYYY-MM-DD
	Status   Status   `json:"status"`
	Method   Method   `json:"method"`
	Hedges   []string `json:"hedges"`            // words that weaken it: "reportedly", "believed"
	Revised  bool     `json:"revised,omitempty"` // the words declare it a correction: "lowered its count to"

	Statement int    `json:"statement"` // index among the attributions of the document; -1: the outlet itself tells it
	Source    Source `json:"source"`    // who tells it; without a name where the outlet does
	Via       []Hop  `json:"via,omitempty"`
	Part      int    `json:"part"` // index of the figure of this document that the words say it is a part of; -1 none

	Because    []Span  `json:"because"`    // the words that show measure, side, place, as-of and status
	Confidence float64 `json:"confidence"` // in (0, 1]
	Rule       string  `json:"rule"`
}

// FigureIDs names the figures that fs make in document, in order, after where their words
// and their number stand. A later version of the reader that finds the same spans finds the
// same figure. Two with the same spans, as of "each side lost 40 men", are told apart by
// their number among these.
func FigureIDs(document string, fs []Figure) []string {
	seen := map[string]int{}
	ids := make([]string, len(fs))
	for i, f := range fs {
		ids[i] = FigureID(document, f)
		if seen[ids[i]]++; seen[ids[i]] > 1 {
			ids[i] = FigureID(fmt.Sprintf("%s %d", document, seen[ids[i]]), f)
		}
	}
	return ids
}

// FigureID names the figure that f is in document.
func FigureID(document string, f Figure) string {
	return identity("f", document, fmt.Sprintf("q%d-%d n%d-%d", f.Start, f.End, f.Number.Start, f.Number.End))
}
