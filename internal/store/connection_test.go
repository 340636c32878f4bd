package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/ledgertest"
)

// The connector of these tests: a document's keys are the words of its text in
// small letters, and two documents are one claim for each word that they share
// but for those in capitals. These are appearances, and one entity with those of
// the same word; those with a number are one by name alone with those of the same
// number but for twenties, unless it can be divided by three, and one entity with
// those of the same last digit.

// wordsOf finds the words of a text; a reading by another system leaves out
// the first.
func wordsOf(d corpus.Document, system string) map[string][]corpus.Span {
	found := map[string][]corpus.Span{}
	for i, w := range strings.Fields(d.Text) {
		if i == 0 && system == "annotate/short" {
			continue
		}
		at := strings.Index(d.Text, w)
		found[w] = []corpus.Span{{Start: at, End: at + len(w)}}
	}
	return found
}

func madeOf(t testing.TB, st *Store, document string) Connected {
	t.Helper()
	d, a, digest, err := st.Reading(ctx, document)
	if err != nil {
		t.Fatal(err)
	}
	return connectedOf(t, d, a.System, digest)
}

func connectedOf(t testing.TB, d corpus.Document, system string, digest corpus.Digest) Connected {
	c := Connected{Document: d, Reading: digest}
	words := wordsOf(d, system)
	for _, w := range slices.Sorted(maps.Keys(words)) {
		c.Keys = append(c.Keys, keyOf(w))
		if strings.ToUpper(w) == w {
			c.Appearances = append(c.Appearances, namedBy(w, words[w]))
		}
	}
	var err error
	if c.Profile, err = json.Marshal(words); err != nil {
		t.Fatal(err)
	}
	return c
}

// keyOf is the key of a word; numbers that end in 5 or 8 make weak ones.
func keyOf(word string) string {
	key := strings.ToLower(word)
	switch {
	case strings.HasSuffix(key, "5"):
		return corpus.WeakKey(3, key)
	case strings.HasSuffix(key, "8"):
		return corpus.WeakKey(2, key)
	}
	return key
}

func namedBy(word string, spans []corpus.Span) corpus.Appearance {
	a := corpus.Appearance{Name: word, Kind: corpus.Organisation, Spans: spans, Keys: []string{word}}
	if n, err := strconv.Atoi(strings.TrimPrefix(word, "W")); err == nil {
		a.Keys = append(a.Keys, fmt.Sprint("digit ", n%10))
		if n%3 != 0 {
			a.Alike = fmt.Sprint("W", n%20)
		}
	}
	return a
}

func compareWords(pairs []Pair) []Compared {
	out := make([]Compared, len(pairs))
	for i, p := range pairs {
		if p.A.Named != nil {
			out[i].Relations = relateNames(p.A, p.B)
		} else {
			out[i].Relations = relateWords(p.A, p.B)
		}
	}
	return out
}

func relateNames(a, b corpus.Profiled) []corpus.Relation {
	x, y := a.Named, b.Named
	met := slices.ContainsFunc(namedBy(x.Name, nil).Keys, func(k string) bool { return slices.Contains(namedBy(y.Name, nil).Keys, k) })
	if !met || x.Alike != "" && x.Alike == y.Alike {
		return nil
	}
	args := []corpus.Argument{{Role: "one", Document: a.Document, Subject: x.Name, Spans: x.Spans}, {Role: "other", Document: b.Document, Subject: y.Name, Spans: y.Spans}}
	return []corpus.Relation{wordRelation(corpus.SameEntity, args, x.Name)}
}

func wordRelation(kind corpus.RelationKind, args []corpus.Argument, word string) corpus.Relation {
	return corpus.Relation{ID: corpus.RelationID(kind, args), Kind: kind, Args: args,
		Score: float64(len(word)) / 100, Sure: !strings.Contains(word, "?"), Why: "the same word", Rule: "word"}
}

func relateWords(a, b corpus.Profiled) (list []corpus.Relation) {
	one, other := map[string][]corpus.Span{}, map[string][]corpus.Span{}
	if err := errors.Join(json.Unmarshal(a.Profile, &one), json.Unmarshal(b.Profile, &other)); err != nil {
		panic(err)
	}
	for w, spans := range one {
		if len(other[w]) == 0 || strings.ToUpper(w) == w {
			continue
		}
		args := []corpus.Argument{{Role: "one", Document: a.Document, Subject: w, Spans: spans}, {Role: "other", Document: b.Document, Subject: w, Spans: other[w]}}
		list = append(list, wordRelation(corpus.SameClaim, args, w))
	}
	return list
}

