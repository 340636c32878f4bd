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

// Genre returns what kind of text a document of GUM or UD English EWT is, by
// its id: "news" of "GUM_news_flag", "reviews" of "reviews-202709". It is ""
// for documents of others.
func Genre(id string) string {
	if rest, ok := strings.CutPrefix(id, "GUM_"); ok {
		genre, _, _ := strings.Cut(rest, "_")
		return genre
	}
	switch source, _, _ := strings.Cut(id, "-"); source {
	case "answers", "email", "newsgroup", "reviews", "weblog":
		return source
	}
	return ""
}

// Training says whether models are trained on a document.
type Training string

// What models may have been trained on.
const (
	Held      Training = "held out"   // never
	TrainedOn Training = "trained on" // of GUM or EWT and not held out
	Unlisted  Training = "other"      // of another treebank
)

// TrainingOf says whether models are trained on a document, by its id.
func TrainingOf(id string) Training {
	switch {
	case HeldOut(id):
		return Held
	case Genre(id) != "":
		return TrainedOn
	}
	return Unlisted
}
