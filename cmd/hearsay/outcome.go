package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// The exit codes.
const (
	exitOK          = 0
	exitFailure     = 1 // the machine: disk, permissions, a bug
	exitUsage       = 2 // the command line, a query, a field
	exitSomeFailed  = 3 // done, but for some records
	exitNothing     = 4 // nothing could be taken in or read
	exitNotFound    = 5 // no such statement or document, or several
	exitDamaged     = 6 // the ledger or a file in it is damaged
	exitNoLedger    = 7 // no ledger there, or none that this version can open
	exitWithheld    = 8 // purged or embargoed
	exitInterrupted = 130
)

// outcomes translates errors to exit codes; the first that matches counts.
var outcomes = []struct {
	err  error
	code int
	// said is in a message that says already what err would at its end; "*"
	// is in every message.
	said string
}{
	{err: context.Canceled, code: exitInterrupted},
	{err: errNothing, code: exitNothing},
	{err: errSomeFailed, code: exitSomeFailed},
	{err: errNoLedger, code: exitNoLedger},
	{err: corpus.ErrNotLedger, code: exitNoLedger},
	{err: corpus.ErrNewer, code: exitNoLedger},
	{err: corpus.ErrDamaged, code: exitDamaged, said: "cut short"},
	{err: corpus.ErrAmbiguous, code: exitNotFound, said: "*"},
	{err: corpus.ErrNotFound, code: exitNotFound, said: "begins with"},
	{err: corpus.ErrWithheld, code: exitWithheld},
	{err: corpus.ErrInvalid, code: exitUsage, said: "*"},
}

// plainly is the message of err without the name of its kind at the end,
// where the words before it say as much.
func plainly(err error) string {
	message := err.Error()
	for _, o := range outcomes {
		rest, ok := strings.CutSuffix(message, ": "+o.err.Error())
		if ok && (o.said == "*" || o.said != "" && strings.Contains(rest, o.said)) {
			return rest
		}
	}
	return message
}

// What only this package finds. The messages of the first two have been
// written when they are returned.
var (
	errSomeFailed = errors.New("some records failed")
	errNothing    = errors.New("nothing could be read")
	errNoLedger   = errors.New("no ledger")
)

// usageError is a command line that makes no sense.
type usageError struct {
	command string
	err     error
}

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// outcome tells of err and returns the exit code.
func (t *terminal) outcome(err error) int {
	if err == nil {
		return exitOK
	}
	if code := codeOf(err); code != exitOK {
		t.explain(err)
		return code
	}
	t.explain(err)
	return exitFailure
}

func codeOf(err error) int {
	var usage *usageError
	if errors.As(err, &usage) {
		return exitUsage
	}
	for _, o := range outcomes {
		if errors.Is(err, o.err) {
			return o.code
		}
	}
	return exitFailure
}

// explain writes err, unless it has been said already.
func (t *terminal) explain(err error) {
	if errors.Is(err, errSomeFailed) || errors.Is(err, errNothing) || errors.Is(err, context.Canceled) {
		return
	}
	t.errorf("%s", plainly(err))
	var usage *usageError
	if errors.As(err, &usage) {
		fmt.Fprintf(t.stderr, "Run \"%s\" for help.\n", join("hearsay", usage.command, "--help"))
	}
}

// join joins words that are not empty with spaces.
func join(words ...string) string {
	var out string
	for _, w := range words {
		if w != "" && out != "" {
			out += " "
		}
		out += w
	}
	return out
}

// openReading opens the ledger without writing to it.
func (l *ledger) openReading(ctx context.Context) (*store.Store, error) {
	if store.IsFile(l.DB) { // a database is asked once, in opening it
		if err := l.exists(ctx); err != nil {
			return nil, err
		}
	}
	st, err := store.OpenReadOnly(ctx, l.DB)
	return st, l.plainly(err)
}

// openExisting opens the ledger to write to it, but makes none.
func (l *ledger) openExisting(ctx context.Context) (*store.Store, error) {
	if err := l.exists(ctx); err != nil {
		return nil, err
	}
	return store.Open(ctx, l.DB)
}

// exists tells a person without a ledger what to do.
func (l *ledger) exists(ctx context.Context) error {
	if store.IsFile(l.DB) {
		info, err := os.Stat(l.DB)
		if err == nil && info.IsDir() {
			return fmt.Errorf("%s is a directory: %w", shown(l.DB), corpus.ErrNotLedger)
		}
		return l.plainly(err)
	}
	st, err := store.OpenReadOnly(ctx, l.DB)
	if err != nil {
		return l.plainly(err)
	}
	return st.Close()
}

// plainly tells of a ledger that is not there what to do.
func (l *ledger) plainly(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w at %s; make one with \"hearsay add PATH\" or try \"hearsay demo\"", errNoLedger, shown(l.DB))
	}
	return err
}

// file is the path of the ledger, "" if it is no file.
func (l *ledger) file() string {
	if store.IsFile(l.DB) {
		return l.DB
	}
	return ""
}

// shown is the name of a ledger as a person would write it, without a
// password.
func shown(db string) string {
	path := store.Shown(db)
	if !store.IsFile(db) || filepath.IsAbs(path) || filepath.Dir(path) != "." {
		return path
	}
	return "." + string(filepath.Separator) + filepath.Base(path)
}

// closing closes a store and keeps the first error.
func closing(st *store.Store, err *error) {
	if cerr := st.Close(); *err == nil && cerr != nil {
		*err = fmt.Errorf("close ledger: %w", cerr)
	}
}
