package coverage

import (
	"slices"
	"strings"

	"hearsay/corpus"
)

// Hit is what a document has of an event.
type Hit struct {
	Document  string `json:"document"`
	Outlet    string `json:"outlet"`
	Published string `json:"published"`

	// Score is that of the best passage, also of one that matches not: 1 is enough.
	Score    float64   `json:"score"`
	Passages []Passage `json:"passages,omitempty"` // that match, in order; none outside the event's window
	Aspects  []Told    `json:"aspects,omitempty"`  // of the event, that a matching document tells

	// Near is the best passage where none matches, and Lacks says in words what it lacks.
	Near  *Passage `json:"near,omitempty"`
	Lacks string   `json:"lacks,omitempty"`

	// Like tells of a document on a like subject, whenever it was published: it has a weak
	// word of the event or matches the earlier event; of an event that has neither, it has
	// half of what makes a match.
	Like bool `json:"like,omitempty"`
}

// Passage is a stretch of a document's text with the words of an event in it.
type Passage struct {
	corpus.Span
	Words []Found `json:"words"` // in order; those of the title, which stand for every passage, included
	Score float64 `json:"score"`
}

// Found is a word of an event where it stands in a text.
type Found struct {
	corpus.Span
	Word string `json:"word"` // as the event has it
}

// Told is an aspect of an event that a document tells, with its words.
type Told struct {
	Aspect string  `json:"aspect"`
	Words  []Found `json:"words"`
}

// Reach, in words. A passage is as long as three long sentences of news; on the sample's
// events paragraphs of 60 words hold all that is said of them in one go. The words of an
// aspect stand in the two or three paragraphs around it.
const (
	passageReach = 60
	aspectReach  = 150
)

// nearWeight is what makes a near miss: half of a match.
const nearWeight = matchWeight / 2

// Match looks for the event in doc. ok is false where doc has nothing of it.
func (f *Fingerprint) Match(doc corpus.Document) (hit Hit, ok bool) { return f.MatchText(Read(doc)) }

// MatchText does what [Fingerprint.Match] does, with a text whose words are told apart
// already: that is most of the work, and is done once for all events.
func (f *Fingerprint) MatchText(text Text) (hit Hit, ok bool) {
	doc, m := text.doc, f.words.read(text)
	hit = Hit{Document: doc.ID, Outlet: doc.Outlet, Published: doc.Published, Score: share(m.best.weight)}
	hit.Like = f.isLike(text, m)
	switch lacks := f.lacks(doc, m); {
	case m.best.weight < nearWeight:
	case lacks != "":
		near := m.passage(m.best)
		hit.Near, hit.Lacks = &near, lacks
	default:
		hit.Passages = m.passages()
		hit.Aspects = f.told(text, m)
	}
	return hit, hit.Like || hit.Near != nil || len(hit.Passages) > 0
}

func share(weight int) float64 { return float64(weight) / matchWeight }

// isLike reports whether a document is on a like subject.
func (f *Fingerprint) isLike(text Text, m mentions) bool {
	if !f.byWeak {
		return m.best.weight >= nearWeight
	}
	if slices.ContainsFunc(m.found, func(x found) bool { return m.entries[x.entry].tellsLike() }) {
		return true
	}
	return slices.ContainsFunc(f.like, func(l finder) bool {
		other := l.read(text)
		return other.best.weight >= matchWeight && !other.without()
	})
}

// lacks says what keeps a document from matching, "" where nothing does.
func (f *Fingerprint) lacks(doc corpus.Document, m mentions) string {
	when, dated := published(doc.Published)
	switch {
	case m.without():
		return "any of what is needed: " + m.labels(func(x entry) bool { return x.needed })
	case m.best.weight < matchWeight:
		return "more words beside it, such as " + m.labels(func(x entry) bool { return !x.weak })
	case !dated:
		return "a day of publication"
	case when.to < f.window.from:
		return "the time: published before " + f.window.from.String()
	case when.from > f.window.to:
		return "the time: published after " + f.window.to.String()
	}
	return f.rather(when, m)
}

// rather names the later, like event that a document is on, for all its words tell: "" for none.
func (f *Fingerprint) rather(when stretch, m mentions) string {
	for _, l := range f.later {
		if when.from >= l.from && !slices.ContainsFunc(m.found, func(x found) bool { return l.own[x.entry] }) {
			return "a word that tells it from the later " + l.name
		}
	}
	return ""
}

// told lists the aspects that a document tells near what it says of the event. One whose
// title has a word of the event is about it as a whole.
func (f *Fingerprint) told(text Text, m mentions) []Told {
	near := m.surroundings(aspectReach)
	if m.titled() {
		near = []found{{0, 0, len(text.tokens)}}
	}
	var list []Told
	for i, a := range f.aspects {
		var kept []found
		for _, x := range a.find(text.tokens) {
			if slices.ContainsFunc(near, func(n found) bool { return n.at <= x.at && x.end <= n.end }) {
				kept = append(kept, x)
			}
		}
		am := mentions{finder: a, text: text, found: kept}
		if am.enough() {
			list = append(list, Told{f.event.Aspects[i].Name, am.words(kept)})
		}
	}
	return list
}

// enough reports whether the words of an aspect tell it: one of them does, of the weak ones two.
func (m mentions) enough() bool { return m.weight(m.found) >= wordWeight && !m.without() }

// Text is a document with the words of its readable text, those of the title first.
type Text struct {
	doc    corpus.Document
	tokens []token
	title  int // how many are the title's
}

