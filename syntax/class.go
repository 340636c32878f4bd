package syntax

import (
	_ "embed"
	"strings"
	"sync"

	"hearsay/internal/linear"
)

//go:embed data/classes.txt
var classList string

// coarse is how many bits of a class make the coarser one. Six gave the best
// tags on EWT dev of four, six, eight.
const coarse = 6

// wordClass is a class of words that stand in like places: "minister" is with
// "secretary".
type wordClass struct {
	bits   string
	hashes [2]uint64 // of all bits, and of the first
}

// wordClasses are the classes by word; see data/classes.txt for where the list
// is from.
var wordClasses = sync.OnceValue(func() map[string]*wordClass {
	classes := make(map[string]*wordClass, 1<<16)
	known := map[string]*wordClass{}
	for line := range strings.Lines(classList) {
		word, bits, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			continue
		}
		class := known[bits]
		if class == nil {
			class = &wordClass{bits, [2]uint64{linear.With(1, hashOf(bits)), linear.With(2, hashOf(bits[:min(coarse, len(bits))]))}}
			known[bits] = class
		}
		classes[word] = class
	}
	return classes
})

var noClass wordClass

// classOf returns the class of a form, with digits as 0.
func classOf(form, low string) *wordClass {
	classes := wordClasses()
	if c := classes[form]; c != nil {
		return c
	}
	if c := classes[low]; c != nil {
		return c
	}
	return &noClass
}

// Class returns the class of words that stand in like places as a form does,
// as bits from the roughest distinction to the finest: classes that begin
// alike are alike. It is "" for a word that is in none. The classes are
// hierarchical clusters of words of open texts (Brown et al. 1992).
func Class(form string) string {
	low := strings.ToLower(form)
	if strings.ContainsAny(form, "123456789") {
		form, low = numberShape(form), numberShape(low)
	}
	return classOf(form, low).bits
}
