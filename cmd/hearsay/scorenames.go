package main

import (
	"bufio"
	"encoding/json"
	"os"

	"hearsay/corpus"
	"hearsay/entity"
	"hearsay/internal/score"
	"hearsay/internal/treebank"
	"hearsay/names"
	"hearsay/syntax"
)

type scoreNamesCommand struct {
	Files  []string `arg:"" name:"file" help:"Treebanks in CoNLL-U with entities as GUM marks them; or pairs of names, or persons with their names in Cyrillic, one JSON object a line."`
	Errors bool     `help:"List mentions that were missed, invented, cut otherwise or given another kind, with the words; of names, those that are taken for what they are not."`
	JSON   bool     `help:"Write one JSON object."`
}

func (scoreNamesCommand) Help() string {
	return help(`Reads the sentences of FILE, finds the persons, organisations and places that they mention and which mentions mean the same, and compares both with the entities of the file. Documents are scored by genre, where their names tell it (GUM), and those that the models were trained on apart from all others.

Files of another form are scored otherwise, each form alone; the first file tells which. Pairs of names (schema, a, b, match) are compared as for the same person or body over documents: precision, recall and F1 by schema. Persons with lemmas by language (id, lemmas) are compared across scripts: the English form with those of ru and uk, and with those of others of the same family name.`,
		"score names hearsay-demo/trees.conllu",
		"score names hearsay-demo/trees.conllu --errors")
}

// Run scores mentions and what they are joined to, or names alone.
func (c *scoreNamesCommand) Run(t *terminal) error {
	if err := exist(c.Files); err != nil {
		return err
	}
	switch formOf(c.Files[0]) {
	case pairsOfNames:
		rep := score.NamePairs(records(c.Files, score.ReadNamePairs), sameName, c.Errors)
		return c.write(t, rep, rep.Pairs(), len(rep.Problems))
	case namesOfPersons:
		rep := score.NameVariants(records(c.Files, score.ReadNamedPersons), sameName, c.Errors)
		return c.write(t, rep, rep.Forms, len(rep.Problems))
	}
	rep := score.Names(records(c.Files, treebank.Read), readNames, c.Errors)
	return c.write(t, rep, rep.Documents, len(rep.Problems))
}

func (c *scoreNamesCommand) write(t *terminal, rep scoring, scored, problems int) error {
	if err := t.writeScore(rep, c.JSON); err != nil {
		return err
	}
	return t.scored(scored, problems, c.Files)
}

// goldForm is what a file of gold holds.
type goldForm int

const (
	trees goldForm = iota
	pairsOfNames
	namesOfPersons
)

// formOf tells the form of a file by its first line: trees unless it is an object with the fields
// of another. A file that cannot be read is told of where it is read.
func formOf(file string) goldForm {
	f, err := os.Open(file)
	if err != nil {
		return trees
	}
	defer f.Close()
	line, _ := bufio.NewReader(f).ReadBytes('\n')
	var fields struct{ Match, Lemmas json.RawMessage }
	if json.Unmarshal(line, &fields) != nil {
		return trees
	}
	switch {
	case fields.Match != nil:
		return pairsOfNames
	case fields.Lemmas != nil:
		return namesOfPersons
	}
	return trees
}

// sameName compares two names as entities of two documents are.
func sameName(kind corpus.EntityKind, a, b string) (like float64, same bool) {
	v := entity.SameName(kind, a, b)
	return v.Score, v.Same
}

// readNames reads as "hearsay read" would, on tokens that are given.
func readNames(sentences []syntax.Sentence) ([]names.Mention, []names.Entity) {
	for i := range sentences {
		syntax.Parse(&sentences[i])
	}
	return names.Join(sentences, names.Find(sentences))
}
