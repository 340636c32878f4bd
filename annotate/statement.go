package annotate

import (
	"sort"
	"strings"

	"hearsay/corpus"
)

// statement is an attribution in the making.
type statement struct {
	frame     int
	parent    int // the quotation that its frame stands in, or -1
	content   []corpus.Span
	quoted    []int // the quotations of which content is made, in order
	plain     bool  // content has words outside quotation marks
	cue       corpus.Span
	subject   corpus.Span // the noun phrase of the source; empty for a floating quotation
	subjectAt phraseRange // the same in items of the frame
	order     int         // byte at which it stands, for "the one before"

	polarity   corpus.Polarity
	mode       corpus.Mode
	rule       string
	confidence float64
	doubts     []string
	floating   bool

	source corpus.Source
	entity int // of the source, or -1
	via    []corpus.Hop
	to     string
	toSpan corpus.Span
	date   string
	citing corpus.Span // the source that this one cites, "X, citing Y, said"
	region [2]int      // the items of the frame that cue, source and content take
}

func (s *statement) doubt(factor float64, why string) {
	s.confidence *= factor
	s.doubts = append(s.doubts, why)
}

// Confidences of the rules, before doubts. They are set by hand, from reading
// the output on the sample and on real articles; issue by issue they give way
// to measured ones.
const (
	sureRule  = 0.95 // a quotation beside a plain cue and its subject
	goodRule  = 0.90 // a clause with "that", or "according to"
	fairRule  = 0.80 // a clause without "that", a clause before its cue
	weakRule  = 0.60 // a weak cue, a noun phrase as content
	guessRule = 0.50 // a quotation without a cue
)

// findStatements looks for cues in every frame and puts together what belongs
// to each.
func findStatements(t *text) []*statement {
	var out []*statement
	for i := range t.frames {
		r := &reading{view: view{t, &t.frames[i]}, frame: i}
		out = append(out, r.statements()...)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].order < out[j].order })
	return out
}

// reading is the state of reading one frame.
type reading struct {
	view
	frame int
	used  int // items before it belong to an earlier statement as its reporting clause
	found []*statement
	cues  []int // items of finite cues, to know where content of one before ends
}

func (r *reading) statements() []*statement {
	if r.skipFrame() {
		return nil
	}
	for i := 0; i < r.len(); i++ {
		if _, ok := r.cueAt(i); ok {
			r.cues = append(r.cues, i)
		}
	}
	r.headline()
	for i := 0; i < r.len(); i++ {
		switch {
		case r.phraseAt(i) > 0:
			r.accordingTo(i, r.phraseAt(i))
		case r.saidNothing(i):
			r.silence(i)
		default:
			if c, ok := r.cueAt(i); ok {
				r.cue(i, c)
			}
		}
		r.noun(i)
	}
	r.introduced()
	return r.found
}

// skipFrame reports whether a frame is too short to report anything.
func (r *reading) skipFrame() bool { return r.len() < 2 }

// add files a statement whose source is p and whose cue is items [a,b).
func (r *reading) add(p phraseRange, a, b int, content []piece, rule string, confidence float64) *statement {
	content = r.trimPieces(content)
	if len(content) == 0 {
		return nil
	}
	s := &statement{frame: r.frame, parent: r.f.parent, rule: rule, confidence: confidence, entity: -1, polarity: corpus.Assert, mode: corpus.Report}
	for _, c := range content {
		s.content = append(s.content, c.Span)
		if c.quo >= 0 {
			s.quoted = append(s.quoted, c.quo)
		} else {
			s.plain = true
		}
	}
	s.cue, s.subject, s.subjectAt = r.span(a, b), r.span(p.from, p.to), p
	s.order = min(content[0].Start, s.cue.Start)
	r.found = append(r.found, s)
	return s
}

// piece is a part of a content: the inside of a quotation, or plain words.
type piece struct {
	corpus.Span
	quo int
}

// pieces turns items [a,b) into pieces: each quotation by itself, without its
// marks and without the comma that belongs to the reporting clause.
func (r *reading) pieces(a, b int) []piece {
	var out []piece
	start := a
	flush := func(end int) {
		if start < end {
			out = append(out, piece{r.span(start, end), -1})
		}
	}
	for i := a; i < b; i++ {
		q := r.quo(i)
		if q < 0 {
			continue
		}
		flush(i)
		if s := r.quotedSpan(q); !s.Empty() {
			out = append(out, piece{s, q})
		}
		start = i + 1
	}
	flush(b)
	return out
}

// quotedSpan is the inside of a quotation without a closing comma.
func (r *reading) quotedSpan(q int) corpus.Span {
	x := &r.t.quotations[q]
	to := x.to
	if to > x.from && r.t.tokens[to-1].is(",") {
		to--
	}
	if to <= x.from {
		return corpus.Span{}
	}
	return corpus.Span{Start: r.t.tokens[x.from].Start, End: r.t.tokens[to-1].End}
}

// trimPieces strips plain pieces of what belongs to the reporting clause:
// marks, a leading "that", and drops those left empty. The full stop of the
// sentence goes, that of an abbreviation stays.
func (r *reading) trimPieces(ps []piece) []piece {
	var out []piece
	for i, p := range ps {
		if p.quo < 0 {
			p.Span = trimPlain(r.t.doc, p.Span, i == 0, i == len(ps)-1)
			if p.Empty() {
				continue
			}
		}
		out = append(out, p)
	}
	for len(out) > 0 && out[0].quo < 0 && onlyJoins(out[0].In(r.t.doc)) {
		out = out[1:]
	}
	for len(out) > 0 && out[len(out)-1].quo < 0 && onlyJoins(out[len(out)-1].In(r.t.doc)) {
		out = out[:len(out)-1]
	}
	return out
}

// onlyJoins reports whether a piece at the rim of quotations is a mere
// conjunction.
func onlyJoins(s string) bool {
	switch strings.ToLower(strings.Trim(s, " ,;:—–-.")) {
	case "", "while", "whereas", "although", "and", "but", "or", "that", "nevertheless", "however", "meanwhile", "also", "still", "yet", "so":
		return true
	}
	return false
}

func trimPlain(doc string, s corpus.Span, first, last bool) corpus.Span {
	s = s.Trim(doc)
	for !s.Empty() {
		in := s.In(doc)
		switch {
		case strings.ContainsAny(in[:1], ",;:-") || strings.HasPrefix(in, "—") || strings.HasPrefix(in, "–") || strings.HasPrefix(in, "…"):
			s.Start += len(firstRune(in))
		case strings.HasPrefix(in, "“") || strings.HasPrefix(in, "\"") || strings.HasPrefix(in, "”") || strings.HasPrefix(in, "''"):
			s.Start += len(firstRune(in)) // a mark without its other half
		case strings.HasSuffix(in, "”") || strings.HasSuffix(in, "“"):
			s.End -= len("”")
		case first && hasWordPrefix(in, "that") && !verbAfterThat(in):
			s.Start += len("that")
		case first && connectiveLength(in) > 0:
			s.Start += connectiveLength(in)
		case strings.ContainsAny(in[len(in)-1:], ",;:-"):
			s.End--
		case strings.HasSuffix(in, "—") || strings.HasSuffix(in, "–"):
			s.End -= len("—")
		case last && strings.HasSuffix(in, ".") && !strings.HasSuffix(in, "..") && !endsAbbreviation(in):
			s.End--
		default:
			return s
		}
		s = s.Trim(doc)
	}
	return s
}