// connectSome connects what is pending, so many documents at a time.
func connectSome(t testing.TB, st *Store, sharing, batch int) (total ConnectReport) {
	t.Helper()
	if err := st.BeginConnecting(ctx, "words/1", sharing); err != nil {
		t.Fatal(err)
	}
	for {
		c, err := st.Claim(ctx, StageConnect, "words/1", "", batch)
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Work) == 0 {
			return total
		}
		var list []Connected
		for _, w := range c.Work {
			list = append(list, madeOf(t, st, w.Subject))
		}
		done, err := c.PutConnections(ctx, "words/1", list, nil, compareWords)
		if err != nil {
			t.Fatal(err)
		}
		total.Documents += done.Documents
		total.Compared += done.Compared
		total.Made += done.Made
		total.Withdrawn += done.Withdrawn
	}
}

func texts(t testing.TB, st *Store, list ...string) (docs []corpus.Document) {
	t.Helper()
	for i, text := range list {
		docs = append(docs, article(i, fmt.Sprintf("2031-04-%02d", i+1), "Post", text))
	}
	add(t, st, docs...)
	for _, d := range docs {
		read(t, st, d)
	}
	return docs
}

func relations(t testing.TB, st *Store, f RelationFilter) (list []Relation) {
	t.Helper()
	for r, err := range st.Relations(ctx, f) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, r)
	}
	return list
}

// told writes relations as "A-B word".
func told(docs []corpus.Document, list []Relation) (out []string) {
	name := func(id string) string {
		i := slices.IndexFunc(docs, func(d corpus.Document) bool { return d.ID == id })
		return fmt.Sprint(i)
	}
	for _, r := range list {
		ends := []string{name(r.Args[0].Document), name(r.Args[1].Document)}
		slices.Sort(ends)
		out = append(out, strings.Join(ends, "-")+" "+r.Args[0].Subject)
	}
	slices.Sort(out)
	return out
}

func testConnect(t *testing.T, st *Store) {
	docs := texts(t, st, "NATO quay lost", "NATO quay", "quay calm", "other")
	done := connectSome(t, st, 3, 2)
	if done.Documents != 4 || done.Made != 4 || done.Compared != 4 {
		t.Errorf("%+v", done)
	}
	same(t, "relations", told(docs, relations(t, st, RelationFilter{})), []string{"0-1 NATO", "0-1 quay", "0-2 quay", "1-2 quay"})
	soundInside(t, st)
	if c, err := st.Counts(ctx); err != nil || c.ToConnect != 0 {
		t.Errorf("%+v, %v", c, err)
	}
	before, _ := st.Head(ctx)
	if again := connectSome(t, st, 3, 2); again.Documents != 0 {
		t.Errorf("connected again: %+v", again)
	}
	if after, _ := st.Head(ctx); after != before {
		t.Error("connecting nothing was logged")
	}

	// A fourth document with the word takes it over the limit: what rests on
	// it alone goes, what rests on another key too stays.
	more := article(9, "2031-05-01", "Post", "quay again")
	add(t, st, more)
	read(t, st, more)
	if done := connectSome(t, st, 3, 2); done.Withdrawn != 2 || done.Made != 0 {
		t.Errorf("over the limit: %+v", done)
	}
	same(t, "relations over the limit", told(docs, relations(t, st, RelationFilter{})), []string{"0-1 NATO", "0-1 quay"})
	soundInside(t, st)

	// And without the word in it they are there again.
	err := st.PutAnnotations(ctx, "annotate/2", []Annotated{{more.ID, corpus.Annotations{System: "annotate/short"}}})
	if err != nil {
		t.Fatal(err)
	}
	soundInside(t, st)
	connectSome(t, st, 3, 2)
	same(t, "relations under the limit again", told(docs, relations(t, st, RelationFilter{})), []string{"0-1 NATO", "0-1 quay", "0-2 quay", "1-2 quay"})
	soundInside(t, st)
}

