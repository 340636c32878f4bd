package quantity

import (
	"math"

	"hearsay/syntax"
)

// numeral is a number as words or digits tell it.
type numeral struct {
	from, to  int     // atoms
	low, high float64 // the same unless words are vague
	vague     string  // the words of a vague one
	share     bool    // a part of a whole: "two thirds", "one in five"
	digits    bool    // begins with digits
	scaled    bool    // "4.7 thousand"
	mantissa  float64 // what was scaled
}

func exact(from, to int, v float64) numeral {
	return numeral{from: from, to: to, low: v, high: v, mantissa: v}
}

// numeral reads the number that begins at atom i; currency tells that a symbol of money
// stands before it.
func (r *reading) numeral(i int, currency bool) (numeral, bool) {
	if i >= len(r.atoms) {
		return numeral{}, false
	}
	a := &r.atoms[i]
	if a.kind == digits {
		return r.inDigits(i, currency), true
	}
	if a.kind != word {
		if v, ok := r.numbers["character"][a.text]; ok {
			n := exact(i, i+1, v)
			n.share = true
			return n, true
		}
		return numeral{}, false
	}
	if !r.begins[a.low] {
		return numeral{}, false
	}
	for _, read := range []func(int) (numeral, bool){r.inVagueWords, r.nothing, r.halves, r.withArticle, r.inWords} {
		if n, ok := read(i); ok {
			return n, true
		}
	}
	return numeral{}, false
}

func (r *reading) low(i int) string {
	if i < 0 || i >= len(r.atoms) {
		return ""
	}
	return r.atoms[i].low
}

// touches reports whether atom i follows the one before it without white space.
func (r *reading) touches(i int) bool { return i > 0 && i < len(r.atoms) && r.atoms[i].glued }

// hyphen reports whether atom i is a hyphen that joins its neighbours.
func (r *reading) hyphen(i int) bool {
	if !r.touches(i) || !r.touches(i+1) {
		return false
	}
	w := r.low(i)
	return w == "-" || w == "‑" || w == "–" && r.atoms[i+1].kind == word
}

func (r *reading) inVagueWords(i int) (numeral, bool) {
	f, to, ok := r.match(r.vague, i, nil)
	if !ok || r.low(to) == "more" && f.name == "several" && r.low(to+1) == "than" {
		return numeral{}, false
	}
	n := numeral{from: i, to: to, low: f.low, high: f.high, vague: f.name}
	n.mantissa, n.scaled = n.low, f.low >= 1000
	switch {
	case f.name == "tens": // stands before "of thousands" alone
		return numeral{}, false
	case f.name == "scores" && r.low(to) != "of":
		return numeral{}, false
	case f.name == "a couple" && (r.low(to) != "of" && r.low(to) != "more"): // a pair of people
		return numeral{}, false
	}
	return n, true
}

// nothing reads "none", "not one", "not a single" and "no soldiers".
func (r *reading) nothing(i int) (numeral, bool) {
	switch {
	case r.low(i) == "none" && r.low(i+1) != "the" && r.low(i+1) != "other":
		return exact(i, i+1, 0), true
	case r.low(i) == "not" && r.low(i+1) == "one" && r.low(i+2) != "to":
		return exact(i, i+2, 0), true
	case r.low(i) == "not" && r.low(i+1) == "a" && r.low(i+2) == "single":
		return exact(i, i+3, 0), true
	case r.low(i) == "no" && r.countsNone(i):
		return exact(i, i+1, 0), true
	}
	return numeral{}, false
}

// countsNone reports whether "no" at atom i counts: "no casualties", "no foreign soldiers".
func (r *reading) countsNone(i int) bool {
	const modifiers = 2
	for k := i + 1; k <= i+1+modifiers && k < len(r.atoms); k++ {
		a := &r.atoms[k]
		if r.is("none", a.low) {
			return true
		}
		if tag := r.sentence.Tokens[a.token].Tag; tag != "JJ" && tag != "NN" && tag != "NNP" {
			return false
		}
	}
	return false
}

