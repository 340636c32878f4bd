package pipeline

import (
	"fmt"
	"iter"
	"path"
	"runtime"
	"strings"
)

// panicError is a panic of code that reads what strangers wrote.
type panicError struct {
	value any
	place string // file and line of ours nearest to the panic, "" if unknown
}

func (e *panicError) Error() string {
	if e.place == "" {
		return fmt.Sprintf("reading it panicked: %v", e.value)
	}
	return fmt.Sprintf("reading it panicked at %s: %v", e.place, e.value)
}

// contained calls f and turns a panic into an error.
func contained(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &panicError{value: v, place: panicPlace()}
		}
	}()
	return f()
}

// guarded yields what seq yields and turns a panic of seq into a last error.
// A panic of the consumer is not caught.
func guarded[T any](seq iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		if err := consume(seq, yield); err != nil {
			var zero T
			yield(zero, err)
		}
	}
}

func consume[T any](seq iter.Seq2[T, error], yield func(T, error) bool) (err error) {
	inside := false // of the consumer
	defer func() {
		if inside {
			return
		}
		if v := recover(); v != nil {
			err = &panicError{value: v, place: panicPlace()}
		}
	}()
	for v, e := range seq {
		inside = true
		more := yield(v, e)
		inside = false
		if !more {
			break
		}
	}
	return nil
}

// panicPlace returns the nearest place of ours below a panic. It is called by
// the function that recovers, whose stack still holds the frames of the panic.
func panicPlace() string {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for panicking := false; ; {
		f, more := frames.Next()
		if panicking && strings.HasPrefix(f.Function, "hearsay/") {
			return fmt.Sprintf("%s:%d", path.Join(path.Base(path.Dir(f.File)), path.Base(f.File)), f.Line)
		}
		panicking = panicking || f.Function == "runtime.gopanic" || strings.HasPrefix(f.Function, "runtime.panic")
		if !more {
			return ""
		}
	}
}
