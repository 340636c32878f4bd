package capture

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	uni "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"hearsay/corpus"
)

// fileColumn is the column that makes a CSV file an index.
const fileColumn = "file"

// indexFields are the columns of an index that the program understands.
var indexFields = map[string]corpus.Field{
	"title": corpus.FieldTitle, "outlet": corpus.FieldOutlet, "author": corpus.FieldAuthor, "published": corpus.FieldPublished,
	"language": corpus.FieldLanguage, "url": corpus.FieldURL, "id": corpus.FieldID,
}

// indexRow is what one row of an index says about the file that it names.
type indexRow struct {
	File   string // as written, in its bytes, with forward slashes
	Row    int    // 1 is the first row after the header
	Fields []corpus.Observation
}

// readIndex reads rows from a CSV file called name. A row that cannot be read
// is reported in errs, and the others are read. ok is false for a CSV file
// that is no index because no column is called "file".
func readIndex(name string, r io.Reader) (rows []indexRow, errs []error, ok bool) {
	t, err := newTable(r)
	if err != nil {
		return nil, nil, false
	}
	file := slices.Index(t.header, fileColumn)
	if file < 0 {
		return nil, nil, false
	}
	fail := func(record string, err error) {
		errs = append(errs, &corpus.RecordError{File: name, Record: record, Err: err})
	}
	for _, column := range t.repeated() {
		fail("header", fmt.Errorf("column %q stands twice: the first is used", column))
	}
	named := map[string]int{}
	for n := 1; ; n++ {
		cells, err := t.row()
		if err == io.EOF {
			return rows, errs, true
		}
		row, err := readRow(name, n, t.header, cells, err)
		at := path.Clean(row.File)
		if first := named[at]; err == nil && first > 0 {
			err = fmt.Errorf("file %q is named in row %d already", row.File, first)
		}
		if err != nil {
			fail(fmt.Sprintf("row %d", n), err)
			continue
		}
		named[at] = n
		rows = append(rows, row)
	}
}

// table is CSV as it is met: with or without a byte order mark, with commas,
// semicolons or tabs. A line with broken quotes is a bad row alone and never
// takes the lines behind it along.
type table struct {
	lines  []string // that are not read yet
	comma  rune
	header []string // in lower case
}

// newTable reads the header of a table.
func newTable(r io.Reader) (*table, error) {
	b, broken, err := readRecord(transform.NewReader(r, uni.BOMOverride(transform.Nop)))
	if err = errors.Join(err, broken); err != nil {
		return nil, err
	}
	text := strings.ReplaceAll(string(b), "\r\n", "\n")
	t := &table{lines: strings.Split(text, "\n"), comma: ','}
	for _, comma := range []rune{';', '\t'} {
		if !strings.ContainsRune(t.lines[0], ',') && strings.ContainsRune(t.lines[0], comma) {
			t.comma = comma
		}
	}
	if t.header, err = t.row(); err != nil {
		return nil, err
	}
	for i := range t.header {
		t.header[i] = strings.ToLower(strings.TrimSpace(strings.ToValidUTF8(t.header[i], "\uFFFD")))
	}
	return t, nil
}

// repeated returns the columns that the header has twice, in order.
func (t *table) repeated() (columns []string) {
	for i, column := range t.header {
		if column != "" && slices.Contains(t.header[:i], column) && !slices.Contains(columns, column) {
			columns = append(columns, column)
		}
	}
	return columns
}

// row returns the cells of the next row, io.EOF behind the last.
func (t *table) row() ([]string, error) {
	for len(t.lines) > 0 && strings.TrimSpace(t.lines[0]) == "" {
		t.lines = t.lines[1:]
	}
	if len(t.lines) == 0 {
		return nil, io.EOF
	}
	n := t.height()
	cells, err := t.cells(strings.Join(t.lines[:n], "\n"))
	if err == nil && t.header != nil && len(cells) != len(t.header) {
		err = fmt.Errorf("has %d fields where the header has %d", len(cells), len(t.header))
	}
	if err != nil {
		n = 1 // what follows may be rows of their own
	}
	t.lines = t.lines[n:]
	return cells, err
}

// maxHeight is how many lines a row may have: a quoted cell holds a summary at
// most.
const maxHeight = 50

// height returns how many lines the next row has: it goes on while a quote is
// open, but not over a line that is a whole row by itself.
func (t *table) height() int {
	quotes := 0
	for i, line := range t.lines[:min(len(t.lines), maxHeight)] {
		if i > 0 && !strings.Contains(line, `"`) {
			if cells, err := t.cells(line); err == nil && len(cells) == len(t.header) {
				return 1
			}
		}
		if quotes += strings.Count(line, `"`); quotes%2 == 0 {
			return i + 1
		}
	}
	return 1
}

func (t *table) cells(text string) ([]string, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = t.comma
	cells, err := r.Read()
	if err != nil {
		return nil, errQuotes // the one thing that can be wrong
	}
	return cells, nil
}

var errQuotes = errors.New("broken quotes")

// readRow makes row n of an index from cells, unless they could not be read.
func readRow(name string, n int, header, cells []string, err error) (indexRow, error) {
	if err != nil {
		return indexRow{}, err
	}
	row := indexRow{Row: n}
	origin := fmt.Sprintf("%s row %d", filepath.Base(name), n)
	for i, column := range header {
		value := strings.TrimSpace(cells[i])
		switch {
		case slices.Index(header, column) < i || value == "" || column == "":
		case column == fileColumn:
			row.File = filepath.ToSlash(value)
		default:
			row.see(column, value, origin)
		}
	}
	if row.File == "" {
		return row, errors.New("names no file")
	}
	return row, nil
}

// see adds what a cell says.
func (row *indexRow) see(column, value, origin string) {
	field, known := indexFields[column]
	if !known {
		field = corpus.Field("x-" + column)
	}
	values := []string{value}
	if field == corpus.FieldAuthor {
		values = strings.Split(value, ";")
	}
	for _, v := range values {
		if v = strings.TrimSpace(strings.ToValidUTF8(v, "\uFFFD")); v != "" {
			row.Fields = append(row.Fields, corpus.Observation{Field: field, Value: v, Origin: origin})
		}
	}
}
