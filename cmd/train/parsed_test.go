package main

import (
	"bytes"
	"io"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// TestParsedTexts counts what ships to learn from, as data/README.md states it,
// and reads the beginning.
func TestParsedTexts(t *testing.T) {
	zr, err := zstd.NewReader(bytes.NewReader(parsedTexts))
	if err != nil {
		t.Fatal(err)
	}
	defer zr.Close()
	all, err := io.ReadAll(zr)
	if err != nil {
		t.Fatal(err)
	}
	sentences := bytes.Count(all, []byte("\n\n"))
	texts := bytes.Count(all, []byte("# newdoc"))
	if tokens := bytes.Count(all, []byte("\n")) - sentences - texts; sentences != 81_392 || tokens != 1_758_672 || texts != 7 {
		t.Errorf("%d texts, %d sentences of %d tokens", texts, sentences, tokens)
	}
	const beginning = 20_000
	end := bytes.Index(all[beginning:], []byte("\n\n")) + beginning + 2
	documents, err := appendDocuments(nil, "parsed.conllu", bytes.NewReader(all[:end]))
	if err != nil || len(documents) != 1 || len(documents[0].sentences) < 10 {
		t.Errorf("the beginning is %d documents, error %v", len(documents), err)
	}
}

func TestRunRefuses(t *testing.T) {
	for _, args := range [][]string{{}, {"-out"}, {"testdata/none.conllu"}} {
		if err := run(args, io.Discard, io.Discard); err == nil {
			t.Errorf("run %q is no error", args)
		}
	}
}
