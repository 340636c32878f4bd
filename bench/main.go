// Bench scores hearsay's capture of web pages side by side with other
// extractors on the 983 annotated pages that go-trafilatura ships with its
// tests. It is a module of its own, so that hearsay never depends on them.
//
//	go run . [-only hearsay,hearsay-all,readability,trafilatura] [-half 1|2] [-misses FILE]
//
// Content: every page has snippets that must and snippets that must not
// appear in its main text; a snippet that appears and must is a true
// positive. Dates: equal to the annotated day. Nothing of the pages is
// stored here: they are read from the module cache.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
	"time"
)

func main() {
	only := flag.String("only", "hearsay,hearsay-all,readability,trafilatura", "extractors to run")
	misses := flag.String("misses", "", "write what hearsay gets wrong to this file")
	odd := flag.Int("half", 0, "1 or 2: only the odd or even pages, to check a rule on pages it was not made on")
	flag.Parse()
	pages, err := loadPages()
	if err != nil {
		log.Fatal(err)
	}
	if *odd > 0 {
		pages = half(pages, *odd)
	}
	fmt.Printf("%d pages, %d with a date\n", len(pages), dated(pages))
	fmt.Println("extractor     ms/page pages/s     P     R    F1  dates title")
	for name := range strings.SplitSeq(*only, ",") {
		x := extractors[name]
		if x == nil {
			log.Fatalf("unknown extractor %q", name)
		}
		var missed *os.File
		if *misses != "" && name == "hearsay" {
			if missed, err = os.Create(*misses); err != nil {
				log.Fatal(err)
			}
			defer missed.Close()
		}
		fmt.Println(run(name, x, pages, missed))
	}
}

func half(pages []page, n int) []page {
	i := 0
	return slices.DeleteFunc(pages, func(page) bool { i++; return i%2 != n%2 })
}

func dated(pages []page) int {
	n := 0
	for _, p := range pages {
		if p.Date != "" {
			n++
		}
	}
	return n
}

// result is what an extractor makes of a page.
type result struct{ text, date, title string }

// score counts snippets and dates.
type score struct {
	name                 string
	tp, fn, fp, tn       int
	dates, titles, pages int
	took                 time.Duration
}

func (s score) String() string {
	p := float64(s.tp) / float64(s.tp+s.fp)
	r := float64(s.tp) / float64(s.tp+s.fn)
	ms := s.took.Seconds() * 1000 / float64(s.pages)
	return fmt.Sprintf("%-13s %7.1f %7.0f  %.3f %.3f %.4f  %d  %d", s.name, ms, 1000/ms, p, r, 2*p*r/(p+r), s.dates, s.titles)
}

func run(name string, extract func(page) result, pages []page, log *os.File) score {
	s := score{name: name, pages: len(pages)}
	for _, p := range pages {
		start := time.Now()
		r := extract(p)
		s.took += time.Since(start)
		s.add(p, r, log)
	}
	return s
}

func (s *score) add(p page, r result, log *os.File) {
	text := flat(r.text)
	report := func(format string, args ...any) {
		if log != nil {
			fmt.Fprintf(log, "%s\t%s\n", p.path, fmt.Sprintf(format, args...))
		}
	}
	for _, w := range p.With {
		if strings.Contains(text, flat(w)) {
			s.tp++
		} else {
			s.fn++
			report("MISSING\t%q", w)
		}
	}
	for _, w := range p.Without {
		if strings.Contains(text, flat(w)) {
			s.fp++
			report("EXTRA\t%q", w)
		} else {
			s.tn++
		}
	}
	if p.Date != "" && p.Date == r.date {
		s.dates++
	} else if p.Date != "" {
		report("DATE\twant %s got %s", p.Date, r.date)
	}
	if p.Title != "" && fold(p.Title) == fold(r.title) {
		s.titles++
	} else if p.Title != "" {
		report("TITLE\twant %q got %q", p.Title, r.title)
	}
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }
func fold(s string) string { return strings.ToLower(flat(s)) }
