package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"hearsay/annotate"
	"hearsay/claim"
	"hearsay/corpus"
	"hearsay/sample"
)

// TestClaimsAsPlanted holds claims and denials against the sample's truth, from its planted
// statements and figures.
func TestClaimsAsPlanted(t *testing.T) { testClaims(t, "planted", true) }

// TestClaimsAsRead does so from the statements that the reader finds in the texts.
func TestClaimsAsRead(t *testing.T) { testClaims(t, "read", false) }

// testClaims requires every planted passage of a claim to be joined with another of it, every
// denial to have its label, and no two passages of two claims to be joined. What
// testdata/claims.txt lists under list is known to fail, and must: else it belongs out of
// that list.
func testClaims(t *testing.T, list string, planted bool) {
	truth, err := sample.LoadTruth()
	if err != nil {
		t.Fatal(err)
	}
	c := readSample(t, truth, demoLedger(t), planted)
	c.relate()
	known := knownClaims(t, list)
	checkClaims(t, list, known, slices.Concat(c.claims(t), c.denials(t), c.origins(t)))
}

// checkClaims reports what fails and is not known to, and what is known to fail and does not.
func checkClaims(t *testing.T, list string, known map[string]bool, failed []string) {
	t.Helper()
	for _, f := range failed {
		if !known[f] {
			t.Errorf("%s", f)
		}
		delete(known, f)
	}
	for f := range known {
		t.Errorf("testdata/claims.txt: no longer fails: %s %s", list, f)
	}
}

// connected is the sample with its statements and what was found between them.
type connected struct {
	truth      *sample.Truth
	documents  map[string]corpus.Document // by the ID of the truth
	statements map[string][]claim.Statement
	planted    map[string]corpus.Attribution // by the ID of the truth
	relations  []corpus.Relation
}

// readSample finds the planted documents in a ledger and reads or plants their statements.
func readSample(t *testing.T, truth *sample.Truth, ledger string, planted bool) *connected {
	t.Helper()
	c := &connected{truth: truth, documents: map[string]corpus.Document{}, statements: map[string][]claim.Statement{}, planted: map[string]corpus.Attribution{}}
	arrived := ledgerDocuments(t, ledger)
	for _, want := range truth.Documents {
		d := shortest(arrived, func(d corpus.Document) bool { return isWhole(want, d) && (want.URL == "" || d.URL == want.URL) })
		if d.ID == "" {
			t.Fatalf("%s is not in the ledger", want.ID)
		}
		c.documents[want.ID] = d
		a := annotate.Read(d)
		list := c.plant(want, d)
		if planted {
			a.Attributions = list
			a.Figures = truthIn(truth, d, a)
		}
		c.statements[want.ID] = claim.Statements(d, a)
	}
	return c
}

// shortest returns the document with the shortest text of those that fit: the teaser of a feed
// is a part of its article.
func shortest(list []corpus.Document, fits func(corpus.Document) bool) corpus.Document {
	var best corpus.Document
	for _, d := range list {
		if fits(d) && (best.ID == "" || len(d.Text) < len(best.Text)) {
			best = d
		}
	}
	return best
}

func (c *connected) relate() {
	for i, x := range c.truth.Documents {
		for _, y := range c.truth.Documents[i:] {
			c.relations = append(c.relations, claim.Relate(c.statements[x.ID], c.statements[y.ID])...)
		}
	}
}

// plant makes attributions of the statements that were planted in d.
func (c *connected) plant(want sample.Document, d corpus.Document) []corpus.Attribution {
	var list []corpus.Attribution
	for _, s := range want.Statements {
		a := corpus.Attribution{
			Content: c.locate(want, d, s.Content), Kind: corpus.Kind(s.Kind), Polarity: corpus.Polarity(s.Polarity), Mode: corpus.Mode(s.Mode),
			To: s.To, Place: s.Place, Date: s.Date, Confidence: 1, Rule: "planted",
			Source: corpus.Source{Name: s.Source.Name, Role: s.Source.Role, Kind: corpus.EntityKind(s.Source.Kind), Identified: corpus.Identified(s.Source.Identified)},
		}
		a.Source.Spans = c.locate(want, d, s.Source.Spans)
		if s.Cue != nil {
			a.Cue = c.locate(want, d, []sample.Span{*s.Cue})[0]
		}
		for _, v := range s.Via {
			a.Via = append(a.Via, corpus.Hop{Name: v})
		}
		list = append(list, a)
		c.planted[s.ID] = a
	}
	return list
}

