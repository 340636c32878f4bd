package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"hearsay/corpus"
)

func TestOneFileRemains(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "ledger.db")
	st, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, st, 0, 20)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	same(t, "files", files(t, dir), []string{"ledger.db"})
	if err := st.Close(); err != nil {
		t.Errorf("closed again: %v", err)
	}
	_, err = st.Decide(ctx, corpus.Decision{Subject: "s", Verb: corpus.Confirm, By: "Ana"})
	wantError(t, "deciding after it was closed", err, errClosed)

	before := mustRead(t, path)
	st, err = OpenReadOnly(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := st.Counts(ctx); err != nil || n.Documents != 20 {
		t.Errorf("reading only: %+v, %v", n, err)
	}
	if _, err := st.Decide(ctx, corpus.Decision{Subject: "s", Verb: corpus.Confirm, By: "Ana"}); !errors.Is(err, errReadOnly) {
		t.Errorf("deciding in a ledger open for reading: %v", err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	unchanged(t, path, before)
	same(t, "files after reading", files(t, dir), []string{"ledger.db"})
}

func TestOpenStrangeNames(t *testing.T) {
	for _, name := range []string{"a ledger?mode=memory#x.db", "100%25.db", "леджер.db", "a;b&c=d.db"} {
		path := filepath.Join(t.TempDir(), name)
		st, err := Open(ctx, path)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := st.Close(); err != nil {
			t.Error(err)
		}
		same(t, name, files(t, filepath.Dir(path)), []string{name})
	}
	t.Chdir(t.TempDir())
	for _, path := range []string{"ledger.db", "./second.db"} {
		st, err := Open(ctx, path)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		st.Close()
	}
	same(t, "in the working directory", files(t, "."), []string{"ledger.db", "second.db"})
}

func TestOpenMissing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none.db")
	_, err := OpenReadOnly(ctx, path)
	wantError(t, "read only", err, fs.ErrNotExist)
	_, err = Verify(ctx, path, "", nil)
	wantError(t, "verify", err, fs.ErrNotExist)
	same(t, "files", files(t, filepath.Dir(path)), []string{})
	_, err = Open(ctx, filepath.Join(t.TempDir(), "no", "folder.db"))
	if err == nil {
		t.Error("a ledger in a folder that does not exist")
	}
}

func TestNotALedger(t *testing.T) {
	foreign := filepath.Join(t.TempDir(), "foreign.db")
	makeForeign(t, foreign)
	for name, content := range map[string][]byte{
		"short":          []byte("hello"),
		"text":           []byte("It was a long day, and the day was long. It was a long day, and the day was long. It was a long day, and so on."),
		"other database": mustRead(t, foreign),
		"blank":          make([]byte, 8192),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "file")
			mustWrite(t, path, content)
			_, err := Open(ctx, path)
			wantError(t, "Open", err, corpus.ErrNotLedger)
			_, err = OpenReadOnly(ctx, path)
			wantError(t, "OpenReadOnly", err, corpus.ErrNotLedger)
			_, err = Verify(ctx, path, "", nil)
			wantError(t, "Verify", err, corpus.ErrNotLedger)
			unchanged(t, path, content)
			same(t, "files", files(t, filepath.Dir(path)), []string{"file"})
		})
	}
	_, err := Open(ctx, t.TempDir())
	wantError(t, "a folder", err, corpus.ErrNotLedger)
	empty := filepath.Join(t.TempDir(), "empty")
	mustWrite(t, empty, nil)
	_, err = OpenReadOnly(ctx, empty)
	wantError(t, "an empty file, to read", err, corpus.ErrNotLedger)
	openAt(t, empty) // may become a ledger
}

// makeForeign makes an SQLite database that is no ledger.
func makeForeign(t testing.TB, path string) {
	t.Helper()
	st, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.update(ctx, func(tx *tx) error {
		_, err := tx.ExecContext(ctx, "PRAGMA application_id = 7")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	// Drop the checksums, by which it would be known as a ledger.
	b := mustRead(t, path)
	for at := pageSize; at <= len(b); at += pageSize {
		b[at-1] ^= 1
	}
	mustWrite(t, path, b)
}

func TestNewerLedger(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	st, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.update(ctx, func(tx *tx) error { return tx.exec("UPDATE schema_version SET step = 99") }); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	before := mustRead(t, path)
	_, err = Open(ctx, path)
	wantError(t, "Open", err, corpus.ErrNewer)
	_, err = OpenReadOnly(ctx, path)
	wantError(t, "OpenReadOnly", err, corpus.ErrNewer)
	_, err = Verify(ctx, path, "", nil)
	wantError(t, "Verify", err, corpus.ErrNewer)
	unchanged(t, path, before)
}

func TestReadOnlyMedium(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("the superuser may write everywhere")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "ledger.db")
	st, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, st, 0, 3)
	st.Close()
	if err := errors.Join(os.Chmod(path, 0o444), os.Chmod(dir, 0o555)); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o755)
	st, err = OpenReadOnly(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if n, err := st.Counts(ctx); err != nil || n.Documents != 3 {
		t.Errorf("%+v, %v", n, err)
	}
}

// A crash leaves a write-ahead log beside the file. What was committed is
// there when the ledger is opened again.
func TestAfterCrash(t *testing.T) {
	path := crashed(t, 12)
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() == 0 {
		t.Fatalf("no write-ahead log to test with: %v", err)
	}
	st := openAt(t, path)
	n, err := st.Counts(ctx)
	if err != nil || n.Documents != 12 || n.Statements == 0 {
		t.Errorf("%+v, %v", n, err)
	}
}

// crashed copies the files of a ledger of n stories while it is open, as a
// killed program would leave them.
func crashed(t testing.TB, n int) (path string) {
	t.Helper()
	dir, to := t.TempDir(), t.TempDir()
	st := openAt(t, filepath.Join(dir, "ledger.db"))
	fill(t, st, 0, n)
	for _, name := range []string{"ledger.db", "ledger.db-wal"} {
		mustWrite(t, filepath.Join(to, name), mustRead(t, filepath.Join(dir, name)))
	}
	return filepath.Join(to, "ledger.db")
}

func TestSchemaSteps(t *testing.T) {
	steps, err := schemaSteps()
	if err != nil || len(steps) == 0 {
		t.Fatal(steps, err)
	}
}

// Several programs may open, and so make, one ledger at the same moment.
func TestOpenTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() {
			st, err := Open(ctx, path)
			if err != nil {
				t.Error(err)
				return
			}
			fill(t, st, i*10, i*10+10)
			if err := st.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if r := verify(t, path, ""); len(r.Findings) > 0 || r.LogRows != 1+6*3 {
		t.Errorf("%+v", r)
	}
}
