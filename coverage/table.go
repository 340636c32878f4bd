package coverage

import (
	"hearsay/corpus"
)

// Table is what is known of the coverage of an event: a row for each outlet, a cell in it for
// each column. It is a grid, to be drawn as it is.
type Table struct {
	Event   Event    `json:"event"`
	Columns []string `json:"columns"` // Whole, then the aspects in the event's order
	Days    Days     `json:"days"`    // in which an outlet covers it that is not late
	Rows    []Row    `json:"rows"`    // by the first passage, those without one at the end; then by name

	// Partial names the editions that leave out what another edition of the same house has.
	Partial []Partial `json:"partial,omitempty"`
}

// Whole is the column of the event as a whole.
const Whole = "the event"

// Row is what is known of an outlet.
type Row struct {
	Outlet    string `json:"outlet"`
	EditionOf string `json:"edition_of,omitempty"`
	Audience  string `json:"audience,omitempty"`
	Cells     []Cell `json:"cells"` // one for each column

	// Proof is what the collecting proves, for all cells alike.
	Proof Proof `json:"proof"`
	// Near are the nearest misses, the best first.
	Near []Hit `json:"near,omitempty"`
	// Said is what documents say of the outlet's silence (statements of polarity silence). It
	// is not computed: the caller fills it, to be shown beside.
	Said []corpus.Attribution `json:"said,omitempty"`
}

// Cell is the state of an outlet for a column.
type Cell struct {
	State State  `json:"state"`
	Why   string `json:"why"` // in words

	// First is the first hit that shows the state, nil where there is none; the words of an
	// aspect are in its Aspects.
	First *Hit `json:"first,omitempty"`
	// Least and Most are the days from the event's first day to First; they differ where it
	// was published in a month that nobody knows the day of.
	Least int `json:"least_delay,omitempty"`
	Most  int `json:"most_delay,omitempty"`
	// Doubt says what is not known of a state that is known.
	Doubt string `json:"doubt,omitempty"`

	// Silent is a person's word that an outlet of which nothing was found is silent. The
	// caller fills it.
	Silent *Confirmation `json:"silent,omitempty"`
}

// Confirmation is a person's word.
type Confirmation struct {
	By   string `json:"by"`
	At   string `json:"at"`
	Note string `json:"note,omitempty"`
}

// Shown is the state to show: a person's word on what the machine found stands only where the
// machine still finds nothing.
func (c Cell) Shown() State {
	if c.Silent != nil && c.State == NoneFound {
		return Silent
	}
	return c.State
}

// Proof is what is known of an outlet's collecting in the days in which it would have covered
// an event. Sound tells whether it is enough to say that none was found.
type Proof struct {
	Sound     bool   `json:"sound"`
	Why       string `json:"why"`       // what is missing, or what it is sound on
	Days      int    `json:"days"`      // that the proof is about
	Collected int    `json:"collected"` // of them without a feed gap
	Items     int    `json:"items"`     // published in them
	Headlines int    `json:"headlines"` // of them held with no more than a headline's worth of words
	Short     int    `json:"short"`     // of them held with no more than a lead: too little to miss an aspect in
	InAll     int    `json:"in_all"`    // documents of the outlet

	Own Rate `json:"own_rate"`
	// Others are the outlets that covered the event in time, by name.
	Others []string `json:"others,omitempty"`
}

// Rate is the outlet's own rate of documents on like subjects, counted outside of the days of
// the event, and what follows from it for those days.
type Rate struct {
	Like     int     `json:"like"`     // documents on like subjects
	In       int     `json:"in_days"`  // in so many days of collecting without gap
	Expected float64 `json:"expected"` // in the days of the proof, at that rate
	// Chance is the probability of none at that rate, if such documents come independently of
	// each other (Poisson). News comes in bursts, so the true one is higher.
	Chance float64 `json:"chance"`
	// Empty of Windows stretches of as many days, outside of the event's, had none: what the
	// archive itself says, with no model.
	Empty   int    `json:"empty"`
	Windows int    `json:"windows"`
	Model   string `json:"model"` // in words; "" where there were too few days to count in: then nothing is expected
}

// Partial is coverage by one edition of a house and not by another.
type Partial struct {
	Column  string `json:"column"`
	Has     string `json:"has"`     // the edition that covered it
	Without string `json:"without"` // the edition in which none was found
	Why     string `json:"why"`
}
