package coverage

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// Proposal is an event that a burst of documents suggests. A person takes it up or not.
type Proposal struct {
	Event     Event    `json:"event"`
	Outlets   []string `json:"outlets"`   // that used its words on its first day, by name
	Documents []string `json:"documents"` // that have the first of its words on its days
	Ratio     float64  `json:"ratio"`     // how far the first of its words lies above its own rate
	Why       string   `json:"why"`
}

// What makes a burst. A ratio is used and not Kleinberg's automaton, as a reader can check it
// with a count. Tried on the coverage of five events of a war (ruwa, 13,870 headlines and leads
// in 13 months): at a ratio of 8 it makes 89 proposals, four of the five events on their first
// or second day among them; the fifth was the one subject of the weeks before it.
const (
	burstOutlets = 3   // so many outlets use a word on the day
	burstRatio   = 8.0 // its share of the day's documents, by its share of those of the days before
	burstBase    = 60  // days before it that make a word's own rate
	burstHistory = 50  // documents of those days without which there is no rate
	burstLinked  = 0.4 // of the documents of two words that have both, by those that have either
	burstWords   = 12  // most words of a proposed event
	leadWords    = 60  // news says what happened in its first two or three sentences
	leastLetters = 4   // of a word that can burst: shorter ones are the grammar's
)

// Bursts proposes events from words and names that many outlets use on a day far above the
// words' own rate in the two months before, by day. Documents that tell no day are left out. The order of documents does
// not matter.
func Bursts(docs []corpus.Document) []Proposal {
	b := newBursts(docs)
	runs := b.runs()
	var list []Proposal
	for _, group := range linked(runs) {
		if p, ok := b.proposal(group); ok {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(a.Event.From, b.Event.From), cmp.Compare(b.Ratio, a.Ratio), cmp.Compare(a.Event.Name, b.Event.Name))
	})
	return list
}

// bursts counts what words documents have on which day.
type bursts struct {
	docs    []corpus.Document // by ID
	days    map[day]int       // documents of each day
	outlets map[day][]int     // of each day the first document of each outlet
	words   map[string]*usage // by stem
}

// usage is where a word or name is used.
type usage struct {
	forms map[string]int // as texts write it
	docs  map[day][]int  // places in bursts.docs, in order
}

func newBursts(docs []corpus.Document) *bursts {
	b := &bursts{docs: slices.Clone(docs), days: map[day]int{}, outlets: map[day][]int{}, words: map[string]*usage{}}
	slices.SortFunc(b.docs, func(a, b corpus.Document) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Outlet, b.Outlet), cmp.Compare(a.Published, b.Published), cmp.Compare(a.Text, b.Text))
	})
	for i, d := range b.docs {
		when, ok := published(d.Published)
		if !ok || when.days() > 1 {
			continue
		}
		b.days[when.from]++
		if !slices.ContainsFunc(b.outlets[when.from], func(k int) bool { return b.docs[k].Outlet == d.Outlet }) {
			b.outlets[when.from] = append(b.outlets[when.from], i)
		}
		for stem, form := range leadTerms(d) {
			b.count(stem, form, when.from, i)
		}
	}
	return b
}

func (b *bursts) count(stem, form string, d day, doc int) {
	u := b.words[stem]
	if u == nil {
		u = &usage{forms: map[string]int{}, docs: map[day][]int{}}
		b.words[stem] = u
	}
	u.forms[form]++
	u.docs[d] = append(u.docs[d], doc)
}

// leadTerms returns the words of a title and what follows it, and names of several words, by
// stem with how the text writes them.
func leadTerms(doc corpus.Document) map[string]string {
	text := Read(doc)
	list := text.tokens[:min(len(text.tokens), text.title+leadWords)]
	terms := map[string]string{}
	for i, t := range list {
		if utf8.RuneCountInString(t.folded) >= leastLetters || t.writing == hangul && utf8.RuneCountInString(t.folded) > 1 {
			keep(terms, newElement(t.In(doc.Text), t).stem, t.In(doc.Text))
		}
		if i > 0 && capital(t.In(doc.Text)) && capital(list[i-1].In(doc.Text)) && t.Start-list[i-1].End == 1 {
			keep(terms, list[i-1].folded+" "+t.folded, list[i-1].In(doc.Text)+" "+t.In(doc.Text))
		}
	}
	return terms
}

// keep notes a form of a stem: of several the least, so that it is always the same.
func keep(terms map[string]string, stem, form string) {
	if old, ok := terms[stem]; !ok || form < old {
		terms[stem] = form
	}
}

func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// run is a word in the days in a row in which it bursts.
type run struct {
	stem  string
	days  stretch
	docs  []int // in order
	ratio float64
}

