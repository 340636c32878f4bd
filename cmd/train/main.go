// Command train makes the models of reading from treebanks.
//
//	go run ./cmd/train -out . ../shared/gold/syntax/*.conllu
//
// It takes files in CoNLL-U, in any order, and learns from every document
// that is not listed as held out. The same files make the same models, byte
// for byte, on one kind of processor. It prints scores on what was held out.
package main

import (
	"bytes"
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

const usage = `Usage: train [-out DIR] [-only syntax|names|statements] FILE.conllu...

Learns a tagger, a parser and the reading of names from treebanks in CoNLL-U and
writes the models below DIR, the root of the project. Documents that are listed
as held out are not learned from; their scores are printed.

  go run ./cmd/train -out . ../shared/gold/syntax/*.conllu

With -only statements it learns how far statements can be believed, from
gold/train.jsonl below DIR, with the models that the program has.

`

func run(args []string, out, errs io.Writer) error {
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	flags.SetOutput(errs)
	root := flags.String("out", "", "the project's root, below which the models are written (default: they are only scored)")
	only := flags.String("only", "", "make only the models of syntax or of names, or the confidence of statements")
	flags.Usage = func() {
		fmt.Fprint(errs, usage)
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() == 0 && *only != "statements" {
		flags.Usage()
		return errors.New("no files to learn from")
	}
	documents, err := readAll(flags.Args())
	if err != nil {
		return err
	}
	start := time.Now()
	t := &trainer{documents: documents, root: *root, out: out, progress: func(step string) {
		fmt.Fprintf(errs, "%4.0f s  %s\n", time.Since(start).Seconds(), step)
	}}
	if *only == "" || *only == "syntax" {
		err = errors.Join(t.words(), t.syntax())
	}
	if *only == "" || *only == "names" {
		err = errors.Join(err, t.names())
	}
	if err == nil && *only == "statements" {
		err = t.statements(*root)
	}
	return err
}

// trainer makes models of documents.
type trainer struct {
	documents []document
	root      string // of the project; "": nothing is written
	out       io.Writer
	progress  func(step string)
}

// words makes the lists of exceptions to the rules of lemmas and of words that
// stand in small letters. The program reads them when it is built: what they
// change is seen in the models of the next run.
func (t *trainer) words() error {
	var sentences []syntax.Sentence
	for i := range t.documents {
		if d := &t.documents[i]; !treebank.HeldOut(d.id) {
			sentences = append(sentences, d.sentences...)
		}
	}
	var lemmas, words bytes.Buffer
	return errors.Join(
		syntax.WriteLemmas(&lemmas, syntax.LearnLemmas(sentences)), syntax.WriteWords(&words, syntax.LearnWords(sentences)),
		t.write("syntax/data/lemmas.txt", lemmas.Bytes()), t.write("syntax/data/common.txt", words.Bytes()),
	)
}

// syntax makes the model of grammar, from trees by people that are not held
// out and from trees by machine, and scores it.
func (t *trainer) syntax() error {
	parsed, err := readParsed()
	if err != nil {
		return err
	}
	examples := byPeople(t.documents)
	t.progress(fmt.Sprintf("%d sentences with trees by people, %d by machine", len(examples), len(parsed)))
	model := syntax.Train(append(examples, parsed...), t.progress)
	if err := printScores(t.out, t.documents, model); err != nil {
		return err
	}
	var packed bytes.Buffer
	if _, err := model.WriteTo(&packed); err != nil {
		return err
	}
	return t.write("syntax/model/english.bin", packed.Bytes())
}

// The times that a sentence is read in a pass: trees by people more often than
// those by machine, and the more often the nearer their genre is to what
// hearsay reads.
var (
	timesOfGenre   = map[string]int{"news": 4, "interview": 3, "speech": 3}
	timesOfMachine = map[string]int{"wikinews": 2, "curev": 2}
)

const timesByPeople = 2

// byPeople lists the sentences of the documents that are not held out.
func byPeople(documents []document) []syntax.Example {
	var examples []syntax.Example
	for i := range documents {
		d := &documents[i]
		if treebank.HeldOut(d.id) {
			continue
		}
		times := cmp.Or(timesOfGenre[treebank.Genre(d.id)], timesByPeople)
		for _, s := range d.sentences {
			examples = append(examples, syntax.Example{Sentence: s, Times: times})
		}
	}
	return examples
}

// names makes the models of names.
func (t *trainer) names() error {
	kinds, joins, err := learnNames(t.documents, t.progress)
	if err != nil {
		return err
	}
	return errors.Join(t.write("names/model/english.bin", kinds), t.write("names/model/joins.bin", joins))
}

// document is a document of a treebank with its trees.
type document struct {
	id        string
	file      string // without its folder and ending
	source    *treebank.Document
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
		all = append(all, document{d.ID, strings.TrimSuffix(filepath.Base(name), ".conllu"), d, sentences})
	}
	return all, nil
}

// write replaces a file of the project at once, so that a model is never half
// a model.
func (t *trainer) write(name string, model []byte) error {
	if t.root == "" {
		return nil
	}
	name = filepath.Join(t.root, filepath.FromSlash(name))
	f, err := os.CreateTemp(filepath.Dir(name), ".model*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(model)
	if err := errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
