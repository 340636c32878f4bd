package syntax

import "strings"

// marks decides which tokens close a quotation or a bracket. A straight mark
// opens before a word and closes behind one; where spaces do not tell, it
// closes what is open.
func (s *splitter) marks() {
	s.closes = make([]bool, len(s.tokens))
	open, low := false, false
	for i := range s.tokens {
		switch form := s.tokens[i].Form; form {
		case ")", "]", "}", "”", "’’", "''", "»", "」", "』":
			s.closes[i] = true
		case "„":
			low = true
		case "“":
			s.closes[i] = low && !s.spaceBefore(i)
			low = low && !s.closes[i]
		case "'", "’":
			s.closes[i] = !s.spaceBefore(i)
		case "\"":
			s.closes[i] = s.closesStraight(i, open)
			open = !s.closes[i]
		}
	}
}

// closesStraight reports whether the straight mark i closes a quotation; open
// tells whether one before it is open.
func (s *splitter) closesStraight(i int, open bool) bool {
	before, after := s.spaceBefore(i), i+1 == len(s.tokens) || s.spaceBefore(i+1)
	switch {
	case before == after:
		return open
	case after:
		return true
	default:
		return strings.ContainsAny(s.text[s.tokens[i].End:s.tokens[i].End+1], ".,;:?!)")
	}
}

// opensQuotation reports whether token i is a mark that opens a quotation.
func (s *splitter) opensQuotation(i int) bool {
	if s.closes[i] {
		return false
	}
	switch s.tokens[i].Form {
	case "\"", "“", "„", "«", "``", "‘‘", "「", "『", "‘":
		return true
	}
	return false
}

// shortReport is how many tokens a reporting clause behind a quotation may
// take before its verb: "the ministry's chief spokeswoman said".
const shortReport = 7

// reportsShortly reports whether token i begins a clause that only says who
// said what was quoted: "Kim asked." or "Said Kim, a farmer".
func (s *splitter) reportsShortly(i int) bool {
	for k := i; k < len(s.tokens) && k < i+shortReport; k++ {
		form := s.tokens[k].Form
		if !wordAt(form, 0, len(form)) && form != "-" && form[0] != '\'' && !strings.HasPrefix(form, "’") {
			return false
		}
		if k > i && s.words.reporting[strings.ToLower(form)] {
			return k+1 == len(s.tokens) || s.clauseEnds(k+1)
		}
	}
	return false
}

// clauseEnds reports whether nothing that was said follows at token i.
func (s *splitter) clauseEnds(i int) bool {
	switch strings.ToLower(s.tokens[i].Form) {
	case ".", ",", ";", ":", "in", "on", "at", "to", "of", "with", "after", "during", "from", "as", "when", "while", "before":
		return true
	}
	return false
}
