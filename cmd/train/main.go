// Command train makes the models of reading from treebanks.
//
//	go run ./cmd/train -out . ../shared/gold/syntax/*.conllu
//
// It takes files in CoNLL-U, in any order, and learns from every document
// that is not listed as held out. The same files make the same models, byte
// for byte, on one kind of processor. It prints scores on what was held out.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"hearsay/internal/treebank"
	"hearsay/syntax"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "train:", err)
		}
		os.Exit(1)
	}
}

const usage = `Usage: train [-out DIR] FILE.conllu...

Learns a tagger and a parser from treebanks in CoNLL-U and writes them below
DIR, the root of the project. Documents that are listed as held out are not
learned from; their scores are printed.

  go run ./cmd/train -out . ../shared/gold/syntax/*.conllu

`

func run(args []string, out, errs io.Writer) error {
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	flags.SetOutput(errs)
	root := flags.String("out", "", "the project's root, below which the models are written (default: they are only scored)")
	flags.Usage = func() {
		fmt.Fprint(errs, usage)
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		flags.Usage()
		return errors.New("no files to learn from")
	}
	documents, err := readAll(flags.Args())
	if err != nil {
		return err
	}
	parsed, err := readParsed()
	if err != nil {
		return err
	}
	model := learn(documents, parsed, errs)
	if err := printScores(out, documents, model); err != nil {
		return err
	}
	if *root == "" {
		return nil
	}
	return write(filepath.Join(*root, "syntax", "model", "english.bin"), model)
}

// document is a document of a treebank with its trees.
type document struct {
	id        string
	file      string // without its folder and ending
	sentences []syntax.Sentence
}

// readAll reads all files; what is learned does not depend on their order.
func readAll(files []string) ([]document, error) {
	var all []document
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		all, err = appendDocuments(all, name, f)
		f.Close()
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(all, func(a, b document) int { return cmp.Compare(a.id, b.id) })
	return all, nil
}

func appendDocuments(all []document, name string, r io.Reader) ([]document, error) {
	for d, err := range treebank.Read(name, r) {
		if err != nil {
			return nil, err
		}
		_, sentences := d.Syntax()
		all = append(all, document{d.ID, strings.TrimSuffix(filepath.Base(name), ".conllu"), sentences})
	}
	return all, nil
}

// learn trains on what is not held out, and on what a machine parsed.
func learn(documents []document, parsed []syntax.Sentence, errs io.Writer) *syntax.Model {
	var gold []syntax.Sentence
	for _, d := range documents {
		if !treebank.HeldOut(d.id) {
			gold = append(gold, d.sentences...)
		}
	}
	fmt.Fprintf(errs, "%d sentences with trees by people, %d by machine\n", len(gold), len(parsed))
	start := time.Now()
	return syntax.Train(gold, parsed, func(step string) {
		fmt.Fprintf(errs, "%4.0f s  %s\n", time.Since(start).Seconds(), step)
	})
}

// write replaces a file at once, so that a model is never half a model.
func write(name string, model *syntax.Model) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".model*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := model.WriteTo(f); err != nil {
		f.Close()
		return err
	}
	if err := errors.Join(f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
