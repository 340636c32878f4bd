package capture

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
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
	File   string // as written, with forward slashes
	Row    int    // 1 is the first row after the header
	Fields []corpus.Observation
}

// readIndex reads rows from a CSV file called name. A row that cannot be read
// is reported in errs, and the others are read. ok is false for a CSV file
// that is no index because no column is called "file".
func readIndex(name string, r io.Reader) (rows []indexRow, errs []error, ok bool) {
	table := newTable(r)
	header, err := table.Read()
	if err != nil {
		return nil, nil, false
	}
	for i := range header {
		header[i] = strings.ToLower(strings.TrimSpace(header[i]))
	}
	file := slices.Index(header, fileColumn)
	if file < 0 {
		return nil, nil, false
	}
	for n := 1; ; n++ {
		cells, err := table.Read()
		if err == io.EOF {
			return rows, errs, true
		}
		if err == nil && strings.TrimSpace(cell(cells, file)) == "" {
			err = errors.New("names no file")
		}
		if err != nil {
			errs = append(errs, &corpus.RecordError{File: name, Record: fmt.Sprintf("row %d", n), Err: err})
			var bad *csv.ParseError
			if err != nil && cells == nil && !errors.As(err, &bad) {
				return rows, errs, true // the reader itself failed
			}
			continue
		}
		rows = append(rows, readRow(name, n, file, header, cells))
	}
}

// newTable reads CSV as it is met: with or without a byte order mark, with
// commas, semicolons or tabs, with rows of differing length.
func newTable(r io.Reader) *csv.Reader {
	br := bufio.NewReaderSize(transform.NewReader(r, uni.BOMOverride(transform.Nop)), headSize)
	head, _ := br.Peek(headSize)
	line, _, _ := strings.Cut(string(head), "\n")
	table := csv.NewReader(br)
	table.FieldsPerRecord = -1
	table.LazyQuotes = true
	for _, comma := range []rune{';', '\t'} {
		if !strings.ContainsRune(line, ',') && strings.ContainsRune(line, comma) {
			table.Comma = comma
		}
	}
	return table
}

func readRow(name string, n, file int, header, cells []string) indexRow {
	row := indexRow{File: filepath.ToSlash(strings.TrimSpace(cells[file])), Row: n}
	origin := fmt.Sprintf("%s row %d", filepath.Base(name), n)
	for i, column := range header {
		value := strings.TrimSpace(cell(cells, i))
		if i == file || value == "" || column == "" {
			continue
		}
		field, known := indexFields[column]
		if !known {
			field = corpus.Field("x-" + column)
		}
		values := []string{value}
		if field == corpus.FieldAuthor {
			values = strings.Split(value, ";")
		}
		for _, v := range values {
			if v = strings.TrimSpace(v); v != "" {
				row.Fields = append(row.Fields, corpus.Observation{Field: field, Value: v, Origin: origin})
			}
		}
	}
	return row
}

func cell(cells []string, i int) string {
	if i < len(cells) {
		return cells[i]
	}
	return ""
}