// connectiveLength returns how many bytes a connective with its comma takes
// at the beginning of a content: "Furthermore, ".
func connectiveLength(in string) int {
	w, _, ok := strings.Cut(in, ",")
	if !ok || strings.Contains(w, " ") || !lex().is(strings.ToLower(w), connective) || lex().is(strings.ToLower(w), preposition|determiner|subordinator) {
		return 0
	}
	switch strings.ToLower(w) {
	case "today", "yesterday", "now", "later", "earlier", "then":
		return 0 // says when it was, not how the report goes on
	}
	return len(w) + 1
}

// verbAfterThat reports whether a leading "that" is a pronoun: "that is not
// so". The conjunction goes, the pronoun stays.
func verbAfterThat(in string) bool {
	f := strings.Fields(in)
	return len(f) > 1 && (lex().is(strings.ToLower(f[1]), auxiliary) || contracted(strings.ToLower(f[1])))
}

func firstRune(s string) string {
	for i := range s {
		if i > 0 {
			return s[:i]
		}
	}
	return s
}

func hasWordPrefix(s, w string) bool {
	return len(s) > len(w) && strings.EqualFold(s[:len(w)], w) && (s[len(w)] == ' ' || s[len(w)] == ',' || s[len(w)] == '\n' || s[len(w)] == '\t')
}

// endsAbbreviation reports whether a last full stop belongs to "U.S.".
func endsAbbreviation(s string) bool {
	n := len(s)
	return n >= 4 && s[n-3] == '.' && isASCIILetter(s[n-2]) && isASCIILetter(s[n-4])
}

// cue reads the cue at item i in whichever frame it stands.
func (r *reading) cue(i int, c cueForm) {
	g := r.verbs(i, c.form)
	switch {
	case c.form == gerundForm && !g.aux:
		r.gerund(i, c)
	case g.passive:
		r.passive(i, c, g)
	case c.polarity == corpus.Decline:
		r.decline(i, c, g)
	case g.to || g.modal != "" && g.modal != "would" && g.modal != "will":
		return // what somebody may, must or wants to say
	case c.form&(baseForm) != 0 && c.form&pastForm == 0 && !g.aux && !r.pluralBefore(g.from):
		return
	default:
		r.finiteCue(i, c, g)
	}
}

// pluralBefore reports whether what stands before item g can be the subject of
// a verb in its base form: "they say", "officials say".
func (r *reading) pluralBefore(g int) bool {
	g = r.skipInsertion(g)
	w := r.low(g - 1)
	switch w {
	case "i", "we", "you", "they", "people", "police", "media", "many", "some", "others", "both", "who", "most":
		return true
	}
	if p, ok := r.subjectBefore(g); ok && (len(r.coordinated(p)) > 1 || r.pluralHead(p)) {
		return true
	}
	return strings.HasSuffix(w, "s") && len(w) > 3 && !strings.HasSuffix(w, "ss") || lex().plural[w]
}

// pluralHead reports whether the noun that heads a phrase, before any "of" or
// "with", is a plural: "defectors with a military background".
func (r *reading) pluralHead(p phraseRange) bool {
	head := ""
	for i := p.from; i < p.to; i++ {
		if i > p.from && r.class(i, preposition|relative) && r.name(i) < 0 {
			break
		}
		if r.tok(i).kind == word {
			head = r.low(i)
		}
	}
	return lex().plural[head] || strings.HasSuffix(head, "s") && len(head) > 3 && !strings.HasSuffix(head, "ss") && head != "'s"
}

// finiteCue reads a cue with a subject before it or behind it.
func (r *reading) finiteCue(i int, c cueForm, g verbs) {
	if (c.lemma == "quote" || c.lemma == "cite") && r.quotesAs(i, g) {
		return
	}
	if g.negated && c.takes(weakCue) && !c.takes(belief) {
		return // "does not find", "did not show": nobody is portrayed as silent
	}
	if p, ok := r.subjectBefore(g.from); ok && r.acceptable(p, i, c) {
		r.withSubject(p, i, c, g)
		return
	}
	if r.elided(i, c, g) {
		return
	}
	if g.from == i && c.takes(takesQuote|takesClause|takesThat) {
		r.inverted(i, c)
	}
}

// acceptable reports whether p can be the source of the cue at i: weak cues
// want a person or institution.
func (r *reading) acceptable(p phraseRange, i int, c cueForm) bool {
	if c.takes(needsAddressee) && c.form&participleForm != 0 && r.t.blocks[r.f.block].Kind == corpus.Title {
		return false // "Families told to leave": a passive without its verb
	}
	switch r.sourceLike(p) {
	case speaker:
		return !r.selfReport(p) && (!c.takes(belief) || r.presented(p, i))
	case anyNoun:
		return !c.takes(weakCue) || r.quo(i+1) >= 0 || r.quo(p.from-1) >= 0
	}
	return false
}

// presented reports whether a belief is presented as expressed: by a group
// ("analysts believe"), or with the words themselves. That one person thinks
// or hopes is the reporter's account of a mind.
func (r *reading) presented(p phraseRange, i int) bool {
	if r.quo(i+1) >= 0 || r.quo(p.from-1) >= 0 || r.tok(r.len()-1).is(":") {
		return true
	}
	for k := i; k < r.len(); k++ {
		if r.tok(k).is(":") && r.quo(k+1) >= 0 {
			return true
		}
	}
	for k := p.from; k < p.to; k++ {
		if lex().plural[r.low(k)] {
			return true
		}
	}
	return false
}

// selfReport reports whether a quoted speaker only speaks of what he or she
// says: "I said", "we believe" within a quotation.
func (r *reading) selfReport(p phraseRange) bool {
	if p.to-p.from != 1 {
		return false
	}
	w := r.low(p.from)
	return w == "i" || w == "we" || w == "you" || w == "who" || w == "one"
}

// withSubject reads content behind the cue, or before the subject.
func (r *reading) withSubject(p phraseRange, i int, c cueForm, g verbs) {
	members := r.coordinated(p)
	first := members[0].from
	content, rule, confidence, cueEnd := r.contentBehind(i, c)
	before := len(content) == 0 || c.takes(afterQuoteOnly) && !quotes(content)
	if before {
		content, rule, confidence = r.beforeSubject(first, i, c)
		cueEnd = r.particleEnd(i)
		if len(content) == 0 {
			return
		}
	} else if quoted, ok := r.interrupted(first, content); ok {
		content, rule = append(quoted, content...), "quote-interrupted"
	}
	for _, m := range members {
		s := r.add(m, g.from, cueEnd, content, rule, confidence)
		r.finish(s, i, c, g)
	}
	if before {
		r.used = max(r.used, cueEnd)
	}
}

// beforeSubject reads content that stands before its subject and cue, with
// what goes on behind them.
func (r *reading) beforeSubject(first, i int, c cueForm) ([]piece, string, float64) {
	if !c.takes(takesQuote | takesClause | takesThat | needsAddressee) {
		return nil, "", 0
	}
	content, ok := r.contentBefore(first, i)
	if !ok {
		return r.within(first, i), "clause-around", fairRule
	}
	if quotes(content) {
		return append(content, r.goesOn(i, content)...), "quote-before", sureRule
	}
	if c.takes(afterQuoteOnly) || c.takes(weakCue) && r.class(r.used, preposition) {
		return nil, "", 0
	}
	return append(content, r.resumes(i)...), "clause-before", fairRule
}

