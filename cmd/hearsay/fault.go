package main

import (
	"fmt"
	"runtime"
	"strings"
)

// ownUp turns a panic into a message and the exit code of a failure. Go's own
// code for it is 2, which here means a command line that makes no sense.
func (t *terminal) ownUp(code *int) {
	v := recover()
	if v == nil {
		return
	}
	*code = exitFailure
	t.errorf("this is a fault of hearsay: %v, at %s", v, faultPlace())
	t.say("hearsay: please report it with the command line and these words (" + buildVersion() + ")")
}

// faultPlace is the line of ours that is nearest to a panic, seen from the
// function that recovers from it.
func faultPlace() string {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs[:])])
	panicked := false
	for {
		f, more := frames.Next()
		own := strings.HasPrefix(f.Function, "main.") || strings.HasPrefix(f.Function, "hearsay/")
		if panicked && own {
			return fmt.Sprintf("%s (%s line %d)", f.Function, f.File[strings.LastIndexByte(f.File, '/')+1:], f.Line)
		}
		panicked = panicked || f.Function == "runtime.gopanic"
		if !more {
			return "an unknown place"
		}
	}
}
