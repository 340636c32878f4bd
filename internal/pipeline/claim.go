package pipeline

import (
	"context"
	"iter"

	"hearsay/internal/store"
)

// claimed is work that this process has taken, or why none could be.
type claimed struct {
	*store.Claim
	err error
}

// claims takes the work of a stage, up to size pieces at a time, until there
// is none or ctx ends. What is not finished is given up when held ends. Work
// that becomes pending behind what is in hand is left to the next run.
func (r *run) claims(ctx, held context.Context, stage store.Stage, version string, size int) iter.Seq[claimed] {
	return func(yield func(claimed) bool) {
		for after := ""; ctx.Err() == nil; {
			c, err := r.st.Claim(held, stage, version, after, size)
			if err != nil {
				yield(claimed{err: err})
				return
			}
			if len(c.Work) == 0 || !yield(claimed{Claim: c}) {
				return
			}
			after = c.Work[len(c.Work)-1].Subject
		}
	}
}

// holding is how long the work of a stage is held: until what is in hand is
// written, also when ctx ends.
func holding(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithCancel(context.WithoutCancel(ctx))
}