// locate finds quotes of the truth in the text of a ledger's document: the occurrence nearest
// to where the truth has it, as a share of the text.
func (c *connected) locate(want sample.Document, d corpus.Document, spans []sample.Span) []corpus.Span {
	var out []corpus.Span
	for _, s := range spans {
		best, at := corpus.Span{}, 0
		for {
			k := strings.Index(d.Text[at:], s.Quote)
			if k < 0 {
				break
			}
			found := corpus.Span{Start: at + k, End: at + k + len(s.Quote)}
			if best.Empty() || far(found.Start, s.Start) < far(best.Start, s.Start) {
				best = found
			}
			at = found.Start + 1
		}
		if !best.Empty() {
			out = append(out, best)
		}
	}
	return out
}

func far(a, b int) int { return max(a-b, b-a) }

// claims returns what fails of the planted claims: passages that are joined with no other of
// their claim, and joins of two claims.
func (c *connected) claims(t *testing.T) []string {
	var failed []string
	sure, all, total := 0, 0, 0
	of := map[string]string{} // subject of a passage: its claim
	for _, want := range c.truth.Claims {
		groups := make([][]string, len(want.Documents))
		for i, p := range want.Documents {
			groups[i] = c.subjects(p)
			for _, s := range groups[i] {
				of[s] = want.Name
			}
		}
		for i, p := range want.Documents {
			total++
			score, isSure := c.joined(groups, i)
			if isSure {
				sure++
			}
			if score == 0 {
				failed = append(failed, fmt.Sprintf("claim %q: %s %q is joined with no other passage of it", want.Name, p.Document, p.Quote))
				continue
			}
			all++
			t.Logf("claim %q: %s %q %.2f sure=%v", want.Name, p.Document, p.Quote, score, isSure)
		}
	}
	for _, r := range c.relations {
		if r.Kind != corpus.SameClaim {
			continue
		}
		x, y := of[r.Args[0].Subject], of[r.Args[1].Subject]
		if x != y && x != "" && y != "" {
			failed = append(failed, fmt.Sprintf("claims %q and %q are joined: %s", x, y, r.Why))
		}
		if os.Getenv("HEARSAY_SHOW") != "" {
			t.Logf("%s %.2f %v [%s|%s]\n   %s\n   %s\n   %s", r.Kind, r.Score, r.Sure, x, y, c.quote(r.Args[0]), c.quote(r.Args[1]), r.Why)
		}
	}
	t.Logf("%d of %d passages of claims are joined, %d of them surely", all, total, sure)
	return failed
}

func (c *connected) quote(a corpus.Argument) string {
	for id, d := range c.documents {
		if d.ID == a.Document {
			return id + ": " + claim.Quote(d.Text, a.Spans)
		}
	}
	return ""
}

// joined returns the best score of a relation from the passage i of a claim to another.
func (c *connected) joined(groups [][]string, i int) (score float64, sure bool) {
	for _, r := range c.relations {
		if r.Kind != corpus.SameClaim {
			continue
		}
		x, y := r.Args[0].Subject, r.Args[1].Subject
		for j := range groups {
			if j == i {
				continue
			}
			if slices.Contains(groups[i], x) && slices.Contains(groups[j], y) || slices.Contains(groups[i], y) && slices.Contains(groups[j], x) {
				score, sure = max(score, r.Score), sure || r.Sure
			}
		}
	}
	return score, sure
}

// subjects returns the identities of the statements and passages that hold a planted passage:
// those that stand nearest around it, and those of one content with it.
func (c *connected) subjects(p sample.Passage) []string {
	d := c.documents[p.Document]
	want := sample.Document{}
	for _, x := range c.truth.Documents {
		if x.ID == p.Document {
			want = x
		}
	}
	at := c.locate(want, d, []sample.Span{{Range: sample.Range{Start: p.Start, End: p.End}, Quote: p.Quote}})
	if p.Statement != "" {
		at = c.planted[p.Statement].Content
	}
	var out []string
	for _, s := range c.statements[p.Document] {
		if slices.ContainsFunc(s.Content, func(x corpus.Span) bool {
			return slices.ContainsFunc(at, func(y corpus.Span) bool { return x.Overlaps(y) })
		}) && (p.Statement == "" || sameSpeakerAs(s, c.planted[p.Statement])) {
			out = append(out, s.Subject())
		}
	}
	return out
}

