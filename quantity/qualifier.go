package quantity

import "hearsay/corpus"

// qualified takes in the words that limit m: "up to", "between", "or more".
func (r *reading) qualified(m measured) measured {
	m = r.qualifiedAfter(m)
	start := m.from
	if r.low(start-1) == "-" && r.low(start-2) == "sub" && r.touches(start) {
		m.bound, m.from = corpus.FewerThan, start-2
		return m
	}
	if f, s, ok := r.matchBack(r.before, start); ok && r.limitsNumber(&m, f, s) {
		m.from = s
		if !m.between && m.vague == "" {
			m.bound = stronger(m.bound, corpus.Bound(f.name))
		}
		if g, s, ok := r.matchBack(r.before, s); ok && r.limitsNumber(&m, g, s) && len(g.atoms) > 1 { // "at least about"
			m.from = s
			if !m.between && m.vague == "" {
				m.bound = stronger(m.bound, corpus.Bound(g.name))
			}
		}
	}
	if m.between {
		if w := r.low(m.from - 1); (w == "between" || w == "from") && m.from-1 >= r.free {
			m.from--
		}
	}
	if m.vague != "" {
		m.bound = corpus.Bound(m.vague)
	}
	return m
}

// stronger returns the bound that says more: an open end more than "about".
func stronger(a, b corpus.Bound) corpus.Bound {
	if b == corpus.Exactly || b == corpus.About && a != corpus.Exactly {
		return a
	}
	return b
}

// limitsNumber reports whether the words that begin at atom s qualify m, rather than say
// what something is about: "they talked about two hostages".
func (r *reading) limitsNumber(m *measured, f phrase, s int) bool {
	if s < r.free {
		return false
	}
	one := len(f.atoms) == 1
	switch w := f.atoms[0]; {
	case one && w == "about" && r.is("subject", r.low(s-1)), one && w == "over" && r.is("dispute", r.low(s-1)):
		return false
	case m.low == 1 && !m.digits && m.unit == "" && w == "some":
		return false
	}
	return true
}

// qualifiedAfter takes in what limits m from behind: "20-odd", "100+", "six or more".
func (r *reading) qualifiedAfter(m measured) measured {
	k := m.to
	if r.hyphen(k) || r.low(k) == "-" && r.touches(k) {
		k++
	}
	f, end, ok := r.match(r.after, k, nil)
	if !ok || len(f.atoms) == 1 && !r.qualifiesAlone(f.atoms[0], k, end) || m.between || m.vague != "" {
		return m
	}
	if r.goesOnWith(k, end) {
		return m
	}
	m.bound, m.to, m.joined, m.pending = corpus.Bound(f.name), end, false, false
	if m.unit == "" && (r.hyphen(end) || !r.touches(end)) { // "20-odd miles"
		n := m
		r.findUnit(&n)
		if n.unit != "" {
			m = n
		}
	}
	return m
}

// goesOnWith reports whether the words from atom k to end go on with another number: "10 or
// over 12".
func (r *reading) goesOnWith(k, end int) bool {
	return end < len(r.atoms) && r.atoms[end].kind == digits && r.low(k) != "+"
}

// qualifiesAlone reports whether a single word behind a number limits it.
func (r *reading) qualifiesAlone(w string, k, end int) bool {
	switch w {
	case "+":
		return r.touches(k)
	case "odd", "plus", "ish":
		return r.low(k-1) == "-" || w == "odd" && !r.closes(end)
	case "minimum", "maximum":
		return r.closes(end)
	}
	return false
}
