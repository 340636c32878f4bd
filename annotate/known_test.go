package annotate

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestKnownFailuresStillFail fails when the reader gets right what is listed
// as wrong: then the case belongs among the goldens.
func TestKnownFailuresStillFail(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/known-failures.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range archive.Files {
		files[f.Name] = strings.TrimSpace(string(f.Data))
	}
	for name, text := range files {
		want, ok := files[strings.TrimSuffix(name, ".in")+".want"]
		if !strings.HasSuffix(name, ".in") || !ok {
			continue
		}
		for _, got := range lineup(text) {
			if got == want {
				t.Errorf("%s no longer fails: %s; move it to the goldens", name, want)
			}
		}
	}
}

// lineup writes the statements of a text as "speaker | content".
func lineup(text string) []string {
	var out []string
	for _, a := range Read(document(text)).Attributions {
		var content []string
		for _, c := range a.Content {
			content = append(content, c.In(text))
		}
		out = append(out, a.Source.Name+" | "+strings.Join(content, " "))
	}
	return out
}
