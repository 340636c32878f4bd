package pipeline

import "time"

// Progress tells how far a stage has come.
type Progress struct {
	Stage string // "take in", "fetch", "parse", "read", "connect"
	// Documents is how many the stage has worked on, or files while taking
	// in and addresses while fetching, and Rate how many of them a second.
	Documents int
	Rate      float64
	// Done of Total is the share that is finished: bytes of files while
	// parsing, addresses while fetching, documents while reading. Total is 0 while it is unknown.
	Done, Total int64
	// Remaining is how long the rest will take at the rate so far; 0 while
	// that is unknown.
	Remaining time.Duration
	// Finished is set once, at the end of a stage that had something to do.
	Finished bool
}

// gauge makes the progress of one stage.
type gauge struct {
	tell  func(Progress)
	start time.Time
	now   Progress
}

func newGauge(tell func(Progress), stage string, total int64) *gauge {
	return &gauge{tell: tell, start: time.Now(), now: Progress{Stage: stage, Total: total}}
}

// add counts documents and what of the total they were, and tells.
func (g *gauge) add(documents int, done int64) {
	g.now.Documents += documents
	g.now.Done += done
	elapsed := time.Since(g.start)
	if elapsed > 0 {
		g.now.Rate = float64(g.now.Documents) / elapsed.Seconds()
	}
	if g.now.Done > 0 && g.now.Total > 0 {
		left := float64(g.now.Total-g.now.Done) / float64(g.now.Done)
		g.now.Remaining = max(0, time.Duration(left*float64(elapsed)))
	}
	g.tell(g.now)
}

// expect adds to the total what has come up on the way.
func (g *gauge) expect(more int) { g.now.Total += int64(more) }

// finish tells the end of a stage, unless it had nothing to do.
func (g *gauge) finish() {
	if g.now.Documents == 0 && g.now.Done == 0 {
		return
	}
	g.now.Finished, g.now.Remaining = true, 0
	g.tell(g.now)
}
