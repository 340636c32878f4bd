package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// wordConnector has the words of a text as keys; documents are one claim for
// every word that they share.
func wordConnector(sharing int) Connector {
	return Connector{Version: "words/1", Sharing: sharing,
		Derive: func(d corpus.Document, _ corpus.Annotations) corpus.Derived {
			if strings.Contains(d.Text, "unprofiled") {
				panic("no profile of this")
			}
			return corpus.Derived{Profile: []byte(d.Text), Keys: strings.Fields(d.Text)}
		},
		Relate: func(a, b corpus.Profiled) (list []corpus.Relation) {
			if strings.Contains(string(a.Profile)+string(b.Profile), "incomparable") {
				panic("compared with nothing")
			}
			for _, w := range strings.Fields(string(a.Profile)) {
				if at := strings.Index(string(b.Profile), w); at >= 0 {
					list = append(list, sharedWord(a, b, w, strings.Index(string(a.Profile), w), at))
				}
			}
			return list
		},
	}
}

func sharedWord(a, b corpus.Profiled, w string, at, bt int) corpus.Relation {
	args := []corpus.Argument{
		{Role: "one", Document: a.Document, Subject: w, Spans: []corpus.Span{{Start: at, End: at + len(w)}}},
		{Role: "other", Document: b.Document, Subject: w, Spans: []corpus.Span{{Start: bt, End: bt + len(w)}}},
	}
	return corpus.Relation{Kind: corpus.SameClaim, Args: args, Score: 0.9, Sure: true, Why: "the same word", Rule: "word"}
}

func (b *bench) relations() (list []string) {
	b.t.Helper()
	for r, err := range b.st.Relations(context.Background(), store.RelationFilter{}) {
		if err != nil {
			b.t.Fatal(err)
		}
		list = append(list, r.Args[0].Subject)
	}
	slices.Sort(list)
	return list
}

func posts(texts ...string) string {
	var s strings.Builder
	for i, t := range texts {
		fmt.Fprintf(&s, `{"url":"https://post.example/p%d","language":"en","text":%q}`+"\n", i, t)
	}
	return s.String()
}

func TestDocumentsAreConnected(t *testing.T) {
	b := newBench(t)
	b.file("posts.jsonl", posts("quay lost", "quay calm", "sun"))
	opts := Options{Connect: wordConnector(3)}
	sum := b.must(opts, b.dir)
	if sum.Connected != 3 || sum.Compared != 1 || sum.Relations != 1 || !sum.Left.Nothing() {
		t.Errorf("first run: %+v", sum)
	}
	if got := b.relations(); !slices.Equal(got, []string{"quay"}) {
		t.Errorf("relations: %v", got)
	}
	if sum := b.must(opts); sum.Connected != 0 {
		t.Errorf("second run: %+v", sum)
	}
	b.file("more.jsonl", posts("", "", "", "quay again", "quay anew"))
	if sum := b.must(opts, b.dir); sum.Connected != 2 || sum.Withdrawn != 3 {
		t.Errorf("over the limit: %+v", sum)
	}
	if got := b.relations(); len(got) != 0 {
		t.Errorf("relations: %v", got)
	}
	opts.Connect.Version = "words/2"
	if sum := b.must(opts); sum.Connected != 5 || len(b.relations()) != 0 {
		t.Errorf("another version: %+v", sum)
	}
	opts.Connect.Sharing = 4
	if sum := b.must(opts); sum.Connected != 5 || len(b.relations()) != 6 {
		t.Errorf("another limit: %+v", sum)
	}
	opts.Version = "read/2"
	if sum := b.must(opts); sum.Read != 5 || len(b.relations()) != 6 || !sum.Left.Nothing() {
		t.Errorf("read anew: %+v", sum)
	}
}

