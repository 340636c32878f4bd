package capture

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/corpus"
)

// tree writes files into a new directory and returns it.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// walked lists what Sources yields, without dir.
func walked(dir string, paths ...string) []string {
	var out []string
	for i := range paths {
		paths[i] = filepath.Join(dir, paths[i])
	}
	for s, err := range Sources(paths) {
		line := fmt.Sprintf("%s %s", s.Path, s.Format)
		for _, o := range s.Given {
			line += fmt.Sprintf(" %s=%s", o.Field, o.Value)
		}
		if err != nil {
			line = "ERROR " + err.Error()
		}
		out = append(out, strings.ReplaceAll(strings.ReplaceAll(line, dir+"/", ""), dir, "DIR"))
	}
	return out
}

var indexed = map[string]string{
	"b.txt":         "Two.",
	"a.txt":         "One.",
	"index.csv":     "\ufefffile,Outlet,author,event\na.txt,Gazette,Ida Holm; Per Lund,flood\ngone.txt,Gazette,,\nsub/c.html,Wire,,\n../out.txt,X,,\n,X,,\n",
	"sub/c.html":    "<p>Three.",
	".hidden.txt":   "no",
	"logo.png":      "\x89PNG\r\n\x1a\n",
	"d.jsonl.gz":    "\x1f\x8b",
	"page":          "<!DOCTYPE html><p>Four.",
	"feed.xml":      "<?xml version='1.0'?><rss></rss>",
	"map.xml":       "<?xml version='1.0'?><map></map>",
	"crawl.warc.gz": "",
	"set.wacz":      "PK\x03\x04",
	"crawl":         "WARC/1.0\r\n",
	"lines.json":    "{\"text\":\"x\"}\n",
	"notes":         "Five.",
	"table.csv":     "a,b\n1,2\n",
}

