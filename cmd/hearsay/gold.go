package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"hearsay/capture"
	"hearsay/internal/report"
	"hearsay/sample"
)

// goldLine is a document of the sample with what was planted in it, in the
// form of "hearsay read --with-text".
type goldLine struct {
	ID         string             `json:"id"`
	Outlet     string             `json:"outlet"`
	Published  string             `json:"published"`
	Language   string             `json:"language"`
	Title      string             `json:"title"`
	URL        string             `json:"url"`
	Text       string             `json:"text"`
	Statements []sample.Statement `json:"statements"`
	Figures    []goldFigure       `json:"figures"`
}

// goldFigure is a planted figure that names its speaker where "hearsay read" does.
type goldFigure struct {
	sample.Figure
	Source report.FigureSource `json:"source"`
}

func goldFigures(d sample.Document) []goldFigure {
	list := []goldFigure{} // [] and not null where there are none
	for _, f := range d.Figures {
		list = append(list, goldFigure{f, report.FigureSource{Name: f.Speaker}})
	}
	return list
}

// writeGold writes the sample as gold, one document a line.
func writeGold(w io.Writer) error {
	truth, err := sample.LoadTruth()
	if err != nil {
		return err
	}
	enc := json.NewEncoder(w)
	for _, d := range truth.Documents {
		text, err := sampleText(d)
		if err != nil {
			return fmt.Errorf("gold of the sample: %s: %w", d.ID, err)
		}
		statements := append([]sample.Statement{}, d.Statements...) // [] and not null where there are none
		if err := enc.Encode(goldLine{d.ID, d.Outlet, d.Published, d.Language, d.Title, d.URL, text, statements, goldFigures(d)}); err != nil {
			return err
		}
	}
	return nil
}

// writeSample returns what writes a file of the sample as it is.
func writeSample(name string) func(w io.Writer) error {
	return func(w io.Writer) error {
		b, err := fs.ReadFile(sample.Files, name)
		if err != nil {
			return err
		}
		_, err = w.Write(b)
		return err
	}
}

// sampleText is the text that the offsets of d refer to.
func sampleText(d sample.Document) (string, error) {
	if d.Plain != "" {
		return d.Plain, nil
	}
	b, err := fs.ReadFile(sample.Files, d.File)
	if err != nil || d.Format == "text" {
		return string(b), err
	}
	number, err := strconv.Atoi(strings.TrimPrefix(d.Record, "line "))
	lines := bytes.Split(b, []byte("\n"))
	if err != nil || number < 1 || number > len(lines) {
		return "", fmt.Errorf("%s has no record %q", d.File, d.Record)
	}
	r, err := capture.ParseRecord(lines[number-1])
	return r.Text, err
}
