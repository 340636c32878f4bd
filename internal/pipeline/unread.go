package pipeline

import (
	"context"
	"errors"
	"iter"

	"hearsay/corpus"
)

// Unread is a document that is to be read without a ledger.
type Unread struct {
	File   string
	Record string // "line 17"; "" for the whole file
	Format corpus.Format
	// Make makes the document; it is called once, by one of the workers.
	Make func() (corpus.Document, error)
}

// Reading is what was found in a document, made without a ledger.
type Reading struct {
	Unread
	Document    corpus.Document
	Annotations corpus.Annotations
	Err         error // why there is none: a *[corpus.RecordError]
}

// Read reads documents without a ledger, on all cores, and yields one Reading
// for every element of docs in the same order. It ends early when ctx ends,
// without those that take longer than [patience].
// Memory is bounded by the documents in flight.
func Read(ctx context.Context, docs iter.Seq[Unread], opts Options) iter.Seq[Reading] {
	p := New(nil, opts)
	return inOrder(p.opts.Workers*ahead, until(ctx, docs), func(u Unread, yield func(Reading) bool) {
		if r := p.readUnread(ctx, u); !errors.Is(r.Err, errAbandoned) {
			yield(r)
		}
	})
}

func (p *Pipeline) readUnread(ctx context.Context, u Unread) Reading {
	r := Reading{Unread: u}
	r.Err = contained(func() (err error) {
		if r.Document, err = u.Make(); err == nil {
			r.Annotations, err = p.readText(ctx, r.Document)
		}
		return err
	})
	if r.Err != nil {
		r.Err = &corpus.RecordError{File: u.File, Record: u.Record, Err: bare(r.Err)}
	}
	return r
}

// bare returns what lies under a record error, whose file and record the
// caller knows better.
func bare(err error) error {
	if e, ok := err.(*corpus.RecordError); ok {
		return e.Err
	}
	return err
}