// within returns a clause in whose middle the reporting clause stands behind a
// mere adverbial: "In March, she recalls, the river froze".
func (r *reading) within(first, i int) []piece {
	k := r.skipTime(r.particleEnd(i))
	if first < 2 || !r.tok(first-1).is(",") || !r.tok(k).is(",") {
		return nil
	}
	if r.hasClause(0, first) && !(r.class(0, subordinator) && r.name(0) < 0) {
		return nil
	}
	end := r.contentEnd(k+1, i)
	if !r.hasClause(k+1, end) || r.class(k+1, conjunction|relative) {
		return nil
	}
	return append(r.pieces(0, first-1), r.pieces(k+1, end)...)
}

// resumes returns the rest of a clause that its reporting clause interrupts:
// "There is no sign, she said, of an end".
func (r *reading) resumes(i int) []piece {
	k := r.particleEnd(i)
	if !r.tok(k).is(",") || k+2 >= r.len() {
		return nil
	}
	k++
	if r.class(k, conjunction) && (r.class(k+1, auxiliary) || r.quotedIn(k, r.len())) {
		return r.pieces(k, r.contentEnd(k, i))
	}
	if r.low(k) == "that" {
		return r.pieces(k, r.contentEnd(k, i))
	}
	if r.class(k, preposition) && r.low(k) != "according" && r.low(k) != "following" || r.class(k, auxiliary) {
		return r.pieces(k, r.contentEnd(k, i))
	}
	return nil
}

func quotes(ps []piece) bool {
	for _, p := range ps {
		if p.quo >= 0 {
			return true
		}
	}
	return false
}

// finish sets what the cue and its verbs say of a statement.
func (r *reading) finish(s *statement, i int, c cueForm, g verbs) {
	if s == nil {
		return
	}
	s.polarity, s.mode = c.polarity, c.mode
	if g.negated {
		r.negate(s, c)
	}
	if g.modal == "would" || g.modal == "will" {
		if g.negated {
			s.polarity = corpus.Decline
		} else if g.modal == "will" {
			s.doubt(0.6, "the saying lies in the future")
		}
	}
	if c.takes(weakCue) && !quotes(r.piecesOf(s)) {
		s.doubt(0.8, "“"+s.cue.In(r.t.doc)+"” need not mean that it was said")
	}
	if r.f.parent >= 0 {
		s.doubt(0.85, "reported within a quotation")
	}
	r.addressee(s, i, c)
	r.citing(s, i)
}

func (r *reading) piecesOf(s *statement) []piece {
	if len(s.quoted) > 0 {
		return []piece{{quo: s.quoted[0]}}
	}
	return nil
}

// negate turns a cue under "not": what is not said is silence.
func (r *reading) negate(s *statement, c cueForm) {
	switch {
	case c.polarity == corpus.Deny:
		s.polarity = corpus.Silence
		s.doubt(0.6, "a denial that is itself negated")
	case c.takes(belief):
		s.polarity = corpus.Deny
		s.doubt(0.8, "a belief that is not held")
	default:
		s.polarity = corpus.Silence
	}
}

// contentBehind reads what follows the cue at i: a quotation, a clause with
// or without "that", a noun phrase. It returns the pieces, the rule, its
// confidence and the item behind the cue's own words.
func (r *reading) contentBehind(i int, c cueForm) ([]piece, string, float64, int) {
	cueEnd := r.particleEnd(i)
	k := cueEnd
	if q, at := r.quoteBehind(k, c); q {
		return r.pieces(at, r.quotesEnd(at, i)), "quote-behind", sureRule, cueEnd
	}
	if c.takes(takesAs | takesOf | takesFigure) {
		if at := r.asBehind(k, c); at > 0 {
			return r.pieces(k, r.beforeBut(at, r.contentEnd(at, i))), "verb-object", weakRule + 0.1, cueEnd
		}
	}
	if at := r.thatBehind(k, c.takes(takesAddressee)); at > 0 && c.takes(takesClause|takesThat|takesAddressee) {
		if end := r.contentEnd(at, i); end-at > 2 || r.hasClause(at, end) || quotes(r.pieces(at, end)) {
			return r.pieces(at, end), "that-clause", goodRule, cueEnd
		}
	}
	if c.takes(takesInfinitive) && r.low(k) == "to" && c.polarity == corpus.Assert {
		return r.pieces(k, r.beforeBut(k, r.contentEnd(k, i))), "infinitive", fairRule, cueEnd
	}
	if at := r.bareClause(k, i, c); at > 0 {
		return r.pieces(at, r.contentEnd(at, i)), "bare-clause", fairRule, cueEnd
	}
	if at := r.whetherBehind(k, i); at > 0 && c.takes(takesClause|takesThat) {
		return r.pieces(at, r.contentEnd(at, i)), "question-clause", weakRule + 0.1, cueEnd
	}
	k = r.skipTime(k)
	if c.takes(takesNoun) && !r.clauseOver(k) && (c.polarity == corpus.Deny || !c.takes(weakCue)) {
		if end := r.contentEnd(k, i); r.contentPhrase(k, end) {
			return r.pieces(k, r.withoutDay(k, end)), "noun-phrase", weakRule, cueEnd
		}
	}
	return nil, "", 0, cueEnd
}

// beforeBut ends what is no clause before ", but", behind which the reporter
// goes on.
func (r *reading) beforeBut(a, end int) int {
	for j := a + 1; j < end; j++ {
		if r.tok(j-1).is(",") && (r.low(j) == "but" || r.low(j) == "and" && r.hasClause(j, end)) {
			return j - 1
		}
	}
	return end
}

// withoutDay ends a noun phrase before a day that dates the saying: "dismissed
// the number on Monday".
func (r *reading) withoutDay(k, end int) int {
	for j := max(k+1, end-5); j < end; j++ {
		if (r.low(j) == "on" || r.class(j, weekday)) && r.skipTime(j) >= end {
			return j
		}
	}
	return end
}

// particleEnd returns the item behind the cue and its particle: "points out".
func (r *reading) particleEnd(i int) int {
	if w := r.low(i + 1); w == "out" || w == "back" && r.quo(i+2) >= 0 {
		return i + 2
	}
	return i + 1
}

// quoteBehind finds a quotation that the cue introduces directly, behind a
// comma or colon, an addressee or an occasion.
func (r *reading) quoteBehind(k int, c cueForm) (bool, int) {
	if !c.takes(takesQuote|takesClause|takesThat) || c.takes(afterQuoteOnly) {
		return false, 0
	}
	for j := k; j < r.len() && j < k+16; j++ {
		if q := r.quo(j); q >= 0 {
			marked := r.tok(j-1).is(",:") || j == k || r.tok(j-1).is("—–")
			if j == k && r.fragment(q) || !marked {
				return false, 0
			}
			return r.tok(j-1).is(":") || r.speech(q), j
		}
		if r.tok(j).is(".;") || r.finite(j) && !r.tok(j-1).is(",") || r.low(j) == "that" {
			return false, 0
		}
		if r.tok(j).is(",") && r.quo(j+1) < 0 {
			if r.closes(j) == 0 {
				return false, 0
			}
		}
	}
	return false, 0
}

