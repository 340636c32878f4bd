package annotate

import (
	"sort"

	"hearsay/corpus"
)

// statement is an attribution in the making.
type statement struct {
	frame     int
	parent    int // the quotation that its frame stands in, or -1
	content   []corpus.Span
	quoted    []int // the quotations of which content is made, in order
	plain     bool  // content has words outside quotation marks
	verbatim  bool  // the words themselves, though no marks stand around them
	cue       corpus.Span
	subject   corpus.Span // the noun phrase of the source; empty for a floating quotation
	subjectAt phraseRange // the same in items of the frame
	order     int         // byte at which it stands, for "the one before"

	polarity   corpus.Polarity
	mode       corpus.Mode
	basis      corpus.Basis
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
	place  string
	citing corpus.Span // the source that this one cites, "X, citing Y, said"
}

func (s *statement) doubt(factor float64, why string) {
	s.confidence *= factor
	s.doubts = append(s.doubts, why)
}

// portray sets how a cue portrays its source, whom the sentence may not name. It reports
// whether there is a statement.
func (s *statement) portray(p corpus.Polarity, m corpus.Mode) bool {
	if s == nil {
		return false
	}
	if s.polarity, s.mode = p, m; s.subject.Empty() {
		s.doubt(0.9, "the sentence names no source")
	}
	return true
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
	out := turns(t)
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
			if c, ok := r.cueAt(i); ok && !r.unreal(i, c) {
				before := len(r.found)
				r.cue(i, c)
				if len(r.found) == before {
					r.byTree(i, c)
				}
			}
		}
		r.noun(i)
		r.clear(i)
		r.noComment(i)
	}
	r.introduced()
	r.unsourced()
	return r.found
}

// longSentence is the most items that a sentence can have. The longest that
// was seen in the archives had about 300; what is longer is a list or no
// language, and the rules, which look to and fro in it, would take long.
const longSentence = 600

// skipFrame reports whether a frame is too short to report anything, or too
// long to be a sentence.
func (r *reading) skipFrame() bool { return r.len() < 2 || r.len() > longSentence }

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

// finish sets what the cue and its verbs say of a statement.
func (r *reading) finish(s *statement, i int, c cueForm, g verbs) {
	if s == nil {
		return
	}
	if s.polarity, s.mode = c.polarity, c.mode; s.polarity == corpus.Deny && !s.plain && r.ownWords(s) {
		s.polarity = corpus.Assert
	}
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
