package coverage

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
)

// TestArchive prints the coverage of events in an archive of JSON lines (outlet, published,
// title, text), and requires that no outlet with a few dozen documents is said to have left
// anything out:
//
//	HEARSAY_COVERAGE=FILE.jsonl.gz HEARSAY_EVENTS=EVENTS.yaml go test -v -run Archive ./coverage
//
// With HEARSAY_COLLECTED=FROM/TO a register vouches for those days of every outlet.
func TestArchive(t *testing.T) {
	file, events := os.Getenv("HEARSAY_COVERAGE"), os.Getenv("HEARSAY_EVENTS")
	if file == "" || events == "" {
		t.Skip("no archive: set HEARSAY_COVERAGE and HEARSAY_EVENTS")
	}
	docs := readArchive(t, file)
	outlets := Collect(docs)
	from, to, _ := strings.Cut(os.Getenv("HEARSAY_COLLECTED"), "/")
	for i := range outlets {
		outlets[i].From, outlets[i].To = from, to
	}
	start := time.Now()
	list := readEventsFile(t, events)
	for _, e := range list {
		table := coverOf(t, list, e, outlets, docs)
		logTable(t, table)
		for _, r := range table.Rows {
			for k, cell := range r.Cells {
				if r.Proof.InAll < enoughInAll && slices.Contains([]State{NoneFound, WithoutAspect, Late}, cell.State) {
					t.Errorf("%s: %s: %s: %s with %d documents in all", e.Name, r.Outlet, table.Columns[k], cell.State, r.Proof.InAll)
				}
			}
		}
	}
	spent := time.Since(start)
	t.Logf("%d documents against %d events: %v, %.0f documents a second and event", len(docs), len(list), spent, float64(len(docs)*len(list))/spent.Seconds())
	if os.Getenv("HEARSAY_BURSTS") != "" {
		for _, p := range Bursts(docs) {
			t.Log(p.Event.From, p.Why)
		}
	}
}

func coverOf(t *testing.T, events []Event, e Event, outlets []Collection, docs []corpus.Document) Table {
	t.Helper()
	var like []Event
	for _, other := range events {
		if other.Name == e.Earlier || other.Earlier == e.Name {
			like = append(like, other)
		}
	}
	print := e.Fingerprint(like...)
	var hits []Hit
	for _, d := range docs {
		if hit, ok := print.Match(d); ok {
			hits = append(hits, hit)
		}
	}
	table, err := Cover(e, outlets, hits)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func logTable(t *testing.T, table Table) {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s to %s\n", table.Event.Name, table.Days.From, table.Days.To)
	for _, r := range table.Rows {
		fmt.Fprintf(&b, "  %-20s items %d of %d, own rate %.2f expected, chance %.2g, %d of %d windows empty\n", r.Outlet,
			r.Proof.Items, r.Proof.InAll, r.Proof.Own.Expected, r.Proof.Own.Chance, r.Proof.Own.Empty, r.Proof.Own.Windows)
		for k, c := range r.Cells {
			first := ""
			if c.First != nil {
				first = c.First.Published + " " + fmt.Sprint(c.First.Document)
			}
			fmt.Fprintf(&b, "      %-16s %-24s %s %s %s\n", table.Columns[k], c.State, first, c.Why, c.Doubt)
		}
	}
	t.Log(b.String())
}

func readEventsFile(t *testing.T, path string) []Event {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list, err := ReadEvents(f)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// readArchive reads JSON lines, packed or not.
func readArchive(t *testing.T, path string) []corpus.Document {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	var docs []corpus.Document
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, mostText*16)
	for lines.Scan() {
		var row struct{ URL, Outlet, Published, Title, Text string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		d := story(row.Outlet, row.Published, row.Title, row.Text)
		d.ID = row.URL
		docs = append(docs, d)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return docs
}

// story is a document of a title and paragraphs, set apart by empty lines.
func story(outlet, published, title, text string) corpus.Document {
	d := corpus.Document{Outlet: outlet, Published: published, Title: title}
	for i, part := range append([]string{title}, strings.Split(text, "\n\n")...) {
		if strings.TrimSpace(part) == "" {
			continue
		}
		if d.Text != "" {
			d.Text += "\n\n"
		}
		kind := corpus.Paragraph
		if i == 0 {
			kind = corpus.Title
		}
		d.Blocks = append(d.Blocks, corpus.Block{Span: corpus.Span{Start: len(d.Text), End: len(d.Text) + len(part)}, Kind: kind})
		d.Text += part
	}
	d.ID = fmt.Sprintf("%s %s %.20s", outlet, published, d.Text)
	return d
}
