package pipeline

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"hearsay/capture"
	"hearsay/corpus"
	"hearsay/internal/store"
)

// parsed takes in content under a name and parses it from original, which
// stands for what the ledger then reads.
func (b *bench) parsed(c corpus.Capture, content string, original io.Reader) (Summary, corpus.Capture) {
	b.t.Helper()
	ctx := context.Background()
	c.Digest, c.Size, c.Time = corpus.DigestOf([]byte(content)), int64(len(content)), time.Unix(0, 0).UTC()
	c.ID = corpus.CaptureID(c.Source, c.Digest)
	if _, err := b.st.Capture(ctx, c, strings.NewReader(content)); err != nil {
		b.t.Fatal(err)
	}
	r := New(b.st, Options{}).begin()
	claim, err := b.st.ClaimOne(ctx, store.StageParse, capture.Version, c.ID)
	if err != nil {
		b.t.Fatal(err)
	}
	batches(ctx, claimed{Claim: claim}, c, original, func(next batch) bool {
		if err := r.write(ctx, next); err != nil {
			b.t.Fatal(err)
		}
		return true
	})
	kept, err := b.st.CaptureByID(ctx, c.ID)
	if err != nil {
		b.t.Fatal(err)
	}
	return r.sum, kept
}

// A disk that fails in the middle of an article must not leave the half of it
// for the whole, nor a damaged ledger pass for a file that came cut.
func TestAnOriginalThatCannotBeReadLeavesNoDocument(t *testing.T) {
	text := strings.Repeat("The port said the boat was lost!\n\n", 100)
	damaged := errors.Join(errors.New("chunk 1"), corpus.ErrDamaged)
	for name, tt := range map[string]struct {
		format        corpus.Format
		content, read string
		err           error
	}{
		"text half way":        {corpus.FormatText, text, text[:len(text)/2], errors.New("input/output error")},
		"lines half way":       {corpus.FormatJSONL, lines(0, 20), lines(0, 20)[:999], errors.New("database is locked")},
		"damaged at the end":   {corpus.FormatJSONL, lines(0, 20), lines(0, 20), damaged},
		"damaged inside gzip":  {corpus.FormatJSONL, zipped(lines(0, 20)), zipped(lines(0, 20))[:150] + strings.Repeat("\xff", 200_000), damaged},
		"damaged head of gzip": {corpus.FormatJSONL, zipped(lines(0, 20)), "\x1f\x8b\x00\x00" + zipped(lines(0, 20))[4:], damaged},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			original := io.MultiReader(strings.NewReader(tt.read), iotest.ErrReader(tt.err))
			sum, kept := b.parsed(corpus.Capture{Source: "in", Format: tt.format}, tt.content, original)
			if sum.Parsed != 0 || sum.Failures.Total != 1 || kept.Incomplete != "" {
				t.Errorf("summary %+v, incomplete %q: want one failure and nothing parsed", sum, kept.Incomplete)
			}
			if c := b.counts(); sum.Documents != 0 || c.Documents != 0 {
				t.Errorf("%d documents were kept", c.Documents)
			}
			failed, err := b.st.Failures(context.Background())
			if err != nil || len(failed) != 1 || failed[0].Place != string(store.StageParse) {
				t.Errorf("failures %v, %v: want that of the work to parse, which is tried again", failed, err)
			}
		})
	}
}

// The bytes of a file that came cut are all there: it is incomplete, and
// trying again would not help.
func TestAFileThatCameCutIsIncomplete(t *testing.T) {
	b := newBench(t)
	cut := zipped(lines(0, 2000))
	cut = cut[:len(cut)/2]
	sum, kept := b.parsed(corpus.Capture{Source: "in", Format: corpus.FormatJSONL}, cut, strings.NewReader(cut))
	if sum.Parsed != 1 || sum.Documents == 0 || kept.Incomplete == "" {
		t.Errorf("summary %+v, incomplete %q", sum, kept.Incomplete)
	}
}

func zipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = io.WriteString(w, s) // into memory
	_ = w.Close()
	return b.String()
}
