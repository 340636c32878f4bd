package pipeline

import (
	"context"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/internal/store"
)

//go:embed data/audience.txt
var audienceList string

// Imported tells what importing a register did.
type Imported struct {
	Rows, Changed int                   // rows that could be read, and those of them that say something new
	Failed        []*corpus.RecordError // rows, columns and cells that could not be taken
}

// ImportOutlets takes a register of outlets in, a CSV file with a column "name"
// and any of [store.OutletFieldNames]. Every cell that is not empty says what
// an outlet is from now on; an empty one says nothing, "unknown" that nobody
// knows. A row that cannot be taken is told with its line and the rest goes on,
// as it does without a column that is not known.
//
// state_run may be yes, no, true or false. audience may be domestic, foreign or
// both, or say in words who the readers are: the words are kept as readers, and
// where they tell where readers live, that is the audience.
func ImportOutlets(ctx context.Context, st *store.Store, file string, r io.Reader, by string) (done Imported, err error) {
	changes, failed := ReadOutlets(file, r)
	done.Failed = failed
	list := make([]store.OutletChange, len(changes))
	for i, c := range changes {
		list[i] = c.OutletChange
	}
	results, err := st.SetOutlets(ctx, by, list)
	if err != nil {
		return done, fmt.Errorf("import %s: %w", file, err)
	}
	for i, res := range results {
		switch {
		case res.Err != nil:
			done.Failed = append(done.Failed, &corpus.RecordError{File: file, Record: lineOf(changes[i].Line), Err: res.Err})
			continue
		case res.Changed:
			done.Changed++
		}
		done.Rows++
	}
	return done, nil
}

// OutletRow is a row of a register.
type OutletRow struct {
	store.OutletChange
	Line int // of the file, from 1
}

func lineOf(n int) string { return fmt.Sprintf("line %d", n) }

// maxRegister bounds what is read of a register: every row is in memory.
const maxRegister = 16 << 20

// ReadOutlets reads a register and tells what of it cannot be read.
func ReadOutlets(file string, r io.Reader) (rows []OutletRow, failed []*corpus.RecordError) {
	fail := func(line int, format string, args ...any) {
		failed = append(failed, &corpus.RecordError{File: file, Record: lineOf(line), Err: fmt.Errorf(format, args...)})
	}
	in := csv.NewReader(io.LimitReader(withoutMark(r), maxRegister))
	in.FieldsPerRecord, in.TrimLeadingSpace = -1, true
	var columns []string
	for {
		cells, err := in.Read()
		if err == io.EOF {
			break
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			fail(wrong.StartLine, "%w", wrong.Err)
			continue
		}
		if err != nil {
			failed = append(failed, &corpus.RecordError{File: file, Err: err})
			break
		}
		line, _ := in.FieldPos(0)
		switch {
		case columns == nil:
			if columns = columnsOf(cells, func(format string, args ...any) { fail(line, format, args...) }); !slices.Contains(columns, "name") {
				fail(line, "no column is called \"name\"")
				return nil, failed
			}
		case len(cells) > len(columns):
			fail(line, "%d fields, and %d columns", len(cells), len(columns))
		default:
			rows = append(rows, rowOf(file, line, columns, cells))
		}
	}
	if columns == nil {
		failed = append(failed, &corpus.RecordError{File: file, Err: errors.New("no header")})
	}
	return rows, failed
}

// withoutMark drops a byte order mark.
func withoutMark(r io.Reader) io.Reader {
	var head [3]byte
	n, err := io.ReadFull(r, head[:])
	if string(head[:n]) == "\ufeff" {
		n = 0
	}
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return strings.NewReader(string(head[:n]))
	}
	return io.MultiReader(strings.NewReader(string(head[:n])), broken{err}, r)
}

// broken gives an error, unless it is nil.
type broken struct{ err error }

func (b broken) Read([]byte) (int, error) {
	if b.err == nil {
		return 0, io.EOF
	}
	return 0, b.err
}

// ownColumns are those of "hearsay outlets --csv" that say what the documents
// do, not what a person knows.
const ownColumns = " registered documents from to "

func columnsOf(cells []string, fail func(format string, args ...any)) (columns []string) {
	known := append([]string{"name"}, store.OutletFieldNames()...)
	for _, c := range cells {
		c = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(c)), " ", "_")
		if !slices.Contains(known, c) && !strings.Contains(ownColumns, " "+c+" ") {
			fail("column %q is not known, and passed over; known are %s", c, strings.Join(known, ", "))
			c = ""
		}
		columns = append(columns, c)
	}
	return columns
}

func rowOf(file string, line int, columns, cells []string) OutletRow {
	row := OutletRow{Line: line}
	row.Origin, row.Create = fmt.Sprintf("%s line %d", file, line), true
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		switch column := columns[i]; {
		case column == "name":
			row.Name = cell
		case cell == "" || column == "" || strings.Contains(ownColumns, " "+column+" "):
		case strings.EqualFold(cell, "unknown"):
			row.Fields = append(row.Fields, store.OutletField{Name: column})
		case column == "state_run":
			row.Fields = append(row.Fields, store.OutletField{Name: column, Value: yesOrNo(cell)})
		case column == "audience":
			row.Fields = append(row.Fields, audienceOf(cell)...)
		default:
			row.Fields = append(row.Fields, store.OutletField{Name: column, Value: cell})
		}
	}
	return row
}

func yesOrNo(cell string) string {
	switch strings.ToLower(cell) {
	case "true":
		return "yes"
	case "false":
		return "no"
	}
	return cell
}

// audienceOf takes one of the audiences, or words about the readers.
func audienceOf(cell string) []store.OutletField {
	word := corpus.Audience(strings.ToLower(cell))
	if word == corpus.Domestic || word == corpus.Foreign || word == corpus.Both {
		return []store.OutletField{{Name: "audience", Value: string(word)}}
	}
	readers := store.OutletField{Name: "readers", Value: cell}
	found := map[corpus.Audience]bool{}
	for line := range strings.Lines(audienceList) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		for _, w := range strings.Fields(strings.ToLower(cell)) {
			if slices.Contains(words[1:], strings.Trim(w, ".,;")) {
				found[corpus.Audience(words[0])] = true
			}
		}
	}
	switch {
	case len(found) == 2:
		return []store.OutletField{readers, {Name: "audience", Value: string(corpus.Both)}}
	case found[corpus.Domestic]:
		return []store.OutletField{readers, {Name: "audience", Value: string(corpus.Domestic)}}
	case found[corpus.Foreign]:
		return []store.OutletField{readers, {Name: "audience", Value: string(corpus.Foreign)}}
	}
	return []store.OutletField{readers}
}
