package main

import (
	"errors"
	"fmt"

	"hearsay/corpus"
)

// mostComplaints is how many bad records, and how many doubts, of one file a
// run tells one by one: a file that is bad all through says the same of every
// line.
const mostComplaints = 10

// complaints tells of bad records as they come, of each file so many.
type complaints struct {
	t     *terminal
	all   bool // tell every one
	files []string
	bad   map[string]int // by file
	doubt map[string]int
}

func newComplaints(t *terminal, all bool) *complaints {
	return &complaints{t: t, all: all, bad: map[string]int{}, doubt: map[string]int{}}
}

// failed tells of a bad record.
func (c *complaints) failed(err error) {
	if c.due(c.bad, err) {
		c.t.errorf("%s", plainly(err))
	}
}

// warned tells of a record that was taken with a doubt.
func (c *complaints) warned(err error) {
	if c.due(c.doubt, err) {
		c.t.say("hearsay: warning: " + plainly(err))
	}
}

// due counts and reports whether there is room for one more of its file.
func (c *complaints) due(by map[string]int, err error) bool {
	var record *corpus.RecordError
	if c.all || !errors.As(err, &record) {
		return true
	}
	if c.bad[record.File]+c.doubt[record.File] == 0 {
		c.files = append(c.files, record.File)
	}
	by[record.File]++
	return by[record.File] <= mostComplaints
}

// finish tells how many were not told.
func (c *complaints) finish(l *ledger) {
	for _, file := range c.files {
		if more := c.bad[file] - mostComplaints; more > 0 {
			c.t.errorf("and %s more in %s (%s lists them)", number(more), file, l.command("failures"))
		}
		if more := c.doubt[file] - mostComplaints; more > 0 {
			c.t.say(fmt.Sprintf("hearsay: warning: and %s more in %s (--verbose tells all)", number(more), file))
		}
	}
}
