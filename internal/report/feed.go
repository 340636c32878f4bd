package report

import (
	"context"
	"fmt"
	"io"
	"iter"
	"strings"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// FeedLine is one feed of the list. The names of its JSON fields are stable.
type FeedLine struct {
	URL      string         `json:"url"`
	Active   bool           `json:"active"` // false once a person took it off the list
	Outlet   string         `json:"outlet"` // as a person said when it was added, as is Language
	Language string         `json:"language"`
	Added    string         `json:"added"`     // RFC 3339, UTC, as are the other times; "" never
	Polled   string         `json:"polled"`    // last, with whatever outcome
	Outcome  corpus.Outcome `json:"outcome"`   // of that poll; "" there was none
	Reason   string         `json:"reason"`    // why it failed
	LastRead string         `json:"last_read"` // the last poll that could be read
	Failed   int            `json:"failed"`    // polls since then
	Entries  int            `json:"entries"`   // that it had last
	Named    int            `json:"named"`     // addresses that it named before anybody else
	Fetched  int            `json:"fetched"`   // of them, those that were captured
	Gaps     []GapLine      `json:"gaps"`      // oldest first
}

// GapLine is a stretch of time in which a feed may have named what nobody saw.
// The names of its JSON fields are stable.
type GapLine struct {
	Feed   string `json:"feed"`
	From   string `json:"from"` // RFC 3339, UTC
	To     string `json:"to"`   // "" while it lasts
	Reason string `json:"reason"`
}

// Feeds lists the feeds in the order in which they came in. A gap that lasts,
// because the last polls failed, is the last of a feed's gaps.
func Feeds(ctx context.Context, st *store.Store) iter.Seq2[FeedLine, error] {
	return func(yield func(FeedLine, error) bool) {
		feeds, err := st.Feeds(ctx)
		if err != nil {
			yield(FeedLine{}, err)
			return
		}
		for _, f := range feeds {
			if !yield(feedLine(f), nil) {
				return
			}
		}
	}
}

// Gaps lists the gaps of all feeds, feed by feed, oldest first.
func Gaps(ctx context.Context, st *store.Store) iter.Seq2[GapLine, error] {
	return func(yield func(GapLine, error) bool) {
		for f, err := range Feeds(ctx, st) {
			if err != nil {
				yield(GapLine{}, err)
				return
			}
			for _, g := range f.Gaps {
				if !yield(g, nil) {
					return
				}
			}
		}
	}
}

func feedLine(f store.Feed) FeedLine {
	l := FeedLine{
		URL: f.URL, Active: f.Active, Outlet: givenValue(f.Given, corpus.FieldOutlet), Language: givenValue(f.Given, corpus.FieldLanguage),
		Added: stamp(f.Added), Polled: stamp(f.Last.Time), Outcome: f.Last.Outcome, Reason: f.Last.Reason,
		LastRead: stamp(f.Good), Failed: f.Failed, Entries: f.Entries, Named: f.Named, Fetched: f.Fetched, Gaps: []GapLine{},
	}
	for _, g := range f.Gaps {
		l.Gaps = append(l.Gaps, GapLine{g.Feed, stamp(g.From), stamp(g.To), g.Reason})
	}
	if f.Active && f.Failed > 0 && !f.Good.IsZero() {
		l.Gaps = append(l.Gaps, GapLine{f.URL, stamp(f.Good), "", count(f.Failed, "poll", "polls") + " failed since, the last: " + f.Last.Reason})
	}
	return l
}

// givenValue is the first value of a field.
func givenValue(given []corpus.Observation, field corpus.Field) string {
	for _, o := range given {
		if o.Field == field {
			return o.Value
		}
	}
	return ""
}

// state says in a word or two how a feed is doing.
func (l FeedLine) state() string {
	switch {
	case !l.Active:
		return "removed"
	case l.Polled == "":
		return "not polled yet"
	case l.Failed > 0:
		return fmt.Sprintf("%s failed: %s", count(l.Failed, "poll", "polls"), l.Reason)
	case len(l.Gaps) > 0:
		return count(len(l.Gaps), "gap", "gaps")
	}
	return "no gaps"
}

// WriteFeeds writes a list of feeds. It stops at the first error of the list
// and returns it; what came before it is written.
func WriteFeeds(w io.Writer, format Format, style Style, seq iter.Seq2[FeedLine, error]) error {
	return writeList(w, format, seq, list[FeedLine]{
		head: []string{"url", "active", "outlet", "language", "added", "polled", "outcome", "reason", "last_read", "failed", "entries", "named", "fetched", "gaps"},
		row: func(l FeedLine) []string {
			return []string{l.URL, fmt.Sprint(l.Active), l.Outlet, l.Language, l.Added, l.Polled, string(l.Outcome), l.Reason, l.LastRead,
				fmt.Sprint(l.Failed), fmt.Sprint(l.Entries), fmt.Sprint(l.Named), fmt.Sprint(l.Fetched), fmt.Sprint(len(l.Gaps))}
		},
		table: func(w io.Writer) tableWriter[FeedLine] {
			t := newGrid(w, style, column{"FEED", 20, 3}, column{"OUTLET", 8, 1}, column{"LAST POLL", 16, 0},
				column{"ENTRIES", 7, 0}, column{"PAGES", 9, 0}, column{"STATE", 12, 3})
			return func(l FeedLine) error {
				return t.row(l.URL, l.Outlet, minute(l.Polled), fmt.Sprint(l.Entries), fmt.Sprintf("%d of %d", l.Fetched, l.Named), l.state())
			}
		},
	})
}

// minute shows a time to the minute.
func minute(stamp string) string {
	return strings.Replace(stamp[:min(len(stamp), len("2006-01-02T15:04"))], "T", " ", 1)
}

// WriteGaps writes a list of gaps. It stops at the first error of the list and
// returns it; what came before it is written.
func WriteGaps(w io.Writer, format Format, style Style, seq iter.Seq2[GapLine, error]) error {
	return writeList(w, format, seq, list[GapLine]{
		head: []string{"feed", "from", "to", "reason"},
		row:  func(l GapLine) []string { return []string{l.Feed, l.From, l.To, l.Reason} },
		table: func(w io.Writer) tableWriter[GapLine] {
			t := newGrid(w, style, column{"FEED", 20, 3}, column{"FROM", 16, 0}, column{"TO", 16, 0}, column{"REASON", 20, 3})
			return func(l GapLine) error {
				to := minute(l.To)
				if to == "" {
					to = "now"
				}
				return t.row(l.Feed, minute(l.From), to, l.Reason)
			}
		},
	})
}
