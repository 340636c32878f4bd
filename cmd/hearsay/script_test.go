package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/testscript"
)

// flip FILE N turns over the bits of byte N of a file, counted from its end
// if N is negative.
func flip(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: flip FILE N")
	}
	path := ts.MkAbs(args[0])
	b, err := os.ReadFile(path)
	ts.Check(err)
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	if n < 0 {
		n += len(b)
	}
	b[n] ^= 0xff
	ts.Check(os.WriteFile(path, b, 0o644))
}

// keys NAME... checks that every line of stdout, of which there must be one,
// is a JSON object with these keys in this order.
func keys(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("keys cannot be negated")
	}
	want := strings.Join(args, " ")
	lines := 0
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		lines++
		got, err := keysOf(line)
		ts.Check(err)
		if got != want {
			ts.Fatalf("line %d has the keys\n  %s\nwant\n  %s", lines, got, want)
		}
	}
	if lines == 0 {
		ts.Fatalf("no line on stdout")
	}
}

// keysOf returns the keys of a JSON object in their order.
func keysOf(object string) (string, error) {
	dec := json.NewDecoder(bytes.NewReader([]byte(object)))
	if _, err := dec.Token(); err != nil {
		return "", err
	}
	var names []string
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return "", err
		}
		names = append(names, name.(string))
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return "", err
		}
	}
	return strings.Join(names, " "), nil
}

// keepID puts the "id" of the first JSON line of stdout into $ID.
func keepID(ts *testscript.TestScript, neg bool, args []string) {
	var line struct{ ID string }
	ts.Check(json.NewDecoder(strings.NewReader(ts.ReadFile("stdout"))).Decode(&line))
	ts.Setenv("ID", line.ID)
}

// gzipHalf FILE OUT compresses the lines of FILE, and many like them, and
// cuts the result in the middle.
func gzipHalf(ts *testscript.TestScript, neg bool, args []string) {
	var whole bytes.Buffer
	zw := gzip.NewWriter(&whole)
	line := ts.ReadFile(args[0])
	for i := range 2000 {
		_, err := zw.Write([]byte(strings.ReplaceAll(line, "/n0", fmt.Sprintf("/n%d", i))))
		ts.Check(err)
	}
	ts.Check(zw.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), whole.Bytes()[:whole.Len()/2], 0o644))
}

// latin FILE OUT puts a byte into a text that is no UTF-8 there.
func latin(ts *testscript.TestScript, neg bool, args []string) {
	b := append([]byte(ts.ReadFile(args[0])), "caf\xe9 na\xc3\xafve\n"...)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b, 0o644))
}

// rawBytes FILE ESCAPED writes bytes such as "a\\xff" to a file.
func rawBytes(ts *testscript.TestScript, neg bool, args []string) {
	s, err := strconv.Unquote("\"" + args[1] + "\"")
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o644))
}

// cutShort FILE drops the last quarter of a file.
func cutShort(ts *testscript.TestScript, neg bool, args []string) {
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b[:len(b)*3/4], 0o644))
}

// manyBad FILE N writes N lines that are no records.
func manyBad(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte("{\"id\":\n"), n), 0o644))
}

// evilName FILE copies a file into the folder evil, under a name that a
// terminal would act on, and that is no UTF-8.
func evilName(ts *testscript.TestScript, neg bool, args []string) {
	name := "a\x1b[2J\u202e\xff\xfe\nhearsay: all is well.jsonl"
	ts.Check(os.WriteFile(ts.MkAbs("evil/"+name), []byte(ts.ReadFile(args[0])), 0o644))
}

// keepHash puts the last "hash" of the JSON lines of stdout into $HASH, in
// upper case.
func keepHash(ts *testscript.TestScript, neg bool, args []string) {
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		var entry struct{ Hash string }
		ts.Check(json.Unmarshal([]byte(line), &entry))
		ts.Setenv("HASH", strings.ToUpper(entry.Hash))
	}
}

// copyDemo copies what "hearsay demo" makes to hearsay-demo in the working directory, and
// sets $HEARSAY_DB to its ledger. It is made once for all scripts.
func copyDemo(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: demo-ledger")
	}
	made, err := demo()
	ts.Check(err)
	ts.Check(os.CopyFS(ts.MkAbs("hearsay-demo"), made))
	ts.Setenv("HEARSAY_DB", "hearsay-demo/hearsay.db")
}

// demo is what "hearsay demo" makes: once, for all tests and scripts.
var demo = sync.OnceValues(func() (fs.FS, error) {
	dir, err := os.MkdirTemp("", "hearsay-demo")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	cmd := exec.Command("hearsay", "demo")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("hearsay demo: %w\n%s", err, out)
	}
	return readTree(filepath.Join(dir, "hearsay-demo"))
})

// readTree reads the files of a directory into memory.
func readTree(dir string) (fs.FS, error) {
	files := fstest.MapFS{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		b, err := os.ReadFile(path)
		files[filepath.ToSlash(name)] = &fstest.MapFile{Data: b, Mode: 0o644}
		return err
	})
	return files, err
}
