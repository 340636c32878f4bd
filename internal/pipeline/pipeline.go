// Package pipeline moves what is taken in through the stages: capture, fetch,
// parse, annotate, connect.
//
// It stores nothing of its own. What is to be done is a row in the store
// (subject, stage, version, status), written in the transaction that made it
// necessary and marked done in the transaction that holds its result:
//
//	capture   file      -> capture, pending "parse"
//	fetch     address   -> capture, pending "parse"; of a feed, addresses, pending "fetch"
//	parse     capture   -> documents, failed records, pending "annotate"
//	annotate  document  -> annotations, pending "connect"
//	connect   document  -> profile, keys, relations to the documents that share a key
//
// So a run can stop at any instant and the next one goes on, a record or a
// document that fails stays visible with its reason while the others go on,
// and raising [annotate.Version] makes every document pending again.
//
// The results of a stage are written by one goroutine, in the order of the
// work, while the work itself uses all cores; see [inOrder]. Memory is bounded
// by what is in flight and does not grow with the size of the ledger.
package pipeline

import (
	"context"
	"errors"
	"runtime"

	"hearsay/annotate"
	"hearsay/capture"
	"hearsay/corpus"
	"hearsay/internal/store"
)

// Options say how to run. The zero Options are good.
type Options struct {
	// Workers is how many captures or documents are worked on at once;
	// 0 is one for every core.
	Workers int
	// Ledger is the path of the ledger's file, which a walk over a directory
	// passes over; "" if it is no file.
	Ledger string
	// Fetcher fetches the addresses that are pending; nil leaves them so.
	Fetcher *capture.Fetcher
	// Progress is called from one goroutine after every piece of work and
	// must return soon; nil tells nobody.
	Progress func(Progress)
	// Failed is told of every bad file, record and document, and Warned of
	// records that were taken with a doubt, as they come, from one
	// goroutine; nil tells nobody. The errors are of type
	// *[corpus.RecordError].
	Failed, Warned func(error)
	// Read reads one document and Version names what it does; nil is
	// [annotate.Read] in [annotate.Version].
	Read    func(corpus.Document) corpus.Annotations
	Version string
	// Connect connects documents; without a version it is [Documents].
	Connect Connector
	// MaxText is the length in bytes of the longest text that is read; 0 is
	// [annotate.MaxText]. A document with a longer one fails.
	MaxText int
}

// Pipeline works on one ledger. It is used by one goroutine at a time.
type Pipeline struct {
	st   *store.Store
	opts Options
}

// New makes a pipeline over a ledger.
func New(st *store.Store, opts Options) *Pipeline {
	if opts.Workers <= 0 {
		opts.Workers = runtime.GOMAXPROCS(0)
	}
	if opts.Progress == nil {
		opts.Progress = func(Progress) {}
	}
	if opts.Failed == nil {
		opts.Failed = func(error) {}
	}
	if opts.Warned == nil {
		opts.Warned = func(error) {}
	}
	if opts.Read == nil {
		opts.Read, opts.Version = annotate.Read, annotate.Version
	}
	if opts.Connect.Version == "" {
		opts.Connect = Documents()
	}
	if opts.Connect.Sharing == 0 {
		opts.Connect.Sharing = MaxSharing
	}
	if opts.MaxText <= 0 {
		opts.MaxText = annotate.MaxText
	}
	return &Pipeline{st: st, opts: opts}
}

// Run takes in the files of paths, with what a person said about all of them
// in given, and then does all the work that is pending in the ledger, also
// that of earlier runs. Without paths it only goes on with that. Addresses are
// fetched if the options have a fetcher.
//
// The summary is good also beside an error. When ctx ends, what is in hand is
// finished and written, but for addresses that have not answered yet, the rest
// stays pending (see [Summary.Left]), and the error is that of ctx. A document whose reading takes longer than [patience]
// is not waited for and stays pending as well. Bad records are no error; they are in the summary.
func (p *Pipeline) Run(ctx context.Context, paths []string, given []corpus.Observation) (Summary, error) {
	r := p.begin()
	err := r.takeIn(ctx, paths, given)
	if err == nil {
		err = r.fetch(ctx)
	}
	if err == nil {
		err = r.parse(ctx)
	}
	if err == nil {
		err = r.annotate(ctx)
	}
	if err == nil {
		err = r.connect(ctx)
	}
	if err == nil {
		err = r.st.Scrub(ctx) // of files that held what a purge took out
	}
	return r.finish(ctx, err)
}

// run is one run of a pipeline: what it does and what came of it.
type run struct {
	*Pipeline
	sum Summary
}

func (p *Pipeline) begin() *run { return &run{Pipeline: p} }

// finish counts what is left, also after an interrupt, but not in a ledger
// that fails.
func (r *run) finish(ctx context.Context, err error) (Summary, error) {
	if err != nil && ctx.Err() == nil {
		return r.sum, err
	}
	ctx = context.WithoutCancel(ctx)
	parse, perr := r.st.CountPending(ctx, store.StageParse, capture.Version)
	addresses, ferr := r.st.CountPending(ctx, store.StageFetch, store.FetchVersion)
	read, rerr := r.st.CountPending(ctx, store.StageAnnotate, r.opts.Version)
	connect, cerr := r.st.CountPending(ctx, store.StageConnect, r.opts.Connect.Version)
	r.sum.Left = Left{Addresses: addresses, Captures: parse, Documents: read, Unconnected: connect}
	return r.sum, errors.Join(err, ferr, perr, rerr, cerr)
}
