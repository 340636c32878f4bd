package claim

import (
	"cmp"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// Statements returns what is compared of each statement that a makes in doc, and of each
// sentence in which the outlet tells something in its own voice, in order of the text.
func Statements(doc corpus.Document, a corpus.Annotations) []Statement {
	r := newReader(doc, a)
	out := r.said()
	out = append(out, r.own()...)
	slices.SortStableFunc(out, func(x, y Statement) int { return x.Content[0].Start - y.Content[0].Start })
	for i := range out {
		out[i].Place = i
		out[i].Meets = digests(out[i].Keys())
	}
	return out
}

// reader holds a document while its statements are gathered.
type reader struct {
	doc       corpus.Document
	a         corpus.Annotations
	sentences []syntax.Sentence
	known     *lists
	context   []string
	title     corpus.Span
}

func newReader(doc corpus.Document, a corpus.Annotations) *reader {
	r := &reader{doc: doc, a: a, sentences: syntax.Read(doc), known: known()}
	for _, b := range doc.Blocks {
		if b.Kind == corpus.Title {
			r.title = b.Span
		}
	}
	r.context = r.names()
	return r
}

// said returns the statements with a content, in the order of a.
func (r *reader) said() []Statement {
	var out []Statement
	ids := corpus.StatementIDs(r.doc.ID, r.a.Attributions)
	for i, at := range r.a.Attributions {
		if content := r.valid(at.Content); len(content) > 0 {
			s := r.statement(content)
			s.ID = ids[i]
			r.attribute(&s, at)
			out = append(out, s)
		}
	}
	return out
}

// valid drops spans outside of the text, which annotations made by others may have.
func (r *reader) valid(spans []corpus.Span) []corpus.Span {
	var out []corpus.Span
	for _, s := range spans {
		if r.stands(s) {
			out = append(out, s)
		}
	}
	return out
}

func (r *reader) stands(s corpus.Span) bool { return !s.Empty() && s.Valid(r.doc.Text) }

// Corrected returns a statement with what a person corrected of it: who says it, through whom,
// when and how.
func (s Statement) Corrected(a corpus.Attribution) Statement {
	s.Speaker, s.Via, s.To = a.Source, a.Via, a.To
	s.Kind, s.Polarity, s.Mode, s.Date = a.Kind, a.Polarity, a.Mode, a.Date
	s.Called = nameWords(s.Speaker.Name)
	return s
}

// attribute enters who says it, and how.
func (r *reader) attribute(s *Statement, a corpus.Attribution) {
	*s = s.Corrected(a)
	s.Cue = a.Cue
	s.Gender = r.genderOf(a.Source.Name)
	if !a.Cue.Empty() && a.Cue.Valid(r.doc.Text) {
		s.Saying = r.lemmasIn(a.Cue)
	}
	r.refer(s)
	s.Refers.None = s.Refers.None || a.Polarity == corpus.Decline && r.isNobody(a.Source)
}

// isNobody reports whether who is said to say nothing is nobody at all: "no envoy would say".
func (r *reader) isNobody(x corpus.Source) bool {
	if slices.ContainsFunc(r.known.phrases["none"], func(n string) bool { return strings.EqualFold(x.Name, n) }) {
		return true
	}
	return slices.ContainsFunc(x.Spans, func(s corpus.Span) bool {
		words := strings.Fields(strings.ToLower(r.doc.Text[:min(max(s.Start, 0), len(r.doc.Text))]))
		return r.stands(s) && (strings.HasPrefix(strings.ToLower(s.In(r.doc.Text)), "no ") || len(words) > 0 && words[len(words)-1] == "no")
	})
}

// genderOf is the gender of whom a text calls by a name, "" where it does not show one.
func (r *reader) genderOf(name string) (g corpus.Gender) {
	for _, e := range r.a.Entities {
		if e.Name != name {
			continue
		}
		for _, m := range e.Mentions {
			if m.Gender != "" && g != "" && m.Gender != g {
				return ""
			}
			g = cmp.Or(m.Gender, g)
		}
	}
	return g
}

// statement reads the words of a content.
func (r *reader) statement(content []corpus.Span) Statement {
	s := Statement{
		Document: r.doc.ID, Outlet: r.doc.Outlet, Published: r.doc.Published,
		Content: content, Context: r.context, Headline: r.title.Contains(content[0]),
	}
	parts := make([]string, len(content))
	for i, c := range content {
		parts[i] = c.In(r.doc.Text)
	}
	s.Text = strings.Join(parts, " ... ")
	s.Figures = r.figures(content)
	r.read(&s)
	return s
}

// read takes apart the sentences that a content stands in: its own words, and what stands
// beside them.
func (r *reader) read(s *Statement) {
	within := &gatherer{}
	own := &gatherer{}
	for i := range r.sentences {
		sen := &r.sentences[i]
		if !slices.ContainsFunc(s.Content, sen.Overlaps) {
			continue
		}
		s.Passage = join(s.Passage, sen.Span)
		in, out := r.split(sen, s.Content)
		own.add(r, in)
		s.Clause = s.Clause || slices.ContainsFunc(in, isFinite)
		within.add(r, out)
		s.Hedges = append(s.Hedges, r.hedges(in)...)
		for i := range in {
			if w := r.token(in, i); w != "" {
				s.Tokens = append(s.Tokens, w)
			}
		}
	}
	if s.Passage.Empty() {
		s.Passage = corpus.Span{Start: s.Content[0].Start, End: s.Content[len(s.Content)-1].End}
	}
	s.Words, s.Within = own.words, within.words
}

// split parts the tokens of a sentence into those inside and outside of a content.
func (r *reader) split(sen *syntax.Sentence, content []corpus.Span) (in, out []syntax.Token) {
	for _, t := range sen.Tokens {
		if slices.ContainsFunc(content, func(c corpus.Span) bool { return c.Contains(t.Span) }) {
			in = append(in, t)
		} else {
			out = append(out, t)
		}
	}
	return in, out
}

// join returns the span from the earlier beginning to the later end.
func join(a, b corpus.Span) corpus.Span {
	if a.Empty() {
		return b
	}
	return corpus.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// leastOwn is the weight of its words from which a sentence in the outlet's own voice is
// kept. Origin: the sample; "At least 120 soldiers were killed" has 5, "He showed none of
// them" has 0.
const leastOwn = 3

// own returns the sentences that no statement covers and that say enough to be compared.
func (r *reader) own() []Statement {
	var out []Statement
	for i := range r.sentences {
		sen := &r.sentences[i]
		if !r.readable(sen) || !hasVerb(sen) || r.spoken(sen) {
			continue
		}
		s := r.statement([]corpus.Span{sen.Span})
		s.Own = true
		if weightOf(s.Words) >= leastOwn && (len(s.Figures) > 0 || rareWords(s.Words) >= 2) {
			out = append(out, s)
		}
	}
	return out
}

// readable reports whether a sentence tells something: what is no caption, byline or crud.
func (r *reader) readable(sen *syntax.Sentence) bool {
	if sen.Empty() || sen.Block >= len(r.doc.Blocks) {
		return !sen.Empty()
	}
	kind := r.doc.Blocks[sen.Block].Kind
	return kind != corpus.Byline && kind != corpus.Crud
}

// hasVerb tells a sentence from a dateline, a list and a label.
func hasVerb(sen *syntax.Sentence) bool {
	return slices.ContainsFunc(sen.Tokens, isVerb)
}

func isVerb(t syntax.Token) bool { return t.POS == "VERB" || t.POS == "AUX" }

// isFinite tells the verb of a clause from a participle: "had been hit", not "agreed between".
func isFinite(t syntax.Token) bool {
	return t.POS == "AUX" || t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP" || t.Tag == "MD"
}

// spoken reports whether a statement has its content or its cue in a sentence.
func (r *reader) spoken(sen *syntax.Sentence) bool {
	return slices.ContainsFunc(r.a.Attributions, func(a corpus.Attribution) bool {
		return slices.ContainsFunc(a.Content, sen.Overlaps) || !a.Cue.Empty() && sen.Overlaps(a.Cue)
	})
}

// lemmasIn returns the lemmas of the tokens in a span.
func (r *reader) lemmasIn(s corpus.Span) string {
	var out []string
	for i := range r.sentences {
		if !r.sentences[i].Overlaps(s) {
			continue
		}
		for _, t := range r.sentences[i].Tokens {
			if s.Contains(t.Span) {
				out = append(out, lemma(t))
			}
		}
	}
	return strings.Join(out, " ")
}

// leadSentences is how many sentences behind the title tell what a document is about.
// Origin: news leads; in the sample the place of an event stands in the first two.
const leadSentences = 3

// names returns the names of the title and the lead, folded, each once and in order: runs of
// capitalised words, short ones where all words are capitalised. Names of states, which news names
// everywhere, the outlet and the calendar are left out.
func (r *reader) names() []string {
	var out []string
	for i := range min(len(r.sentences), leadSentences+1) {
		sen := &r.sentences[i]
		if !r.readable(sen) {
			continue
		}
		most := mostName
		if capitals(sen) {
			most = mostTitled
		}
		for _, n := range r.runs(sen) {
			if strings.Count(n, " ") < most && !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// The most words of a name; where all words are capitalised, longer runs are no names.
const (
	mostName   = 6
	mostTitled = 3
)

// capitals reports whether most words of a sentence are capitalised, as in a headline or a
// dateline, where a capital tells nothing.
func capitals(sen *syntax.Sentence) bool {
	big, all := 0, 0
	for _, t := range sen.Tokens {
		if content(t) {
			all++
			if capital(t.Form) {
				big++
			}
		}
	}
	return big*4 >= all*3
}

// runs returns the names of a sentence that are no state: runs of two and more capitalised
// words. One word alone tells too little.
func (r *reader) runs(sen *syntax.Sentence) []string {
	var out, run []string
	end := func() {
		n := strings.Join(run, " ")
		_, state := r.known.states[n]
		if len(run) > 1 && !state && n != fold(r.doc.Outlet) {
			out = append(out, n)
		}
		run = nil
	}
	for i, t := range sen.Tokens {
		if isName(t, i == 0) && !r.known.calendar(lemma(t)) && len(t.Form) > 1 {
			run = append(run, r.known.stemOf(fold(t.Form)))
			continue
		}
		end()
	}
	end()
	return out
}
