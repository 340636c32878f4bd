package figure

import (
	"embed"
	"slices"
	"strings"
	"sync"

	"hearsay/corpus"
	"hearsay/names"
)

//go:embed data/*.txt
var data embed.FS

// words is what the package knows of English, from data/words.txt.
type words struct {
	people, ranks, subgroups, collectives, bodies, pronouns, creeds, tools map[string]bool // nouns for who is counted, and what is none
	determined, vagueWords, shares, factors, levels, idle                  map[string]bool // around a number
	loss, shared, present                                                  map[string]bool // measures, and a word that does not date them
	bearing, losing, slays, strikes, copulas, coming                       map[string]bool // verbs
	receiving, conveying, gifts, spending                                  map[string]bool // what is given
	events, deeds, guises, locating, inside, starting, lasting             map[string]bool // when, where and how
	hedges, degrees, revises, instruments                                  map[string]bool // how it is told

	modals, plans map[string]corpus.Status
	methods       map[string]corpus.Method
	windows       map[string]corpus.Window
	states        map[string]string // by name, adjective and people in lower case
}

// lexicon reads the embedded lists once.
var lexicon = sync.OnceValue(func() *words {
	lists := sections("words.txt")
	set := func(name string) map[string]bool {
		m := map[string]bool{}
		for _, w := range lists[name] {
			m[w] = true
		}
		return m
	}
	w := &words{
		people: set("people"), hedges: set("hedge"), degrees: set("degree"), revises: set("revising"), events: set("event"),
		guises: set("guise"), subgroups: set("subgroup"), loss: set("loss"), creeds: set("creed"), levels: set("level"),
		copulas: set("copula"), locating: set("locating"), bearing: set("bearing"), vagueWords: set("vague"),
		spending: set("spending"), idle: set("idle"), coming: set("coming"), receiving: set("receiving"), losing: set("losing"),
		pronouns: set("pronoun"), bodies: set("body"), collectives: set("collective"),
		factors: set("factor"), starting: set("starting"), lasting: set("lasting"), shared: set("shared"), present: set("present"), inside: set("inside"), slays: set("slaying"),
		conveying: set("conveying"), gifts: set("gift"), deeds: set("deed"), ranks: set("rank"), determined: set("determined"), strikes: set("striking"), tools: set("tool"), shares: set("share"), instruments: set("instrument"),
		modals: map[string]corpus.Status{}, plans: map[string]corpus.Status{}, methods: map[string]corpus.Method{}, windows: map[string]corpus.Window{},
		states: map[string]string{},
	}
	for _, st := range []corpus.Status{corpus.Planned, corpus.Projected, corpus.Threatened} {
		assign(w.modals, lists["modal "+string(st)], st)
		assign(w.plans, lists["verb "+string(st)], st)
	}
	for _, m := range []corpus.Method{corpus.NamedList, corpus.VisualCount, corpus.Estimate, corpus.Verified} {
		assign(w.methods, lists[string(m)], m)
	}
	for _, x := range []corpus.Window{corpus.Running, corpus.Increment} {
		assign(w.windows, lists[string(x)], x)
	}
	w.readStates()
	return w
})

// readStates takes the states that the layer of names knows, with their adjectives and
// peoples.
func (w *words) readStates() {
	for _, t := range names.Territories() {
		for _, word := range slices.Concat([]string{t.Name}, t.Peoples, t.Others) {
			w.states[strings.ToLower(word)] = t.Name
		}
	}
}

func assign[T any](m map[string]T, list []string, value T) {
	for _, w := range list {
		m[w] = value
	}
}

// sections reads a file of words under headings that end in a colon, one or several words a
// line parted by commas.
func sections(name string) map[string][]string {
	b, err := data.ReadFile("data/" + name)
	if err != nil {
		panic("figure: " + err.Error()) // embedded
	}
	out := map[string][]string{}
	heading := ""
	for _, l := range strings.Split(string(b), "\n") {
		l = strings.TrimSpace(l)
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		if h, ok := strings.CutSuffix(l, ":"); ok {
			heading = h
			continue
		}
		for _, w := range strings.Split(l, ",") {
			if w = strings.TrimSpace(w); w != "" {
				out[heading] = append(out[heading], w)
			}
		}
	}
	return out
}

// person reports whether a lemma in lower case is a noun for people; the reader of grammar
// leaves some plurals as they are.
func (w *words) person(low string) bool {
	return low != "peoples" && (w.people[low] || w.people[strings.TrimSuffix(low, "s")])
}

func (w *words) isLevel(lemma string) bool { return w.levels[lemma] }
func (w *words) copula(low string) bool    { return w.copulas[low] }
func (w *words) locates(low string) bool   { return w.locating[low] }
func (w *words) bears(lemma string) bool   { return w.bearing[lemma] }
func (w *words) vague(lemma string) bool   { return w.vagueWords[lemma] }
func (w *words) pronoun(low string) bool   { return w.pronouns[low] }
func (w *words) slaying(lemma string) bool { return w.slays[lemma] }