// quotesEnd returns the item behind quotations that begin at item a: where
// one ends a sentence or clause of its own, what follows is the reporter's.
func (r *reading) quotesEnd(a, i int) int {
	for k := a; k < r.len(); k++ {
		q := r.quo(k)
		if q < 0 {
			if r.tok(k).kind == mark && r.quo(k+1) >= 0 {
				continue
			}
			return k
		}
		x := &r.t.quotations[q]
		if x.to > x.from && !r.t.tokens[x.to-1].is(".,?!…") && r.tok(k+1).kind == word {
			return r.contentEnd(a, i)
		}
	}
	return r.len()
}

// closes returns the item of the comma that closes an insertion opened by the
// one at j, where no finite verb stands between; 0 where none does.
func (r *reading) closes(j int) int {
	for k := j + 1; k < r.len() && k < j+12; k++ {
		if r.quo(k) >= 0 || r.tok(k).is(";:.") {
			return 0
		}
		if r.tok(k).is(",") {
			return k
		}
	}
	return 0
}

// speech reports whether a quotation reads as something said and not as a
// term: it begins with a capital or has an end of its own, or is long.
func (r *reading) speech(q int) bool {
	x := &r.t.quotations[q]
	if x.to <= x.from {
		return false
	}
	last := &r.t.tokens[x.to-1]
	return x.to-x.from >= longTerm || upperFirst(r.t.tokens[x.from].text) && (last.is(".,?!…") || x.to-x.from >= 4) || last.is(".,?!…")
}

// longTerm is how many tokens a term in quotation marks may have; what is
// longer is taken for speech.
const longTerm = 8

// thatBehind finds the clause behind "that" which follows the cue, perhaps
// past an addressee, an occasion or something between commas. With told any
// noun phrase between them is whom the cue addresses.
func (r *reading) thatBehind(k int, told bool) int {
	saying := told // a noun of saying stands between: "announced an estimate that"
	next := r.behindCircumstance(k)
	for j := k; j < r.len() && j < k+18; j++ {
		switch {
		case r.low(j) == "that" && (j == k || !r.class(j-1, preposition)):
			if r.finite(j+1) || j > next && !saying {
				return 0 // a pronoun, or the relative of a noun behind the cue
			}
			if j+1 < r.len() {
				return j + 1
			}
			return 0
		case r.quo(j) >= 0 || r.tok(j).is(".;:"):
			return 0
		case r.tok(j).is(","):
			end := r.closes(j)
			if end == 0 || r.low(end+1) != "that" && j != k {
				return 0
			}
			j = end
			next = r.behindCircumstance(j + 1)
		case r.finite(j):
			return 0
		case lex().nouns[r.low(j)].act:
			saying = true
		}
	}
	return 0
}

// behindCircumstance returns the item behind addressee, day and occasion, in
// whichever order they follow a cue.
func (r *reading) behindCircumstance(k int) int {
	for {
		next := r.skipTime(k)
		if r.low(next) == "to" {
			if end := r.skipAddressee(next + 1); end > next+1 {
				next = end
			}
		}
		next = r.skipAddressee(next)
		if r.tok(next).is(",") && r.closes(next) > 0 {
			next = r.closes(next) + 1
		}
		if next == k {
			return k
		}
		k = next
	}
}

// asBehind finds what follows "as" behind an object ("described it as X") or
// "of" ("accused them of X").
func (r *reading) asBehind(k int, c cueForm) int {
	want := "as"
	if c.takes(takesOf) {
		want = "of"
	}
	for j := k; j < r.len() && j < k+14; j++ {
		switch {
		case c.takes(takesFigure):
			if r.low(j) == "at" && j > k && (r.tok(j+1).kind == number || r.tok(j+2).kind == number || r.tok(j+3).kind == number) {
				return j + 1
			}
		case r.low(j) == want && j > k && j+1 < r.len():
			if want == "as" && !c.takes(weakCue) || want == "of" || r.quo(j+1) >= 0 {
				return j + 1
			}
			return 0
		case r.quo(j) >= 0 && want == "as" && j > k && j+2 >= r.len():
			return j
		case r.quo(j) >= 0 || r.tok(j).kind == mark && !r.tok(j).is("-'’%$"):
			return 0
		case r.finite(j):
			return 0
		}
	}
	return 0
}

// bareClause finds a clause without "that" behind the cue.
func (r *reading) bareClause(k, i int, c cueForm) int {
	if !c.takes(takesClause|needsAddressee) && !(c.takes(takesThat) && r.startsClause(r.skipTime(k))) || c.takes(afterQuoteOnly) {
		return 0
	}
	at := r.skipTime(k)
	if r.afterwards(at, i) {
		return 0
	}
	if c.takes(needsAddressee) || c.takes(takesAddressee) {
		if at = r.skipAddressee(k); at == k {
			return 0
		}
		at = r.skipTime(at)
	}
	if r.tok(at).is(",") {
		if end := r.closes(at); end > 0 && at > k {
			at = end + 1
		}
	}
	if r.tok(at).is(":") {
		at++
	}
	if at >= r.len() || r.clauseOver(at) || r.low(at) == "to" {
		return 0
	}
	if end := r.contentEnd(at, i); (r.hasClause(at, end) || r.headlineClause(at, end)) && end-at >= 2 {
		return at
	}
	return 0
}

// afterwards reports whether what follows the cue at i tells when or why it
// was said: “...,” she said after the vote.
func (r *reading) afterwards(at, i int) bool {
	switch r.low(at) {
	case "after", "because", "before", "since", "until":
		return true
	case "as", "when", "while", "if", "although", "though", "once":
		return r.quotedIn(0, i)
	}
	return false
}

// startsClause reports whether a clause plainly begins at item k: a pronoun or
// a short noun phrase with its verb.
func (r *reading) startsClause(k int) bool {
	if r.class(k, subjectPronoun) || r.low(k) == "there" {
		return r.finite(k+1) || r.finite(k+2)
	}
	if !r.class(k, determiner) && r.name(k) < 0 {
		return false
	}
	for j := k + 1; j < k+6; j++ {
		if r.tok(j).kind != word {
			return false
		}
		if r.class(j, auxiliary) {
			return true
		}
		if r.class(j, preposition|conjunction|relative) && r.name(j) < 0 {
			return false
		}
	}
	return false
}

// headlineClause reports whether [a,b) is the clause of a headline, which may
// do without a finite verb: "Corran to send 6,000 workers".
func (r *reading) headlineClause(a, b int) bool {
	return r.t.blocks[r.f.block].Kind == corpus.Title && b-a >= 4
}

// skipAddressee returns the item behind an addressee at k: "reporters", "the
// committee", "Far Shore", "a news conference".
func (r *reading) skipAddressee(k int) int {
	switch r.low(k) {
	case "us", "me", "him", "them", "you", "it":
		return k + 1
	case "her":
		if r.low(k+1) == "that" || r.class(k+1, determiner|subjectPronoun|preposition) || r.tok(k+1).kind == mark {
			return k + 1
		}
	}
	j := k
	for r.class(j, determiner) && r.low(j) != "that" {
		j++
	}
	if n := r.name(j); n >= 0 {
		for r.name(j) == n {
			j++
		}
		for r.name(j) < 0 && (lex().person(r.low(j)) || occasions[r.low(j)]) {
			j++
		}
		return r.addresseeTail(j)
	}
	start := j
	for j < r.len() && j < start+4 && r.tok(j).kind == word && !r.bounds(j) && !r.class(j, determiner|subjectPronoun|preposition) && (r.name(j) < 0 || j == start) {
		j++
		if lex().person(r.low(j-1)) && !lex().person(r.low(j)) || occasions[r.low(j-1)] && !occasions[r.low(j)] {
			return r.addresseeTail(j)
		}
	}
	return k
}