// Read tells the words of doc apart. Nothing is read from crud.
func Read(doc corpus.Document) Text {
	w := Text{doc: doc, tokens: make([]token, 0, len(doc.Text)/6)} // as long as English words are with their space
	for _, b := range blocks(doc) {
		if b.Kind == corpus.Crud || !b.Valid(doc.Text) {
			continue
		}
		w.tokens = tokens(w.tokens, doc.Text, b.Span)
		if b.Kind == corpus.Title {
			w.title = len(w.tokens)
		}
	}
	return w
}

// blocks are those of doc, the whole text where it has none.
func blocks(doc corpus.Document) []corpus.Block {
	if len(doc.Blocks) == 0 {
		return []corpus.Block{{Span: corpus.Span{End: len(doc.Text)}, Kind: corpus.Paragraph}}
	}
	return doc.Blocks
}

// mentions are the words of an event that a document has.
type mentions struct {
	finder
	text  Text
	found []found
	title []int // places in found of the words of the title, each once
	best  window
}

// window is a stretch of what was found, with its weight.
type window struct{ from, to, weight int }

func (f finder) read(text Text) mentions {
	m := mentions{finder: f, text: text, found: f.find(text.tokens)}
	m.title = titleWords(m.found, text.title)
	for i := range m.found {
		w := m.from(i, matchWeight*mostWords)
		if w.weight > m.best.weight {
			m.best = w
		}
	}
	return m
}

// from returns the shortest window that begins with the i-th word and has enough weight, or
// the longest within reach. One that begins in the title ends there: what the title says
// stands for every later one.
func (m mentions) from(i, enough int) window {
	w := window{from: i, to: i}
	seen := m.titleBefore(i)
	for _, x := range seen {
		w.weight += m.entries[x.entry].weight
	}
	for w.to < len(m.found) && m.reaches(m.found[i], m.found[w.to]) && (w.to == i || w.weight < enough) {
		x := m.found[w.to]
		if !hasEntry(seen, x.entry) {
			seen = append(seen, x)
			w.weight += m.entries[x.entry].weight
		}
		w.to++
	}
	return w
}

func (m mentions) reaches(first, last found) bool {
	return last.at-first.at <= passageReach && (first.at >= m.text.title || last.at < m.text.title)
}

// titleBefore lists the words of the title that stand before the i-th, each once.
func (m mentions) titleBefore(i int) []found {
	var list []found
	for _, k := range m.title {
		if k < i {
			list = append(list, m.found[k])
		}
	}
	return list
}

// titleWords are the places in list of the words of the title, each once.
func titleWords(list []found, title int) []int {
	var places []int
	seen := map[int]bool{}
	for i, x := range list {
		if x.at >= title {
			break
		}
		if !seen[x.entry] {
			seen[x.entry] = true
			places = append(places, i)
		}
	}
	return places
}

func hasEntry(list []found, entry int) bool {
	return slices.ContainsFunc(list, func(x found) bool { return x.entry == entry })
}

// with are the words of a window, and those of the title.
func (m mentions) with(w window) []found {
	return append(m.titleBefore(w.from), m.found[w.from:w.to]...)
}

// weight adds up what a list weighs; a word counts once.
func (m mentions) weight(list []found) int {
	sum, seen := 0, map[int]bool{}
	for _, x := range list {
		if !seen[x.entry] {
			seen[x.entry] = true
			sum += m.entries[x.entry].weight
		}
	}
	return sum
}

// without reports whether words are needed and none of them is there.
func (m mentions) without() bool {
	return m.needed && !slices.ContainsFunc(m.found, func(x found) bool { return m.entries[x.entry].needed })
}

// titled reports whether the title has a word of the event that is not weak.
func (m mentions) titled() bool {
	return slices.ContainsFunc(m.found, func(x found) bool { return x.at < m.text.title && !m.entries[x.entry].weak })
}

// matching lists the windows that match, the shortest, in order, without overlaps.
func (m mentions) matching() []window {
	var list []window
	for i := 0; i < len(m.found); {
		w := m.from(i, matchWeight)
		if w.weight < matchWeight {
			i++
			continue
		}
		list = append(list, w)
		i = w.to
	}
	return list
}

func (m mentions) passages() []Passage {
	var list []Passage
	for _, w := range m.matching() {
		list = append(list, m.passage(w))
	}
	return list
}

func (m mentions) passage(w window) Passage {
	first, last := m.found[w.from], m.found[w.to-1]
	span := corpus.Span{Start: m.text.tokens[first.at].Start, End: m.text.tokens[last.end-1].End}
	return Passage{span, m.words(m.with(w)), share(w.weight)}
}

func (m mentions) words(list []found) []Found {
	out := make([]Found, len(list))
	for i, x := range list {
		span := corpus.Span{Start: m.text.tokens[x.at].Start, End: m.text.tokens[x.end-1].End}
		out[i] = Found{span, m.entries[x.entry].label}
	}
	return out
}

// surroundings are the words of the text within reach of what matches.
func (m mentions) surroundings(reach int) []found {
	var list []found
	for _, w := range m.matching() {
		list = append(list, found{at: m.found[w.from].at - reach, end: m.found[w.to-1].end + reach})
	}
	return list
}

// shownLabels is how many words are named of those that a near miss lacks.
const shownLabels = 4

// labels names the first words that the best window lacks and that want tells.
func (m mentions) labels(want func(entry) bool) string {
	has := m.with(m.best)
	var list []string
	for i, x := range m.entries {
		if want(x) && !slices.ContainsFunc(has, func(y found) bool { return y.entry == i }) && len(list) < shownLabels {
			list = append(list, x.label)
		}
	}
	return strings.Join(list, ", ")
}
