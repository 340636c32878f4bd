package treebank

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed heldout.txt
var heldOutList string

var heldOut = sync.OnceValue(func() map[string]bool {
	ids := map[string]bool{}
	for line := range strings.Lines(heldOutList) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			ids[line] = true
		}
	}
	return ids
})

// HeldOut reports whether no model is ever trained on a document, by the id
// of its "# newdoc id" line.
func HeldOut(id string) bool { return heldOut()[id] }

// Genre returns what kind of text a document is, by its id: "news" of
// "GUM_news_flag", and for EWT "answers", "email", "newsgroup", "reviews" or
// "weblog". It is "" where the id does not tell.
func Genre(id string) string {
	if rest, ok := strings.CutPrefix(id, "GUM_"); ok {
		genre, _, _ := strings.Cut(rest, "_")
		return genre
	}
	source, _, ok := strings.Cut(id, "-")
	if !ok || strings.ContainsAny(source, " _./") {
		return ""
	}
	return source
}