// addresseeTail takes "in Ulvret" and the like behind an addressee.
func (r *reading) addresseeTail(j int) int {
	if w := r.low(j); (w == "in" || w == "at" || w == "of") && r.name(j+1) >= 0 {
		n := r.name(j + 1)
		for j++; r.name(j) == n; j++ {
		}
	}
	return j
}

// whetherBehind finds an indirect question behind the cue: "did not say
// whether", "explained why".
func (r *reading) whetherBehind(k, i int) int {
	j := r.skipTime(k)
	switch r.low(j) {
	case "whether", "if", "how", "why", "what", "when", "where", "who", "which":
		if r.hasClause(j+1, r.contentEnd(j, i)) {
			return j
		}
	}
	return 0
}

// clauseOver reports whether the reporting clause ends at item k, so that
// nothing there can be its content.
func (r *reading) clauseOver(k int) bool {
	if k >= r.len() {
		return true
	}
	if r.quo(k) >= 0 {
		return false
	}
	return r.tok(k).is(".,;?!)—–…") || r.class(k, conjunction) || r.class(k, preposition) && r.skipTime(k) >= r.len()-1 || r.low(k) == "as" || r.low(k) == "when" || r.low(k) == "while"
}

// contentPhrase reports whether [k,end) is a noun phrase that can be denied
// or announced.
func (r *reading) contentPhrase(k, end int) bool {
	if end <= k || end-k > longPhrase {
		return false
	}
	return r.class(k, determiner) || r.name(k) >= 0 || r.quo(k) >= 0 || r.tok(k).kind == word && !r.class(k, preposition|adverb|conjunction|pronoun|auxiliary|subordinator)
}

// contentEnd returns the item behind content that begins at a and is
// introduced by the cue at i: the end of the frame, or where another
// reporting clause of the same sentence begins.
func (r *reading) contentEnd(a, i int) int {
	end := r.len()
	for end > a && r.quo(end-1) < 0 && r.tok(end-1).is(".;!?…") {
		if r.tok(end - 1).is("?!") {
			break
		}
		end--
	}
	for j := a; j < end-1; j++ {
		if r.tok(j).is(";") && j > a {
			end = j
			break
		}
		if r.resumesReport(j) {
			return j + 1
		}
		if r.tok(j).is(",") && j > a+1 && r.adverbialOfSaying(j+1, end) {
			end = j
			break
		}
	}
	end = r.beforeGoingOn(a, end)
	if r.class(0, subordinator) && r.name(0) < 0 && i < 8 {
		end = min(end, r.clauseLimit(a, end)) // "When Tellon said so, Brandt left"
	}
	for _, j := range r.cues {
		if j <= i || j < a {
			continue
		}
		if cut := r.cutBefore(j, a); cut > a && cut < end {
			return cut
		}
	}
	for j := a + 1; j < end; j++ {
		if r.phraseAt(j) > 0 && r.tok(j-1).is(",") {
			return j - 1
		}
	}
	return end
}

// beforeGoingOn ends content before "and went on:" at the end of a sentence.
func (r *reading) beforeGoingOn(a, end int) int {
	last := r.len() - 1
	if !r.tok(last).is(":") {
		return end
	}
	for j := last - 1; j > a && j > last-8; j-- {
		if r.low(j) == "and" && r.finite(j+1) {
			return min(end, j)
		}
	}
	return end
}

// adverbialOfSaying reports whether what stands from item k to the end says
// when or where the saying happened: "in a statement on Monday", "after
// visiting the fleet".
func (r *reading) adverbialOfSaying(k, end int) bool {
	switch w := r.low(k); w {
	case "after", "before", "while", "when":
		return strings.HasSuffix(r.low(k+1), "ing") && r.name(k+1) < 0
	case "in", "at", "during", "on":
		next := r.skipTime(k)
		return next > k && next >= end-1 && !r.class(k+1, month|weekday) && r.tok(k+1).kind != number
	}
	return false
}

// resumesReport reports whether the quotation at item j ends in a comma behind
// which the reporter goes on: “...,” alluding to the talks.
func (r *reading) resumesReport(j int) bool {
	q := r.quo(j)
	if q < 0 || r.quo(j+1) >= 0 {
		return false
	}
	x := &r.t.quotations[q]
	comma := x.to > x.from && r.t.tokens[x.to-1].is(",")
	next := j + 1
	if r.tok(next).is(",") {
		comma = true
		next++
	}
	w := r.low(next)
	return comma && (strings.HasSuffix(w, "ing") && r.name(next) < 0 || r.class(next, relative) || w == "after" || w == "before" || w == "during" || w == "as" || w == "in")
}

// cutBefore returns the item at which the reporting clause of a later cue j
// parts from the content that begins at a, or 0 when j lies within it.
func (r *reading) cutBefore(j, a int) int {
	c, _ := r.cueAt(j)
	g := r.verbs(j, c.form)
	before := g.from - 1
	switch {
	case c.form == gerundForm && !g.aux && r.tok(before).is(",") && !c.takes(belief) && (r.introduces(j, c) || c.lemma == "cite" || c.lemma == "quote"):
		return before
	case r.low(before) == "and" && c.form&pastForm != 0 && !g.to && !g.passive && r.introduces(j, c):
		if r.tok(before - 1).is(",") {
			return before - 1
		}
		return before
	case r.low(before) == "but" && c.form&pastForm != 0 && r.introduces(j, c):
		return before
	}
	p, ok := r.subjectBefore(g.from)
	if !ok || p.from <= a+1 || c.form == gerundForm || g.to {
		return 0
	}
	k := p.from - 1
	for k > a && (r.class(k, adverb) || r.tok(k).is(",") && r.class(k-1, conjunction|adverb)) {
		k--
	}
	w := r.low(k)
	if (w == "but" || w == "while" || w == "whereas" || w == "although" || w == "though") && r.sourceLike(p) == speaker {
		return k
	}
	if w == "and" && r.tok(k-1).is(",") && r.sourceLike(p) == speaker && r.introduces(j, c) {
		return k - 1
	}
	if r.tok(k).is(";") && r.sourceLike(p) == speaker {
		return k
	}
	if r.tok(k).is(",") && r.sourceLike(p) == speaker && r.clauseOver(r.behindVerb(j, c)) && c.takes(takesQuote|takesClause) {
		return k // "A said X, B reported."
	}
	return 0
}

// behindVerb returns the item behind a cue with its addressee and occasion.
func (r *reading) behindVerb(j int, c cueForm) int {
	k := r.particleEnd(j)
	if c.takes(takesAddressee) {
		k = r.skipAddressee(k)
	}
	return r.skipTime(k)
}

// introduces reports whether the cue at j has content of its own behind it.
func (r *reading) introduces(j int, c cueForm) bool {
	k := r.particleEnd(j)
	if r.quo(k) >= 0 || r.quo(k+1) >= 0 && r.tok(k).is(",:") {
		return true
	}
	if c.takes(takesAs|takesOf|takesFigure) && r.asBehind(k, c) > 0 {
		return true
	}
	return r.thatBehind(k, c.takes(takesAddressee)) > 0 && c.takes(takesClause|takesThat|takesAddressee) || r.low(k) == "to" && c.takes(takesInfinitive) ||
		c.takes(takesNoun) && (c.polarity == corpus.Deny) || c.takes(takesClause) && !c.takes(weakCue) && !r.clauseOver(k)
}

