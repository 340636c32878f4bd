package score

import (
	"encoding/json"

	"hearsay/corpus"
	"hearsay/internal/treebank"
	"hearsay/names"
	"hearsay/syntax"
)

// Mentions says how well the mentions of one level were found by one way to
// say that two are the same.
type Mentions struct {
	Level string // "names", "nominals", "pronouns" or "all"
	Match string // "phrase", "head" or "name": the same tokens, the same head, the same name proper
	Typed bool   // their type must be the same too

	Gold, Read, Same int
}

// Precision returns same / read, 0 where nothing was read.
func (m Mentions) Precision() float64 { return ratio(m.Same, m.Read) }

// Recall returns same / gold, 0 where there is none.
func (m Mentions) Recall() float64 { return ratio(m.Same, m.Gold) }

// F1 returns the harmonic mean of precision and recall.
func (m Mentions) F1() float64 { return ratio(2*m.Same, m.Gold+m.Read) }

// MarshalJSON writes the counts and the rates.
func (m Mentions) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Level     string  `json:"level"`
		Match     string  `json:"match"`
		Typed     bool    `json:"typed"`
		Gold      int     `json:"gold"`
		Read      int     `json:"read"`
		Same      int     `json:"same"`
		Precision float64 `json:"precision"`
		Recall    float64 `json:"recall"`
		F1        float64 `json:"f1"`
	}{m.Level, m.Match, m.Typed, m.Gold, m.Read, m.Same, m.Precision(), m.Recall(), m.F1()})
}

func (m Mentions) plus(n Mentions) Mentions {
	m.Gold += n.Gold
	m.Read += n.Read
	m.Same += n.Same
	return m
}

// found is a mention of a person, an organisation or a place, of either side.
type found struct {
	phrase
	head     int
	nameFrom int // the name proper
	nameTo   int
	level    string
	kind     string // as GUM calls it
}

// levels are those of mentions in the order of their rows, by names.Level.
var levels = []string{names.Name: "names", names.Nominal: "nominals", names.Pronoun: "pronouns"}

const allLevels = "all"

// gumType is the type that GUM gives to what we call a kind, "" for what is
// neither person nor organisation nor place.
func gumType(k corpus.EntityKind) string {
	switch k {
	case corpus.Person, corpus.Group:
		return "person"
	case corpus.Organisation, corpus.Outlet:
		return "organization"
	case corpus.Place, corpus.State:
		return "place"
	}
	return ""
}

func ourType(t string) bool { return t == "person" || t == "organization" || t == "place" }

// goldFound returns the mentions of our types. Their levels are told
// as [names.LevelOf] tells them. sentences are those of the treebank.
func goldFound(mentions []treebank.Mention, sentences []syntax.Sentence) []found {
	var out []found
	for _, m := range mentions {
		if !ourType(m.Type) {
			continue
		}
		tokens := sentences[m.Sentence].Tokens
		head := names.HeadOf(tokens, m.From, m.To)
		f := found{phrase: phrase{m.Sentence, m.From, m.To}, head: head, level: levels[names.LevelOf(tokens, m.To, head)], kind: m.Type}
		f.nameFrom, f.nameTo = names.NameSpan(tokens, &names.Mention{From: m.From, To: m.To, Head: head})
		out = append(out, f)
	}
	return out
}

// readFound returns the mentions of our types. sentences are those that were
// read.
func readFound(mentions []names.Mention, sentences []syntax.Sentence) []found {
	var out []found
	for i := range mentions {
		m := &mentions[i]
		if kind := gumType(m.Kind); kind != "" {
			f := found{phrase: phrase{m.Sentence, m.From, m.To}, head: m.Head, level: levels[m.Level], kind: kind}
			f.nameFrom, f.nameTo = names.NameSpan(sentences[m.Sentence].Tokens, m)
			out = append(out, f)
		}
	}
	return out
}

// sameness is one way to say that two mentions are the same: they have equal
// keys.
type sameness struct {
	match string
	typed bool
	only  string // the level that it is for; "" for every level
}

// samenesses are the ways in the order of their rows.
var samenesses = []sameness{
	{"phrase", true, ""}, {"phrase", false, ""}, {"head", true, ""}, {"head", false, ""},
	{"name", true, levels[names.Name]}, {"name", false, levels[names.Name]},
}

// key returns what is compared of f.
func (s sameness) key(f found) found {
	k := found{phrase: phrase{sentence: f.sentence}}
	switch s.match {
	case "phrase":
		k.phrase = f.phrase
	case "head":
		k.head = f.head
	case "name":
		k.nameFrom, k.nameTo = f.nameFrom, f.nameTo
	}
	if s.typed {
		k.kind = f.kind
	}
	return k
}

// mentions compares the mentions of a document at every level in every way,
// always in the same order. At one level a mention of the other side is the
// same only if it is of that level too.
func mentions(gold, read []found) []Mentions {
	var out []Mentions
	for _, level := range append(levels[:len(levels):len(levels)], allLevels) {
		g, r := atLevel(gold, level), atLevel(read, level)
		for _, s := range samenesses {
			if s.only == "" || s.only == level {
				out = append(out, s.compare(level, g, r))
			}
		}
	}
	return out
}

func atLevel(all []found, level string) []found {
	if level == allLevels {
		return all
	}
	var out []found
	for _, f := range all {
		if f.level == level {
			out = append(out, f)
		}
	}
	return out
}

// compare pairs mentions one to one.
func (s sameness) compare(level string, gold, read []found) Mentions {
	m := Mentions{Level: level, Match: s.match, Typed: s.typed, Gold: len(gold), Read: len(read)}
	left := map[found]int{}
	for _, f := range gold {
		left[s.key(f)]++
	}
	for _, f := range read {
		if k := s.key(f); left[k] > 0 {
			left[k]--
			m.Same++
		}
	}
	return m
}