func TestSources(t *testing.T) {
	dir := tree(t, indexed)
	for _, tt := range []struct {
		name  string
		paths []string
		want  []string
	}{
		{"folder", []string{"."}, []string{
			"index.csv csv",
			"ERROR index.csv: row 5: names no file",
			`ERROR index.csv: row 2: file "gone.txt": no such file or directory`,
			`ERROR index.csv: row 4: file "../out.txt" lies outside the folder of the index`,
			`ERROR table.csv: no column "file", so it is no index: unknown format`,
			"a.txt text outlet=Gazette author=Ida Holm author=Per Lund x-event=flood",
			"b.txt text", "crawl warc", "crawl.warc.gz warc", "d.jsonl.gz jsonl", "feed.xml feed", "lines.json jsonl",
			"ERROR logo.png: binary, not text", "ERROR map.xml: XML that is no feed: unknown format",
			"notes text", "page html", "set.wacz wacz", "sub/c.html html outlet=Wire",
		}},
		{"file", []string{"a.txt"}, []string{"a.txt text"}},
		{"file twice", []string{"a.txt", "./a.txt"}, []string{"a.txt text"}},
		{"missing", []string{"nowhere"}, []string{"ERROR nowhere: no such file or directory"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := walked(dir, tt.paths...)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestSourcesOfIndexAlone(t *testing.T) {
	dir := tree(t, map[string]string{"index.csv": "file;outlet\na.txt;Gazette\n", "a.txt": "One.", "b.txt": "Two."})
	if diff := cmp.Diff([]string{"index.csv csv", "a.txt text outlet=Gazette"}, walked(dir, "index.csv")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSourcesEmptyFolder(t *testing.T) {
	dir := tree(t, map[string]string{".hidden": "x"})
	if diff := cmp.Diff([]string{"ERROR DIR: no readable files"}, walked(dir, ".")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSourcesLoop(t *testing.T) {
	dir := tree(t, map[string]string{"sub/a.txt": "One."})
	if err := os.Symlink(dir, filepath.Join(dir, "sub", "back")); err != nil {
		t.Skip("no links here: ", err)
	}
	if err := os.Symlink(filepath.Join(dir, "gone"), filepath.Join(dir, "sub", "dead.txt")); err != nil {
		t.Fatal(err)
	}
	want := []string{"sub/a.txt text", "ERROR sub/dead.txt: no such file or directory"}
	if diff := cmp.Diff(want, walked(dir, ".")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSourceOpen(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "One."})
	for s := range Sources([]string{dir}) {
		r, err := s.Open()
		if err != nil {
			t.Fatal(err)
		}
		if b, _ := io.ReadAll(r); string(b) != "One." {
			t.Errorf("read %q", b)
		}
		r.Close()
	}
	if _, err := (Source{Path: filepath.Join(dir, "gone")}).Open(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("open of a missing file: %v", err)
	}
}

func TestFormatOf(t *testing.T) {
	for _, tt := range []struct {
		name, head string
		want       corpus.Format
	}{
		{"-", "{\"text\": 1}", corpus.FormatJSONL}, {"-", "\n<!doctype HTML>", corpus.FormatHTML}, {"-", "The mill", corpus.FormatText},
		{"-", "<?xml?><feed xmlns=", corpus.FormatFeed}, {"a.TXT", "<html>", corpus.FormatText}, {"-", "\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", corpus.FormatHTML},
		{"-", member("WARC/1.1\r\n"), corpus.FormatWARC}, {"-", "PK\x03\x04" + strings.Repeat("\x00", 22) + "\x10\x00\x00\x00datapackage.json", corpus.FormatWACZ},
		{"-", "PK\x03\x04" + strings.Repeat("\x00", 22) + "\x05\x00\x00\x00a.txt", ""}, {"-", "WARC/", corpus.FormatText}, {"-", "%PDF-1.4", corpus.FormatPDF},
		{"-", "PK\x03\x04", ""}, {"-", "", corpus.FormatText},
	} {
		if got, _ := FormatOf(tt.name, strings.NewReader(tt.head)); got != tt.want {
			t.Errorf("FormatOf(%q, %q) = %q, want %q", tt.name, tt.head, got, tt.want)
		}
	}
}

func FuzzCSV(f *testing.F) {
	f.Add("file,outlet,author\na.txt,Gazette,Ida; Per\n\"b,c\n")
	f.Add("x;file\n1;2\n;\n")
	f.Fuzz(func(t *testing.T, s string) {
		rows, errs, ok := readIndex("dir/index.csv", strings.NewReader(s))
		if !ok && len(rows)+len(errs) > 0 {
			t.Fatal("rows of what is no index")
		}
		for _, r := range rows {
			if r.File == "" || r.Row < 1 {
				t.Fatalf("row %d names no file", r.Row)
			}
			for _, o := range r.Fields {
				if o.Value == "" || o.Origin != fmt.Sprintf("index.csv row %d", r.Row) {
					t.Fatalf("observation %v", o)
				}
			}
		}
	})
}

// Every broken row is told with its number and reason; the others count.
func TestBrokenIndex(t *testing.T) {
	files := map[string]string{"a.txt": "One.", "b.txt": "Two.", "c.txt": "Three."}
	for _, tt := range []struct {
		name, index string
		want        []string
	}{
		{"fields", "file,outlet\na.txt,Gazette,Wire\nb.txt\nc.txt,Wire\n", []string{
			"ERROR index.csv: row 1: has 3 fields where the header has 2", "ERROR index.csv: row 2: has 1 fields where the header has 2",
			"a.txt text", "b.txt text", "c.txt text outlet=Wire"}},
		{"open quote", "file,outlet\na.txt,\"Gazette\nb.txt,Post\nc.txt,\"Wire, Inc\"\n", []string{
			"ERROR index.csv: row 1: broken quotes", "a.txt text", "b.txt text outlet=Post", "c.txt text outlet=Wire, Inc"}},
		{"two open quotes", "file,outlet\na.txt,\"Gazette\nb.txt,\"Post\nc.txt,Wire\n", []string{
			"ERROR index.csv: row 1: broken quotes", "ERROR index.csv: row 2: broken quotes", "a.txt text", "b.txt text", "c.txt text outlet=Wire"}},
		{"quote within", "file,outlet\na.txt,The \"Gazette\nb.txt,Post\n", []string{
			"ERROR index.csv: row 1: broken quotes", "a.txt text", "b.txt text outlet=Post", "c.txt text"}},
		{"cell of two lines", "file,outlet,note\r\na.txt,\"The \"\"New\"\" Post\",\"one\r\n\r\ntwo\"\r\nb.txt,Post,\r\n", []string{
			"a.txt text outlet=The \"New\" Post x-note=one\n\ntwo", "b.txt text outlet=Post", "c.txt text"}},
		{"column twice", "file,outlet,Outlet\na.txt,Gazette,Wire\n", []string{
			`ERROR index.csv: header: column "outlet" stands twice: the first is used`, "a.txt text outlet=Gazette", "b.txt text", "c.txt text"}},
		{"file twice", "file,outlet\na.txt,Gazette\n./a.txt,Wire\n", []string{
			`ERROR index.csv: row 2: file "./a.txt" is named in row 1 already`, "a.txt text outlet=Gazette", "b.txt text", "c.txt text"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files["index.csv"] = tt.index
			if diff := cmp.Diff(append([]string{"index.csv csv"}, tt.want...), walked(tree(t, files), ".")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A folder from a stranger must not bring in files from elsewhere.
func TestLinksOutOfTheFolder(t *testing.T) {
	dir := tree(t, map[string]string{"in/a.txt": "One.", "in/index.csv": "file,outlet\nkey.txt,X\naway/c.txt,X\nback.txt,Gazette\n", "out/b.txt": "Secret.", "out/c.txt": "Secret.", "out/index.csv": "file\n"})
	for name, target := range map[string]string{"in/key.txt": "out/b.txt", "in/away": "out", "in/other.csv": "out/index.csv", "in/back.txt": "in/a.txt", "named": "in"} {
		if err := os.Symlink(filepath.Join(dir, target), filepath.Join(dir, name)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	inside := []string{
		"in/index.csv csv",
		`ERROR in/index.csv: row 1: file "key.txt": is a link out of the folder`,
		`ERROR in/index.csv: row 2: file "away/c.txt": is a link out of the folder`,
		"in/a.txt text", "ERROR in/away: is a link out of the folder", "in/back.txt text outlet=Gazette",
		"ERROR in/key.txt: is a link out of the folder", "ERROR in/other.csv: is a link out of the folder",
	}
	if diff := cmp.Diff(inside, walked(dir, "in")); diff != "" {
		t.Errorf("walk (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(append(inside[:3:3], "in/back.txt text outlet=Gazette"), walked(dir, "in/index.csv")); diff != "" {
		t.Errorf("index (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"in/key.txt text"}, walked(dir, "in/key.txt")); diff != "" {
		t.Errorf("a link that is named (-want +got):\n%s", diff)
	}
	if got := walked(dir, "named"); len(got) != len(inside) || got[3] != "named/a.txt text" {
		t.Errorf("a folder that is named by a link gives %q", got)
	}
	t.Chdir(filepath.Join(dir, "in"))
	var here []string
	for s := range Sources([]string{"."}) {
		here = append(here, s.Path)
	}
	if len(here) != len(inside) || here[5] != "back.txt" {
		t.Errorf("the folder that one is in gives %q", here)
	}
}

// Names are bytes on a disk and text in the ledger.
func TestNamesThatAreNoUTF8(t *testing.T) {
	dir := tree(t, map[string]string{"caf\xe9.txt": "One.", "caf\xe8.txt": "Two.", "dead\xff.doc": "PK\x03\x04", "é.txt": "Three."})
	var got []string
	for s, err := range Sources([]string{dir}) {
		if err != nil {
			got = append(got, filepath.Base(err.Error()))
			continue
		}
		r, err := s.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, _ := io.ReadAll(r)
		r.Close()
		got = append(got, filepath.Base(s.Name())+" "+string(b))
	}
	want := []string{`caf\xe8.txt Two.`, `caf\xe9.txt One.`, `dead\xff.doc: binary, not text`, "é.txt Three."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
