package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/internal/store"
)

// smallTrial takes in the collection with the program of the other tests.
func smallTrial(t *testing.T) *trial {
	t.Helper()
	asShipped(t)
	c := &trial{program: "hearsay", collection: filepath.Join(t.TempDir(), "collection")}
	writeCollection(t, c.collection)
	return c
}

// fails runs a command that must fail as the machine's fault, and returns
// what it says, which must hold all of words.
func fails(t *testing.T, cmd *exec.Cmd, words ...string) {
	t.Helper()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if code := exitCode(cmd.Run()); code != exitFailure {
		t.Errorf("exit code %d, want %d", code, exitFailure)
	}
	for _, w := range words {
		if !strings.Contains(stderr.String(), w) {
			t.Errorf("it does not say %q:\n%s", w, &stderr)
		}
	}
}

// goesOn completes a ledger that met a full disk, and wants it as one that met
// none.
func (c *trial) goesOn(t *testing.T, ledger string) {
	t.Helper()
	undisturbed := filepath.Join(t.TempDir(), "undisturbed.db")
	c.whole(t, undisturbed, "add", c.collection)
	c.complete(t, ledger, c.dump(t, undisturbed))
}

const fullDisk = "the disk may be full (no space left)"

// A file that may not grow stops a run, which says so, and the next one goes
// on.
func TestAFileThatMayNotGrow(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no ulimit")
	}
	c := smallTrial(t)
	ledger := filepath.Join(t.TempDir(), "ledger.db")
	for _, limit := range []string{"1", "64", "300", "700"} { // of 512 or 1,024 bytes
		cmd := c.command(ledger, "add", c.collection)
		fails(t, under("ulimit -f "+limit, cmd), ledger, fullDisk, "make room and run the same command again")
		c.sound(t, ledger, "under ulimit -f "+limit)
	}
	c.goesOn(t, ledger)
}

// under runs a command behind a line of shell.
func under(line string, cmd *exec.Cmd) *exec.Cmd {
	shell := exec.Command("sh", append([]string{"-c", line + `; exec "$@"`, "sh"}, cmd.Args...)...)
	shell.Env = cmd.Env
	return shell
}

// mounted mounts a small file system in memory, which only the superuser can.
func mounted(t *testing.T, options string) (dir string, remount func(options string)) {
	t.Helper()
	if runtime.GOOS != "linux" || os.Getuid() != 0 {
		t.Skip("only the superuser of Linux can mount a small disk")
	}
	dir = t.TempDir()
	mount := func(options string) error {
		out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir).CombinedOutput()
		if err != nil {
			err = errors.New(string(out))
		}
		return err
	}
	if err := mount(options); err != nil {
		t.Skipf("nothing can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %v\n%s", err, out)
		}
	})
	return dir, func(options string) {
		if err := mount("remount," + options); err != nil {
			t.Fatal(err)
		}
	}
}

// A disk of 2 MiB, which soon is full, stops a run; what is in the ledger can
// be read, and with more room the next run goes on.
func TestAFullDisk(t *testing.T) {
	c := smallTrial(t)
	dir, remount := mounted(t, "size=2m")
	ledger := filepath.Join(dir, "ledger.db")
	for _, when := range []string{"when it fills", "when it is full"} {
		fails(t, c.command(ledger, "add", c.collection), ledger, fullDisk, "make room")
		c.sound(t, ledger, when)
		if out, err := c.command(ledger, "documents").CombinedOutput(); err != nil || len(out) == 0 {
			t.Errorf("%s it cannot be listed: %v\n%s", when, err, out)
		}
	}
	remount("size=64m")
	c.goesOn(t, ledger)

	// Not even a file beside the ledger can be made on a disk that is full.
	fillUp(t, filepath.Join(dir, "fill"))
	if out, err := c.command(ledger, "documents").CombinedOutput(); err != nil {
		t.Errorf("documents: %v\n%s", err, out)
	}
	c.sound(t, ledger, whenDone)
	fails(t, c.command(ledger, "purge", "--as", "Ana", "--reason", "court order", "d00000000"), ledger, fullDisk)
	fails(t, c.command(filepath.Join(dir, "new.db"), "add", c.collection), "new.db", fullDisk)
}