func TestWhatCannotBeConnectedIsToldAndTheRestGoesOn(t *testing.T) {
	b := newBench(t)
	b.file("posts.jsonl", posts("quay lost", "quay unprofiled", "quay incomparable", "quay calm"))
	var told []string
	sum := b.must(Options{Connect: wordConnector(9), Failed: func(err error) { told = append(told, err.Error()) }}, b.dir)
	if sum.Failures.Total == 0 || len(told) != sum.Failures.Total || !strings.Contains(strings.Join(told, "\n"), "no profile of this") {
		t.Errorf("%+v\n%s", sum, strings.Join(told, "\n"))
	}
	if got := b.relations(); !slices.Contains(got, "quay") && len(got) > 0 {
		t.Errorf("relations: %v", got)
	}
	list, err := b.st.Failures(context.Background())
	if err != nil || len(list) != sum.Failures.Total || list[0].Place != string(store.StageConnect) {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestAnInterruptLeavesTheRestToBeConnected(t *testing.T) {
	b := newBench(t)
	var texts []string
	for i := range 200 {
		texts = append(texts, fmt.Sprintf("quay%d pier%d", i%70, i%90))
	}
	b.file("posts.jsonl", posts(texts...))
	ctx, cancel := context.WithCancel(context.Background())
	opts := Options{Connect: wordConnector(5)}
	var profiled atomic.Int64
	whole := opts.Connect.Derive
	opts.Connect.Derive = func(d corpus.Document, a corpus.Annotations) corpus.Derived {
		if profiled.Add(1) == 80 {
			cancel()
		}
		return whole(d, a)
	}
	sum, err := b.run(ctx, opts, b.dir)
	if !errors.Is(err, context.Canceled) || sum.Left.Unconnected == 0 || sum.Left.Unconnected == 200 {
		t.Fatalf("%+v, %v", sum, err)
	}
	opts.Connect.Derive = whole
	if sum := b.must(opts); sum.Connected == 0 || !sum.Left.Nothing() {
		t.Errorf("went on: %+v", sum)
	}
	one := b.relations()
	opts.Connect.Version = "words/again"
	b.must(opts)
	if again := b.relations(); !slices.Equal(one, again) || len(one) == 0 {
		t.Errorf("%d relations after an interrupt, %d without", len(one), len(again))
	}
}

// archive puts n made documents that have been read into a ledger. Each has
// keys as real connectors make them: five names (those of two words and more in
// a year of a news agency's stories are 4.1 a story) and eight words, both as
// frequent as words are, and twenty bands of a signature, which a tenth of the
// documents shares with an earlier one.
func archive(t testing.TB, st *store.Store, n int) {
	t.Helper()
	ctx := context.Background()
	r := rand.New(rand.NewPCG(7, 2031))
	names := rand.NewZipf(r, 1.05, 3, 200_000)
	var before []string
	for at := 0; at < n; at += 500 {
		c := corpus.Capture{Source: fmt.Sprint("a", at), Format: corpus.FormatJSONL, Time: time.Unix(0, 0)}
		body := fmt.Sprint("bytes ", at)
		c.Digest, c.Size = corpus.DigestOf([]byte(body)), int64(len(body))
		c.ID = corpus.CaptureID(c.Source, c.Digest)
		if _, err := st.Capture(ctx, c, strings.NewReader(body)); err != nil {
			t.Fatal(err)
		}
		var docs []corpus.Document
		var read []store.Annotated
		for i := at; i < min(at+500, n); i++ {
			text := archiveText(r, names, i, before)
			before = append(before, text[strings.Index(text, "|"):])
			d := corpus.Document{Text: text, Blocks: []corpus.Block{{Span: corpus.Span{End: len(text)}, Kind: corpus.Paragraph}}}
			d.Identify(c.Digest, fmt.Sprint("line ", i))
			docs = append(docs, d)
			read = append(read, store.Annotated{Document: d.ID, Annotations: corpus.Annotations{System: "a/1"}})
		}
		if _, err := st.AddDocuments(ctx, c.ID, docs, nil, &store.Parsed{Version: "1"}); err != nil {
			t.Fatal(err)
		}
		if err := st.PutAnnotations(ctx, "a/1", read); err != nil {
			t.Fatal(err)
		}
	}
}

// archiveText is names before "|", words and bands behind it.
func archiveText(r *rand.Rand, names *rand.Zipf, i int, before []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "story%d ", i)
	for range 5 {
		fmt.Fprintf(&b, "Name%d ", names.Uint64())
	}
	if i > 20 && r.IntN(10) == 0 {
		return b.String() + before[r.IntN(len(before))]
	}
	b.WriteString("|")
	for range 8 {
		fmt.Fprintf(&b, " word%d", names.Uint64())
	}
	for band := range 20 {
		fmt.Fprintf(&b, " band%d-%d", i, band)
	}
	return b.String()
}

// archiveConnector compares documents of archive: a relation for each name,
// and one for a copy. The profile has the size that real ones have.
func archiveConnector(compared *atomic.Int64) Connector {
	c := Connector{Version: "archive/1"}
	c.Derive = func(d corpus.Document, _ corpus.Annotations) corpus.Derived {
		keys := strings.Fields(strings.ReplaceAll(d.Text, "|", ""))
		profile, err := json.Marshal(map[string]string{"text": d.Text, "sketch": strings.Repeat(d.Text[:20], 50)})
		if err != nil {
			panic(err)
		}
		return corpus.Derived{Profile: profile, Keys: keys}
	}
	c.Relate = func(a, b corpus.Profiled) (list []corpus.Relation) {
		compared.Add(1)
		var one, other struct{ Text string }
		if err := errors.Join(json.Unmarshal(a.Profile, &one), json.Unmarshal(b.Profile, &other)); err != nil {
			panic(err)
		}
		for _, w := range strings.Fields(one.Text[:strings.Index(one.Text, "|")]) {
			if at := strings.Index(other.Text[:strings.Index(other.Text, "|")], " "+w+" "); at >= 0 {
				list = append(list, sharedWord(a, b, w, strings.Index(one.Text, w), at+1))
			}
		}
		return list
	}
	return c
}
