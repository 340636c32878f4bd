package annotate

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// item is one step of a frame: a token, or a whole quotation that stands in
// the sentence like a word.
type item struct {
	tok int // the token, or the first token of the quotation
	quo int // the quotation, or -1
}

// frame is a sentence in which each quotation counts as one item. The inside
// of a quotation is made of frames of its own, one level deeper.
type frame struct {
	items  []item
	block  int
	parent int // the quotation that this frame stands in, or -1
}

func sortBy(order []int, less func(a, b int) bool) {
	sort.SliceStable(order, func(i, j int) bool { return less(order[i], order[j]) })
}

// splitFrames cuts every block, and the inside of every quotation that holds
// a clause, into frames, in order of their beginning.
func splitFrames(t *text) []frame {
	var out []frame
	for b := range t.blocks {
		out = append(out, t.framesIn(t.first[b], t.first[b+1], -1, b)...)
	}
	for q := range t.quotations {
		if t.quotations[q].to-t.quotations[q].from >= minClause {
			out = append(out, t.framesIn(t.quotations[q].from, t.quotations[q].to, q, t.tokens[t.quotations[q].from].block)...)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].items[0].tok < out[j].items[0].tok })
	t.framesOf = make([][]int, len(t.blocks))
	for i := range out {
		if out[i].parent < 0 {
			t.framesOf[out[i].block] = append(t.framesOf[out[i].block], i)
		}
	}
	return out
}

// minClause is the least number of tokens in which one says that another
// said something: "he said no".
const minClause = 3

func (t *text) framesIn(from, to, parent, block int) []frame {
	items := t.itemsIn(from, to, parent)
	var out []frame
	start := 0
	if n := t.dateline(items); n > 0 && parent < 0 {
		out = append(out, frame{items: items[:n], block: block, parent: parent})
		start = n
	}
	for i := range items {
		if i < start {
			continue
		}
		if i+1 == len(items) || t.ends(items, i) {
			if end := i + 1; end > start {
				out = append(out, frame{items: items[start:end], block: block, parent: parent})
			}
			start = i + 1
		}
	}
	return out
}

// longDateline is the most items before the dash of "HARBOUR CITY, Sept. 17
// (Agency) --".
const longDateline = 16

// dateline returns how many items a dateline takes at the beginning of a
// block, with its dash; 0 where there is none. It names a place in capitals,
// or an agency in brackets, before a dash.
func (t *text) dateline(items []item) int {
	if len(items) == 0 || items[0].quo >= 0 || !t.tokens[items[0].tok].capital() {
		return 0
	}
	shouted := t.tokens[items[0].tok].allCapitals()
	bracket := false
	for i := 0; i < len(items) && i < longDateline; i++ {
		if items[i].quo >= 0 {
			return 0
		}
		k := &t.tokens[items[i].tok]
		switch {
		case k.is("—–-"):
			if i == 0 || !shouted && !bracket {
				return 0
			}
			for i+1 < len(items) && items[i+1].quo < 0 && t.tokens[items[i+1].tok].is("—–-") {
				i++
			}
			return i + 1
		case k.is(")"):
			bracket = true
		case k.kind == word && !k.capital() && !lex().is(k.low, preposition), k.is(";:?!"):
			return 0
		}
	}
	return 0
}

// itemsIn lists tokens, with each quotation directly under parent as one.
func (t *text) itemsIn(from, to, parent int) []item {
	items := make([]item, 0, to-from)
	next := t.quotationsFrom(from)
	for i := from; i < to; {
		for next < len(t.quotations) && (t.firstOf(next) < i || t.quotations[next].parent != parent) {
			next++
		}
		if next < len(t.quotations) && t.firstOf(next) == i {
			_, last := t.quotations[next].bounds()
			items = append(items, item{i, next})
			i = max(last, i) + 1
			continue
		}
		if end := t.filled(i, to); end > i {
			if n := len(items); n > 0 && items[n-1].quo < 0 && t.tokens[items[n-1].tok].is(",") {
				items = items[:n-1]
			}
			i = end
			continue
		}
		items = append(items, item{i, -1})
		i++
	}
	return items
}