// fillUp writes a file until nothing more can be written.
func fillUp(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
}

// A purge that has no room to write the file anew says so, and the next
// command finishes it.
func TestAPurgeOnAFullDisk(t *testing.T) {
	c := smallTrial(t)
	dir, remount := mounted(t, "size=64m")
	ledger := filepath.Join(dir, "ledger.db")
	c.whole(t, ledger, "add", c.collection)
	id := secretDocument(t, ledger)
	info, err := os.Stat(ledger)
	if err != nil {
		t.Fatal(err)
	}
	fillAllBut(t, dir, info.Size()/2)
	fails(t, c.command(ledger, "purge", "--as", "Ana", "--reason", "court order", id),
		"it is taken out, but not yet overwritten in the file", fullDisk)
	if r := c.sound(t, ledger, whenDone); !r.Unscrubbed || len(r.Withheld) == 0 {
		t.Errorf("unfinished %v, %d withheld", r.Unscrubbed, len(r.Withheld))
	}
	remount("size=128m")
	c.whole(t, ledger, "add")
	if r := c.sound(t, ledger, whenDone); r.Unscrubbed {
		t.Error("it is still not finished")
	}
	b, err := os.ReadFile(ledger)
	if err != nil || bytes.Contains(bytes.ToLower(b), []byte(strings.ToLower(secretWord))) {
		t.Errorf("a word that was purged is in the file (%v)", err)
	}
}

// fillAllBut leaves so much room on a disk.
func fillAllBut(t *testing.T, dir string, room int64) {
	t.Helper()
	path := filepath.Join(dir, "fill")
	fillUp(t, path)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, info.Size()-room); err != nil {
		t.Fatal(err)
	}
}

// Where nothing may be written the ledger can be read, and what would write
// says what is to be done.
func TestNothingMayBeWritten(t *testing.T) {
	c := smallTrial(t)
	for name, place := range map[string]func(t *testing.T) (dir string, bar func(ledger string)){
		"a read-only disk": func(t *testing.T) (string, func(string)) {
			dir, remount := mounted(t, "size=64m")
			return dir, func(string) { remount("ro") }
		},
		"a read-only folder": readOnly(false),
		"a read-only file":   readOnly(true),
	} {
		t.Run(name, func(t *testing.T) {
			dir, bar := place(t)
			ledger := filepath.Join(dir, "ledger.db")
			c.whole(t, ledger, "add", c.collection)
			want := c.dump(t, ledger)
			bar(ledger)
			for _, args := range [][]string{{"add", c.collection}, {"confirm", "--as", "Ana", "s00000000"}} {
				fails(t, c.command(ledger, args...), ledger, "it cannot be written to; check the permissions")
			}
			fails(t, c.command(filepath.Join(dir, "new.db"), "add", c.collection), "new.db", "it cannot be written to")
			if diff := cmp.Diff(want, c.dump(t, ledger)); diff != "" {
				t.Error(diff)
			}
			c.sound(t, ledger, whenDone)
		})
	}
}

// readOnly takes the leave to write to a folder, and perhaps to the ledger in
// it.
func readOnly(file bool) func(t *testing.T) (string, func(string)) {
	return func(t *testing.T) (string, func(string)) {
		if os.Getuid() == 0 {
			t.Skip("the superuser may write everywhere")
		}
		dir := t.TempDir()
		return dir, func(ledger string) {
			if file {
				if err := os.Chmod(ledger, 0o444); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chmod(dir, 0o555); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.Chmod(dir, 0o755) }) // or TempDir complains
		}
	}
}

// What a run that was killed left in the write-ahead log is not passed over
// where it cannot be folded in.
func TestLatestChangesAreNotPassedOver(t *testing.T) {
	c := smallTrial(t)
	dir, remount := mounted(t, "size=64m")
	ledger := filepath.Join(dir, "ledger.db")
	c.whole(t, ledger, "add", c.collection)
	if err := os.WriteFile(ledger+"-wal", []byte("what was written last"), 0o644); err != nil {
		t.Fatal(err)
	}
	remount("ro")
	_, err := store.OpenReadOnly(t.Context(), ledger)
	if err == nil || !strings.Contains(err.Error(), "its latest changes stand in "+ledger+"-wal") {
		t.Errorf("opened with %v", err)
	}
}