// contentBefore reads what stands before the subject that begins at item
// first: quotations and words back to the beginning of the sentence or to
// the reporting clause before.
func (r *reading) contentBefore(first, i int) ([]piece, bool) {
	end := first
	quoted := r.quo(end-1) >= 0
	if !quoted && !r.tok(end-1).is(",—–") {
		return nil, false
	}
	if !quoted {
		end--
		quoted = r.quo(end-1) >= 0
	}
	from := r.used
	if !quoted {
		if !r.hasClause(from, end) && !r.quotedIn(from, end) && !r.headlineClause(from, end) {
			return nil, false
		}
		lead := from
		for r.class(lead, adverb) && r.name(lead) < 0 {
			lead++
		}
		if r.class(lead, subordinator) && r.name(lead) < 0 && !r.quotedIn(from, end) {
			return nil, false // "Even after she was asked, she said"
		}
		if r.low(from) == "asked" || r.low(from) == "speaking" || r.low(from) == "citing" || r.low(from) == "according" {
			return nil, false
		}
	}
	if quoted && r.reportsWithin(from, end) {
		from = end - 1
	}
	ps := r.pieces(from, end)
	if quoted {
		ps = r.fromSpeech(ps, from, end)
	}
	return ps, len(ps) > 0
}

// reportsWithin reports whether [a,b) holds the cue of another statement.
func (r *reading) reportsWithin(a, b int) bool {
	for _, s := range r.found {
		if !s.cue.Empty() && s.cue.Start >= r.start(a) && s.cue.End <= r.end(b-1) {
			return true
		}
	}
	return false
}

func (r *reading) quotedIn(a, b int) bool {
	for i := a; i < b; i++ {
		if r.quo(i) >= 0 {
			return true
		}
	}
	return false
}

// fromSpeech drops words before the first quotation of [from,end) that do not
// go on into it: a connective, or a clause of the reporter's own.
func (r *reading) fromSpeech(ps []piece, from, end int) []piece {
	if len(ps) < 2 || ps[0].quo >= 0 {
		return ps
	}
	for i := from; i < end; i++ {
		if q := r.quo(i); q >= 0 {
			if r.tok(i-1).is(":") || r.speech(q) && upperFirst(r.t.tokens[r.t.quotations[q].from].text) && (r.tok(i-1).is(",") || i-from <= 2) {
				return ps[1:]
			}
			break
		}
	}
	return ps
}

// interrupted returns the quotation before the subject when the content
// behind the cue goes on with it: “A,” she said, “b.”
func (r *reading) interrupted(first int, content []piece) ([]piece, bool) {
	if !quotes(content) {
		return nil, false
	}
	q := r.quo(first - 1)
	if q < 0 || !r.speech(q) {
		return nil, false
	}
	before, ok := r.contentBefore(first, first)
	return before, ok
}

// goesOn returns a quotation in the same sentence that goes on behind "she
// said," or "she said on Monday,".
func (r *reading) goesOn(i int, content []piece) []piece {
	if !quotes(content) {
		return nil
	}
	k := r.skipTime(r.particleEnd(i))
	for k < r.len() && k < i+12 && !r.tok(k).is(",.:—–") && r.quo(k) < 0 {
		k++
	}
	if !r.tok(k).is(",:—–") || r.quo(k+1) < 0 || !r.speech(r.quo(k+1)) {
		return nil
	}
	return r.pieces(k+1, r.contentEnd(k+1, i))
}

// elided reads a cue that shares the subject of the one before: "said A and
// warned B", "declined to comment but said".
func (r *reading) elided(i int, c cueForm, g verbs) bool {
	w := r.low(g.from - 1)
	if w != "and" && w != "but" && w != "then" || c.form&(pastForm|presentForm) == 0 {
		return false
	}
	subject, ok := r.mainSubject(i)
	if !ok {
		return false
	}
	content, rule, confidence, cueEnd := r.contentBehind(i, c)
	if len(content) == 0 {
		return false
	}
	s := r.add(subject, g.from, cueEnd, content, rule+"-shared", confidence*0.9)
	r.finish(s, i, c, g)
	return true
}

// inverted reads a cue with its subject behind it: “A,” said X; "A, said X".
func (r *reading) inverted(i int, c cueForm) {
	if !r.tok(i-1).is(",—–") && r.quo(i-1) < 0 || c.form&(pastForm|presentForm) == 0 {
		return
	}
	p, ok := r.subjectAfter(i)
	if !ok || r.hasClause(p.to, min(p.to+1, r.len())) && r.tok(p.to).is(",") {
		return
	}
	if r.sourceLike(p) != speaker && r.quo(i-1) < 0 {
		return
	}
	content, ok := r.contentBefore(i, i)
	if !ok {
		return
	}
	rule, confidence := "clause-before-inverted", fairRule
	if quotes(content) {
		rule, confidence = "quote-before-inverted", sureRule
	}
	content = append(content, r.goesOnAfter(p.to, content)...)
	s := r.add(p, i, i+1, content, rule, confidence)
	r.finish(s, i, c, verbs{from: i})
	r.used = max(r.used, p.to)
}

// goesOnAfter is goesOn behind an inverted subject and its apposition.
func (r *reading) goesOnAfter(k int, content []piece) []piece {
	if !quotes(content) {
		return nil
	}
	for j := k; j < r.len() && j < k+20; j++ {
		if q := r.quo(j); q >= 0 {
			if r.tok(j-1).is(",:—–") && r.speech(q) {
				return r.pieces(j, r.contentEnd(j, k))
			}
			return nil
		}
		if r.finite(j) && !r.class(j-1, relative) {
			return nil
		}
	}
	return nil
}

// gerund reads ", saying that B", ", adding: “B”", with the subject of the
// sentence as its source.
func (r *reading) gerund(i int, c cueForm) {
	if !r.tok(i-1).is(",—–") && r.low(i-1) != "and" && i > 0 && !r.class(i-1, adverb) {
		return
	}
	if c.takes(belief) {
		return
	}
	if c.lemma == "cite" || c.lemma == "quote" {
		return // a hop, read with the cue that it belongs to
	}
	p, ok := r.mainSubject(i)
	if !ok {
		return
	}
	content, rule, confidence, cueEnd := r.contentBehind(i, c)
	if len(content) == 0 {
		return
	}
	s := r.add(p, i, cueEnd, content, rule+"-gerund", confidence*0.9)
	r.finish(s, i, c, verbs{from: i})
}

// mainSubject is the source of the statement before in this sentence, or the
// sentence's first noun phrase before a finite verb.
func (r *reading) mainSubject(i int) (phraseRange, bool) {
	for k := len(r.found) - 1; k >= 0; k-- {
		if s := r.found[k]; !s.subject.Empty() && s.subjectAt.to <= i {
			return s.subjectAt, true
		}
	}
	for k := 0; k < i; k++ {
		if r.finite(k) {
			p, ok := r.subjectBefore(k)
			return p, ok && r.sourceLike(p) == speaker && !r.selfReport(p)
		}
	}
	return phraseRange{}, false
}

