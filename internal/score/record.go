package score

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"hearsay/corpus"
)

// Entry is a named score: a line of a record.
type Entry struct {
	Name  string // "statements.exact.f1"; no white space
	Value float64
}

// Entries returns the reader's scores under names that begin with prefix
// and a full stop, in a stable order: the number of documents and of gold
// statements, then precision, recall and F1 of each measure and, from the
// matches at Jaccard >= 0.5, the shares of cues, speakers, names and chains. A share
// of nothing is left out.
func (r Report) Entries(prefix string) []Entry {
	var out []Entry
	add := func(name string, v float64) { out = append(out, Entry{prefix + "." + name, v}) }
	add("documents", float64(r.Documents))
	for i, m := range r.Reader {
		if i == 0 {
			add("gold", float64(m.Gold))
		}
		add(m.Name+".precision", m.Precision())
		add(m.Name+".recall", m.Recall())
		add(m.Name+".f1", m.F1())
		if m.Name != "jaccard-0.5" {
			continue
		}
		for _, s := range []struct {
			name  string
			share Share
		}{{"cue", m.Cue}, {"speaker", m.Speaker}, {"name", m.Named}, {"chain", m.Chain}} {
			if s.share.Of > 0 {
				add(m.Name+"."+s.name, s.share.Value())
			}
		}
	}
	return out
}

// Difference is a score that is not what was recorded.
type Difference struct {
	Name     string
	Recorded string // "" when it is not recorded
	Measured string // "" when it was not measured
}

// String says what happened to the score: fell, rose, new, gone.
func (d Difference) String() string {
	recorded, _ := strconv.ParseFloat(d.Recorded, 64)
	measured, _ := strconv.ParseFloat(d.Measured, 64)
	switch {
	case d.Recorded == "":
		return fmt.Sprintf("%s is not recorded: measured %s", d.Name, d.Measured)
	case d.Measured == "":
		return fmt.Sprintf("%s was not measured: recorded %s", d.Name, d.Recorded)
	case measured < recorded:
		return fmt.Sprintf("%s fell from %s to %s", d.Name, d.Recorded, d.Measured)
	default:
		return fmt.Sprintf("%s rose from %s to %s and is not recorded", d.Name, d.Recorded, d.Measured)
	}
}

// CheckRecord returns where measured differs from recorded, to the three
// decimals that a record holds: falls, rises, scores that are missing on
// either side. First those of measured, in its order, then the others in
// theirs. None means that the record is up to date.
func CheckRecord(recorded, measured []Entry) []Difference {
	before := map[string]string{}
	for _, e := range recorded {
		before[e.Name] = e.value()
	}
	var out []Difference
	for _, e := range measured {
		if was := before[e.Name]; was != e.value() {
			out = append(out, Difference{Name: e.Name, Recorded: was, Measured: e.value()})
		}
		delete(before, e.Name)
	}
	for _, e := range recorded {
		if was, ok := before[e.Name]; ok {
			out = append(out, Difference{Name: e.Name, Recorded: was})
		}
	}
	return out
}

func (e Entry) value() string { return strconv.FormatFloat(e.Value, 'f', 3, 64) }

// recordHead begins a record.
const recordHead = `# Scores of the reader on the gold that ships with the project: name, value.
# A test fails when one falls, and when one rises that is not written here.
# Write today's scores with: go test ./cmd/hearsay -run Score -update
`

// WriteRecord writes scores as a record: a comment that says what it is,
// then one score a line, its name, blanks and its value to three decimals.
func WriteRecord(w io.Writer, entries []Entry) error {
	b := bufio.NewWriter(w)
	fmt.Fprint(b, recordHead)
	width := 0
	for _, e := range entries {
		width = max(width, len(e.Name))
	}
	for _, e := range entries {
		fmt.Fprintf(b, "%-*s %s\n", width, e.Name, e.value())
	}
	return b.Flush()
}

// ReadRecord reads what [WriteRecord] writes. Empty lines and what follows a
// "#" are skipped; a line that is no score, or a second one of the same
// name, is an error that names the line.
func ReadRecord(r io.Reader) ([]Entry, error) {
	var out []Entry
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line, _, _ := strings.Cut(lines.Text(), "#")
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		e, err := parseEntry(fields)
		if err == nil && slices.ContainsFunc(out, func(g Entry) bool { return g.Name == e.Name }) {
			err = fmt.Errorf("%s stands there twice: %w", e.Name, corpus.ErrInvalid)
		}
		if err != nil {
			return nil, fmt.Errorf("score: record line %d: %w", n, err)
		}
		out = append(out, e)
	}
	return out, lines.Err()
}

func parseEntry(fields []string) (Entry, error) {
	if len(fields) != 2 {
		return Entry{}, fmt.Errorf("%d words where a name and a value belong: %w", len(fields), corpus.ErrInvalid)
	}
	v, err := strconv.ParseFloat(fields[1], 64)
	return Entry{Name: fields[0], Value: v}, err
}
