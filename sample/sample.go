// Package sample holds the bundled collection: articles, pages, a feed and
// channel posts of ten invented outlets on an invented dispute, and beside
// them the list of everything that was planted in them.
//
// The collection is what `hearsay demo` ingests and what tests check against
// end to end. Nothing in it is real. README.md states how offsets count and
// which rules decided the small cases.
package sample

import "embed"

// Files holds the collection as files under "collection" and, beside it, the
// list of what was planted, "truth.json", the register of outlets, "outlets.csv",
// the trees of a few invented sentences, "trees.conllu", and the dates and numbers of
// some more, "dates.jsonl" and "quantities.jsonl", and events with words to find them by,
// "events.yaml".
//
//go:embed collection outlets.csv trees.conllu dates.jsonl quantities.jsonl events.yaml truth.json
var Files embed.FS