func sameSpeakerAs(s claim.Statement, a corpus.Attribution) bool {
	if s.Own || a.Source.Name == "" || len(a.Source.Spans) == 0 {
		return true
	}
	return s.Speaker.Name == a.Source.Name || slices.ContainsFunc(s.Speaker.Spans, func(x corpus.Span) bool {
		return slices.ContainsFunc(a.Source.Spans, x.Overlaps)
	})
}

// origins returns the planted claims whose outlets or origins come out otherwise, from the
// passages that were planted and the copies that were.
func (c *connected) origins(t *testing.T) []string {
	var failed []string
	for _, want := range c.truth.Claims {
		var list []claim.Statement
		seen := map[string]bool{}
		for _, p := range want.Documents {
			for _, subject := range c.subjects(p) {
				for _, s := range c.statements[p.Document] {
					if s.Subject() == subject && !seen[subject] {
						seen[subject] = true
						list = append(list, s)
					}
				}
			}
		}
		g := claim.Trace(list, c.copies())
		t.Logf("claim %q: %s", want.Name, g)
		if len(g.Outlets()) != want.Outlets || len(g.Origins()) != want.Origins {
			failed = append(failed, fmt.Sprintf("origins of %q: %s, want %d and %d", want.Name, g, want.Outlets, want.Origins))
		}
	}
	return failed
}

// copies are the planted copies as relations.
func (c *connected) copies() []corpus.Relation {
	var out []corpus.Relation
	for _, p := range c.truth.Copies {
		args := []corpus.Argument{{Role: "source", Document: c.documents[p.A].ID}, {Role: "copy", Document: c.documents[p.B].ID}}
		out = append(out, corpus.Relation{ID: corpus.RelationID(corpus.Copied, args), Kind: corpus.Copied, Args: args})
	}
	return out
}

// denials returns what fails of the planted denials.
func (c *connected) denials(t *testing.T) []string {
	var failed []string
	sure, right := 0, 0
	planted := map[string]bool{}
	for _, want := range c.truth.Denials {
		answers, claims := c.subjects(want.A), c.subjects(want.B)
		var got []string
		for _, r := range c.relations {
			x, y := r.Args[0].Subject, r.Args[1].Subject
			if !slices.Contains([]corpus.RelationKind{corpus.Denies, corpus.Declines, corpus.AtOdds, corpus.Turned}, r.Kind) {
				continue
			}
			if slices.Contains(answers, y) && slices.Contains(claims, x) || r.Kind == corpus.AtOdds && slices.Contains(answers, x) && slices.Contains(claims, y) {
				got = append(got, string(r.Kind))
				planted[r.ID] = true
				if string(r.Kind) == want.Label && r.Sure {
					sure++
				}
			}
		}
		if !slices.Equal(got, []string{want.Label}) {
			failed = append(failed, fmt.Sprintf("denial %s %q, %s %q: %q, want %q", want.A.Document, want.A.Quote, want.B.Document, want.B.Quote, strings.Join(got, " "), want.Label))
			continue
		}
		right++
	}
	for _, r := range c.relations {
		if os.Getenv("HEARSAY_SHOW") != "" && r.Kind != corpus.SameClaim {
			t.Logf("%s %.2f %v planted=%v\n   %s\n   %s\n   %s", r.Kind, r.Score, r.Sure, planted[r.ID], c.quote(r.Args[0]), c.quote(r.Args[1]), r.Why)
		}
	}
	t.Logf("%d of %d denials have their label, %d of them surely", right, len(c.truth.Denials), sure)
	return failed
}

// knownClaims reads what is known to fail, behind the name of the list.
func knownClaims(t *testing.T, list string) map[string]bool {
	t.Helper()
	b, err := os.ReadFile("testdata/claims.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for l := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(l), list+" "); ok {
			out[rest] = true
		}
	}
	return out
}
