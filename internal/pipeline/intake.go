package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"hearsay/capture"
	"hearsay/corpus"
)

// takeIn keeps the bytes of every file of paths.
func (r *run) takeIn(ctx context.Context, paths []string, given []corpus.Observation) error {
	g := newGauge(r.opts.Progress, "take in", 0)
	defer g.finish()
	for src, err := range capture.Sources(paths) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if r.own(src, err) {
			continue
		}
		if err == nil {
			err = r.keep(ctx, src, given)
		}
		var bad *corpus.RecordError
		if err != nil && !errors.As(err, &bad) {
			return err
		}
		if err != nil {
			r.report(bad)
		}
		g.add(1, 0)
	}
	return nil
}

// own reports whether a walk came upon the ledger itself.
func (r *run) own(src capture.Source, err error) bool {
	path := src.Path
	var bad *corpus.RecordError
	if errors.As(err, &bad) && bad.Record == "" {
		path = bad.File
	}
	if r.opts.Ledger == "" || !strings.HasPrefix(filepath.Base(path), filepath.Base(r.opts.Ledger)) {
		return false
	}
	abs, err1 := filepath.Abs(path)
	ledger, err2 := filepath.Abs(r.opts.Ledger)
	rest, found := strings.CutPrefix(abs, ledger)
	return err1 == nil && err2 == nil && found && slices.Contains(companions, rest)
}

// companions are the endings of the files that SQLite keeps beside a ledger.
var companions = []string{"", "-wal", "-shm", "-journal"}

// keep takes in one file. What an index says about that one file comes before
// what a person said about all of them.
func (r *run) keep(ctx context.Context, src capture.Source, given []corpus.Observation) error {
	c := corpus.Capture{Source: r.nameOf(src), Format: src.Format, Time: time.Now().UTC(), Given: slices.Concat(src.Given, given)}
	if err := identify(&c, src); err != nil {
		return recordError(c.Source, err)
	}
	f, err := src.Open()
	if err != nil {
		return recordError(c.Source, err)
	}
	defer f.Close()
	bytes := &watched{r: f}
	var in io.Reader = bytes
	if s, ok := f.(io.Seeker); ok { // it can be read again
		in = rewindable{bytes, s}
	}
	added, err := r.st.Capture(context.WithoutCancel(ctx), c, in)
	switch {
	case bytes.err != nil:
		return recordError(c.Source, bytes.err)
	case errors.Is(err, corpus.ErrInvalid): // the file changed between the two readings
		return recordError(c.Source, err)
	case errors.Is(err, corpus.ErrWithheld): // a purge took out these bytes
		return recordError(c.Source, withheld(err))
	case err != nil:
		return fmt.Errorf("take in %s: %w", c.Source, err)
	case added:
		r.sum.Captures++
		return nil
	}
	r.sum.Known++
	return r.compare(ctx, c)
}

// nameOf names a file as the ledger does, in whatever directory the person
// works and however the path was spelled: relative to the folder of the ledger
// when it lies below it, so that both can be moved together, else absolute. A
// file that cannot be named so keeps the path as given.
func (r *run) nameOf(src capture.Source) string {
	path, err := filepath.Abs(src.Path)
	if err != nil {
		return src.Name()
	}
	folder, err := filepath.Abs(filepath.Dir(r.opts.Ledger))
	if r.opts.Ledger != "" && err == nil {
		if rel, err := filepath.Rel(folder, path); err == nil && filepath.IsLocal(rel) {
			path = rel
		}
	}
	return capture.Source{Path: path}.Name()
}

// errKnown is a warning: nothing of what is now said about a file was taken in.
var errKnown = errors.New("already in the ledger")

// compare warns of what is said about a file that the ledger has already and
// was not said when it was taken in. An index has no documents that it could
// be said of.
func (r *run) compare(ctx context.Context, c corpus.Capture) error {
	if c.Format == corpus.FormatCSV || len(c.Given) == 0 {
		return nil
	}
	known, err := r.st.CaptureByID(context.WithoutCancel(ctx), c.ID)
	if errors.Is(err, corpus.ErrWithheld) {
		return recordError(c.Source, withheld(err))
	}
	if err != nil {
		return fmt.Errorf("take in %s again: %w", c.Source, err)
	}
	if fresh := unsaid(known.Given, c.Given); len(fresh) > 0 {
		r.report(&corpus.RecordError{File: c.Source, Err: fmt.Errorf(
			`%w; what is now said about it (%s) was not taken in: "hearsay correct" changes it`, errKnown, strings.Join(fresh, ", "))})
	}
	return nil
}

// unsaid lists what would stand by now and, from whatever origin, is not in
// before. Of several values of a field the first stands, of authors all.
func unsaid(before, now []corpus.Observation) (fresh []string) {
	for i, o := range now {
		second := slices.ContainsFunc(now[:i], func(f corpus.Observation) bool { return f.Field == o.Field })
		if second && o.Field != corpus.FieldAuthor {
			continue
		}
		if !slices.ContainsFunc(before, func(b corpus.Observation) bool { return b.Field == o.Field && b.Value == o.Value }) {
			fresh = append(fresh, fmt.Sprintf("%s %q", o.Field, o.Value))
		}
	}
	return fresh
}

// identify reads a file once to name its bytes.
func identify(c *corpus.Capture, src capture.Source) error {
	f, err := src.Open()
	if err != nil {
		return err
	}
	defer f.Close()
	if c.Digest, c.Size, err = corpus.DigestReader(f); err != nil {
		return fmt.Errorf("read: %w", err)
	}
	c.ID = corpus.CaptureID(c.Source, c.Digest)
	return nil
}

// rewindable is a file that is watched.
type rewindable struct {
	*watched
	io.Seeker
}

// watched remembers the error of a reader, to tell a bad file from a bad
// ledger, and counts its bytes.
type watched struct {
	r   io.Reader
	n   int64
	err error
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	w.n += int64(n)
	if err != nil && err != io.EOF {
		w.err = err
	}
	return n, err
}
