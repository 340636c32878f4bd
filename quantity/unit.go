package quantity

import (
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// share is the unit of a part of a whole.
const share = "share"

// measured reads the number that begins at atom i with its unit: "$40m", "US $5 a barrel",
// "12 gigawatts", "40-year-old", "600".
func (r *reading) measured(i int) (measured, bool) {
	if a := &r.atoms[i]; a.kind == word && !r.begins[a.low] && !r.mayBeCode(i) && a.low != "minus" {
		return measured{}, false
	}
	currency, k, isMoney := r.match(r.currencies, i, r.currencyBefore)
	if !isMoney {
		k = i
	}
	start := r.behindSign(k)
	n, ok := r.numeral(start, isMoney)
	if !ok || start > k && !n.digits {
		return measured{}, false
	}
	m := measured{numeral: n, from: i, to: n.to, bound: corpus.Exactly}
	if start > k {
		m.numeral.from = k
		m.negate()
	}
	switch {
	case isMoney:
		m.unit, m.kind = currency.name, money
		m.to = r.closing(m.to)
		if !m.minus && r.signed(i) { // "-$4m"
			m.from--
			m.negate()
		}
	default:
		r.findUnit(&m)
	}
	if m.unit != "" {
		r.divide(&m)
	} else if m.share {
		m.unit, m.kind = share, share
	}
	return m, true
}

func (m *measured) negate() { m.low, m.high, m.minus = -m.low, -m.high, true }

// behindSign returns the atom behind the sign at atom k, or k where none is: "minus 4",
// "minus-40", "-4.2".
func (r *reading) behindSign(k int) int {
	if !r.minus(k) {
		return k
	}
	if r.hyphen(k + 1) {
		return k + 2
	}
	return k + 1
}

// mayBeCode reports whether atom i may be a code of money that touches its digits, or
// stands before a mark: "EUR20m", "US$".
func (r *reading) mayBeCode(i int) bool { _, ok := r.currencies[r.atoms[i].text]; return ok }

// currencyBefore accepts a symbol of money before a number. A code in letters needs digits
// behind it and nothing joined before it.
func (r *reading) currencyBefore(f phrase, end int) bool {
	if end >= len(r.atoms) {
		return false
	}
	first := end - len(f.atoms)
	if r.atoms[first].kind == word && r.touches(first) && r.atoms[first-1].kind == word {
		return false
	}
	letters := r.atoms[end-1].kind == word
	next := &r.atoms[end]
	if next.kind == digits {
		return !letters || next.glued || len(f.atoms[0]) > 2 || f.atoms[0] == "RM" || f.atoms[0] == "Rs"
	}
	return !letters && next.kind == word || r.minus(end)
}

// signed reports whether a sign that belongs to nothing else stands before the symbol of
// money at atom i.
func (r *reading) signed(i int) bool {
	return r.touches(i) && i-1 >= r.free && (r.low(i-1) == "-" || r.low(i-1) == "−") && !r.touches(i-1)
}

// closing takes in a code of money behind an amount that has a symbol: "$14.60 US".
func (r *reading) closing(k int) int {
	switch {
	case k >= len(r.atoms) || r.touches(k):
		return k
	case r.atoms[k].text == "USD", r.atoms[k].text == "US" && k+1 < len(r.atoms) && r.atoms[k+1].kind == mark && r.low(k+1) != "$":
		return k + 1
	}
	return k
}

// minus reports whether atom k is a sign before digits, and no hyphen or dash.
func (r *reading) minus(k int) bool {
	if k+1 >= len(r.atoms) || r.atoms[k+1].kind != digits {
		return r.low(k) == "minus" && r.hyphen(k+1) && k+2 < len(r.atoms) && r.atoms[k+2].kind == digits
	}
	switch r.low(k) {
	case "minus":
		return k == 0 || r.atoms[k-1].kind != digits
	case "-", "−", "–":
		return r.touches(k+1) && (!r.touches(k) || r.low(k-1) == "(" || r.low(k-1) == "$")
	}
	return false
}

// findUnit reads the unit behind a number.
func (r *reading) findUnit(m *measured) {
	k := m.to
	if m.vague != "" && r.low(k) == "of" { // "tens of billions of dollars"
		k++
	}
	if r.hyphen(k) {
		k++
		m.joined = true
	} else if r.touches(k) && r.low(k) == "-" { // "5- or 6-inch"
		m.pending = true
		return
	}
	if f, end, ok := r.match(r.units, k, func(f phrase, end int) bool { return r.unitAt(m, f, k, end) }); ok {
		m.unit, m.kind, m.to = f.name, f.kind, end
		if f.name == "pound" && r.inMoney(m, end) {
			m.unit, m.kind = "pound sterling", money
		}
		return
	}
	r.peopleOfMoney(m, k)
}

// unitAt accepts a unit that stands from atom k to end behind the number of m.
func (r *reading) unitAt(m *measured, f phrase, k, end int) bool {
	a := &r.atoms[k]
	if r.touches(end) && end < len(r.atoms) && r.atoms[end].kind != mark && (a.kind == word || !strings.Contains("%°º", a.text)) {
		return false // the beginning of a word
	}
	if f.exact && f.kind == money && a.kind == mark && end < len(r.atoms) && r.atoms[end].kind == digits {
		return false // belongs to the next number
	}
	if f.glued && !(a.glued && m.digits) {
		return false
	}
	switch f.atoms[0] {
	case "'", "\"": // a closing mark looks the same
		return end < len(r.atoms) && r.atoms[end].kind == word && r.unquoted(m.numeral.from, f.atoms[0])
	case "s":
		return m.low != float64(int64(m.low))
	case "A", "a":
		return a.glued && m.low != float64(int64(m.low)) || r.low(k+1) == "/"
	case "p", "c":
		clock := r.low(end) == "." && r.low(end+1) == "m"
		return m.digits && !clock && (a.glued || r.closes(end))
	case "second":
		return m.low <= 1 || m.joined || m.low != float64(int64(m.low))
	case "times":
		return r.low(end) != "square"
	}
	if r.is("homonym", syntax.Singular(f.atoms[0])) && !f.exact && !m.scaled {
		return false
	}
	if f.exact && a.kind == word && len(a.text) == 1 && !a.glued {
		return m.digits && (a.text == "W" || a.text == "V" || !r.capitalised(end))
	}
	if f.exact && a.kind == word && !m.digits {
		return len(a.text) > 2
	}
	return true
}

// closes reports whether a phrase ends before atom k.
func (r *reading) closes(k int) bool {
	return k >= len(r.atoms) || r.atoms[k].kind == mark || r.atoms[k].low == "to" || r.atoms[k].low == "at" || r.atoms[k].low == "and"
}

func (r *reading) capitalised(k int) bool {
	return k >= 0 && k < len(r.atoms) && r.atoms[k].kind == word && r.atoms[k].text != r.atoms[k].low
}

// unquoted reports whether no quotation that a mark opened is open at atom i.
func (r *reading) unquoted(i int, quote string) bool {
	open := false
	for k := range r.atoms[:i] {
		a := &r.atoms[k]
		if (a.text == quote || a.text == "‘" || a.text == "“") && (!a.glued || a.text != "'") {
			open = !open
		}
	}
	return !open
}

// inMoney reports whether "pounds" that end at atom k are money: millions of them, or
// with words of money.
func (r *reading) inMoney(m *measured, k int) bool {
	switch r.low(k) {
	case "sterling", "worth":
		return true
	}
	return m.scaled && m.high >= 1e6 && r.low(k) != "of"
}

// peopleOfMoney reads a currency whose unit no list names: "9 Ruritanian crowns" are no
// mere count.
func (r *reading) peopleOfMoney(m *measured, k int) {
	if !r.capitalised(k) || k+1 >= len(r.atoms) || r.touches(k+1) {
		return
	}
	f, end, ok := r.match(r.units, k+1, func(f phrase, _ int) bool { return f.kind == money && !f.exact })
	if !ok || len(f.atoms) != 1 {
		return
	}
	m.unit, m.kind, m.to = r.atoms[k].text+" "+syntax.Singular(r.low(end-1)), money, end
}

// divide reads what a unit is divided by: "per barrel", "a year", "/cm2", "-a-day".
func (r *reading) divide(m *measured) {
	k := m.to
	if r.hyphen(k) {
		k++
	}
	by := r.low(k)
	switch by {
	case "per", "/", "a", "an", "each", "every":
		k++
	default:
		return
	}
	if r.hyphen(k) {
		k++
	}
	if by == "/" && !(r.touches(k) && r.touches(k-1)) || k >= len(r.atoms) || m.kind == "age" {
		return
	}
	if by == "/" && k+1 < len(r.atoms) && r.atoms[k].kind == mark {
		return // "$4/$6"
	}
	f, end, ok := r.match(r.units, k, func(f phrase, end int) bool {
		if r.is("moment", r.low(end)) { // "a year earlier"
			return false
		}
		return !(r.touches(end) && end < len(r.atoms) && r.atoms[end].kind == word) && (by == "/" || f.kind == "time" || by == "per" || len(f.atoms[0]) > 2)
	})
	switch {
	case ok && (by == "per" || by == "/" || f.kind == "time" || r.is("each", f.name)) && !(by == "every" && f.kind != "time"):
		m.unit, m.to = m.unit+" per "+f.name, end
	case by == "per" && r.atoms[k].kind == word, (by == "a" || by == "an" || by == "each") && m.kind == money && r.is("each", r.low(k)):
		m.unit, m.to = m.unit+" per "+r.noun(k), k+1
	}
}

// noun returns the lemma of the noun at atom k, which may be the end of a longer token:
// "share" of "$23-a-share".
func (r *reading) noun(k int) string {
	if t := r.sentence.Tokens[r.atoms[k].token]; t.Span == r.atoms[k].Span {
		return t.Lemma
	}
	return syntax.Singular(r.low(k))
}