// passive reads "X was quoted as saying that A" and "it was announced that".
func (r *reading) passive(i int, c cueForm, g verbs) {
	if c.lemma == "quote" || c.lemma == "cite" {
		r.quotedAs(i, g)
		return
	}
	if r.low(g.from-1) != "it" || !c.takes(takesClause|takesThat) || c.takes(belief) {
		return
	}
	at := r.thatBehind(r.particleEnd(i), false)
	if at == 0 {
		return
	}
	s := r.add(phraseRange{}, g.from, i+1, r.pieces(at, r.contentEnd(at, i)), "passive-agentless", weakRule)
	if s != nil {
		s.polarity, s.mode = c.polarity, c.mode
		s.doubt(0.9, "the sentence names no source")
	}
}

// quotedAs reads "X was quoted by Y as saying that A".
func (r *reading) quotedAs(i int, g verbs) {
	p, ok := r.subjectBefore(g.from)
	if !ok || r.sourceLike(p) == noSource {
		return
	}
	for j := i + 1; j < r.len() && j < i+16; j++ {
		c, ok := r.cueAt(j)
		if !ok || c.form != gerundForm || r.low(j-1) != "as" {
			continue
		}
		content, rule, confidence, cueEnd := r.contentBehind(j, c)
		s := r.add(p, g.from, cueEnd, content, rule+"-quoted", confidence)
		if s != nil && r.low(i+1) == "by" {
			s.via = r.hops(phraseRange{i + 2, j - 1})
		}
		return
	}
}

// quotesAs reads "X quoted Y as saying that A": Y's statement, through X, and
// X's own.
func (r *reading) quotesAs(i int, g verbs) bool {
	x, ok := r.subjectBefore(g.from)
	if !ok || r.sourceLike(x) != speaker {
		return false
	}
	for j := i + 2; j < r.len() && j < i+14; j++ {
		c, ok := r.cueAt(j)
		if !ok || c.form != gerundForm || r.low(j-1) != "as" {
			continue
		}
		content, rule, confidence, cueEnd := r.contentBehind(j, c)
		if len(content) == 0 {
			return false
		}
		r.add(x, g.from, i+1, content, rule+"-quoting", confidence)
		if s := r.add(phraseRange{i + 1, j - 1}, j, cueEnd, content, rule+"-quoted", confidence); s != nil {
			s.polarity, s.mode = c.polarity, c.mode
			s.via = []corpus.Hop{{Span: r.span(x.from, x.to)}}
		}
		return true
	}
	return false
}

// hops makes the chain of one hop from a noun phrase.
func (r *reading) hops(p phraseRange) []corpus.Hop {
	for p.from < p.to && r.skipTime(p.to-1) > p.to-1 {
		p.to--
	}
	if p.empty() {
		return nil
	}
	return []corpus.Hop{{Span: r.span(p.from, p.to)}}
}

// decline reads "X declined to comment on A" and "X refused to say whether A".
func (r *reading) decline(i int, c cueForm, g verbs) {
	p, ok := r.subjectBefore(g.from)
	if !ok || r.sourceLike(p) != speaker || g.to {
		return
	}
	if r.low(i+1) == "comment" || r.low(i+1) == "comments" {
		if s := r.add(p, g.from, i+1, r.pieces(i+1, r.contentEnd(i+1, i)), "decline", goodRule); s != nil {
			s.polarity = corpus.Decline
		}
		return
	}
	if r.low(i+1) != "to" {
		return
	}
	verb := r.low(i + 2)
	if r.class(i+2, adverb) {
		verb = r.low(i + 3)
	}
	switch verb {
	case "comment", "say", "answer", "confirm", "deny", "discuss", "speak", "elaborate", "give", "disclose", "reveal", "provide", "respond", "talk", "specify", "explain", "acknowledge", "name", "identify", "rule":
	default:
		return
	}
	for _, m := range r.coordinated(p) {
		s := r.add(m, g.from, i+1, r.pieces(i+1, r.contentEnd(i+1, i)), "decline", goodRule)
		if s != nil {
			s.polarity = corpus.Decline
			if g.negated {
				s.doubt(0.4, "a refusal that is itself negated")
			}
		}
	}
	r.used = max(r.used, i+1)
}

// saidNothing reports whether item i is a verb of answering under "not", or
// "said nothing", "gave no".
func (r *reading) saidNothing(i int) bool {
	switch r.low(i) {
	case "respond", "reply", "answer", "comment", "mention", "report", "acknowledge", "publish", "disclose", "release", "published", "disclosed", "released", "recognise", "recognize", "recognised", "recognized", "acknowledged", "commented", "responded", "replied", "answered", "mentioned":
		g := r.verbs(i, baseForm|participleForm)
		return g.negated && !g.passive && g.aux && !g.to && (g.modal == "" || g.modal == "would") && r.thatBehind(i+1, false) == 0
	case "said", "says":
		return r.low(i+1) == "nothing" || r.low(i+1) == "little"
	case "gave", "given", "gives", "offered", "provided":
		if r.low(i+1) != "no" {
			return false
		}
		for j := i + 2; j < i+5; j++ {
			switch r.low(j) {
			case "details", "detail", "comment", "figure", "figures", "number", "numbers", "explanation", "reason", "reasons", "date", "dates", "names", "name", "toll", "information", "evidence", "response", "answer":
				return true
			}
		}
	}
	return false
}

// silence reads a source that is portrayed as not saying something.
func (r *reading) silence(i int) {
	g := r.verbs(i, pastForm)
	p, ok := r.subjectBefore(g.from)
	if w := r.low(g.from - 1); w == "and" || w == "but" {
		p, ok = r.mainSubject(i)
	}
	if !ok || r.sourceLike(p) != speaker || r.selfReport(p) {
		return
	}
	end := i + 1
	if w := r.low(i); w == "said" || w == "says" || w == "gave" || w == "given" || w == "gives" || w == "offered" || w == "provided" {
		end = i + 2
		if r.low(i+1) == "no" {
			end = i + 3
		}
	}
	for _, m := range r.coordinated(p) {
		s := r.add(m, g.from, end, r.pieces(end, r.contentEnd(end, i)), "silence", goodRule)
		if s != nil {
			s.polarity = corpus.Silence
			if g.modal == "would" {
				s.polarity = corpus.Decline
			}
			if r.f.parent >= 0 {
				s.doubt(0.85, "reported within a quotation")
			}
		}
	}
}

// phraseAt returns how many items a reporting phrase such as "according to"
// takes at i, or 0.
func (r *reading) phraseAt(i int) int {
	for _, p := range lex().phrases {
		if r.low(i) != p.words[0] {
			continue
		}
		n := 1
		for n < len(p.words) && r.low(i+n) == p.words[n] {
			n++
		}
		if n == len(p.words) && (n > 1 || r.tok(i).capital() && r.name(i+1) >= 0) {
			return n
		}
	}
	return 0
}

// accordingTo reads "according to X" at item i, which takes n items.
func (r *reading) accordingTo(i, n int) {
	p, ok := r.subjectAfter(i + n - 1)
	if !ok {
		p, ok = r.phraseSource(i + n)
		if !ok {
			return
		}
	}
	if r.sourceLike(p) == anyNoun && (!r.pluralHead(p) && !r.class(p.from, determiner) || measureNoun[r.low(p.to-1)]) {
		return // "according to plan", "according to their taste"
	}
	content := r.aroundPhrase(i, p)
	s := r.add(p, i, i+n, content, "according-to", goodRule)
	if s == nil {
		return
	}
	if r.f.parent >= 0 {
		s.doubt(0.85, "reported within a quotation")
	}
	r.quotedBy(s, p)
	if i == 0 {
		r.used = max(r.used, p.to)
	}
}