// runs lists the bursts of all words, by their first day and stem.
func (b *bursts) runs() []run {
	var list []run
	for stem, u := range b.words {
		var last *run
		for _, d := range slices.Sorted(maps.Keys(u.docs)) {
			if len(u.docs[d]) < burstOutlets || len(b.outletsOf(u.docs[d])) < burstOutlets {
				continue
			}
			ratio := b.ratio(u, d)
			if ratio < burstRatio {
				continue
			}
			if last == nil || last.days.to+1 < d {
				list = append(list, run{stem: stem, days: stretch{d, d}})
				last = &list[len(list)-1]
			}
			last.days.to = d
			last.docs = append(last.docs, u.docs[d]...)
			last.ratio = max(last.ratio, ratio)
		}
	}
	for i := range list {
		slices.Sort(list[i].docs)
	}
	slices.SortFunc(list, func(a, b run) int { return cmp.Or(cmp.Compare(a.days.from, b.days.from), cmp.Compare(a.stem, b.stem)) })
	return list
}

// ratio is the share of a day's documents that have a word by that of the days before, which
// counts as one document at least. It is 0 where too little is held of the days before.
func (b *bursts) ratio(u *usage, d day) float64 {
	n, all := 0, 0
	for before := d - burstBase; before < d; before++ {
		n += len(u.docs[before])
		all += b.days[before]
	}
	if all < burstHistory {
		return 0
	}
	own := float64(max(1, n)) / float64(all)
	return float64(len(u.docs[d])) / float64(b.days[d]) / own
}

// outletsOf names those of some documents.
func (b *bursts) outletsOf(docs []int) []string {
	var list []string
	for _, i := range docs {
		list = append(list, b.docs[i].Outlet)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// linked groups the bursts whose documents are mostly the same.
func linked(runs []run) [][]run {
	var groups [][]run
	for _, r := range runs {
		k := slices.IndexFunc(groups, func(g []run) bool { return together(g[0], r) })
		if k < 0 {
			groups = append(groups, []run{r})
			continue
		}
		groups[k] = append(groups[k], r)
		if len(r.docs) > len(groups[k][0].docs) { // the widest word leads
			last := len(groups[k]) - 1
			groups[k][0], groups[k][last] = groups[k][last], groups[k][0]
		}
	}
	return groups
}

func together(a, b run) bool {
	if !a.days.meets(b.days) {
		return false
	}
	both := 0
	for _, d := range a.docs {
		if _, ok := slices.BinarySearch(b.docs, d); ok {
			both++
		}
	}
	return float64(both) >= burstLinked*float64(len(a.docs)+len(b.docs)-both)
}

// proposal makes an event of bursts that go together. One word alone is none, but for a name
// that most outlets of the day have.
func (b *bursts) proposal(group []run) (Proposal, bool) {
	lead := group[0]
	p := Proposal{Outlets: b.outletsOf(lead.docs), Ratio: lead.ratio}
	p.Event = Event{From: lead.days.from.String(), To: lead.days.to.String(), Late: DefaultLate, Within: DefaultWithin}
	for _, i := range lead.docs {
		p.Documents = append(p.Documents, b.docs[i].ID)
	}
	if len(group) > 1 {
		p.Event.Words = b.eventWords(group)
	} else if b.named(lead) {
		p.Event.Names = []Word{{Text: b.form(lead.stem)}}
	}
	words := texts(slices.Concat(p.Event.Names, p.Event.Words))
	if len(words) == 0 {
		return Proposal{}, false
	}
	p.Event.Name = fmt.Sprintf("%s (%s)", strings.Join(words[:min(3, len(words))], ", "), p.Event.From)
	p.Why = fmt.Sprintf("%s in %s of %s, up to %.0f times its own rate", words[0],
		number(len(lead.docs), "document"), number(len(p.Outlets), "outlet"), lead.ratio)
	if len(words) > 1 {
		p.Why += ", with " + strings.Join(words[1:], ", ")
	}
	return p, p.Event.Check() == nil
}

// eventWords are the words of a group, the widest first and needed: so two of them are enough
// for a passage, and it is one of the two.
func (b *bursts) eventWords(group []run) []Word {
	group = slices.Clone(group)
	slices.SortStableFunc(group[1:], func(a, b run) int { return cmp.Compare(len(b.docs), len(a.docs)) })
	var list []Word
	for _, r := range group[:min(len(group), burstWords)] {
		list = append(list, Word{Text: b.form(r.stem), Needed: len(list) == 0})
	}
	return list
}

// named reports whether a burst is a name that more than half of the outlets have that
// published on its days.
func (b *bursts) named(r run) bool {
	var all []int
	for d := r.days.from; d <= r.days.to; d++ {
		all = append(all, b.outlets[d]...)
	}
	return capital(b.form(r.stem)) && 2*len(b.outletsOf(r.docs)) > len(b.outletsOf(all))
}

func texts(words []Word) []string {
	var list []string
	for _, w := range words {
		list = append(list, w.Text)
	}
	return list
}

// form is how texts write a word most often.
func (b *bursts) form(stem string) string {
	u := b.words[stem]
	forms := slices.Sorted(maps.Keys(u.forms))
	return slices.MaxFunc(forms, func(a, b string) int { return cmp.Compare(u.forms[a], u.forms[b]) })
}
