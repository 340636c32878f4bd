package coverage_test

import (
	"fmt"
	"log"
	"strings"

	"hearsay/corpus"
	"hearsay/coverage"
)

// The foreign edition tells of a shelling, and the domestic one, collected all the time, of
// other matters.
func Example() {
	events, err := coverage.ReadEvents(strings.NewReader(`
Shelling at Torvane Lock:
  from: 2031-03-18
  place: [Torvane Lock, Торванский шлюз]
  words: [shelling, clinic, depot]
`))
	if err != nil {
		log.Fatal(err)
	}
	docs := []corpus.Document{
		{ID: "d1", Outlet: "Munhyang Dispatch World", Published: "2031-03-20", Text: "The raiders shelled Torvane Lock."},
		{ID: "d2", Outlet: "Munhyang Dispatch", Published: "2031-03-20", Text: "The fishing fleet of the eastern port has returned from its spring journey with full holds, the crews said, and was met by families with flowers."},
		{ID: "d3", Outlet: "Munhyang Dispatch", Published: "2031-04-12", Text: "The choir of the Youth Palace opened its season."},
	}
	outlets := coverage.Collect(docs)
	for i := range outlets { // as the register of outlets says
		outlets[i].From, outlets[i].To = "2031-03-03", "2031-04-27"
	}
	outlets[1].EditionOf = "Munhyang Dispatch"

	print := events[0].Fingerprint()
	var hits []coverage.Hit
	for _, d := range docs {
		if hit, ok := print.Match(d); ok {
			hits = append(hits, hit)
		}
	}
	table, err := coverage.Cover(events[0], outlets, hits)
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range table.Rows {
		cell := row.Cells[0]
		fmt.Printf("%s: %s\n  %s\n", row.Outlet, cell.Shown(), cell.Why)
		if cell.Doubt != "" {
			fmt.Printf("  but %s\n", cell.Doubt)
		}
	}
	for _, p := range table.Partial {
		fmt.Println(p.Why)
	}
	// Output:
	// Munhyang Dispatch World: covered
	//   first found 2 days after its first day
	// Munhyang Dispatch: none found
	//   1 item published in the 8 days from 2031-03-18, in which it was collected as the register says, and no gap is known; 1 other outlet covered it in time
	//   but it has nothing on like subjects in 15 days outside of the event's either
	// covered by Munhyang Dispatch World, none found in Munhyang Dispatch
}