func testConnectAnew(t *testing.T, st *Store) {
	docs := texts(t, st, "NATO quay", "NATO", "quay")
	connectSome(t, st, 3, 8)
	read(t, st, docs[0])
	same(t, "while one is to be connected again", told(docs, relations(t, st, RelationFilter{})), []string(nil))
	soundInside(t, st)
	connectSome(t, st, 3, 8)
	same(t, "connected again", told(docs, relations(t, st, RelationFilter{})), []string{"0-1 NATO", "0-2 quay"})
	if err := st.BeginConnecting(ctx, "words/2", 3); err != nil {
		t.Fatal(err)
	}
	if c, err := st.Counts(ctx); err != nil || c.ToConnect != 3 || len(relations(t, st, RelationFilter{})) != 0 {
		t.Errorf("another version: %+v, %v", c, err)
	}
	soundInside(t, st)
	claim, err := st.Claim(ctx, StageConnect, "words/1", "", 8)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = claim.PutConnections(ctx, "words/1", []Connected{madeOf(t, st, docs[0].ID)}, nil, compareWords); !errors.Is(err, errOtherVersion) {
		t.Errorf("an old version puts: %v", err)
	}
	connectSome(t, st, 3, 8)
	same(t, "and back", told(docs, relations(t, st, RelationFilter{})), []string{"0-1 NATO", "0-2 quay"})
	soundInside(t, st)
}

