package main

import (
	"hearsay/internal/score"
	"hearsay/internal/treebank"
	"hearsay/names"
	"hearsay/syntax"
)

type scoreNamesCommand struct {
	Files  []string `arg:"" name:"file.conllu" help:"Treebanks in CoNLL-U with entities as GUM marks them."`
	Errors bool     `help:"List mentions that were missed, invented, cut otherwise or given another kind, with the words."`
	JSON   bool     `help:"Write one JSON object."`
}

func (scoreNamesCommand) Help() string {
	return help(`Reads the sentences of FILE.CONLLU, finds the persons, organisations and places that they mention and which mentions mean the same, and compares both with the entities of the file. Documents are scored by genre, where their names tell it (GUM), and those that the models were trained on apart from all others.`,
		"score names hearsay-demo/trees.conllu",
		"score names hearsay-demo/trees.conllu --errors")
}

// Run scores mentions and what they are joined to.
func (c *scoreNamesCommand) Run(t *terminal) error {
	if err := exist(c.Files); err != nil {
		return err
	}
	rep := score.Names(records(c.Files, treebank.Read), readNames, c.Errors)
	if err := t.writeScore(rep, c.JSON); err != nil {
		return err
	}
	return t.scored(rep.Documents, len(rep.Problems), c.Files)
}

// readNames reads as "hearsay read" would, on tokens that are given.
func readNames(sentences []syntax.Sentence) ([]names.Mention, []names.Entity) {
	for i := range sentences {
		syntax.Parse(&sentences[i])
	}
	return names.Join(sentences, names.Find(sentences))
}
