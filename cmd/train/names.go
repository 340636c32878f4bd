package main

import (
	"hearsay/internal/treebank"
	"hearsay/names"
	"hearsay/syntax"
)

// halves is into how many parts the documents with entities are cut, so that
// the mentions of each are found by a model that has not seen it.
const halves = 2

// learnNames trains the model that finds and types mentions and the one that
// joins them, from the documents with entities that are not held out.
func learnNames(documents []document, progress func(string)) (kinds, joins []byte, err error) {
	known, err := withEntities(documents)
	if err != nil {
		return nil, nil, err
	}
	parseUnseen(documents, known, progress)
	progress("names")
	kinds = trainKinds(known, func(int) bool { return true })
	progress("joins of mentions")
	joined, err := joinedUnseen(known)
	if err != nil {
		return nil, nil, err
	}
	return kinds, names.TrainCoref(joined), nil
}

// trainKinds learns from the documents whose number is wanted, with their
// trees by people and by machine: the former tell what names are, the latter
// what names look like in trees that err.
func trainKinds(known []*named, wanted func(i int) bool) []byte {
	var phrases []names.KindDocument
	for i, d := range known {
		if wanted(i) {
			phrases = append(phrases, d.phrases(d.parsed), d.phrases(d.sentences))
		}
	}
	return names.TrainKinds(phrases)
}

// joinedUnseen finds the mentions of each half of the documents by a model
// that has not seen them, so that what joins them learns from mentions as
// wrong as those of new texts are.
func joinedUnseen(known []*named) ([]names.CorefDocument, error) {
	joined := make([]names.CorefDocument, len(known))
	for half := range halves {
		find, err := names.Finder(trainKinds(known, func(i int) bool { return i%halves != half }))
		if err != nil {
			return nil, err
		}
		for i, d := range known {
			if i%halves == half {
				joined[i] = d.joined(find)
			}
		}
	}
	return joined, nil
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

// parseUnseen gives the documents with entities trees of parsers that have not
// seen them.
func parseUnseen(documents []document, known []*named, progress func(string)) {
	parsed := syntax.Unseen(byPeople(documents), progress)
	at := map[string]int{} // by document: its first sentence
	n := 0
	for i := range documents {
		if d := &documents[i]; !treebank.HeldOut(d.id) {
			at[d.id] = n
			n += len(d.sentences)
		}
	}
	for _, d := range known {
		d.parsed = parsed[at[d.id] : at[d.id]+len(d.sentences)]
	}
}

// phrases are the mentions in one piece with trees of the document, as the
// finder learns from them.
func (d *named) phrases(trees []syntax.Sentence) names.KindDocument {
	k := names.KindDocument{Sentences: trees}
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