func testConnectRefused(t *testing.T, st *Store) {
	docs := texts(t, st, "NATO quay", "NATO sun", "NATO")
	if err := st.BeginConnecting(ctx, "words/1", 9); err != nil {
		t.Fatal(err)
	}
	span := []corpus.Span{{Start: 0, End: 4}}
	for what, spoil := range map[string]func(*Connected){
		"no key":   func(c *Connected) { c.Keys = []string{""} },
		"long key": func(c *Connected) { c.Keys = []string{strings.Repeat("x", maxKeyBytes+1)} },
		"no span":  func(c *Connected) { c.Appearances = []corpus.Appearance{{Name: "NATO"}} },
		"far span": func(c *Connected) {
			c.Appearances = []corpus.Appearance{{Name: "N", Spans: []corpus.Span{{Start: 2, End: 99}}}}
		},
		"no passage": func(c *Connected) {
			c.Within = []corpus.Relation{{Kind: corpus.Denies, Score: 1, Args: make([]corpus.Argument, 2)}}
		},
		"elsewhere": func(c *Connected) {
			a := corpus.Argument{Document: docs[2].ID, Spans: span}
			c.Within = []corpus.Relation{{Kind: corpus.Denies, Score: 1, Args: []corpus.Argument{a, a}}}
		},
		"no score": func(c *Connected) {
			a := corpus.Argument{Document: c.Document.ID, Spans: span}
			c.Within = []corpus.Relation{{Kind: corpus.Denies, Args: []corpus.Argument{a, a}}}
		},
	} {
		c := madeOf(t, st, docs[0].ID)
		spoil(&c)
		claim, err := st.ClaimOne(ctx, StageConnect, "words/1", docs[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		done, err := claim.PutConnections(ctx, "words/1", []Connected{c}, nil, compareWords)
		if err != nil || len(done.Failed) != 1 || !errors.Is(done.Failed[0].Cause, corpus.ErrInvalid) {
			t.Errorf("%s: %+v, %v", what, done, err)
		}
		read(t, st, docs[0])
	}
	soundInside(t, st)

	// One that cannot be compared fails, and the others are connected.
	claim, err := st.Claim(ctx, StageConnect, "words/1", "", 9)
	if err != nil {
		t.Fatal(err)
	}
	fails := func(pairs []Pair) []Compared {
		out := compareWords(pairs)
		for i, p := range pairs {
			if p.A.Document == docs[1].ID || p.B.Document == docs[1].ID {
				out[i] = Compared{Failed: errors.New("too strange")}
			}
		}
		return out
	}
	var list []Connected
	for _, i := range []int{0, 1, 2} {
		list = append(list, madeOf(t, st, docs[i].ID))
	}
	done, err := claim.PutConnections(ctx, "words/1", list, nil, fails)
	if err != nil || done.Documents != 2 || len(done.Failed) != 1 || done.Failed[0].Document != docs[1].ID {
		t.Errorf("%+v, %v", done, err)
	}
	same(t, "without it", told(docs, relations(t, st, RelationFilter{})), []string{"0-2 NATO"})
	soundInside(t, st)
	if list, err := st.Failures(ctx); err != nil || len(list) != 1 || !strings.Contains(list[0].Reason, "too strange") {
		t.Errorf("failures: %+v, %v", list, err)
	}
}

// model is what the relations must be: those of every pair with a key in
// common that no more than sharing documents have.
func model(t testing.TB, st *Store, docs []corpus.Document, sharing int) map[string]corpus.Relation {
	t.Helper()
	size := map[string]int{}
	made := make([]Connected, len(docs))
	for i, d := range docs {
		made[i] = madeOf(t, st, d.ID)
		for _, k := range slices.Compact(slices.Sorted(slices.Values(made[i].Keys))) {
			size[k]++
		}
	}
	want := map[string]corpus.Relation{}
	for i, a := range made {
		for _, b := range made[i+1:] {
			met := 0
			for _, k := range a.Keys {
				if size[k] <= sharing && slices.Contains(b.Keys, k) {
					met += corpus.KeyWeight(k)
				}
			}
			if met < corpus.KeysMeet {
				continue
			}
			if b.Document.ID < a.Document.ID {
				a, b = b, a
			}
			for _, r := range relateWords(corpus.Profiled{Document: a.Document.ID, Profile: a.Profile}, corpus.Profiled{Document: b.Document.ID, Profile: b.Profile}) {
				want[r.ID] = r
			}
			a = made[i]
		}
	}
	maps.Copy(want, modelOfNames(made, sharing))
	return want
}

// modelOfNames is the same of appearances, of which that with the least ID
// stands for its party.
func modelOfNames(made []Connected, sharing int) map[string]corpus.Relation {
	var list []corpus.Profiled
	id := func(p corpus.Profiled) string { return corpus.AppearanceID(p.Document, p.Named.Name) }
	for _, c := range made {
		for i := range c.Appearances {
			list = append(list, corpus.Profiled{Document: c.Document.ID, Named: &c.Appearances[i]})
		}
	}
	slices.SortFunc(list, func(a, b corpus.Profiled) int { return strings.Compare(id(a), id(b)) })
	seen := map[string]bool{}
	list = slices.DeleteFunc(list, func(p corpus.Profiled) bool {
		party := p.Named.Party()
		defer func() { seen[party] = true }()
		return party != "" && seen[party]
	})
	size := map[string]int{}
	for _, p := range list {
		for _, k := range p.Named.Keys {
			size[k]++
		}
	}
	want := map[string]corpus.Relation{}
	for i, a := range list {
		for _, b := range list[i+1:] {
			if slices.ContainsFunc(a.Named.Keys, func(k string) bool { return size[k] <= sharing && slices.Contains(b.Named.Keys, k) }) {
				x, y := a, b
				if precedes(y, x) {
					x, y = y, x
				}
				for _, r := range relateNames(x, y) {
					want[r.ID] = r
				}
			}
		}
	}
	return want
}

func checkModel(t testing.TB, st *Store, docs []corpus.Document, sharing int) {
	t.Helper()
	have := map[string]corpus.Relation{}
	for _, r := range relations(t, st, RelationFilter{}) {
		have[r.ID] = r.Relation
	}
	same(t, "relations", have, model(t, st, docs, sharing))
}

// zipfTexts makes texts whose words are as frequent as in articles.
func zipfTexts(r *rand.Rand, n int) (list []string) {
	z := rand.NewZipf(r, 1.1, 2, 60)
	for i := range n {
		words := []string{fmt.Sprint("d", i)}
		for range 2 + r.IntN(5) {
			w := fmt.Sprint("w", z.Uint64())
			if r.IntN(3) == 0 {
				w = strings.ToUpper(w)
			}
			words = append(words, w)
		}
		list = append(list, strings.Join(words, " "))
	}
	return list
}

// errCrash ends a transaction as a crash would.
var errCrash = errors.New("crash")

// crashing connects one batch and fails in the middle of it.
func crashing(t *testing.T, st *Store, sharing, batch int) {
	t.Helper()
	if err := st.BeginConnecting(ctx, "words/1", sharing); err != nil {
		t.Fatal(err)
	}
	c, err := st.Claim(ctx, StageConnect, "words/1", "", batch)
	if err != nil || len(c.Work) == 0 {
		t.Fatal(err)
	}
	var list []Connected
	for _, w := range c.Work {
		list = append(list, madeOf(t, st, w.Subject))
	}
	before := dump(t, st)
	defer func() {
		if recover() != errCrash {
			t.Error("it did not crash")
		}
		if dump(t, st) != before {
			t.Error("a crash left something behind")
		}
	}()
	err = c.finish(ctx, func(x *tx) error {
		p := &connection{tx: x, version: "words/1", report: &ConnectReport{}, kept: map[string]string{}, compare: compareWords}
		if err := p.putAll(list, nil); err != nil {
			return err
		}
		if err := x.flush(); err != nil {
			return err
		}
		return errCrash
	})
	if errors.Is(err, errCrash) {
		panic(errCrash)
	}
}

// The order in which documents come, the batches, a crash, readings made anew
// and purges do not matter: the relations are those of the documents that are
// there.
func testConnectInAnyOrder(t *testing.T, st *Store) {
	for _, seed := range []uint64{1, 2, 3} {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			const sharing = 4
			r := rand.New(rand.NewPCG(seed, 2031))
			var docs []corpus.Document
			for i, text := range zipfTexts(r, 40) {
				docs = append(docs, article(100*int(seed)+i, fmt.Sprintf("2031-04-%02d", 1+i%28), "Post", text))
			}
			st, other := st, openAt(t, t.TempDir()+"/other.db")
			if seed > 1 {
				st = openAt(t, t.TempDir()+"/one.db")
			}
			for k, st := range []*Store{st, other} {
				order := r.Perm(len(docs))
				c := capture(t, st, fmt.Sprint(seed, ".jsonl"), "bytes")
				var list []corpus.Document
				for _, i := range order {
					list = append(list, docs[i])
				}
				parse(t, st, c, "1", list...)
				for at := 0; at < len(list); {
					n := min(1+r.IntN(12), len(list)-at)
					for _, d := range list[at : at+n] {
						read(t, st, d)
					}
					at += n
					if r.IntN(3) == 0 {
						crashing(t, st, sharing, 1+r.IntN(9))
					}
					connectSome(t, st, sharing, 1+r.IntN(9))
					again := list[r.IntN(at)]
					err := st.PutAnnotations(ctx, "annotate/1", []Annotated{{again.ID, corpus.Annotations{System: []string{"annotate/short", "annotate/1"}[k]}}})
					if err != nil {
						t.Fatal(err)
					}
					if k == 0 { // the other ledger has only seen them whole
						read(t, st, again)
					}
				}
				connectSome(t, st, sharing, 7)
				checkModel(t, st, docs, sharing)
				soundInside(t, st)
			}
			same(t, "dumps", strings.Split(dump(t, other), "\n"), strings.Split(dump(t, st), "\n"))

			// Purging takes out in any order, too.
			left := slices.Clone(docs)
			for range 10 {
				i := r.IntN(len(left))
				if _, err := st.Purge(ctx, PurgeOrder{ID: left[i].ID, By: "Ana", Reason: "asked for"}); err != nil {
					t.Fatal(err)
				}
				left = slices.Delete(left, i, i+1)
				if r.IntN(2) == 0 {
					connectSome(t, st, sharing, 3)
				}
			}
			connectSome(t, st, sharing, 3)
			checkModel(t, st, left, sharing)
			soundInside(t, st)
		})
	}
}