// measureNoun are nouns by which something goes, and not somebody says: what
// is done "according to the rules" is no statement of theirs.
var measureNoun = set(strings.Fields("plan plans schedule taste size age law laws rule rules custom tradition need needs needs ability order principle principles standard standards season terms agreement weight height rank status wishes will timetable programme program procedure protocol instructions method type kind"))

// quotedBy reads "according to X quoted by Y": Y passes on what X says.
func (r *reading) quotedBy(s *statement, p phraseRange) {
	k := p.to
	if r.low(k) != "quoted" && r.low(k) != "cited" || r.low(k+1) != "by" {
		return
	}
	y, ok := r.phraseSource(k + 2)
	if !ok {
		return
	}
	s.via = []corpus.Hop{{Span: r.span(y.from, y.to)}}
	s.content = s.content[:0]
	behind := y.to
	if r.tok(behind).is(",") {
		behind++
	}
	for _, c := range r.trimPieces(r.pieces(behind, r.contentEnd(behind, k))) {
		s.content = append(s.content, c.Span)
	}
	if len(s.content) == 0 {
		r.found = r.found[:len(r.found)-1]
		return
	}
	o := *s
	o.cue, o.subject, o.subjectAt, o.via, o.rule = r.span(k, k+1), r.span(y.from, y.to), y, nil, "quoting"
	r.found = append(r.found, &o)
}

// phraseSource takes any noun phrase as the source of a reporting phrase.
func (r *reading) phraseSource(from int) (phraseRange, bool) {
	to := from
	for to < r.len() && !r.bounds(to) && r.quo(to) < 0 && to-from < longPhrase {
		to++
	}
	p := phraseRange{from, to}
	return p, !p.empty() && r.sourceLike(p) != noSource && r.tok(from).kind == word
}

// aroundPhrase is the content of a reporting phrase: what follows it where it
// begins the sentence, else the clause that it stands in.
func (r *reading) aroundPhrase(i int, p phraseRange) []piece {
	behind := p.to
	if r.tok(behind).is(",") || r.class(behind, relative) {
		behind = r.behindInsertion(behind)
	}
	start := r.clauseStart(i)
	if i-start <= 1 && !r.hasClause(start, i) && !r.quotedIn(start, i) {
		return r.pieces(behind, r.contentEnd(behind, i))
	}
	before := i
	if r.tok(before - 1).is(",—–") {
		before--
	}
	if before <= start {
		return nil
	}
	ps := r.pieces(start, before)
	if r.tok(p.to).is(",") && behind < r.len()-1 && !r.class(behind, conjunction|subordinator|relative) && !r.ownClause(behind) {
		ps = append(ps, r.pieces(behind, r.contentEnd(behind, i))...)
	}
	return ps
}

// clauseStart finds where the clause before a reporting phrase begins: the
// beginning of the sentence, a connective, or the end of a reporting clause.
func (r *reading) clauseStart(i int) int {
	for k := i - 1; k > r.used; k-- {
		if r.tok(k).is(";") || r.tok(k).is(",") && (r.low(k+1) == "but" || r.low(k+1) == "while" || r.low(k+1) == "whereas") {
			return k + 1
		}
		if w := r.low(k); k == i-1 && (w == "while" || w == "but" || w == "and" || w == "because") {
			return i
		}
	}
	if r.used < i && r.class(r.used, conjunction|subordinator) && r.used == i-1 {
		return i
	}
	return min(r.used, i)
}

// behindInsertion returns the item behind a comma, or behind an apposition or
// relative clause between the comma at k and the next.
func (r *reading) behindInsertion(k int) int {
	next := k + 1
	end := r.closesAny(k)
	if end > 0 && (r.class(next, relative) || r.class(k, relative) || r.class(next, determiner) && r.peopleSoon(next) && !r.hasClause(next, end)) {
		return end + 1
	}
	return next
}

func (r *reading) closesAny(j int) int {
	for k := j + 1; k < r.len() && k < j+24; k++ {
		if r.quo(k) >= 0 || r.tok(k).is(";:.") {
			return 0
		}
		if r.tok(k).is(",") {
			return k
		}
	}
	return 0
}

// peopleSoon reports whether an apposition at k is about a person's work.
func (r *reading) peopleSoon(k int) bool {
	for j := k; j < k+8 && j < r.len() && !r.tok(j).is(","); j++ {
		if r.finite(j) {
			return false
		}
		if lex().person(r.low(j)) {
			return true
		}
	}
	return false
}

// ownClause reports whether a reporting clause of its own begins at item k.
func (r *reading) ownClause(k int) bool {
	for _, j := range r.cues {
		if j >= k && j < k+8 && r.sourceLike(phraseRange{k, j}) == speaker {
			return true
		}
	}
	return false
}

// noun reads "X's claim that A" and "the claim by X that A" at item i.
func (r *reading) noun(i int) {
	n, ok := lex().nouns[r.low(i)]
	if !ok || !n.act || r.name(i) >= 0 && r.tok(i).capital() {
		return
	}
	var p phraseRange
	that := i + 1
	switch {
	case r.low(that) == "that":
		p, ok = r.possessor(i)
	case r.low(that) == "by" || r.low(that) == "from" || r.low(that) == "of":
		p, ok = r.phraseSource(that + 1)
		that = p.to
	default:
		return
	}
	if !ok || r.low(that) != "that" || r.sourceLike(p) != speaker || r.selfReport(p) {
		return
	}
	end := r.contentEnd(that+1, i)
	if !r.hasClause(that+1, end) {
		return
	}
	end = r.clauseLimit(that+1, end)
	if !r.hasClause(0, i) {
		end = r.nextVerb(that+1, end)
	}
	s := r.add(p, i, i+1, r.pieces(that+1, end), "noun-that", weakRule)
	if s != nil {
		s.polarity = n.polarity
	}
}

// clauseLimit ends a clause that stands within a sentence at its comma.
func (r *reading) clauseLimit(a, end int) int {
	for k := a; k < end; k++ {
		if r.tok(k).is(",") && r.hasClause(a, k) {
			return k
		}
	}
	return end
}

// nextVerb ends a clause within the subject of a sentence before the verb of
// that sentence: "the claim that the dam was safe | angered the village".
func (r *reading) nextVerb(a, end int) int {
	seen := false
	for k := a; k < end; k++ {
		switch {
		case r.class(k, conjunction|relative|subordinator) && r.name(k) < 0:
			return end
		case !r.finite(k):
		case seen && !r.class(k-1, auxiliary|adverb|negation):
			return k
		default:
			seen = true
		}
	}
	return end
}

// possessor finds the owner of the noun at item i: "the ministry's claim",
// "its claim", "Lenz's repeated claim".
func (r *reading) possessor(i int) (phraseRange, bool) {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		switch w := r.low(k); {
		case w == "'s" || r.tok(k).is("'’"):
			from := k
			for from > 0 && !r.bounds(from-1) && !(r.class(from-1, preposition) && r.name(from-1) < 0) {
				from--
			}
			p := r.trimPhrase(phraseRange{from, k})
			return p, !p.empty()
		case w == "his" || w == "her" || w == "its" || w == "their":
			return phraseRange{k, k + 1}, true
		}
	}
	return phraseRange{}, false
}
