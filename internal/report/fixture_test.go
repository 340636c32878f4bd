package report

import (
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// reading is a document of the fixture with the statements in it.
type reading struct {
	doc        corpus.Document
	statements []corpus.Statement
	figures    []corpus.Figure
}

// quote describes a statement of the fixture by the words of its text.
type quote struct {
	after              string // where to begin to look for source and cue
	source, name, role string
	kind               corpus.EntityKind
	identified         corpus.Identified
	cue                string
	content            []string
	setting            corpus.Kind
	polarity           corpus.Polarity
	via                string
	date               string
	confidence         float64
	doubt              string
	standing           corpus.Standing
}

var captured = time.Date(2031, 5, 2, 8, 30, 0, 0, time.UTC)

// article makes a document whose blocks are its lines, the first its title.
func article(outlet, published, language, address, author, text string) corpus.Document {
	d := corpus.Document{Text: text, Captured: captured, Access: corpus.Open}
	at := 0
	for line := range strings.Lines(text) {
		s := corpus.Span{Start: at, End: at + len(line)}.Trim(text)
		at += len(line)
		if s.Empty() {
			continue
		}
		kind := corpus.Paragraph
		if len(d.Blocks) == 0 {
			kind = corpus.Title
		}
		d.Blocks = append(d.Blocks, corpus.Block{Span: s, Kind: kind})
	}
	for _, o := range []corpus.Observation{
		{Field: corpus.FieldTitle, Value: d.Blocks[0].In(text), Origin: "text"},
		{Field: corpus.FieldOutlet, Value: outlet, Origin: "index.csv row 2"},
		{Field: corpus.FieldPublished, Value: published, Precision: map[int]string{7: "month", 10: "day"}[len(published)], Origin: "index.csv row 2"},
		{Field: corpus.FieldLanguage, Value: language, Origin: "text"},
		{Field: corpus.FieldURL, Value: address, Origin: "index.csv row 2"},
		{Field: corpus.FieldAuthor, Value: author, Origin: "text"},
	} {
		d.Observe(o)
	}
	d.Identify(corpus.DigestOf([]byte(text)), "")
	return d
}

// find returns the span of words in the text of d after byte from.
func find(t testing.TB, d corpus.Document, words string, from int) corpus.Span {
	t.Helper()
	i := strings.Index(d.Text[from:], words)
	if i < 0 {
		t.Fatalf("fixture: %q is not in the text of %s", words, d.Outlet)
	}
	return corpus.Span{Start: from + i, End: from + i + len(words)}
}

func (q quote) attribution(t testing.TB, d corpus.Document) corpus.Attribution {
	a := corpus.Attribution{
		Source: corpus.Source{Name: q.name, Role: q.role, Kind: q.kind, Identified: q.identified},
		Kind:   q.setting, Polarity: q.polarity, Mode: corpus.Report, Date: q.date,
		Confidence: q.confidence, Doubt: q.doubt, Rule: "fixture",
	}
	begin, from := find(t, d, q.after, 0).Start, 0
	for _, c := range q.content {
		s := find(t, d, c, from)
		a.Content = append(a.Content, s)
		from = s.End
	}
	if q.source != "" {
		a.Source.Spans = []corpus.Span{find(t, d, q.source, begin)}
	}
	if q.cue != "" {
		a.Cue = find(t, d, q.cue, begin)
	}
	if q.via != "" {
		a.Via = []corpus.Hop{{Name: q.via, Span: find(t, d, q.via, 0), Kind: corpus.Outlet}}
	}
	return a
}

func read(t testing.TB, d corpus.Document, quotes ...quote) reading {
	r := reading{doc: d}
	for _, q := range quotes {
		a := q.attribution(t, d)
		s := corpus.Statement{ID: corpus.StatementID(d.ID, a), Document: d.ID, System: "annotate/1", Attribution: a, Standing: corpus.Machine}
		if q.standing != "" {
			s.Standing, s.By, s.At = q.standing, "A. Editor", captured.Add(time.Hour)
		}
		if q.standing == corpus.Corrected {
			s.Corrections = []corpus.Correction{{Field: "speaker", Machine: "the dam authority", Person: q.name}}
		}
		r.statements = append(r.statements, s)
	}
	return r
}

// fixture is a small collection about an invented dam.
func fixture(t testing.TB) []reading {
	return []reading{
		read(t, article("Harbour Times", "2031-03-14", "en", "https://harbour.example/dam", "Ada Holm", `Dam at Lowmere holds, minister says
LOWMERE - The dam above Lowmere is "sound and under watch," Interior Minister Ivo Strand said on Friday, according to the Northern News Agency. "No village," he added, "will be left without warning."
The Lowmere Water Authority denied that sappers had been sent to the spillway.
A resident of Lowmere, Tove Lind, said the water had stood a metre higher than last spring. Officials said tests would follow.`),
			quote{source: "Interior Minister Ivo Strand", name: "Ivo Strand", role: "Interior Minister", kind: corpus.Person, identified: corpus.Named,
				cue: "said", content: []string{"sound and under watch,"}, setting: corpus.Direct, polarity: corpus.Assert, via: "Northern News Agency", date: "2031-03-14", confidence: .93},
			quote{after: `he added`, source: "he", name: "Ivo Strand", role: "Interior Minister", kind: corpus.Person, identified: corpus.Named,
				cue: "added", content: []string{"No village,", "will be left without warning."}, setting: corpus.Direct, polarity: corpus.Assert, via: "Northern News Agency", date: "2031-03-14",
				confidence: .42, doubt: "the speaker is a pronoun with two persons before it"},
			quote{source: "The Lowmere Water Authority", name: "Lowmere Water Authority", kind: corpus.Organisation, identified: corpus.Named,
				cue: "denied", content: []string{"sappers had been sent to the spillway"}, setting: corpus.Indirect, polarity: corpus.Deny, confidence: .88, standing: corpus.Confirmed},
			quote{after: "Tove Lind", source: "Tove Lind", name: "Tove Lind", role: "resident of Lowmere", kind: corpus.Person, identified: corpus.Named,
				cue: "said", content: []string{"the water had stood a metre higher than last spring"}, setting: corpus.Indirect, polarity: corpus.Assert, confidence: .8},
			quote{after: "Officials", source: "Officials", name: "officials", kind: corpus.Group, identified: corpus.Unnamed,
				cue: "said", content: []string{"tests would follow"}, setting: corpus.Indirect, polarity: corpus.Assert, confidence: .77},
		),
		read(t, article("Вестник долины", "2031-03-20", "ru", "https://vestnik.example/plotina", "", `Плотина в Лоумире
Министр внутренних дел Иво Странд заявил, что сапёры не направлялись к водосбросу. «Это учения», — сказал он.`),
			quote{source: "Министр внутренних дел Иво Странд", name: "Иво Странд", role: "министр внутренних дел", kind: corpus.Person, identified: corpus.Named,
				cue: "заявил", content: []string{"сапёры не направлялись к водосбросу"}, setting: corpus.Indirect, polarity: corpus.Assert, confidence: .71},
			quote{source: "он", name: "Иво Странд", role: "министр внутренних дел", kind: corpus.Person, identified: corpus.Named,
				cue: "сказал", content: []string{"Это учения"}, setting: corpus.Direct, polarity: corpus.Assert, confidence: .66, standing: corpus.Corrected},
		),
		read(t, article("谷地日报", "2031-04", "zh", "", "", `低湖大坝
水务局发言人韩松拒绝评论工兵一事。他说：“大坝安全。”`),
			quote{source: "水务局发言人韩松", name: "韩松", role: "水务局发言人", kind: corpus.Person, identified: corpus.Named,
				cue: "拒绝评论", content: []string{"工兵一事"}, setting: corpus.Indirect, polarity: corpus.Decline, confidence: .6},
			quote{source: "他", name: "韩松", role: "水务局发言人", kind: corpus.Person, identified: corpus.Named,
				cue: "说", content: []string{"大坝安全。"}, setting: corpus.Direct, polarity: corpus.Assert, confidence: .6},
		),
		hostile(t),
	}
}

// hostileWords try what a document can try.
const (
	hostileName    = "=HYPERLINK(\"http://x.example\")<img src=x onerror=alert(1)>"
	hostileContent = "\x1b]0;owned\x07\x1b[2Jwiped \u202eesrever\u2069 </blockquote><script>alert(1)</script> [go](javascript:alert(1)) www.x.example **bold** \u009b31m"
)

func hostile(t testing.TB) reading {
	d := article("Free\x1b[31m <b>Press</b>", "2031-03-20", "en", "javascript:alert(1)", "</title><script>alert(2)</script>",
		"<script>alert(3)</script> # Title\n- "+hostileName+" said "+hostileContent+" in a letter.\n")
	return read(t, d, quote{source: hostileName, name: hostileName, role: "director", kind: corpus.Person, identified: corpus.Named,
		cue: "said", content: []string{hostileContent}, setting: corpus.Indirect, polarity: corpus.Silence, confidence: .9})
}

// briefOf makes a brief of readings as [MakeBrief] does of the ledger.
func briefOf(readings []reading) Brief {
	b := Brief{}
	for _, r := range readings {
		b.Counts.Documents++
		if len(r.statements) == 0 {
			continue
		}
		f := Facts{DocumentLine: documentLine(r.doc), Sightings: []SightingFacts{{
			Capture: "c1", Source: "collection/" + r.doc.ID + ".txt", Time: stamp(captured), Digest: r.doc.TextID, Size: int64(len(r.doc.Text)), Format: corpus.FormatText,
		}}, Versions: []string{r.doc.ID}}
		f.Outlet = outletName(r.doc)
		src := &BriefSource{N: len(b.Sources) + 1, Facts: f}
		b.Sources = append(b.Sources, src)
		p := corpus.NewPoints(r.doc.Text)
		for _, s := range r.statements {
			src.add(s, statementLine(s, r.doc, p), r.doc, p)
		}
	}
	b.count()
	b.arrange()
	if err := b.profile(&speakerJoin{}); err != nil {
		panic(err) // without entities there is nothing to read
	}
	b.Head = store.Head{Digest: corpus.DigestOf([]byte("head")), Rows: 9, Time: captured.Add(2 * time.Hour)}
	b.Failures = []FailureLine{{File: "archive.jsonl", Record: "line 17", Reason: "not a JSON object"}}
	b.Pending = 1
	return b
}

// manyReadings is a large collection: n articles of k statements.
func manyReadings(t testing.TB, n, k int) []reading {
	var out []reading
	base := fixture(t)[0]
	for i := range n {
		d := article([]string{"Harbour Times", "Valley Post", "Coast Radio", "Lowmere Gazette"}[i%4],
			time.Date(2031, 1, 1+i*90/max(1, n), 0, 0, 0, 0, time.UTC).Format(time.DateOnly), "en",
			"https://many.example/"+stringOf(i), "", base.doc.Text+"\nNumber "+stringOf(i)+".")
		r := reading{doc: d}
		for j := range k {
			a := base.statements[j%len(base.statements)].Attribution
			a.Date = d.Published
			s := corpus.Statement{ID: corpus.StatementID(d.ID+stringOf(j), a), Document: d.ID, System: "annotate/1", Attribution: a, Standing: corpus.Machine}
			r.statements = append(r.statements, s)
		}
		out = append(out, r)
	}
	return out
}

func stringOf(i int) string { return thousands(i) }
