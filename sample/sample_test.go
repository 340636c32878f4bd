package sample

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func loadTruth(t *testing.T) *Truth {
	t.Helper()
	truth, err := LoadTruth()
	if err != nil {
		t.Fatal(err)
	}
	return truth
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	data, err := Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

type post struct{ URL, Published, Outlet, Language, Title, Text string }

// readPost returns the JSONL line that a record "line N" names.
func readPost(t *testing.T, d Document) post {
	t.Helper()
	var n int
	if _, err := fmt.Sscanf(d.Record, "line %d", &n); err != nil {
		t.Fatalf("%s: record %q: %v", d.ID, d.Record, err)
	}
	scanner := bufio.NewScanner(strings.NewReader(readFile(t, d.File)))
	for i := 1; scanner.Scan(); i++ {
		if i != n {
			continue
		}
		var p post
		if err := json.Unmarshal(scanner.Bytes(), &p); err != nil {
			t.Fatalf("%s: %v", d.ID, err)
		}
		return p
	}
	t.Fatalf("%s: no %s in %s", d.ID, d.Record, d.File)
	return post{}
}

// frozen returns the text that a document's offsets refer to.
func frozen(t *testing.T, d Document) string {
	t.Helper()
	switch d.Format {
	case "text":
		return readFile(t, d.File)
	case "jsonl":
		return readPost(t, d).Text
	case "html", "rss":
		return d.Plain
	}
	t.Fatalf("%s: format %q", d.ID, d.Format)
	return ""
}

func spans(d Document) []Span {
	var all []Span
	for _, s := range d.Statements {
		all = append(all, s.Content...)
		all = append(all, s.Source.Spans...)
		if s.Cue != nil {
			all = append(all, *s.Cue)
		}
	}
	for _, n := range d.NotStatements {
		all = append(all, n.Span)
	}
	for _, f := range d.Figures {
		all = append(all, f.Span)
	}
	return all
}

func checkSpan(t *testing.T, id string, text []rune, s Span) {
	t.Helper()
	if s.Start < 0 || s.Start >= s.End || s.End > len(text) {
		t.Errorf("%s: %d:%d is outside of 0:%d (%q)", id, s.Start, s.End, len(text), s.Quote)
		return
	}
	if got := string(text[s.Start:s.End]); got != s.Quote {
		t.Errorf("%s: %d:%d is %q, want %q", id, s.Start, s.End, got, s.Quote)
	}
}

func TestQuotesStandAtTheirOffsets(t *testing.T) {
	truth := loadTruth(t)
	texts := map[string][]rune{}
	for _, d := range truth.Documents {
		texts[d.ID] = []rune(frozen(t, d))
		for _, s := range spans(d) {
			checkSpan(t, d.ID, texts[d.ID], s)
		}
		for _, s := range d.Statements {
			for _, c := range s.Content {
				if strings.ContainsAny(c.Quote, "\"“”") || c.Quote != strings.TrimSpace(c.Quote) {
					t.Errorf("%s: content %q holds quotation marks or outer space", s.ID, c.Quote)
				}
			}
		}
	}
	for _, n := range truth.Narratives {
		for _, p := range n.Passages {
			checkSpan(t, n.Name+" in "+p.Document, texts[p.Document], p.Span)
		}
	}
	for _, c := range truth.Claims {
		for _, p := range c.Documents {
			if p.Statement == "" {
				checkSpan(t, c.Name+" in "+p.Document, texts[p.Document], Span{Range{p.Start, p.End}, p.Quote})
			}
		}
	}
}

var (
	space     = regexp.MustCompile(`\s+`)
	inlineTag = regexp.MustCompile(`</?(a|em|strong|b|i)(\s[^>]*)?>`)
)

// visible drops inline tags, unescapes entities and collapses white space.
func visible(source string) string {
	return space.ReplaceAllString(html.UnescapeString(inlineTag.ReplaceAllString(source, "")), " ")
}

func TestPlainStandsInItsSource(t *testing.T) {
	for _, d := range loadTruth(t).Documents {
		if d.Plain == "" {
			continue
		}
		source := visible(readFile(t, d.File))
		for i, block := range strings.Split(d.Plain, "\n\n") {
			if !strings.Contains(source, block) {
				t.Errorf("%s: block %d is not in %s: %q", d.ID, i, d.File, block)
			}
		}
	}
}

func TestCrudIsWholeLines(t *testing.T) {
	for _, d := range loadTruth(t).Documents {
		text := []rune(frozen(t, d))
		for _, c := range d.Crud {
			startsLine := c.Start == 0 || text[c.Start-1] == '\n'
			endsLine := c.End == len(text) || text[c.End] == '\n'
			if !startsLine || !endsLine {
				t.Errorf("%s: crud %d:%d is not a whole line", d.ID, c.Start, c.End)
			}
			for _, s := range spans(d) {
				if s.Start < c.End && c.Start < s.End {
					t.Errorf("%s: %q lies in crud", d.ID, s.Quote)
				}
			}
		}
	}
}

func TestIDsAreUnique(t *testing.T) {
	seen := map[string]bool{}
	note := func(id string) {
		if id == "" || seen[id] {
			t.Errorf("ID %q is empty or stands twice", id)
		}
		seen[id] = true
	}
	truth := loadTruth(t)
	for _, d := range truth.Documents {
		note(d.ID)
		for _, s := range d.Statements {
			note(s.ID)
		}
		for _, f := range d.Figures {
			note(f.ID)
		}
	}
	for _, o := range truth.Outlets {
		note("outlet " + o.Name)
	}
	for _, e := range truth.Entities {
		note("entity " + e.Name)
	}
	for _, e := range truth.Events {
		note("event " + e.Name)
	}
}

// quotes maps the IDs of documents, statements and figures to a quote of theirs.
func quotes(truth *Truth) map[string]string {
	known := map[string]string{}
	for _, d := range truth.Documents {
		known[d.ID] = d.Title
		for _, s := range d.Statements {
			known[s.ID] = s.Content[0].Quote
		}
		for _, f := range d.Figures {
			known[f.ID] = f.Quote
		}
	}
	return known
}

func TestReferencesResolve(t *testing.T) {
	truth := loadTruth(t)
	known := quotes(truth)
	outlet := map[string]string{}
	registered := map[string]bool{}
	for _, o := range truth.Outlets {
		registered[o.Name] = true
	}
	for _, d := range truth.Documents {
		outlet[d.ID] = d.Outlet
		if !registered[d.Outlet] {
			t.Errorf("%s: outlet %q is not in the register", d.ID, d.Outlet)
		}
	}
	document := func(id string) {
		if _, ok := outlet[id]; !ok {
			t.Errorf("no document %q", id)
		}
	}
	passage := func(p Passage) {
		document(p.Document)
		if p.Statement != "" && (known[p.Statement] != p.Quote || path.Dir(p.Statement) != p.Document) {
			t.Errorf("statement %q is %q, want %q", p.Statement, known[p.Statement], p.Quote)
		}
	}
	figure := func(f FigureRef) {
		document(f.Document)
		if known[f.Figure] != f.Quote || path.Dir(f.Figure) != f.Document {
			t.Errorf("figure %q is %q, want %q", f.Figure, known[f.Figure], f.Quote)
		}
	}
	for _, c := range truth.Claims {
		outlets := map[string]bool{}
		for _, p := range c.Documents {
			passage(p)
			outlets[outlet[p.Document]] = true
		}
		if len(outlets) != c.Outlets {
			t.Errorf("claim %q: %d outlets, want %d", c.Name, len(outlets), c.Outlets)
		}
	}
	for _, p := range truth.FigurePairs {
		figure(p.A)
		figure(p.B)
		if p.Plus != nil {
			figure(*p.Plus)
		}
	}
	for _, d := range truth.Denials {
		passage(d.A)
		passage(d.B)
	}
	for _, c := range truth.Copies {
		document(c.A)
		document(c.B)
	}
	for _, r := range truth.Revisions {
		document(r.A)
		document(r.B)
	}
	for _, h := range truth.Headlines {
		document(h.Document)
		if known[h.Document] != h.Headline {
			t.Errorf("%s: headline %q, want %q", h.Document, known[h.Document], h.Headline)
		}
	}
	for _, e := range truth.Entities {
		for _, id := range e.Documents {
			document(id)
		}
	}
	for _, e := range truth.Events {
		for _, c := range e.Coverage {
			if !registered[c.Outlet] || !slices.Contains(e.Aspects, c.Aspect) {
				t.Errorf("event %q: %q, %q", e.Name, c.Outlet, c.Aspect)
			}
		}
	}
}

func TestEntitiesAreNamedInTheirDocuments(t *testing.T) {
	truth := loadTruth(t)
	texts := map[string]string{}
	for _, d := range truth.Documents {
		texts[d.ID] = frozen(t, d)
	}
	for _, e := range truth.Entities {
		for _, id := range e.Documents {
			if !slices.ContainsFunc(e.Variants, func(v string) bool { return strings.Contains(texts[id], v) }) {
				t.Errorf("%s is not named in %s", e.Name, id)
			}
		}
	}
}

func TestIndexListsEveryText(t *testing.T) {
	index := "collection/texts/index.csv"
	rows, err := csv.NewReader(strings.NewReader(readFile(t, index))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string][]string{}
	for _, row := range rows[1:] {
		listed["collection/texts/"+row[0]] = row
	}
	for _, d := range loadTruth(t).Documents {
		if d.Format != "text" {
			continue
		}
		got := listed[d.File]
		if len(got) != 8 || !slices.Equal(got[1:5], []string{d.Outlet, d.Published, d.Language, d.Title}) || got[6] != d.URL {
			t.Errorf("%s: the index says %q of %s", d.ID, got, d.File)
		}
		delete(listed, d.File)
	}
	for name := range listed {
		t.Errorf("%s lists %s, which is no document", index, name)
	}
}

func TestPostsCarryTheirMetadata(t *testing.T) {
	for _, d := range loadTruth(t).Documents {
		if d.Format != "jsonl" {
			continue
		}
		want := post{d.URL, d.Published, d.Outlet, d.Language, d.Title, ""}
		got := readPost(t, d)
		got.Text = ""
		if got != want {
			t.Errorf("%s: got %+v, want %+v", d.ID, got, want)
		}
	}
}

func TestFeedIsWellFormed(t *testing.T) {
	var feed struct {
		Items []struct {
			GUID string `xml:"guid"`
			Link string `xml:"link"`
		} `xml:"channel>item"`
	}
	if err := xml.NewDecoder(bytes.NewReader([]byte(readFile(t, "collection/feed.xml")))).Decode(&feed); err != nil {
		t.Fatal(err)
	}
	links := map[string]string{}
	for _, item := range feed.Items {
		links[item.GUID] = item.Link
	}
	n := 0
	for _, d := range loadTruth(t).Documents {
		if d.Format == "rss" {
			n++
			if links[d.Record] != d.URL {
				t.Errorf("%s: guid %q links to %q, want %q", d.ID, d.Record, links[d.Record], d.URL)
			}
		}
	}
	if n != len(feed.Items) {
		t.Errorf("%d feed items are documents, want %d", n, len(feed.Items))
	}
}

func TestEveryFileIsListed(t *testing.T) {
	listed := map[string]bool{"collection/texts/index.csv": true}
	for _, d := range loadTruth(t).Documents {
		listed[d.File] = true
	}
	err := fs.WalkDir(Files, "collection", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !listed[name] {
			t.Errorf("%s belongs to no document", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestCopiesAndRevisions(t *testing.T) {
	truth := loadTruth(t)
	byID := map[string]Document{}
	for _, d := range truth.Documents {
		byID[d.ID] = d
	}
	for _, c := range truth.Copies {
		whole := strings.Contains(frozen(t, byID[c.A]), frozen(t, byID[c.B]))
		if whole != (c.Kind == "exact") {
			t.Errorf("%s holds %s: %v, but the copy is %s", c.A, c.B, whole, c.Kind)
		}
	}
	for _, r := range truth.Revisions {
		a, b := byID[r.A], byID[r.B]
		if a.URL != b.URL || frozen(t, a) == frozen(t, b) {
			t.Errorf("%s and %s are no revisions of one item", r.A, r.B)
		}
	}
}

// planted counts each kind of planted thing under a readable name.
func planted(truth *Truth) map[string]int {
	n := map[string]int{}
	for _, d := range truth.Documents {
		n["format "+d.Format]++
		n["language "+d.Language]++
		n[fmt.Sprintf("date of %d characters", len(d.Published))]++
		n["not a statement"] += len(d.NotStatements)
		n["crud"] += len(d.Crud)
		for _, s := range d.Statements {
			n["kind "+s.Kind]++
			n["polarity "+s.Polarity]++
			n["identified "+s.Source.Identified]++
			n["mode "+s.Mode]++
			n[fmt.Sprintf("via %d", len(s.Via))]++
			for _, tag := range s.Tags {
				n["tag "+tag]++
			}
		}
		for _, f := range d.Figures {
			n["bound "+f.Bound]++
			n["status "+f.Status]++
			n["method "+f.Method]++
			n["measure "+f.Measure]++
		}
	}
	for _, p := range truth.FigurePairs {
		n["pair "+p.Label]++
		if p.Plus != nil {
			n["pair after addition"]++
		}
	}
	for _, d := range truth.Denials {
		n["denial "+d.Label]++
	}
	for _, c := range truth.Copies {
		n["copy "+c.Kind]++
	}
	for _, e := range truth.Events {
		for _, c := range e.Coverage {
			n["coverage "+c.State]++
		}
		if e.Earlier != "" {
			n["earlier event"]++
		}
	}
	for _, c := range truth.Claims {
		for _, p := range c.Documents {
			if !p.OriginStated && p.Statement == "" {
				n["claim in own voice"]++
			}
		}
		if c.Outlets >= 5 && c.Origins == 1 {
			n["one origin of many outlets"]++
		}
	}
	for _, narrative := range truth.Narratives {
		for _, p := range narrative.Passages {
			n["stance "+p.Stance]++
		}
	}
	for _, o := range truth.Outlets {
		if o.EditionOf != "" {
			n["edition"]++
		}
	}
	n["revision"] = len(truth.Revisions)
	n["headline"] = len(truth.Headlines)
	return n
}

func TestEachKindIsPlanted(t *testing.T) {
	got := planted(loadTruth(t))
	for _, want := range []string{
		"format text", "format html", "format rss", "format jsonl", "language en", "language ru", "language ko",
		"date of 7 characters", "date of 10 characters", "not a statement", "crud",
		"kind direct", "kind indirect", "kind mixed",
		"polarity assert", "polarity deny", "polarity decline", "polarity silence",
		"identified named", "identified partial", "identified pseudonym", "identified unnamed",
		"mode report", "mode opinion", "mode forecast", "mode threat", "mode promise",
		"via 0", "via 1", "via 2",
		"tag interrupted", "tag nested", "tag floating", "tag multi-paragraph", "tag unbalanced", "tag inverted",
		"tag according-to", "tag headline", "tag same-surname", "tag unnamed", "tag chain3", "tag a-and-b",
		"tag both", "tag silence", "tag briefing", "tag drift",
		"bound about", "bound at least", "bound more than", "bound up to", "bound fewer than", "bound dozens", "bound several", "bound between",
		"status actual", "status planned", "status denied", "method visual count", "method estimate", "measure count", "measure casualties", "measure killed", "measure wounded",
		"pair same origin", "pair part-whole", "pair update", "pair lowered", "pair different method", "pair agree",
		"pair disagree", "pair not enough to compare", "pair drift", "pair after addition",
		"denial denies", "denial declines", "denial at odds", "copy exact", "copy edited", "revision", "headline",
		"coverage covered", "coverage covered without the aspect", "coverage late", "coverage none found", "coverage unknown",
		"earlier event", "claim in own voice", "one origin of many outlets",
		"stance promoted", "stance reported", "stance rebutted", "edition",
	} {
		if got[want] == 0 {
			t.Errorf("%s is planted nowhere", want)
		}
	}
}

func TestNarrativesArePromotedAndRebutted(t *testing.T) {
	for _, n := range loadTruth(t).Narratives {
		stances := map[string]bool{}
		for _, p := range n.Passages {
			stances[p.Stance] = true
		}
		if !stances["promoted"] || !stances["rebutted"] || n.Audience == "" || n.Function == "" {
			t.Errorf("%s: %v, audience %q, function %q", n.Name, stances, n.Audience, n.Function)
		}
	}
}
