package main

import (
	"slices"

	"hearsay/internal/treebank"
	"hearsay/names"
	"hearsay/syntax"
)

// halves is into how many parts the documents with entities are cut, so that
// each is parsed by a parser that has not seen it: names are to be learned
// from trees as wrong as those of new texts are.
const halves = 2

// learnNames trains the model that finds and types mentions and the one that
// joins them, from the documents with entities that are not held out.
func learnNames(documents []document, progress func(string)) (kinds, joins []byte, err error) {
	known, err := withEntities(documents)
	if err != nil {
		return nil, nil, err
	}
	progress("trees of documents with names by parsers that have not seen them")
	parseUnseen(documents, known)
	progress("names")
	var phrases []names.KindDocument
	for _, d := range known {
		phrases = append(phrases, d.phrases())
	}
	kinds = names.TrainKinds(phrases)
	find, err := names.Finder(kinds)
	if err != nil {
		return nil, nil, err
	}
	progress("joins of mentions")
	var joined []names.CorefDocument
	for _, d := range known {
		joined = append(joined, d.joined(find))
	}
	return kinds, names.TrainCoref(joined), nil
}

// named is a document with its entities by people and its trees by machine.
type named struct {
	*document
	parsed   []syntax.Sentence
	mentions []treebank.Mention
}

func withEntities(documents []document) ([]*named, error) {
	var known []*named
	for i := range documents {
		d := &documents[i]
		if treebank.HeldOut(d.id) {
			continue
		}
		mentions, err := d.source.Mentions()
		if err != nil {
			return nil, err
		}
		if len(mentions) > 0 {
			known = append(known, &named{document: d, mentions: mentions})
		}
	}
	return known, nil
}

// parseUnseen parses each half of the documents with entities by a parser that
// learned from all others.
func parseUnseen(documents []document, known []*named) {
	halfOf := map[string]int{}
	for i, d := range known {
		halfOf[d.id] = i % halves
	}
	for half := range halves {
		var gold []syntax.Sentence
		for _, d := range documents {
			if h, ok := halfOf[d.id]; !treebank.HeldOut(d.id) && (!ok || h != half) {
				gold = append(gold, d.sentences...)
			}
		}
		model := syntax.Train(gold, nil, func(string) {})
		for i, d := range known {
			if i%halves == half {
				d.parse(model)
			}
		}
	}
}

func (d *named) parse(model *syntax.Model) {
	d.parsed = nil
	for _, s := range d.sentences {
		s.Tokens = slices.Clone(s.Tokens)
		model.Parse(&s)
		d.parsed = append(d.parsed, s)
	}
}

// phrases are the mentions in one piece, as the finder learns from them.
func (d *named) phrases() names.KindDocument {
	k := names.KindDocument{Sentences: d.parsed}
	for _, m := range d.mentions {
		if m.Parts == 1 {
			k.Phrases = append(k.Phrases, names.Phrase{Sentence: m.Sentence, From: m.From, To: m.To, Type: m.Type})
		}
	}
	return k
}

// place is where a mention stands.
type place struct{ sentence, from, to int }

// joined are the mentions that are found, each with the entity that people
// gave to the same words, or -1.
func (d *named) joined(find func([]syntax.Sentence) []names.Mention) names.CorefDocument {
	entity := map[place]int{}
	for _, m := range d.mentions {
		if m.Parts == 1 {
			entity[place{m.Sentence, m.From, m.To}] = m.Entity
		}
	}
	found := find(d.parsed)
	for i := range found {
		m := &found[i]
		e, ok := entity[place{m.Sentence, m.From, m.To}]
		if !ok {
			e = -1
		}
		m.Entity = e
	}
	return names.CorefDocument{Sentences: d.parsed, Mentions: found}
}
