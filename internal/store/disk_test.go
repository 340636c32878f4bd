package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3"

	"hearsay/corpus"
)

func TestOpenNeedsAFile(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"", ":memory:"} {
		_, err := Open(ctx, name)
		wantError(t, "Open", err, corpus.ErrInvalid)
		if !strings.Contains(fmt.Sprint(err), "a ledger is a file") {
			t.Errorf("%q: %v", name, err)
		}
		_, err = OpenReadOnly(ctx, name)
		wantError(t, "OpenReadOnly", err, corpus.ErrInvalid)
	}
	same(t, "files", files(t, "."), []string{})
}

// A full disk is told as one, and what was there before stays.
func TestDiskFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	st := openAt(t, path)
	fill(t, st, 0, 3)
	shrink := func(tx *tx) error { // it takes the number that there are
		_, err := tx.ExecContext(ctx, "PRAGMA max_page_count = 1")
		return err
	}
	if err := st.update(ctx, shrink); err != nil {
		t.Fatal(err)
	}
	c := captureOf("more.jsonl", strings.Repeat("x", 10))
	if _, err := st.Capture(ctx, c, strings.NewReader(strings.Repeat("x", 10))); err != nil {
		t.Fatal(err)
	}
	_, err := st.AddDocuments(ctx, c.ID, stories(10, 60), nil, nil)
	if !errors.Is(err, sqlite3.FULL) || !strings.Contains(err.Error(), "the disk may be full (no space left)") {
		t.Errorf("adding to a full disk: %v", err)
	}
	if n, err := st.Counts(ctx); err != nil || n.Documents != 3 {
		t.Errorf("after it: %+v, %v", n, err)
	}
}

func TestWritesThatFail(t *testing.T) {
	for _, code := range []error{sqlite3.FULL, sqlite3.IOERR_WRITE, sqlite3.IOERR_FSYNC} {
		err := plainly(fmt.Errorf("commit: %w", code))
		if !errors.Is(err, code) || !strings.Contains(err.Error(), "no space left") {
			t.Errorf("%v", err)
		}
	}
	if err := plainly(sqlite3.IOERR_READ); strings.Contains(err.Error(), "full") {
		t.Errorf("a read that failed: %v", err)
	}
}

// A page that fails its checksum is damage, said of the ledger that has it,
// and no fault of the disk.
func TestPagesThatFail(t *testing.T) {
	path := ledgerFile(t, 30)
	b := mustRead(t, path)
	for at := 2*pageSize + pageSize/2; at < len(b); at += pageSize {
		b[at] ^= 0xff
	}
	mustWrite(t, path, b)
	_, reading := OpenReadOnly(ctx, path)
	_, writing := Open(ctx, path)
	_, copied := Copy(ctx, path, filepath.Join(t.TempDir(), "copy.db"), nil)
	for _, err := range []error{reading, writing, copied} {
		wantError(t, "a damaged page", err, corpus.ErrDamaged)
		if strings.Count(fmt.Sprint(err), "the file is damaged; run \"hearsay verify\"") != 1 {
			t.Error(err)
		}
	}
}

// A folder that is missing is told from one that may not be written to.
func TestNoFolder(t *testing.T) {
	_, err := Open(ctx, filepath.Join(t.TempDir(), "missing", "ledger.db"))
	if err == nil || !strings.Contains(err.Error(), "its folder is not there") {
		t.Error(err)
	}
}

// A ledger whose end is missing is not listed as if it were whole.
func TestCutShort(t *testing.T) {
	path := ledgerFile(t, 30)
	whole := mustRead(t, path)
	for _, n := range []int{len(whole) - 1, len(whole) - 3*pageSize, 2 * pageSize} {
		mustWrite(t, path, whole[:n])
		_, err := OpenReadOnly(ctx, path)
		wantError(t, "OpenReadOnly", err, corpus.ErrDamaged)
		if !strings.Contains(fmt.Sprint(err), "the file is cut short") {
			t.Errorf("%d of %d bytes: %v", n, len(whole), err)
		}
		_, err = Open(ctx, path)
		wantError(t, "Open", err, corpus.ErrDamaged)
		if r, err := Verify(ctx, path, "", nil); err != nil || len(r.Findings) == 0 {
			t.Errorf("verify finds %+v, %v", r, err)
		}
	}
	mustWrite(t, path, whole)
	openAt(t, path)
	// With a write-ahead log beside it, as after a crash, nothing is said.
	after := crashed(t, 12)
	if info, err := os.Stat(after); err != nil || info.Size() == 0 {
		t.Fatal(info, err)
	}
	openAt(t, after)
}

// The name of a file may be any bytes; the row and the log write them alike.
func TestStrangeSource(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	st, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	c := capture(t, st, "a\xff\xfe\x00b.txt", "body")
	got, err := st.CaptureByID(ctx, c.ID)
	if err != nil || got.Source != "a\ufffdb.txt" {
		t.Errorf("%q, %v", got.Source, err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if r := verify(t, path, ""); len(r.Findings) > 0 {
		t.Errorf("%+v", r.Findings)
	}
}