// halves reads what begins with "half": "half a million", "half of them", "half-dozen".
func (r *reading) halves(i int) (numeral, bool) {
	if r.low(i) == "a" && r.low(i+1) == "half" {
		if n, ok := r.halves(i + 1); ok && n.scaled {
			n.from = i
			return n, true
		}
	}
	if r.low(i) != "half" {
		return numeral{}, false
	}
	k := i + 1
	for k < len(r.atoms) && (r.hyphen(k) || r.low(k) == "of" && r.low(k+1) == "a" || r.low(k) == "a" || r.low(k) == "an") {
		k++
	}
	if s, ok := r.numbers["scale"][r.low(k)]; ok {
		v, to := r.scales(0.5*s, k+1)
		n := exact(i, to, v)
		n.scaled, n.mantissa = true, 0.5
		return n, true
	}
	if _, _, ok := r.match(r.units, k, nil); ok && k > i+1 && !r.hyphen(i+1) && r.low(k-1) != "of" {
		return exact(i, k, 0.5), true // "half an hour"
	}
	if r.hyphen(i+1) || !r.isShare(i) {
		return numeral{}, false
	}
	n := exact(i, i+1, 0.5)
	n.share = true
	return n, true
}

// isShare reports whether "half" at atom i is a share of something that the text names.
func (r *reading) isShare(i int) bool {
	if r.is("halved", r.low(i-1)) {
		return false
	}
	if i > 0 && r.atoms[i-1].kind == word {
		if tag := r.sentence.Tokens[r.atoms[i-1].token].Tag; tag == "JJ" || tag == "JJS" || tag == "NN" { // "the northern half"
			return false
		}
	}
	if r.is("whole", r.low(i+1)) {
		return true
	}
	_, _, qualified := r.matchBack(r.before, i)
	return qualified
}

// withArticle reads "a dozen", "a hundred", "a third of", "a quarter of a million".
func (r *reading) withArticle(i int) (numeral, bool) {
	if r.low(i) != "a" && r.low(i) != "an" {
		return numeral{}, false
	}
	if s, ok := r.numbers["scale"][r.low(i+1)]; ok && r.low(i+1) != "score" && !r.hyphen(i+2) {
		v, to := r.compound(i+1, 1)
		if to == i+1 {
			v, to = s, i+2
		}
		n := exact(i, to, v)
		n.scaled, n.mantissa = true, 1
		return n, true
	}
	return r.part(i, i+1, 1)
}

// part reads the part at atom k of which there are count: "third" of "two thirds"; from is
// where the number begins.
func (r *reading) part(from, k int, count float64) (numeral, bool) {
	w := r.low(k)
	base, ok := r.numbers["part"][syntax.Singular(w)]
	if !ok || count != math.Trunc(count) || count < 1 || count >= base || (count > 1) != (w != syntax.Singular(w)) {
		return numeral{}, false
	}
	n := exact(from, k+1, count/base)
	n.share = true
	if r.low(k+1) == "of" && (r.low(k+2) == "a" || r.low(k+2) == "an") {
		if s, ok := r.numbers["scale"][r.low(k+3)]; ok { // "a quarter of a million"
			return numeral{from: from, to: k + 4, low: n.low * s, high: n.low * s, scaled: true, mantissa: n.low}, true
		}
	}
	if count > 1 || r.low(k+1) == "of" || r.hyphen(k-1) || w == "third" && from < k-1 && r.atoms[from].kind == word && r.low(from) != "a" {
		return n, true
	}
	_, _, qualified := r.matchBack(r.before, from)
	return n, qualified
}

// inWords reads "twenty-five thousand", "two thirds", "one in five".
func (r *reading) inWords(i int) (numeral, bool) {
	v, to := r.compound(i, 0)
	if to == i {
		return numeral{}, false
	}
	k := to
	if r.hyphen(k) {
		k++
	}
	if n, ok := r.part(i, k, v); ok {
		return n, true
	}
	n := exact(i, to, v)
	n.mantissa = v / r.lastScale(i, to)
	n.scaled = n.mantissa < v
	return r.ratio(r.andHalf(n)), true
}

// times multiplies, without the error that decimals leave where the product is whole: 8.29
// and a billion.
func times(v, s float64) float64 {
	const lost = 1e-12
	product := v * s
	if whole := math.Round(product); math.Abs(product-whole) <= lost*math.Abs(product) {
		return whole
	}
	return product
}

// lastScale returns the product of the scales that end the words from atom i to end: a
// million of "two million".
func (r *reading) lastScale(i, end int) float64 {
	product := 1.0
	for k := end - 1; k > i; k-- {
		s, ok := r.numbers["scale"][r.low(k)]
		if !ok {
			break
		}
		product *= s
	}
	return product
}

