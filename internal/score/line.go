package score

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"iter"

	"hearsay/corpus"
)

// readLines parses gold that has one JSON object a line. Each line that is not empty is a
// record or a [corpus.RecordError] that names file and line; reading goes on with the next.
func readLines[T any](name string, r io.Reader, parse func(line []byte) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, maxLine)
		n := 0
		for lines.Scan() {
			n++
			line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")))
			if len(line) == 0 {
				continue
			}
			record, err := parse(line)
			if err != nil {
				err = &corpus.RecordError{File: name, Record: fmt.Sprintf("line %d", n), Err: err}
			}
			if !yield(record, err) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			var none T
			yield(none, &corpus.RecordError{File: name, Record: fmt.Sprintf("line %d", n+1), Err: err})
		}
	}
}
