package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"hearsay/internal/ledgertest"
	"hearsay/internal/pipeline"
	"hearsay/internal/store"
)

// cost is what a stretch of work took.
type cost struct{ wall, cpu time.Duration }

func (c cost) plus(d cost) cost { return cost{c.wall + d.wall, c.cpu + d.cpu} }

// filling is a ledger that is being filled.
type filling struct {
	db      string
	st      *store.Store
	p       *pipeline.Pipeline
	stories []ledgertest.Story
	dir     string // of the files that are taken in
	done    int    // documents
	parts   []cost // of each thousand that is full
	open    cost   // of the one that is not
}

func newFilling(ctx context.Context, db string, stories []ledgertest.Story) (*filling, error) {
	if _, err := os.Stat(db); err == nil {
		return nil, fmt.Errorf("%s is there already; name a new file", db)
	}
	st, err := store.Open(ctx, db)
	if err != nil {
		return nil, err
	}
	c, err := st.Counts(ctx)
	if err == nil && c.Captures > 0 {
		err = errors.New("the ledger is not empty")
	}
	dir, dirErr := os.MkdirTemp("", "hearsay-bench")
	if err = errors.Join(err, dirErr); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return &filling{db: db, st: st, p: pipeline.New(st, pipeline.Options{}), stories: stories, dir: dir}, nil
}

func (f *filling) close() {
	if err := errors.Join(f.st.Close(), os.RemoveAll(f.dir)); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

const partHead = "documents   wall s    CPU s\n"

// fillTo takes in stories until there are to, and prints a line when a part is
// full. Making the stories is not counted.
func (f *filling) fillTo(ctx context.Context, to int) error {
	path := filepath.Join(f.dir, strconv.Itoa(to)+".jsonl")
	if err := f.write(path, to); err != nil {
		return err
	}
	start, before := time.Now(), cpu()
	sum, err := f.p.Run(ctx, []string{path}, nil)
	if err != nil {
		return err
	}
	if sum.Failures.Total > 0 || sum.Documents+sum.Sightings != to-f.done { // an archive may hold a story twice
		return fmt.Errorf("documents %d to %d: %d new, %d seen again, %d failures", f.done, to, sum.Documents, sum.Sightings, sum.Failures.Total)
	}
	f.done, f.open = to, f.open.plus(cost{time.Since(start), cpu() - before})
	if to%part == 0 {
		fmt.Printf("%9d %8.2f %8.2f\n", to, f.open.wall.Seconds(), f.open.cpu.Seconds())
		f.parts, f.open = append(f.parts, f.open), cost{}
	}
	return os.Remove(path)
}

func (f *filling) write(path string, to int) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(ledgertest.WriteStories(file, ledgertest.Stories(f.stories, f.done, to)), file.Close())
}

// Growth compares the last parts with those from 10,000 documents on, when
// every cache is full.
const (
	comparedParts = 5
	firstCompared = 10
)

// growth says how much more the last parts cost than those at the beginning.
func (f *filling) growth() string {
	if len(f.parts) < firstCompared+2*comparedParts {
		return fmt.Sprintf("growth: not told of less than %d documents", (firstCompared+2*comparedParts)*part)
	}
	first, last := mean(f.parts[firstCompared:][:comparedParts]), mean(f.parts[len(f.parts)-comparedParts:])
	return fmt.Sprintf("growth from documents %d-%d to the last %d: wall %.2f, CPU %.2f times",
		firstCompared*part+1, (firstCompared+comparedParts)*part, comparedParts*part,
		last.wall.Seconds()/first.wall.Seconds(), last.cpu.Seconds()/first.cpu.Seconds())
}

func mean(parts []cost) (c cost) {
	for _, p := range parts {
		c = c.plus(p)
	}
	n := time.Duration(len(parts))
	return cost{c.wall / n, c.cpu / n}
}

// cpu is what this program has used of all cores.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peakResident is the most memory that the program ever held, in KiB, and 0
// where the system does not tell.
func peakResident() (kib int) {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib, _ = strconv.Atoi(strings.Fields(rest)[0])
		}
	}
	return kib
}

// size is how many bytes the ledger takes on disk, 0 where that cannot be
// told.
func (f *filling) size(ctx context.Context) int64 {
	if store.IsFile(f.db) {
		return sizeOf(f.db) + sizeOf(f.db+"-wal")
	}
	c, err := pgx.Connect(ctx, f.db)
	if err != nil {
		return 0
	}
	defer c.Close(ctx)
	var n int64
	_ = c.QueryRow(ctx, `SELECT sum(pg_total_relation_size(format('%I.%I', schemaname, tablename)))::bigint
		FROM pg_tables WHERE schemaname = current_schema()`).Scan(&n) // 0 if it does not tell
	return n
}

func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}
