package hearsay_test

import (
	"errors"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is the name of this module, which begins the path of our packages.
const module = "hearsay"

// everything stands for all of our packages.
const everything = "*"

// mayImport says which of our packages a package may import. A package that
// is not in it has no place in the design yet: give it a row here and in the
// design, with a reason. Tests of a package follow the same row.
var mayImport = map[string]string{
	"corpus": "",

	"capture":  "corpus",
	"syntax":   "corpus internal/linear internal/golden",
	"names":    "corpus syntax internal/linear internal/golden",
	"timex":    "corpus syntax internal/golden",
	"quantity": "corpus syntax internal/golden",
	"measure":  "",
	"translit": "", // names of other scripts in Latin letters
	"figure":   "corpus syntax names measure internal/golden",
	"annotate": "corpus syntax names timex quantity measure figure internal/golden",
	"connect":  "corpus syntax names measure entity echo claim internal/codec", // figures lined up; documents related by the three layers
	"entity":   "corpus translit names",                                        // who is the same over documents, in any script,
	"echo":     "corpus",
	"claim":    "corpus syntax names measure internal/golden internal/codec", // lemmas, states with their adjectives, and which measure is a part of another
	"coverage": "corpus",
	"coding":   "corpus",

	"internal/golden":     "", // goldens of the layers of reading, for tests
	"internal/linear":     "",
	"internal/codec":      "", // values as bytes, for what is read very often
	"internal/treebank":   "corpus syntax names",
	"internal/score":      "corpus syntax names echo internal/treebank",
	"internal/store":      "corpus internal/ledgertest",
	"internal/ledgertest": "", // names ledgers for tests and fills them
	"internal/chart":      "corpus",
	"sample":              "corpus",
	"internal/pipeline":   "corpus capture annotate connect coding internal/store internal/ledgertest",
	"internal/report":     "corpus syntax measure coding connect claim coverage internal/store internal/chart",
	"internal/web":        "corpus internal/store internal/pipeline internal/report internal/chart",

	"cmd/hearsay": everything,
	"cmd/train":   everything,

	".": "", // this test
}

// kept says in which packages alone some packages of the standard library
// may be imported, everything below them included.
var kept = []struct {
	path  string
	in    string // our packages
	tests bool   // the rule holds in tests too
}{
	{path: "database/sql", in: "internal/store", tests: true},
	{path: "net/http", in: "capture internal/web cmd/hearsay cmd/train"},
}

// TestImports reads the imports of every Go file and fails on an arrow that
// is not in the tables above.
func TestImports(t *testing.T) {
	for _, file := range goFiles(t) {
		for _, imported := range importsOf(t, file) {
			if message := objection(file, imported); message != "" {
				t.Errorf("%s imports %s: %s", file, imported, message)
			}
		}
		if _, ok := mayImport[path.Dir(file)]; !ok {
			t.Errorf("%s: package %s is not in the table of imports_test.go; the packages are: %s",
				file, path.Dir(file), strings.Join(slices.Sorted(maps.Keys(mayImport)), ", "))
		}
	}
}

// TestObjection shows that the rules can fail.
func TestObjection(t *testing.T) {
	tests := []struct {
		file, imported, want string // want: in the message; "" for no objection
	}{
		{"capture/feed.go", "hearsay/corpus", ""},
		{"capture/feed.go", "net/http", ""},
		{"capture/feed_test.go", "hearsay/capture", ""},
		{"cmd/hearsay/main.go", "hearsay/internal/store", ""},
		{"internal/store/sqlite.go", "database/sql/driver", ""},
		{"internal/report/brief.go", "hearsay/internal/store", ""},
		{"internal/report/page_test.go", "net/http", ""},
		{"internal/score/score.go", "github.com/google/go-cmp/cmp", ""},
		{"internal/report/brief.go", "hearsay/annotate", "internal/report may import corpus, syntax, measure, coding, connect, claim, coverage, internal/store, internal/chart"},
		{"internal/report/brief.go", "hearsay/annotate", "internal/report may import corpus, syntax, measure, coding, connect, claim, coverage, internal/store, internal/chart"},
		{"internal/report/brief_test.go", "hearsay/sample", "internal/report may import"},
		{"corpus/span.go", "hearsay/capture", "corpus may import nothing of ours"},
		{"annotate/read.go", "hearsay/internal/store", "annotate may import corpus"},
		{"annotate/read.go", "hearsay", "annotate may import corpus"},
		{"annotate/read.go", "net/http/httputil", "net/http belongs into capture, internal/web, cmd/hearsay, cmd/train"},
		{"internal/pipeline/run_test.go", "database/sql", "database/sql belongs into internal/store"},
		{"annotate/verbs/verbs.go", "hearsay/corpus", "annotate/verbs is not in the table"},
	}
	for _, tt := range tests {
		got := objection(tt.file, tt.imported)
		if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s imports %s: %q, want %q", tt.file, tt.imported, got, tt.want)
		}
	}
}