// andHalf reads on: "two and a half", "two and a half million".
func (r *reading) andHalf(n numeral) numeral {
	k := n.to
	for r.hyphen(k) {
		k++
	}
	if r.low(k) != "and" {
		return n
	}
	for k++; r.hyphen(k); k++ {
	}
	if r.low(k) != "a" && r.low(k) != "one" {
		return n
	}
	for k++; r.hyphen(k); k++ {
	}
	base, ok := r.numbers["part"][r.low(k)]
	if !ok || base > 4 {
		return n
	}
	return r.scaled(n, n.low+1/base, k+1)
}

// scaled gives n the value v that ends at atom k, multiplied by the scales that follow.
func (r *reading) scaled(n numeral, v float64, k int) numeral {
	n.mantissa = v
	w, to := r.scales(v, k)
	n.low, n.high, n.to = w, w, to
	n.scaled = n.scaled || to > k
	return n
}

// scales multiplies v by the scales that begin at atom k.
func (r *reading) scales(v float64, k int) (float64, int) {
	for {
		next := k
		if r.hyphen(k) {
			next++
		}
		s, ok := r.numbers["scale"][r.low(next)]
		if !ok || r.low(next) == "score" {
			return v, k
		}
		v, k = times(v, s), next+1
	}
}

// compound reads a cardinal in words that begins at atom i, with a value before it.
func (r *reading) compound(i int, current float64) (float64, int) {
	total, least, k := 0.0, inf, i
	room := 100.0 // what the next smaller word must stay below
	if current > 0 {
		room = 0
	}
	for {
		next := k
		if k > i && r.hyphen(k) {
			next++
		}
		w := r.low(next)
		switch s, scale := r.numbers["scale"][w]; {
		case scale && w != "score" && (current > 0 || total > 0 && least < inf && current == 0):
			if s <= 100 {
				if current == 0 || current >= 100 {
					return total + current, k
				}
				current, room = current*s, 100
				if w == "dozen" {
					return total + current, next + 1
				}
			} else if s < least {
				total, current, least, room = total+current*s, 0, s, 100
			} else {
				total, current, room = (total+current)*s, 0, 100
			}
		default:
			c, ok := r.numbers["cardinal"][w]
			if !ok && w == "and" && (current >= 100 || least < inf && current == 0) && !r.inBetween(i) {
				v, to := r.compound(next+1, 0)
				switch s := r.lastScale(next+1, to); {
				case to == next+1 || v == 0:
				case v < 100, current == 0 && v < min(least, 1000):
					return total + current + v, to
				case s >= 1000 && s < least && v < 100*s: // "two hundred and fifty thousand"
					return total + (current+v/s)*s, to
				}
			}
			if !ok || c >= room || c == 0 && k > i {
				return total + current, k
			}
			current += c
			if c >= 20 {
				room = 10
			} else {
				room = 0
			}
		}
		k = next + 1
	}
}

// inBetween reports whether a number at atom i is the first of "between A and B".
func (r *reading) inBetween(i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if r.low(k) == "between" {
			return true
		}
	}
	return false
}

// inDigits reads a number that begins with digits: "4,700", "4.7 thousand", "2.5m",
// "1 1/2", "12 000".
func (r *reading) inDigits(i int, currency bool) numeral {
	n := exact(i, i+1, r.atoms[i].value)
	n.digits = true
	n = r.groups(n)
	n = r.fraction(n)
	n = r.andHalf(n)
	n = r.scaled(n, n.low, n.to)
	if !n.scaled {
		n = r.letters(n, currency)
	}
	if !currency {
		n = r.ratio(n)
	}
	return n
}

// groups reads on where blanks part groups of three digits: "12 000".
func (r *reading) groups(n numeral) numeral {
	for len(r.atoms[n.from].text) <= 3 && n.to < len(r.atoms) {
		a, before := &r.atoms[n.to], &r.atoms[n.to-1]
		if a.kind != digits || len(a.text) != 3 || a.Start-before.End > 3 || a.glued || r.atoms[n.from].value == 0 {
			break
		}
		v := n.low*1000 + a.value
		n.low, n.high, n.mantissa, n.to = v, v, v, n.to+1
	}
	return n
}

// denominators are those that a fraction in digits may have; others are dates, scores and
// the like.
func denominator(d float64) bool {
	return d >= 2 && d <= 10 && d != 9 && d != 7 || d >= 12 && d <= 1024 && (d == 12 || d == 100 || d == 1000 || math.Mod(math.Log2(d), 1) == 0)
}

