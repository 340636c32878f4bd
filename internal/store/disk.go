package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"github.com/ncruces/go-sqlite3"

	"hearsay/corpus"
)

// fullDisk are SQLite's codes for what a disk that is full does.
func fullDisk() []error {
	return []error{syscall.ENOSPC, sqlite3.FULL, sqlite3.IOERR_WRITE, sqlite3.IOERR_FSYNC, sqlite3.IOERR_TRUNCATE, sqlite3.IOERR_SHMSIZE}
}

// barred are the codes for a file or a folder that may not be written to.
func barred() []error {
	return []error{fs.ErrPermission, syscall.EROFS, sqlite3.READONLY, sqlite3.CANTOPEN}
}

// spoiled are the codes for a page that is not as it was written. The first
// is that of its checksum.
func spoiled() []error {
	return []error{sqlite3.IOERR_DATA, sqlite3.CORRUPT}
}

// plainly says in plain words what a failure of the database mostly means, and
// what a person can do. SQLite tells a file that may not grow (ulimit -f) from
// a full disk no more than here.
func plainly(err error) error {
	if words := diskWords(err); words != "" {
		return &plainError{words, err}
	}
	return served(err)
}

// diskWords are the words for a failure of a file, "" for what is none or has
// them already.
func diskWords(err error) string {
	var told *plainError
	switch {
	case errors.As(err, &told):
		return ""
	case isOneOf(err, fullDisk()):
		return "the disk may be full (no space left) or the file as large as it may become here; " +
			"make room and run the same command again, what was written stays"
	case isOneOf(err, spoiled()):
		return "the file is damaged; run \"hearsay verify\""
	case errors.Is(err, sqlite3.CANTOPEN) && errors.Is(err, fs.ErrNotExist):
		return "its folder is not there"
	case isOneOf(err, barred()):
		return "it cannot be written to; check the permissions of the file and of its folder, where SQLite keeps two files beside it"
	}
	return ""
}

// plainError is an error with its meaning in plain words, which are said once.
type plainError struct {
	words string
	err   error
}

func (e *plainError) Error() string { return e.words + ": " + e.err.Error() }
func (e *plainError) Unwrap() error { return e.err }

// Is makes a damaged page of a file [corpus.ErrDamaged].
func (e *plainError) Is(target error) bool {
	return target == corpus.ErrDamaged && isOneOf(e.err, spoiled())
}

// plainly is [plainly] with the name of the ledger's file.
func (st *Store) plainly(err error) error {
	if diskWords(err) != "" {
		return fmt.Errorf("ledger %s: %w", Shown(st.dsn), plainly(err))
	}
	return served(err)
}

func isOneOf(err error, list []error) bool {
	for _, one := range list {
		if errors.Is(err, one) {
			return true
		}
	}
	return false
}

// checkName refuses names that SQLite would take for a ledger in memory.
func checkName(dsn string) error {
	switch dsn {
	case "":
		return fmt.Errorf("its name is empty, a ledger is a file: %w", corpus.ErrInvalid)
	case ":memory:":
		return fmt.Errorf("a ledger is a file, and this name means none: %w", corpus.ErrInvalid)
	}
	return nil
}

// checkWhole notices a file that is shorter than it says that it is. SQLite
// would open it and answer from the pages that are there. A file that cannot
// be looked at is for others to tell.
func checkWhole(path string) error {
	for range rereads { // another process may write to it just now
		if inUse(path) || !cutShort(path) || inUse(path) {
			return nil
		}
	}
	return fmt.Errorf("the file is cut short; run \"hearsay verify\": %w", corpus.ErrDamaged)
}

// inUse reports whether beside a ledger stands what is yet to be written to
// it, or may be. Until it is, the length of the file tells nothing.
func inUse(path string) bool {
	wal, err := os.Stat(path + "-wal")
	if err == nil && wal.Size() > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return true
	}
	_, err = os.Stat(path + "-journal")
	return err == nil
}

// cutShort compares the length of a ledger with its header.
func cutShort(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, headerLen)
	if _, err := io.ReadFull(f, head); err != nil || headerID(head) != applicationID {
		return false
	}
	if binary.BigEndian.Uint32(head[headerChanges:]) != binary.BigEndian.Uint32(head[headerValidFor:]) {
		return false // the header does not know
	}
	info, err := f.Stat()
	return err == nil && info.Size() < int64(binary.BigEndian.Uint32(head[headerPages:]))*pageSize
}