// filled returns the token behind a filler of spoken language and its comma at i:
// "he said, uh, no" reads as "he said no".
func (t *text) filled(i, to int) int {
	if t.tokens[i].kind != word || !lex().is(t.tokens[i].low, filler) || t.tokens[i].capital() {
		return i
	}
	if i++; i < to && t.tokens[i].is(",") {
		i++
	}
	return i
}

func (t *text) firstOf(q int) int { first, _ := t.quotations[q].bounds(); return first }

// quotationsFrom returns the first quotation that begins at or after tok.
func (t *text) quotationsFrom(tok int) int {
	return sort.Search(len(t.quotations), func(q int) bool { return t.firstOf(q) >= tok })
}

// ends reports whether a sentence ends behind items[i].
func (t *text) ends(items []item, i int) bool {
	next := items[i+1]
	if items[i].quo >= 0 {
		return t.endsQuoted(items, i)
	}
	k := &t.tokens[items[i].tok]
	if k.kind == word && strings.HasSuffix(k.text, ".") && next.quo >= 0 {
		last := &t.tokens[max(t.quotations[next.quo].to-1, 0)] // “at 5 p.m. "She came."”
		return t.firstQuoted(next.quo).capital() && (last.is(".?!…") || last.is(",") && t.reportsShortly(items[i+2:]))
	}
	if k.kind == word && strings.HasSuffix(k.text, ".") && next.quo < 0 { // "at 5 p.m. She"
		n := &t.tokens[next.tok]
		return n.capital() && lex().is(n.low, common|determiner|pronoun|connective)
	}
	if k.is(")]") && i > 0 && items[i-1].quo < 0 && t.tokens[items[i-1].tok].is(".?!") {
		return t.begins(next)
	}
	if k.is(",") && i > 0 && items[i-1].quo < 0 && t.tokens[items[i-1].tok].is(".") && !t.tokens[items[i-1].tok].abbr {
		return t.begins(next) // how some archives part paragraphs: "end., The next"
	}
	if !k.is(".?!…") {
		return false
	}
	if next.quo < 0 && t.tokens[next.tok].is("—–―-") && i > 0 && items[i-1].quo >= 0 && i+2 < len(items) && items[i+2].quo < 0 && t.tokens[items[i+2].tok].capital() {
		return false // “Nobody asked us”. - Mara Tellon
	}
	if k.abbr {
		return t.endsAbbreviated(items, i)
	}
	if t.tokens[next.tok].is(".?!…)]") {
		return false // the last mark of several ends it
	}
	return t.begins(next)
}

// endsAbbreviated decides whether the full stop of an abbreviation ends the
// sentence too.
func (t *text) endsAbbreviated(items []item, i int) bool {
	before, next := &t.tokens[items[i].tok-1], &t.tokens[items[i+1].tok]
	l := lex()
	switch {
	case l.abbrAmbiguous[before.low]:
		return next.kind != number && t.begins(items[i+1])
	case utf8.RuneCountInString(before.text) == 1 && items[i+1].quo >= 0:
		return true // "Partner A. “...”"
	case l.abbrNever[before.low]:
		return false
	}
	return next.capital() && l.is(next.low, common|determiner|pronoun|connective)
}

// begins reports whether a sentence can begin with an item.
func (t *text) begins(it item) bool {
	if it.quo >= 0 {
		first, _ := utf8.DecodeRuneInString(t.firstQuoted(it.quo).text)
		return !unicode.IsLower(first) // "16 lbs. “and two belt loops”"
	}
	k := &t.tokens[it.tok]
	r, _ := utf8.DecodeRuneInString(k.text)
	return unicode.IsUpper(r) || k.kind == number || k.is("([•◆■*–—-…<") || unicode.Is(unicode.Lo, r)
}

// endsQuoted decides whether the sentence ends with the quotation items[i]:
// it does when the quoted words end a sentence and what follows is another
// sentence and not "she said".
func (t *text) endsQuoted(items []item, i int) bool {
	q := &t.quotations[items[i].quo]
	next := items[i+1]
	last := q.to - 1
	for last > q.from && t.tokens[last].is("’'”\"])") {
		last-- // the mark of a quotation within it
	}
	if last < q.from || !t.tokens[last].is(".?!…") {
		return false
	}
	if next.quo >= 0 {
		return true
	}
	k := &t.tokens[next.tok]
	if !t.begins(next) || k.is("([–—―-…") {
		return false
	}
	return !t.reportsShortly(items[i+1:]) || t.tokens[last].is(".") && t.quotesShortly(items[i+1:])
}

