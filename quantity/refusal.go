package quantity

import (
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// refuses reports whether a number is no quantity: a date, a name, a score, an address.
func (r *reading) refuses(m *measured) bool {
	return !(m.low > -inf && m.low < inf) || r.inTime(m) || r.inWord(m) || r.inChain(m) || r.isDate(m) || r.isClock(m) || r.isYears(m) ||
		r.isScore(m) || r.isOne(m) || r.isListed(m) || r.isLabel(m) || r.isName(m) || r.isAddress(m) || r.isAge(m)
}

// inTime reports whether the number, or an end of the range that it is, stands in a date,
// time of day or set of times. Four digits alone are no date where they count.
func (r *reading) inTime(m *measured) bool {
	first, last := r.atoms[m.numeral.from].Span, r.atoms[m.numeral.to-1].Span
	number := corpus.Span{Start: first.Start, End: last.End}
	for _, t := range r.times {
		if (t.Overlaps(first) || t.Overlaps(last)) && !(t.Len() == yearDigits && number.Contains(t) && r.isCount(m)) {
			return true
		}
	}
	return false
}

// inWord reports whether the number is a part of a word or name: "S23", "MiG-29", "3D",
// "11th", "1990s", "one-off".
func (r *reading) inWord(m *measured) bool {
	i, end := m.numeral.from, m.numeral.to
	if m.from == i && r.touches(i) && m.vague == "" {
		switch before := &r.atoms[i-1]; {
		case before.kind == word || before.kind == digits || strings.Contains("#=?&", before.low) || before.low == "№" || before.low == "'" || before.low == "’" || before.low == "@" || before.low == "_":
			return before.kind != mark || !(before.low == "'" || before.low == "’") || m.digits && len(r.atoms[i].text) == 2
		case before.low == "-" && r.touches(i-1) && i > 1:
			return r.atoms[i-2].kind != mark || r.low(i-2) == "%"
		case before.low == "/" && r.touches(i-1) && i > 1:
			return r.atoms[i-2].kind == word || r.atoms[i-2].kind == digits
		}
	}
	if m.to > end || m.to < end {
		return false
	}
	if m.digits && r.touches(end) {
		next := &r.atoms[end]
		return next.kind == word || next.low == "_" || next.low == "/" && r.touches(end+1)
	}
	if r.hyphen(end) && m.low == 1 && !m.digits {
		tag := r.sentence.Tokens[r.atoms[end+1].token].Tag
		return !strings.HasPrefix(tag, "NN") && r.atoms[end+1].kind == word
	}
	return false
}

// inChain reports whether the number is one of several that marks join, as in telephone
// numbers, dates and versions: "555-0199", "2024-10-05", "1.2.3", "+44 20".
func (r *reading) inChain(m *measured) bool {
	i, end := m.numeral.from, m.numeral.to
	if r.low(i-1) == "+" && r.touches(i) && m.digits && m.unit == "" && (r.atoms[i].value >= 20 || end < len(r.atoms) && r.atoms[end].kind == digits) {
		return true
	}
	if !m.digits {
		return false
	}
	if m.unit == "" && !m.scaled && (i > 0 && r.atoms[i-1].kind == digits || end < len(r.atoms) && r.atoms[end].kind == digits) && !r.countsPlural(m) {
		return true
	}
	first, last := r.atoms[i].text, r.atoms[end-1].text
	if m.unit == "" && r.isExtension(m, first, last) {
		return true
	}
	if m.unit == "" && len(last) > 1 && last[0] == '0' && last[1] != '.' || m.unit == "" && len(first) > 1 && first[0] == '0' && first[1] != '.' {
		return true
	}
	if end+1 < len(r.atoms) && r.touches(end) && r.touches(end+1) && r.atoms[end+1].kind == digits && strings.Contains("-/.:‑", r.low(end)) && m.unit == "" {
		return true
	}
	return i > 1 && r.touches(i) && r.touches(i-1) && r.atoms[i-2].kind == digits && strings.Contains("-/.:‑", r.low(i-1)) && m.unit == ""
}

// isExtension reports whether the number is a part of a telephone number with an area code
// in brackets, or of two groups: "(402) 555-3187", "4-7216".
func (r *reading) isExtension(m *measured, first, last string) bool {
	i, end := m.numeral.from, m.numeral.to
	if r.low(i-1) == "(" && r.low(end) == ")" && len(first) >= 3 && end+1 < len(r.atoms) && r.atoms[end+1].kind == digits {
		return true
	}
	const group = 4
	return m.between && end == i+3 && r.low(i+1) == "-" && len(last) == group && len(first) < group && !r.countsPlural(m)
}

// isDate reports whether the number is the day of a month or the year behind one: "12 March",
// "March 12, 2031".
func (r *reading) isDate(m *measured) bool {
	if !m.digits || m.unit != "" || m.high > lastYear {
		return false
	}
	i, end := m.numeral.from, m.numeral.to
	if r.isMonth(i-1) && (r.low(i-2) == "in" || m.high > 31 && len(r.atoms[i].text) != yearDigits) && r.countsPlural(m) {
		return false // "in May 12 people died", "by 23 March 600 soldiers had arrived"
	}
	if r.isMonth(i-1) || r.low(i-1) == "." && r.isMonth(i-2) {
		return true
	}
	if i > 2 && r.atoms[i-2].kind == digits && r.isMonth(r.beforePoint(i-3)) && m.high <= 31 && !r.countsPlural(m) {
		switch r.low(i - 1) { // "Nov. 23 and 24"
		case "and", ",", "or", "to", "-", "–":
			return true
		}
	}
	if r.low(end) == "of" && r.isMonth(end+1) && m.high <= 31 {
		return true
	}
	return r.isMonth(end) && m.high <= 31
}

// beforePoint returns k, or the atom before it where k is the point of an abbreviation.
func (r *reading) beforePoint(k int) int {
	if r.low(k) == "." {
		return k - 1
	}
	return k
}

func (r *reading) isMonth(k int) bool { return r.capitalised(k) && r.is("month", r.low(k)) }

// isClock reports whether the number is a time of day: "11 a.m.", "12:01", "0401 GMT",
// "five o'clock".
func (r *reading) isClock(m *measured) bool {
	i, end := m.numeral.from, m.numeral.to
	if r.low(i-1) == ":" && r.touches(i) && i > 1 && r.atoms[i-2].kind == digits || r.low(end) == ":" && r.touches(end) && r.touches(end+1) && r.atoms[end+1].kind == digits {
		return true
	}
	w := r.low(end)
	if r.low(end+1) == "." || r.low(end+1) == "'" || r.low(end+1) == "’" {
		w += "." + r.low(end+2)
		w = strings.Replace(w, "o.clock", "o'clock", 1)
	}
	if w == "am" && !r.touches(end) && r.low(i-1) == "i" {
		return false
	}
	if m.unit == "hour" && m.digits && len(r.atoms[i].text) == 4 { // "0930 hrs", "at 1530 hours"
		return r.atoms[i].text[0] == '0' || r.low(i-1) == "at" && m.high <= 2400
	}
	return m.unit == "" && m.high <= 2400 && r.is("clock", w)
}

// isYears reports whether the number is a year, or a range of them.
func (r *reading) isYears(m *measured) bool {
	i := m.numeral.from
	if !m.digits || m.unit != "" && m.kind != share || m.kind == share && m.to > m.numeral.to || len(r.atoms[i].text) != yearDigits || !isYear(r.atoms[i].value) || m.scaled || r.isCount(m) {
		return false
	}
	if m.bound != corpus.Exactly && !m.between {
		return r.low(m.from) == "circa" || r.low(m.from) == "c" || r.low(m.from) == "ca"
	}
	if r.is("yearly", r.low(i-1)) {
		return true
	}
	v := int(r.atoms[i].value)
	return v >= recentYear && v%century != 0 || !r.countsPlural(m)
}

// isCount reports whether the words around four digits show that they are no year: "a death
// toll of 1200", "losses rose to 1500", "2000 more were hurt".
func (r *reading) isCount(m *measured) bool {
	i := m.numeral.from
	if !m.digits || m.unit != "" || len(r.atoms[i].text) != yearDigits {
		return false
	}
	t := r.tokenFrom(i)
	v := int(m.low)
	old := v < recentYear || v%century == 0
	switch before := r.token(t - 1); {
	case before.Form == "of":
		return r.isToll(t - 2)
	case before.Form == "to" || before.Form == "from" && r.low(m.numeral.to) == "to":
		return old && r.reached(t).head != ""
	case r.is("yearly", r.low(i-1)), before.Form == "around" && (r.token(t-2).Tag == "VBN" || r.nounAt(t-2)):
		return false
	case r.low(m.numeral.to) == "more" || old && (r.countsPlural(m) || strings.HasPrefix(r.token(t).Rel, "nsubj")):
		return true
	}
	return old && r.reached(t).head != ""
}

// isToll reports whether a phrase that ends at token t is one of a number whose value may
// follow: "a death toll", but not "the casualties" of a year.
func (r *reading) isToll(t int) bool {
	if !r.is("toll", r.lemma(t)) {
		return false
	}
	a := r.lemma(r.beforeModifiers(t))
	return a == "a" || a == "an"
}

// recentYear is the year from which four digits before a plural are taken for a year
// ("2018 sales") rather than for a count, unless they are round.
const recentYear = 1900

const century = 100

// isScore reports whether the number is the score of a match or a vote: "3-1", "a 4-2 lead".
func (r *reading) isScore(m *measured) bool {
	i, end := m.numeral.from, m.numeral.to
	if !m.digits || m.unit != "" || r.countsPlural(m) && (!m.between || m.low < m.high) {
		return false // a range that rises counts even behind "lost": "lost 10-12 tanks"
	}
	if !m.between {
		return r.isResult(i, end)
	}
	if end-i != 3 || r.low(i+1) != "-" && r.low(i+1) != "–" {
		return false
	}
	if r.atoms[i].value >= r.atoms[i+2].value || !r.touches(i+1) && !r.countsPlural(m) {
		return true
	}
	const window = 2
	for k := max(0, i-window); k < min(len(r.atoms), end+window); k++ {
		if r.is("score", r.low(k)) {
			return true
		}
	}
	return false
}

// isResult reports whether a dash parts the number from another that is not greater: the
// "1" and the "0" of "1 – 0".
func (r *reading) isResult(i, end int) bool {
	dash := func(k int) bool { return r.low(k) == "-" || r.low(k) == "–" || r.low(k) == "—" }
	if dash(end) && end+1 < len(r.atoms) && r.atoms[end+1].kind == digits && r.touches(end) == r.touches(end+1) {
		return r.atoms[i].value >= r.atoms[end+1].value && !strings.Contains(r.atoms[end+1].text, ",")
	}
	return i > 1 && dash(i-1) && r.atoms[i-2].kind == digits && r.touches(i-1) == r.touches(i) && r.atoms[i-2].value >= r.atoms[i].value
}

// isOne reports whether "one" is a pronoun or a part of a name: "no one", "the other one",
// "Formula One".
func (r *reading) isOne(m *measured) bool {
	i, end := m.numeral.from, m.numeral.to
	if m.digits || m.low != 1 || r.low(i) != "one" || m.unit != "" {
		return false
	}
	if r.capitalised(i) && i > 0 && r.atoms[i-1].kind == word {
		return true
	}
	if m.bound != corpus.Exactly {
		return false
	}
	if i > 0 && r.atoms[i-1].kind == word && strings.HasPrefix(r.sentence.Tokens[r.atoms[i-1].token].Tag, "JJ") {
		return true // "a new one"
	}
	switch next := r.low(end); {
	case next == "of":
		return r.is("pronoun", r.low(i-1)) && r.low(i-1) != "the"
	case next == "another", next == "'" || next == "’", next == "by", next == "day" && r.low(end+1) == "be":
		return true
	case r.is("pronoun", r.low(i-1)):
		return true
	}
	if end >= len(r.atoms) || r.atoms[end].kind != word {
		return !r.hyphen(end)
	}
	tok := r.atoms[end].token
	if w := r.low(i - 1); len(r.found) > 0 && (w == "and" || w == ",") && strings.HasPrefix(r.sentence.Tokens[tok].Tag, "VB") {
		return false // "two were found and one was missed"
	}
	first, last := r.phraseAt(tok)
	return last < first && !r.capitalised(end) && r.sentence.Tokens[r.atoms[i].token].Rel != "nummod"
}

// isListed reports whether the number only numbers an item of a list: "1. ...", "(2) ...".
func (r *reading) isListed(m *measured) bool {
	end := m.numeral.to
	if !m.digits || m.unit != "" || end >= len(r.atoms) {
		return false
	}
	start := r.atoms[m.from].Start
	if r.low(m.from-1) == "[" && r.low(end) == "]" { // a note
		return true
	}
	opens := m.from == 0 || strings.HasSuffix(strings.TrimRight(r.text[r.sentence.Start:start], " \t"), "\n")
	close := r.low(end)
	if opens && r.touches(end) && (close == "." || close == ")" || close == ":") {
		return end+1 < len(r.atoms) && !r.touches(end+1)
	}
	return r.low(m.from-1) == "(" && close == ")" && m.low < 20 && (m.from == 1 || r.closes(m.from-2)) && m.low == float64(int64(m.low))
}

// isLabel reports whether the number names one of what stands before it: "Room 12",
// "section 318", "number 5", "No. 1".
func (r *reading) isLabel(m *measured) bool {
	k := m.numeral.from - 1
	for k > 1 && r.atoms[k-1].kind == digits { // "pages 44, 45 and 46"
		if w := r.low(k); w != "and" && w != "," && w != "or" && w != "to" {
			break
		}
		k -= 2
	}
	if m.unit != "" || m.from < m.numeral.from || k < 0 {
		return false
	}
	if r.low(k) == "." && r.touches(k) && k > 0 && (r.is("label", r.low(k-1)) || r.low(k-1) == "no") && len(r.low(k-1)) <= 4 || r.low(k) == "#" {
		return true
	}
	w := r.low(k)
	tok := &r.sentence.Tokens[r.atoms[k].token]
	if tok.Tag == "NNS" {
		return m.digits && r.is("label", syntax.Singular(w)) && !r.beforePlural(m)
	}
	if !r.is("label", w) {
		return false
	}
	if strings.HasPrefix(tok.Tag, "VB") || r.beforePlural(m) || w == "number" && r.isNumbering(k) {
		return false
	}
	if tok.Tag == "NN" && r.isDetermined(r.atoms[k].token) && r.isSubject(m) {
		return false // "in the district 600 died"
	}
	return m.digits || r.capitalised(k) || tok.Tag == "NN" && m.vague == "" && !m.share
}

// isDetermined reports whether an article or an owner stands before the noun at token t and
// its modifiers.
func (r *reading) isDetermined(t int) bool {
	switch r.token(r.beforeModifiers(t)).Tag {
	case "DT", "PRP$", "POS":
		return true
	}
	return false
}

// beforeModifiers returns the token before the noun at token t and its modifiers.
func (r *reading) beforeModifiers(t int) int {
	return firstModifier(r.sentence, t) - 1
}

// isNumbering reports whether "number" at atom k is a verb: "the dead number 600".
func (r *reading) isNumbering(k int) bool {
	if k == 0 || r.atoms[k-1].kind != word {
		return false
	}
	switch tag := r.sentence.Tokens[r.atoms[k-1].token].Tag; tag {
	case "NNS", "JJ", "VBN", "PRP", "NNPS":
		return r.atoms[k-1].low != "it" && r.atoms[k-1].low != "other"
	}
	return false
}

// countsPlural reports whether a plural stands behind the number as what it counts, or the
// number is the subject of a clause that begins with a place or time.
func (r *reading) countsPlural(m *measured) bool { return r.beforePlural(m) || r.isSubject(m) }

// isSubject reports whether a verb behind the number has it as its subject, and what stands
// before it as its place or time: "in Dorvey 600 were killed", "over the past day 1,100 died".
func (r *reading) isSubject(m *measured) bool {
	n, v := r.tokenFrom(m.numeral.from), r.tokenFrom(m.numeral.to)
	for r.token(v).Tag == "RB" {
		v++
	}
	switch r.token(v).Tag {
	case "VBD", "VBP", "VBN", "MD":
		return m.low != 1 && (r.isPlaced(n, v) || strings.HasPrefix(r.token(n).Rel, "nsubj") && strings.HasPrefix(r.token(n-1).Rel, "nmod"))
	}
	return false
}

// isPlaced reports whether the tree takes the number at token n for a part of the place or
// time of the verb at token v.
func (r *reading) isPlaced(n, v int) bool {
	for k := r.token(n); r.isPart(k) && k.Head < n; k = r.token(n) {
		n = k.Head
	}
	return strings.HasPrefix(r.token(n).Rel, "obl") && r.token(n).Head >= v
}

// isPart reports whether the tree takes a token for a part of a name, or for one of several.
func (r *reading) isPart(k syntax.Token) bool {
	return k.Head >= 0 && (k.Rel == "flat" || k.Rel == "conj" || k.Rel == "nmod:unmarked")
}

// beforePlural reports whether a plural stands behind the number as what it counts.
func (r *reading) beforePlural(m *measured) bool {
	end := m.numeral.to
	if r.hyphen(end) {
		return true
	}
	if end >= len(r.atoms) || r.atoms[end].kind != word {
		return false
	}
	first, last := r.phraseAt(r.atoms[end].token)
	if last < first {
		return false
	}
	tag := r.sentence.Tokens[last].Tag
	return tag == "NNS" || tag == "NNPS" && m.low > 1 || tag == "NN" && r.sentence.Tokens[last].Form == r.sentence.Tokens[last].Lemma && syntax.Singular(r.sentence.Tokens[last].Form) != r.sentence.Tokens[last].Form
}

// isName reports whether the number is a part of the name before it or behind it: "Airbus
// 350", "the Nikkei 225 index", "a 350 Freighter".
func (r *reading) isName(m *measured) bool {
	i := m.numeral.from
	if m.unit != "" || !m.digits || m.from < i || i == 0 || r.atoms[i-1].kind != word && r.low(i-1) != "'" {
		return false
	}
	tok := &r.sentence.Tokens[r.atoms[i-1].token]
	if !r.capitalised(i-1) || r.countsPlural(m) || m.scaled {
		return false
	}
	named := strings.HasPrefix(tok.Tag, "NNP") || tok.Tag == "FW" || i > 1 && (tok.Tag == "NN" || tok.Tag == "JJ")
	return named && r.atoms[i].value < 10000 && !strings.ContainsAny(r.atoms[i].text, ",")
}

// isAddress reports whether the number is that of a house: "12 Harbour Street".
func (r *reading) isAddress(m *measured) bool {
	if !m.digits || m.unit != "" || m.low != float64(int64(m.low)) {
		return false
	}
	const longest = 4
	for k := m.numeral.to; k < min(len(r.atoms), m.numeral.to+longest); k++ {
		if !r.capitalised(k) {
			return false
		}
		if k > m.numeral.to && r.is("street", r.low(k)) {
			return true
		}
	}
	return false
}

// isAge reports whether the number is an age beside who has it: "Maria Lenz, 34, said", "a
// woman, 34, was killed", "aged 20 to 40".
func (r *reading) isAge(m *measured) bool {
	if m.unit != "" || m.high > 120 {
		return false
	}
	i, end := m.from, m.numeral.to
	if r.low(i-1) == "of" && r.low(i-2) == "age" && r.low(i-3) != "average" {
		return true
	}
	if r.low(i-1) == "aged" || r.low(i-1) == "age" && r.low(i-2) != "average" {
		return true
	}
	if r.low(i-1) == "(" && r.low(end) == ")" && r.capitalised(i-2) && m.digits && m.low == float64(int64(m.low)) {
		return true
	}
	if i < 2 || !m.digits || r.low(i-1) != "," || !r.closed(end) {
		return false
	}
	switch tag := r.sentence.Tokens[r.atoms[i-2].token].Tag; tag {
	case "NNP", "NNPS":
		return r.capitalised(i - 2)
	default:
		return tag == "NN"
	}
}

// closed reports whether an apposition ends before atom k.
func (r *reading) closed(k int) bool {
	return k >= len(r.atoms) || r.low(k) == "," || r.low(k) == "." || r.low(k) == ")"
}