// Two processes that connect one ledger find what one would find.
func testConnectAtOnce(t *testing.T, st *Store) {
	r := rand.New(rand.NewPCG(5, 5))
	docs := texts(t, st, zipfTexts(r, 28)...)
	if err := st.BeginConnecting(ctx, "words/1", 4); err != nil {
		t.Fatal(err)
	}
	var claims []*Claim
	var made [][]Connected
	for after := ""; ; {
		c, err := st.Claim(ctx, StageConnect, "words/1", after, 10)
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Work) == 0 {
			break
		}
		after = c.Work[len(c.Work)-1].Subject
		var list []Connected
		for _, w := range c.Work {
			list = append(list, madeOf(t, st, w.Subject))
		}
		claims, made = append(claims, c), append(made, list)
	}
	failed := make(chan error)
	for i, c := range claims {
		go func() {
			_, err := c.PutConnections(ctx, "words/1", made[i], nil, compareWords)
			failed <- err
		}()
	}
	for range claims {
		if err := <-failed; err != nil && !errors.Is(err, ErrLost) {
			t.Error(err)
		}
	}
	connectSome(t, st, 4, 10) // what was lost
	checkModel(t, st, docs, 4)
	soundInside(t, st)
}

func testPurgeConnected(t *testing.T, st *Store) {
	docs := texts(t, st, "NATO quay", "NATO", "quay")
	connectSome(t, st, 3, 8)
	gone := relations(t, st, RelationFilter{Document: docs[1].ID})[0]
	if _, err := st.DecideRelation(ctx, gone.ID, corpus.Confirm, "Ana", "in the words of NATO"); err != nil {
		t.Fatal(err)
	}
	done, err := st.Purge(ctx, PurgeOrder{ID: docs[1].ID, By: "Ana", Reason: "asked for", DryRun: true})
	if err != nil || done.Relations != 1 || done.Decisions != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	if done, err = st.Purge(ctx, PurgeOrder{ID: docs[1].ID, By: "Ana", Reason: "asked for"}); err != nil || done.Relations != 1 || done.Decisions != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	same(t, "left", told(docs, relations(t, st, RelationFilter{})), []string{"0-2 quay"})
	_, err = st.Relation(ctx, gone.ID)
	wantError(t, "a relation that went", err, corpus.ErrWithheld)
	if list, err := st.Rulings(ctx); err != nil || len(list) != 0 {
		t.Errorf("rulings: %+v, %v", list, err)
	}
	for e, err := range st.Log(ctx) {
		if err != nil || strings.Contains(e.Detail, "in the words of") {
			t.Errorf("log row %d: %s, %v", e.Seq, e.Detail, err)
		}
	}
	soundInside(t, st)
}

