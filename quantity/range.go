package quantity

import (
	"math"
	"slices"
	"strings"

	"hearsay/corpus"
)

// joinedTo reads on where m is the first end of a range: "600 and 900" behind "between",
// "10,000-12,000", "3 to 5", "three or four".
func (r *reading) joinedTo(m measured) measured {
	k, by := r.joint(&m)
	if by == "" || m.vague != "" || m.unit == share {
		return m
	}
	if q, end, ok := r.match(r.before, k, nil); ok && by != "or" {
		if n, ok := r.measuredAt(end); ok && q.name == string(corpus.About) && n.unit != "" {
			k = end
		}
	}
	other, ok := r.measuredAt(k)
	if !ok || other.vague != "" || other.unit == share || !r.ends(&m, &other, by) {
		return m
	}
	low := m.low
	switch {
	case other.scaled && !m.scaled && shares(&m, &other):
		low = times(low, other.high/other.mantissa)
	case r.sharesThousands(&m, &other):
		low *= thousand
	}
	if m.unit == "" || m.kind == money && len(other.unit) > len(m.unit) {
		m.unit, m.kind = other.unit, other.kind
	}
	m.scaled = m.scaled || other.scaled
	m.low, m.high, m.to, m.numeral.to = low, other.high, other.to, other.numeral.to
	m.bound, m.between, m.joined, m.pending = corpus.Between, true, other.joined, false
	return m
}

// shares reports whether the scale of the second end of a range holds for the first too:
// "4 to 5 million", but not "300,000 to 2 million".
func shares(m, other *measured) bool {
	return m.mantissa < 1000 && m.low < 1000 && !m.minus && other.mantissa > 0
}

const thousand = 1000

// sharesThousands reports whether the second end of a range is so many thousands in digits
// and the first the lesser number of them: "10-12,000", but not "1 to 10,000", which is
// more than a number and its next.
func (r *reading) sharesThousands(m, other *measured) bool {
	const spread = 10
	n := other.low / thousand
	return m.digits && !m.minus && !m.scaled && m.low == math.Trunc(m.low) && m.low < thousand &&
		strings.HasSuffix(r.atoms[other.numeral.from].text, ",000") && m.low < n && n < spread*m.low
}

func (r *reading) measuredAt(k int) (measured, bool) {
	if k >= len(r.atoms) {
		return measured{}, false
	}
	return r.measured(k)
}

// joint returns what joins m to a second end, and the atom behind it.
func (r *reading) joint(m *measured) (int, string) {
	k := m.to
	if m.pending { // "20- to 30-strong"
		if k = m.numeral.to + 1; r.low(k) != "to" {
			return 0, ""
		}
	}
	if k >= len(r.atoms) {
		return 0, ""
	}
	switch a := &r.atoms[k]; a.low {
	case "-", "‑", "–", "—", "~":
		if r.hyphen(k) && r.low(k+1) == "to" {
			k++
			if r.hyphen(k + 1) {
				k++
			}
			return k + 1, "to"
		}
		if a.glued == r.touches(k+1) && (a.glued || a.low == "–") {
			return k + 1, "-"
		}
	case "up":
		if r.low(k+1) == "to" && r.opens(m, "from") {
			return k + 2, "to"
		}
	case "to":
		k++
		if r.hyphen(k) {
			k++
		}
		return k, "to"
	case "and":
		if r.opens(m, "between") {
			return k + 1, "and"
		}
	case "or":
		return k + 1, "or"
	case "in": // "from 30 miles in 2031 to 40 miles"
		if k+2 < len(r.atoms) && r.atoms[k+1].kind == digits && isYear(r.atoms[k+1].value) && r.low(k+2) == "to" && r.opens(m, "from") {
			return k + 3, "to"
		}
	}
	return 0, ""
}

// opens reports whether a word stands before m and what qualifies it.
func (r *reading) opens(m *measured, word string) bool {
	start := m.from
	if _, s, ok := r.matchBack(r.before, start); ok {
		start = s
	}
	return start > r.free-1 && r.low(start-1) == word
}

// ends reports whether m and other are the two ends of a range.
func (r *reading) ends(m, other *measured, by string) bool {
	if r.isYears(m) && !r.isYears(other) && !r.isCount(other) {
		return false
	}
	if m.kind == money && other.unit == "" && other.digits && m.low < other.low && (other.scaled || r.sharesThousands(m, other)) {
		return by != "or" && shares(m, other) // "$210 to 240 million"
	}
	if m.unit != "" && m.unit != other.unit && !(m.kind == money && other.kind == money && r.alike(m, other)) {
		return false
	}
	from := r.opens(m, "from")
	switch by {
	case "-":
		return other.low > m.low || m.unit != "" || other.unit != "" || other.scaled && shares(m, other)
	case "or":
		return m.unit == "" && m.digits == other.digits && other.low > m.low && (!other.scaled || shares(m, other)) && (other.low <= 3*m.low || other.scaled && other.mantissa <= 3*m.low)
	case "to":
		if from && r.changed(m, other) {
			return false
		}
		if m.unit != "" && m.unit == other.unit && !r.afterChange(m) {
			return true
		}
		return from || r.opens(m, "between") || m.low < other.low || other.scaled && shares(m, other) && !m.scaled
	}
	return true
}

// alike reports whether two amounts of money may be in the same unit: "$48,000 and
// $90,000 a year".
func (r *reading) alike(m, other *measured) bool {
	return len(other.unit) > len(m.unit) && other.unit[:len(m.unit)] == m.unit
}

// changed reports whether "from A to B" tells a change of a count, which are two numbers:
// "rose from 12 to 15".
func (r *reading) changed(m, other *measured) bool {
	return m.unit == "" && other.unit == "" && r.afterChange(m)
}

// afterChange reports whether a verb of change stands before m.
func (r *reading) afterChange(m *measured) bool {
	start := max(0, r.atoms[m.from].token-6)
	return slices.ContainsFunc(r.sentence.Tokens[start:r.atoms[m.from].token], r.isChange)
}
