package pipeline

import (
	"context"
	"iter"
	"sync"
)

// inOrder works on the items of in, up to n+1 of them at once, and yields what
// the work on each yields, in the order of the items, however long each takes.
// A piece of work is ahead of the consumer by at most two results, so that
// memory is bounded by 2(n+1) results.
//
// in is consumed by a goroutine of its own, and work runs in one goroutine per
// item. work must stop when its yield returns false. When the consumer stops,
// inOrder waits for all of them; it leaves no goroutine behind.
func inOrder[In, Out any](n int, in iter.Seq[In], work func(In, func(Out) bool)) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		lanes := make(chan chan Out, n) // one lane per item, in order
		stop := make(chan struct{})
		var running sync.WaitGroup
		defer running.Wait()
		defer close(stop)
		running.Go(func() {
			defer close(lanes)
			for item := range in {
				lane := make(chan Out, 1)
				select {
				case lanes <- lane:
				case <-stop:
					return
				}
				running.Go(func() {
					defer close(lane)
					work(item, func(out Out) bool { return send(lane, out, stop) })
				})
			}
		})
		for lane := range lanes {
			for out := range lane {
				if !yield(out) {
					return
				}
			}
		}
	}
}

// send sends v unless stop is closed.
func send[T any](to chan<- T, v T, stop <-chan struct{}) bool {
	select {
	case to <- v:
		return true
	case <-stop:
		return false
	}
}

// until yields what in yields until ctx ends.
func until[T any](ctx context.Context, in iter.Seq[T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range in {
			if ctx.Err() != nil || !yield(v) {
				return
			}
		}
	}
}