// fraction reads "1/16", "1 1/2" and "1½".
func (r *reading) fraction(n numeral) numeral {
	if n.to < len(r.atoms) {
		if v, ok := r.numbers["character"][r.low(n.to)]; ok {
			n.low, n.high, n.mantissa, n.to = n.low+v, n.low+v, n.low+v, n.to+1
			return n
		}
	}
	if v, ok := r.quotient(n.to - 1); ok && n.to == n.from+1 {
		n.low, n.high, n.mantissa, n.to = v, v, v, n.to+2
		return n
	}
	if v, ok := r.quotient(n.to); ok && n.to == n.from+1 && n.low < 100 {
		n.low, n.high, n.mantissa, n.to = n.low+v, n.low+v, n.low+v, n.to+3
	}
	return n
}

// quotient returns the value of a fraction in digits at atom i: "1/16".
func (r *reading) quotient(i int) (float64, bool) {
	if i+2 >= len(r.atoms) || r.atoms[i].kind != digits || r.atoms[i+2].kind != digits || r.low(i+3) == "/" && r.touches(i+3) {
		return 0, false
	}
	slash := r.low(i + 1)
	a, b := r.atoms[i].value, r.atoms[i+2].value
	ok := (slash == "/" || slash == "⁄") && r.touches(i+1) && r.touches(i+2) && a < b && a > 0 && denominator(b)
	return a / b, ok
}

// letters reads a scale in letters: "10k", "2.5m tonnes", "$3bn", "8 B people".
func (r *reading) letters(n numeral, currency bool) numeral {
	if n.to >= len(r.atoms) {
		return n
	}
	a := &r.atoms[n.to]
	s, ok := r.numbers["letters"][a.low]
	switch {
	case ok && a.low == "mm" && !currency, ok && a.low == "k" && !currency && (!a.glued || r.singularAt(n.to+1)):
		ok = false
	case !ok:
		if s, ok = r.numbers["doubtful"][a.low]; ok {
			ok = currency && (a.glued || a.low != "t") || r.scalesCount(n.to)
		}
	}
	if !ok || !a.glued && a.low == "mil" {
		return n
	}
	n.scaled, n.to = true, n.to+1
	n.low, n.high = times(n.low, s), times(n.high, s)
	return n
}

// singularAt reports whether a singular noun begins at atom k: "film" of "a 4K film".
func (r *reading) singularAt(k int) bool {
	return k < len(r.atoms) && !r.touches(k) && r.sentence.Tokens[r.atoms[k].token].Tag == "NN"
}

// scalesCount reports whether the letter at atom k, "m" or "b", multiplies what is counted
// or measured behind it, rather than being a unit.
func (r *reading) scalesCount(k int) bool {
	a := &r.atoms[k]
	if a.low == "t" || !a.glued && a.text == a.low || k+1 >= len(r.atoms) || r.touches(k+1) {
		return false
	}
	if _, _, ok := r.match(r.units, k+1, nil); ok {
		return true
	}
	tag := r.sentence.Tokens[r.atoms[k+1].token].Tag
	if tag == "NNS" {
		return true
	}
	next := k + 2
	return tag == "JJ" && next < len(r.atoms) && r.sentence.Tokens[r.atoms[next].token].Tag == "NNS"
}

// ratio reads on: "one in five", "two out of three".
func (r *reading) ratio(n numeral) numeral {
	k := n.to
	switch {
	case r.low(k) == "in" && (!n.digits || n.low == 1):
		k++
	case r.low(k) == "out" && r.low(k+1) == "of":
		k += 2
	default:
		return n
	}
	if r.low(k) == "every" {
		k++
	}
	if k >= len(r.atoms) {
		return n
	}
	whole, to := r.atoms[k].value, k+1
	if r.atoms[k].kind != digits {
		whole, to = r.compound(k, 0)
	}
	if to == k || whole <= n.low || whole > 1e6 || n.low < 1 || whole > 10 && math.Mod(whole, 10) != 0 || isYear(whole) && r.atoms[k].kind == digits && len(r.atoms[k].text) == 4 {
		return n
	}
	if f, _, ok := r.match(r.units, to, nil); ok && f.kind != "share" || r.hyphen(to) {
		return n
	}
	n.to, n.share = to, true
	n.low, n.high = n.low/whole, n.high/whole
	n.mantissa = n.low
	return n
}

// The years that four digits without a separator may be.
const (
	firstYear  = 1500
	lastYear   = 2100
	yearDigits = 4
)

func isYear(v float64) bool { return v >= firstYear && v <= lastYear && v == math.Trunc(v) }
