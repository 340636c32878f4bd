package pipeline

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"hearsay/capture"
	"hearsay/corpus"
	"hearsay/internal/store"
)

// answerOf is an answer as the ledger keeps it.
func answerOf(a store.Address, answer capture.Fetched) store.Fetched {
	f := store.Fetched{
		Fetch: corpus.Fetch{URL: a.URL, Time: answer.Time, Outcome: corpus.Captured, Status: answer.Status,
			FinalURL: answer.FinalURL, Person: a.Override},
		ETag: answer.ETag, Modified: answer.LastModified, Format: answer.Format,
	}
	switch {
	case answer.Unchanged:
		f.Outcome = corpus.Unchanged
	case a.IsFeed:
		f.Body = answer.Body
		readLinks(&f, a)
	default:
		f.Body = answer.Body
		f.Given = pageGiven(a, answer)
	}
	return f
}

// pageGiven is what stands beside the bytes of a page: what was said of its
// address, what HTTP says, and the address that names the piece. That one is
// the end of the redirects of the first answer, so that a page that later is
// sent elsewhere keeps its item. What holds many pieces is no piece itself.
func pageGiven(a store.Address, answer capture.Fetched) []corpus.Observation {
	given := slices.Concat(a.Given, answer.Observations())
	if end := cmp.Or(a.FinalURL, answer.FinalURL, a.URL); ofOnePiece(answer.Format) && corpus.NormalURL(end) != corpus.NormalURL(a.URL) {
		given = append(given, corpus.Observation{Field: capture.FieldFinalURL, Value: end, Origin: "fetch"})
	}
	return given
}

// ofOnePiece reports whether the bytes of a format are one document.
func ofOnePiece(f corpus.Format) bool {
	return f == corpus.FormatHTML || f == corpus.FormatText || f == corpus.FormatPDF
}

// readLinks fills in what a feed names, relative to where it was found. The bytes of an answer that is no feed
// are kept, and the poll failed.
func readLinks(f *store.Fetched, a store.Address) {
	f.Format, f.Given = corpus.FormatFeed, a.Given
	links, err := capture.FeedLinks(cmp.Or(f.FinalURL, a.URL), f.Body)
	if err != nil && !errors.Is(err, corpus.ErrIncomplete) {
		f.Outcome, f.Reason, f.Passing = corpus.Failed, "no feed that can be read: "+bare(err).Error(), true
		return
	}
	for _, l := range links {
		f.Entries = append(f.Entries, l.ID)
		f.Links = append(f.Links, store.Address{URL: l.URL, Feed: a.URL, Given: slices.Concat(a.Given, linkGiven(l))})
	}
}

// fieldFeedTitle is the title of a page in the feed that named it. It is kept
// apart from the page's own, which is part of the text: a page has the same
// text whoever named it.
const fieldFeedTitle corpus.Field = "x-feed-title"

func linkGiven(l capture.FeedLink) []corpus.Observation {
	given := slices.Clone(l.Given)
	for i := range given {
		if given[i].Field == corpus.FieldTitle {
			given[i].Field = fieldFeedTitle
		}
	}
	return given
}

// failureOf is a failure as the ledger keeps it.
func failureOf(a store.Address, err error) store.Fetched {
	now := time.Now().UTC()
	f := store.Fetched{
		Fetch:   corpus.Fetch{URL: a.URL, Time: now, Outcome: corpus.Failed, Reason: capture.Reason(a.URL, err), Person: a.Override},
		Passing: capture.Temporary(err),
	}
	var status *capture.StatusError
	if errors.As(err, &status) {
		f.Status, f.FinalURL = status.Status, status.URL
	}
	switch {
	case capture.Gone(err):
		f.Outcome = corpus.Gone
	case errors.Is(err, capture.ErrRobots) && !f.Passing:
		f.Outcome = corpus.NotCollected
	}
	if wait := capture.RetryAfter(err); wait > 0 {
		f.NotBefore = now.Add(wait)
		f.Reason += ", try again after " + f.NotBefore.Format(time.RFC3339)
	}
	return f
}
