package corpus

// TimexType is the type of a time expression (TIMEX3).
type TimexType string

// The types of time expression.
const (
	Date     TimexType = "DATE"
	Time     TimexType = "TIME" // a point within a day: "at noon", "Monday evening"
	Duration TimexType = "DURATION"
	Set      TimexType = "SET" // a time that comes back: "every Monday"
)

// TimexMod modifies the value of a time expression (TIMEX3).
type TimexMod string

// The modifiers.
const (
	ModBefore      TimexMod = "BEFORE"
	ModAfter       TimexMod = "AFTER"
	ModOnOrBefore  TimexMod = "ON_OR_BEFORE"
	ModOnOrAfter   TimexMod = "ON_OR_AFTER"
	ModLessThan    TimexMod = "LESS_THAN"
	ModMoreThan    TimexMod = "MORE_THAN"
	ModEqualOrLess TimexMod = "EQUAL_OR_LESS"
	ModEqualOrMore TimexMod = "EQUAL_OR_MORE"
	ModStart       TimexMod = "START"
	ModMid         TimexMod = "MID"
	ModEnd         TimexMod = "END"
	ModApprox      TimexMod = "APPROX"
)

// Timex is a date, time, duration or set that a text tells, with its normalised value
// (TIMEX3 of ISO-TimeML).
type Timex struct {
	Span
	Type TimexType `json:"type"`
	// Value is as TIMEX3 has it: "2031", "2031-03", "2031-03-18", "2031-W12", "2031-Q1",
	// "2031-SP", "203", "BC0490", "2031-03-18T14:00", "2031-03-18TEV", "P3D", "PXD", "PAST_REF",
	// "PRESENT_REF", "FUTURE_REF", "XXXX-WXX-1"; "" where it cannot be worked out.
	Value string   `json:"value"`
	Mod   TimexMod `json:"mod,omitempty"`
}
