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

// wordClasses are the classes of words that stand in like places: "minister"
// is with "secretary". The list is sorted; see data/classes.txt for where it
// is from.
var wordClasses = sync.OnceValue(func() map[string][2]uint64 {
	classes := make(map[string][2]uint64, 1<<16)
	known := map[string][2]uint64{}
	for line := range strings.Lines(classList) {
		word, bits, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			continue
		}
		class, seen := known[bits]
		if !seen {
			class = [2]uint64{linear.With(1, hashOf(bits)), linear.With(2, hashOf(bits[:min(coarse, len(bits))]))}
			known[bits] = class
		}
		classes[word] = class
	}
	return classes
})

// classOf returns the finer and the coarser class of a form, with digits as 0.
func classOf(form, low string) [2]uint64 {
	classes := wordClasses()
	if c, ok := classes[form]; ok {
		return c
	}
	return classes[low]
}