// shortReport is how many items a reporting clause behind a quotation may
// take before its cue: "the ministry's chief spokeswoman said".
const shortReport = 7

// reportsShortly reports whether items begin with a subject and a cue that
// has nothing of its own to introduce: "Kim asked." or "said Kim, a farmer".
func (t *text) reportsShortly(items []item) bool {
	for i := 0; i < len(items) && i < shortReport; i++ {
		if items[i].quo >= 0 {
			return false
		}
		k := &t.tokens[items[i].tok]
		if k.kind == mark && !k.is("'’") {
			return false
		}
		c, ok := lex().cues[k.low]
		if i > 0 && items[i-1].quo < 0 && lex().is(t.tokens[items[i-1].tok].low, auxiliary) && c.form&participleForm == 0 {
			continue // "there had been reports"
		}
		if !ok || c.form&(pastForm|presentForm) == 0 || !c.takes(takesQuote) || i == 0 && k.capital() {
			continue
		}
		return t.clauseEnds(items[i+1:]) || c.takes(takesObjectTo|takesAddressee) && t.shortEnd(items[i+1:])
	}
	return false
}

// shortEnd reports whether a sentence ends behind the few words of items: “Is it over?”
// Tellon asked the crowd.
func (t *text) shortEnd(items []item) bool {
	for i := 0; i < len(items) && i < shortReport; i++ {
		if items[i].quo >= 0 {
			return false
		}
		if t.tokens[items[i].tok].kind == mark {
			return t.tokens[items[i].tok].is(".")
		}
	}
	return false
}

// quotesShortly reports whether items begin with a subject and a cue that
// introduces a quotation behind a comma: "Kim said, “...”". Behind a full stop
// that is a sentence of its own.
func (t *text) quotesShortly(items []item) bool {
	for i := 1; i+2 < len(items) && i < shortReport; i++ {
		if items[i].quo >= 0 {
			return false
		}
		if c, ok := lex().cues[t.tokens[items[i].tok].low]; ok && c.takes(takesQuote) {
			return items[i+1].quo < 0 && t.tokens[items[i+1].tok].is(",:") && items[i+2].quo >= 0
		}
	}
	return false
}

// clauseEnds reports whether nothing that a cue could introduce follows it.
func (t *text) clauseEnds(items []item) bool {
	if len(items) == 0 {
		return true
	}
	if items[0].quo >= 0 {
		return false
	}
	k := &t.tokens[items[0].tok]
	return k.is(".,;:") || lex().is(k.low, preposition|subordinator|weekday) && k.low != "that"
}

// sentences returns the sentences of the text for its readers: frames, with
// those inside a quotation cut out of the frame around it.
func sentences(t *text) []corpus.Span {
	cuts := map[int]bool{}
	for _, f := range t.frames {
		cuts[f.items[0].tok] = true
	}
	var out []corpus.Span
	for b := range t.blocks {
		out = append(out, t.sentencesIn(t.first[b], t.first[b+1], cuts)...)
	}
	return out
}

// sentencesIn cuts tokens at the beginnings of frames, but not directly
// behind an opening mark nor within a sentence that goes on.
func (t *text) sentencesIn(from, to int, cuts map[int]bool) []corpus.Span {
	var out []corpus.Span
	start := from
	for i := from + 1; i <= to; i++ {
		if i < to && !(cuts[i] && t.endsSentence(i-1)) {
			continue
		}
		if i > start {
			out = append(out, corpus.Span{Start: t.tokens[start].Start, End: t.tokens[i-1].End})
		}
		start = i
	}
	return out
}

// endsSentence reports whether the token at i, or the one before a closing
// mark at i, is a final one.
func (t *text) endsSentence(i int) bool {
	if t.tokens[i].is("”\"’'»)]") && i > 0 {
		i--
	}
	return t.tokens[i].is(".?!…") && !t.tokens[i].abbr || t.tokens[i].kind == word && strings.HasSuffix(t.tokens[i].text, ".")
}
