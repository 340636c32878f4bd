package main

import (
	"iter"
	"strings"

	"hearsay/internal/report"
	"hearsay/internal/store"
)

// counted counts the lines of a list as they are written.
func counted[T any](seq iter.Seq2[T, error], n *int) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for v, err := range seq {
			if err == nil {
				*n++
			}
			if !yield(v, err) {
				return
			}
		}
	}
}

// tellEmpty says on stderr that a table has no line, and which outlets there
// are where the one that was asked for is not. A program that reads JSON or
// CSV sees it for itself.
func (t *terminal) tellEmpty(err error, lines int, what string, s scope, f listFormat, st *store.Store) error {
	if err != nil || lines > 0 || f.format() != report.Table {
		return err
	}
	t.say("no " + what + " match")
	if s.Outlet == "" {
		return nil
	}
	known, like, err := report.OutletsLike(t.ctx, st, s.Outlet)
	if err == nil && !known && len(like) > 0 {
		t.say("outlets here: " + someNames(like))
	}
	return err
}

// mostNames is how many outlets a person reads through to find the one meant.
const mostNames = 10

func someNames(list []string) string {
	if n := len(list) - mostNames; n > 0 {
		return strings.Join(list[:mostNames], ", ") + " and " + count(n, "other")
	}
	return strings.Join(list, ", ")
}
