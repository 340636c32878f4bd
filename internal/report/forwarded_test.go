package report

import (
	"context"
	"io"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/store"
	"hearsay/measure"
)

// forwardedPost is a post that a channel passed on, with a statement in it.
func forwardedPost(t *testing.T) reading {
	d := article("Lowmere Today", "2031-03-16", "en", "https://t.me/c/1234567890/4", "", "Dam order denied\nThe ministry denied the order, Tessel Wire reported.")
	d.Observe(corpus.Observation{Field: corpus.FieldForwarded, Value: "Harbour Wire", Origin: "telegram forwarded_from"})
	return read(t, d, quote{after: "The ministry", source: "The ministry", name: "the ministry", kind: corpus.Organisation, identified: corpus.Named,
		cue: "denied", content: []string{"the order"}, setting: corpus.Indirect, polarity: corpus.Deny, via: "Tessel Wire", confidence: .9})
}

// No answer shows a statement of a forwarded post without saying from whom it
// was forwarded.
func TestForwardedPostsSayFromWhom(t *testing.T) {
	ctx := context.Background()
	post := forwardedPost(t)
	st := ledgerOf(t, []reading{post})
	brief, err := MakeBrief(ctx, st, Scope{}, measure.Default())
	if err != nil {
		t.Fatal(err)
	}
	passage, err := Show(ctx, st, post.statements[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	const chain, field = "as reported by Lowmere Today, forwarded from Harbour Wire, via Tessel Wire", `"forwarded_from":"Harbour Wire"`
	for name, tt := range map[string]struct {
		write func(io.Writer) error
		want  string
	}{
		"statements": {func(w io.Writer) error {
			return WriteStatements(w, Table, Style{}, Statements(ctx, st, store.StatementFilter{}))
		}, chain},
		"statements json": {func(w io.Writer) error {
			return WriteStatements(w, JSON, Style{}, Statements(ctx, st, store.StatementFilter{}))
		}, field},
		"statements csv": {func(w io.Writer) error {
			return WriteStatements(w, CSV, Style{}, Statements(ctx, st, store.StatementFilter{}))
		}, "Tessel Wire,Harbour Wire,Lowmere Today"},
		"search": {func(w io.Writer) error {
			return WriteHits(w, Table, Style{}, Search(ctx, st, "order", store.DocumentFilter{}))
		}, "forwarded from Harbour Wire"},
		"search json": {func(w io.Writer) error {
			return WriteHits(w, JSON, Style{}, Search(ctx, st, "order", store.DocumentFilter{}))
		}, field},
		"show":           {func(w io.Writer) error { return passage.WriteText(w, Style{}) }, chain},
		"show json":      {func(w io.Writer) error { return writeJSON(w, passage) }, field},
		"brief":          {func(w io.Writer) error { return brief.WriteText(w, Style{}) }, chain},
		"brief markdown": {brief.WriteMarkdown, chain},
		"brief html":     {brief.WriteHTML, chain},
		"read": {func(w io.Writer) error {
			return WriteReadText(w, Style{}, post.doc, corpus.Annotations{Attributions: []corpus.Attribution{post.statements[0].Attribution}})
		}, "as reported by this document, forwarded from Harbour Wire, via Tessel Wire"},
	} {
		var b strings.Builder
		if err := tt.write(&b); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !strings.Contains(oneLine(b.String()), tt.want) {
			t.Errorf("%s: want %q in\n%s", name, tt.want, b.String())
		}
	}
	if got := brief.Speakers[0].Chains; len(got) != 1 || got[0] != "Lowmere Today, forwarded from Harbour Wire, via Tessel Wire" {
		t.Errorf("chains of the speaker %q", got)
	}
}
