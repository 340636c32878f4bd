package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// timings are how long questions took, by their kind.
type timings map[string][]time.Duration

func (t timings) merge(others []timings) {
	for _, o := range others {
		for kind, took := range o {
			t[kind] = append(t[kind], took...)
		}
	}
}

// String is a table with a line for each kind and one for all.
func (t timings) String() string {
	var b strings.Builder
	var all []time.Duration
	fmt.Fprintf(&b, "%-36s %7s %9s %9s %9s\n", "", "asked", "p50", "p95", "max")
	for _, kind := range slices.Sorted(maps.Keys(t)) {
		all = append(all, t[kind]...)
		b.WriteString(line(kind, t[kind]))
	}
	return b.String() + line("all", all)
}

func line(kind string, took []time.Duration) string {
	if len(took) == 0 {
		return kind + " nothing\n"
	}
	took = slices.Sorted(slices.Values(took))
	at := func(share float64) string {
		return fmt.Sprintf("%.1f ms", took[int(share*float64(len(took)-1))].Seconds()*1000)
	}
	return fmt.Sprintf("%-36s %7d %9s %9s %9s\n", kind, len(took), at(0.5), at(0.95), at(1))
}