// Verify finds whatever is changed by another hand.
func TestVerifyFindsChangedConnections(t *testing.T) {
	for what, query := range map[string]string{
		"relation":   "UPDATE relations SET body = replace(body, 'same word', 'sane word')",
		"gone":       "DELETE FROM relations WHERE id = (SELECT min(id) FROM relations)",
		"sure":       "UPDATE relations SET sure = 0",
		"key":        "DELETE FROM keys WHERE key = 'nato'",
		"another":    "INSERT INTO keys (key, document) VALUES ('x', 1)",
		"name key":   "DELETE FROM name_keys",
		"appearance": "UPDATE appearances SET role = 'spokesman'",
		"profile":    "UPDATE profiles SET digest = 'x'",
		"no profile": "DELETE FROM profiles",
		"ruling":     "UPDATE rulings SET person = 'Ben'",
		"outlet":     "UPDATE outlets SET body = replace(body, 'Lenz', 'Benz')",
	} {
		st := openAt(t, t.TempDir()+"/l.db")
		texts(t, st, "NATO quay", "NATO", "quay")
		connectSome(t, st, 3, 8)
		for _, r := range relations(t, st, RelationFilter{Kind: corpus.SameEntity}) {
			if _, err := st.DecideRelation(ctx, r.ID, corpus.Confirm, "Ana", ""); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := st.SetOutlets(ctx, "Ana", []OutletChange{{Name: "Post", Fields: []OutletField{{"owner", "Maria Lenz"}}}}); err != nil {
			t.Fatal(err)
		}
		soundInside(t, st)
		if err := st.update(ctx, func(t *tx) error { return t.exec(query) }); err != nil {
			t.Fatal(err)
		}
		if r := verify(t, st.dsn, ""); len(r.Findings) == 0 {
			t.Errorf("%s: nothing found", what)
		}
	}
}

// What is connected is copied to another database and back, with what people
// decided.
func TestCopyCarriesConnections(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, away string) {
		home, back := ledgertest.File(t), ledgertest.File(t)
		st := openAt(t, home)
		docs := texts(t, st, "NATO quay A?", "NATO quay A?", "quay")
		connectSome(t, st, 3, 8)
		decideRelation(t, st, relations(t, st, RelationFilter{Subject: "A?"})[0].ID, corpus.Confirm)
		if _, err := st.RenameEntity(ctx, entities(t, st)[0].ID, "Nato", "Ana", ""); err != nil {
			t.Fatal(err)
		}
		if _, err := st.SetOutlets(ctx, "Ana", []OutletChange{{Name: "Post", Fields: []OutletField{{"owner", "Maria Lenz"}}}}); err != nil {
			t.Fatal(err)
		}
		read(t, st, docs[2]) // and one is to be connected
		for _, step := range [][2]string{{home, away}, {away, back}} {
			if _, err := Copy(ctx, step[0], step[1], nil); err != nil {
				t.Fatal(err)
			}
			other := openAt(t, step[1])
			soundInside(t, other)
			same(t, "dump", strings.Split(dump(t, other), "\n"), strings.Split(dump(t, st), "\n"))
			same(t, "relations", relations(t, other, RelationFilter{}), relations(t, st, RelationFilter{}))
			same(t, "entities", entities(t, other), entities(t, st))
			if step[1] == back {
				connectSome(t, other, 3, 8)
				checkModel(t, other, docs, 3)
			}
		}
	})
}
