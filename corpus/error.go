package corpus

import (
	"errors"
	"fmt"
)

// What callers may need to tell apart. The command line and later the pages
// translate them in one table each.
var (
	ErrNotFound  = errors.New("not found")
	ErrAmbiguous = errors.New("several match")
	ErrInvalid   = errors.New("invalid")
	ErrDamaged   = errors.New("damaged")
	ErrNotLedger = errors.New("not a ledger")
	ErrNewer     = errors.New("made by a newer version")
	ErrWithheld  = errors.New("withheld")
	// ErrIncomplete marks a container that broke off: its bytes and its good
	// records are kept.
	ErrIncomplete = errors.New("incomplete")
)

// RecordError is one bad record in a batch that goes on without it.
type RecordError struct {
	File   string // path or URL of the capture
	Record string // "line 17", "row 3"; "" for the whole file
	Err    error
}

func (e *RecordError) Error() string {
	if e.Record == "" {
		return fmt.Sprintf("%s: %v", e.File, e.Err)
	}
	return fmt.Sprintf("%s: %s: %v", e.File, e.Record, e.Err)
}

func (e *RecordError) Unwrap() error { return e.Err }
