// Ledger measures how the cost of a ledger grows: it takes in any number of
// generated stories in thousands and then asks.
//
//	go run ./ledger --db DSN --archive FILE.jsonl.gz --documents 100000 [--queries 200]
//
// DSN is the path of a new file or the address of an empty schema of
// PostgreSQL (postgres://user@host/database?search_path=schema). The stories
// are variants of those of the archive, JSON lines with the fields url,
// published, outlet, language, title and text. It prints a table for each
// thousand and one for the questions. CPU seconds are those of this program; a
// server's are not among them.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"

	"hearsay/internal/ledgertest"
)

func main() {
	log.SetFlags(0)
	db := flag.String("db", "", "the ledger to make: a path, or an address of PostgreSQL")
	archive := flag.String("archive", "", "JSON lines, with or without gzip")
	documents := flag.Int("documents", 100_000, "how many stories to take in")
	queries := flag.Int("queries", 200, "how many questions of each kind to ask")
	flag.Parse()
	if *db == "" || *archive == "" || flag.NArg() > 0 || *documents < 1 || *queries < 1 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := measure(ctx, *db, *archive, *documents, *queries); err != nil {
		log.Fatal(err)
	}
}

// measure fills the ledger part by part, and asks once it holds as much as
// the archive and at the end.
func measure(ctx context.Context, db, archive string, documents, queries int) error {
	stories, err := read(archive)
	if err != nil {
		return err
	}
	questions := ledgertest.Queries(stories, queries)
	f, err := newFilling(ctx, db, stories)
	if err != nil {
		return err
	}
	defer f.close()
	fmt.Printf("%d stories in the archive, %d MB resident before the first is taken in\n\n", len(stories), peakResident()>>10)
	fmt.Print(partHead)
	var early *answers
	for _, to := range ends(documents, len(stories)) {
		if err := f.fillTo(ctx, to); err != nil {
			return err
		}
		if to == len(stories) && to < documents {
			if early, err = ask(ctx, f.st, questions, to); err != nil {
				return err
			}
		}
	}
	fmt.Printf("\n%s\npeak resident memory %d MB\nledger %d MB\n\n%s", f.growth(), peakResident()>>10, f.size(ctx)>>20, answerHead)
	if early != nil {
		fmt.Print(early)
	}
	late, err := ask(ctx, f.st, questions, documents)
	if err != nil {
		return err
	}
	fmt.Print(late)
	return nil
}

func read(archive string) ([]ledgertest.Story, error) {
	f, err := os.Open(archive)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	stories, err := ledgertest.ReadStories(f)
	if err == nil && len(stories) == 0 {
		err = fmt.Errorf("no stories in it")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", archive, err)
	}
	return stories, nil
}

// part is how many documents a line of the table is about.
const part = 1000

// ends are the numbers of documents at which something is measured: every
// part, the size of the archive, and all.
func ends(documents, archive int) (list []int) {
	for at := part; at < documents; at += part {
		if at-part < archive && archive < at {
			list = append(list, archive)
		}
		list = append(list, at)
	}
	return append(list, documents)
}