// objection returns why file may not import a package, or "".
func objection(file, imported string) string {
	from := path.Dir(file)
	for _, k := range kept {
		inTest := strings.HasSuffix(file, "_test.go")
		if below(imported, k.path) && (k.tests || !inTest) && !slices.Contains(strings.Fields(k.in), from) {
			return k.path + " belongs into " + list(k.in) + " alone"
		}
	}
	if !below(imported, module) {
		return ""
	}
	allowed, ok := mayImport[from]
	to := strings.TrimPrefix(imported, module+"/")
	switch {
	case !ok:
		return from + " is not in the table of packages"
	case allowed == everything, to == from, slices.Contains(strings.Fields(allowed), to):
		return ""
	default:
		return from + " may import " + list(allowed)
	}
}

// below reports whether import path p is root or under it.
func below(p, root string) bool { return p == root || strings.HasPrefix(p, root+"/") }

func list(packages string) string {
	if packages == "" {
		return "nothing of ours"
	}
	return strings.Join(strings.Fields(packages), ", ")
}

// unfinished marks what was left for later; nothing is, in a commit.
var unfinished = regexp.MustCompile(`TODO|FIXME`)

// TestUnfinished fails on a note to finish something in a file of the
// program. Tests may speak of such notes.
func TestUnfinished(t *testing.T) {
	for _, file := range goFiles(t) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for line := range strings.Lines(string(source)) {
			n++
			if unfinished.MatchString(line) {
				t.Errorf("%s:%d: finish it or write an issue: %s", file, n, strings.TrimSpace(line))
			}
		}
	}
}

// catchAll matches the name of a file that says nothing of what it holds.
var catchAll = regexp.MustCompile(`(^|_)(utils?|helpers?|commons?|misc|types|interfaces)(_|$)`)

// TestFileNames fails on a file that is not named after the noun that it
// holds.
func TestFileNames(t *testing.T) {
	for _, file := range goFiles(t) {
		name := strings.TrimSuffix(strings.TrimSuffix(path.Base(file), ".go"), "_test")
		if catchAll.MatchString(name) {
			t.Errorf("%s: name it after what it holds", file)
		}
	}
}

// goFiles returns the Go files of this module, slash-separated and relative
// to its root, in order. Like the go command it skips testdata, directories
// that begin with "." or "_", and other modules.
func goFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && skipped(name):
			return fs.SkipDir
		case !d.IsDir() && strings.HasSuffix(name, ".go"):
			files = append(files, filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 2 {
		t.Fatalf("found no Go files but %q: the test runs in the wrong place", files)
	}
	return files
}

func skipped(dir string) bool {
	base := filepath.Base(dir)
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	return base == "testdata" || base == "vendor" || base[0] == '.' || base[0] == '_' || !errors.Is(err, fs.ErrNotExist)
}

func importsOf(t *testing.T, file string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, spec := range parsed.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatalf("%s: import %s: %v", file, spec.Path.Value, err)
		}
		paths = append(paths, p)
	}
	return paths
}
