package main

import (
	"bytes"
	"cmp"
	_ "embed"

	"github.com/klauspost/compress/zstd"

	"hearsay/syntax"
)

// parsedTexts are open texts with trees by machine; data/README.md says whose.
//
//go:embed data/parsed.conllu.zst
var parsedTexts []byte

// readParsed reads the sentences with trees by machine.
func readParsed() ([]syntax.Example, error) {
	zr, err := zstd.NewReader(bytes.NewReader(parsedTexts), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer zr.Close()
	documents, err := appendDocuments(nil, "parsed.conllu", zr)
	if err != nil {
		return nil, err
	}
	var examples []syntax.Example
	for _, d := range documents {
		for _, s := range d.sentences {
			examples = append(examples, syntax.Example{Sentence: s, Times: cmp.Or(timesOfMachine[d.id], 1), ByMachine: true})
		}
	}
	return examples, nil
}
