package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Stage names a kind of work.
type Stage string

// The stages, in the order of the flow.
const (
	StageFetch    Stage = "fetch"    // subject: an address
	StageParse    Stage = "parse"    // subject: a capture
	StageAnnotate Stage = "annotate" // subject: a document
	StageConnect  Stage = "connect"  // subject: a document that has been read
)

// Work is a row of what is to be done.
type Work struct {
	Subject   string
	Stage     Stage
	Version   string // the version of the stage that did or is to do it
	Status    string // "pending", "done", "failed"
	Error     string
	Tries     int
	NotBefore time.Time
}

// The states of work.
const (
	workPending = "pending"
	workDone    = "done"
	workFailed  = "failed"
)

const (
	// MaxTries is how often failing work is tried by one version. What fails
	// fails mostly by its content; a few tries are for a full disk or a
	// database that went away for a moment.
	MaxTries = 4
	// firstWait is how long work that failed once rests; each further
	// failure doubles it.
	firstWait = time.Minute
)

// waitAfter is how long work rests after its failure number tries.
func waitAfter(tries int) time.Duration { return firstWait << min(max(tries-1, 0), MaxTries) }

// addWork makes a subject pending. order is its place among the work of the
// stage.
func (t *tx) addWork(stage Stage, subject string, order int64) error {
	return t.exec(`INSERT INTO work (stage, subject, seq, version, status, error, tries, not_before)
		VALUES ($1, $2, $3, '', $4, '', 0, '')
		ON CONFLICT (stage, subject) DO NOTHING`, string(stage), subject, order, workPending)
}

// reopenWork makes a subject pending again.
func (t *tx) reopenWork(stage Stage, subject string) error {
	return t.exec("UPDATE work SET status = $1, error = '', tries = 0, not_before = '' WHERE stage = $2 AND subject = $3",
		workPending, string(stage), subject)
}

func (t *tx) finishWork(stage Stage, subject, version string) error {
	return t.exec("UPDATE work SET status = $1, version = $2, error = '', tries = 0, not_before = '' WHERE stage = $3 AND subject = $4",
		workDone, version, string(stage), subject)
}

// open selects the work of stage $1 that is not done in version $2 and due at
// $3. What is pending is so for every version.
const workOpen = ` FROM work WHERE stage = $1 AND (
	status = 'pending'
	OR status = 'done' AND version <> $2
	OR status = 'failed' AND (version <> $2 OR tries < $4 AND not_before <= $3))`

func (t *tx) openArgs(stage Stage, version string) []any {
	return []any{string(stage), version, timeText(t.now), MaxTries}
}

// Pending returns up to limit pieces of work of a stage that are not done in
// this version (pending, done by another version, or failed fewer than
// MaxTries times and due), in the order in which the subjects came in, after
// the subject given ("" for the first).
func (st *Store) Pending(ctx context.Context, stage Stage, version, after string, limit int) (list []Work, err error) {
	err = st.view(ctx, func(t *tx) error {
		list, err = t.open(stage, version, workAfter, after, limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("pending work to %s: %w", stage, err)
	}
	return list, nil
}

// What of the open work is wanted, by a subject $5.
const (
	workAfter = " AND seq > coalesce((SELECT a.seq FROM work a WHERE a.stage = $1 AND a.subject = $5), 0)"
	workOf    = " AND subject = $5"
)

// open lists up to limit pieces of open work, in their order. A transaction
// that writes holds them, and passes over what another one holds.
func (t *tx) open(stage Stage, version, which, subject string, limit int) (list []Work, err error) {
	q := "SELECT subject, stage, version, status, error, tries, not_before" + workOpen + which + " ORDER BY seq LIMIT $6"
	if t.writing {
		q += t.st.sql.skipLocked()
	}
	err = t.rows(q, append(t.openArgs(stage, version), subject, limit), func(rows *sql.Rows) error {
		w, err := scanWork(rows)
		list = append(list, w)
		return err
	})
	return list, err
}

func scanWork(rows *sql.Rows) (w Work, err error) {
	var due string
	if err = rows.Scan(&w.Subject, &w.Stage, &w.Version, &w.Status, &w.Error, &w.Tries, &due); err != nil {
		return w, err
	}
	w.NotBefore, err = timeOf(due)
	return w, err
}

// CountPending returns how many Pending would return without a limit.
func (st *Store) CountPending(ctx context.Context, stage Stage, version string) (n int, err error) {
	err = st.view(ctx, func(t *tx) error {
		_, err := t.row("SELECT count(*)"+workOpen, t.openArgs(stage, version), &n)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("count work to %s: %w", stage, err)
	}
	return n, nil
}

// Fail records that a piece of work failed in w.Version and why; it stays
// visible and is retried after a while, MaxTries times. Failing in a new
// version begins the count anew. Work that is done in this version meanwhile
// stays done.
func (st *Store) Fail(ctx context.Context, w Work, cause error) error {
	if err := st.update(ctx, func(t *tx) error { return t.fail(w, cause) }); err != nil {
		return fmt.Errorf("record failure of %s %s: %w", w.Stage, w.Subject, err)
	}
	return nil
}

func (t *tx) fail(w Work, cause error) error {
	var tries int
	var version, status string
	found, err := t.row("SELECT tries, version, status FROM work WHERE stage = $1 AND subject = $2",
		[]any{string(w.Stage), w.Subject}, &tries, &version, &status)
	if err != nil || !found || status == workDone && version == w.Version {
		return err
	}
	if status != workFailed || version != w.Version {
		tries = 0
	}
	tries++
	return t.exec("UPDATE work SET status = $1, version = $2, error = $3, tries = $4, not_before = $5 WHERE stage = $6 AND subject = $7",
		workFailed, w.Version, plain(cause.Error()), tries, timeText(t.now.Add(waitAfter(tries))), string(w.Stage), w.Subject)
}

// Failure is a record of a capture that could not be read, or work that
// failed.
type Failure struct {
	Capture string // of work: its subject, a capture, an address or a document
	Place   string // "line 17"; of work: its stage
	Reason  string
}

// Failures lists the records and the work that failed, records first, in the
// order in which their captures and addresses came in.
func (st *Store) Failures(ctx context.Context) (list []Failure, err error) {
	err = st.view(ctx, func(t *tx) error {
		scan := func(rows *sql.Rows) error {
			var f Failure
			err := rows.Scan(&f.Capture, &f.Place, &f.Reason)
			list = append(list, f)
			return err
		}
		records := `SELECT f.capture, f.place, f.reason FROM failures f JOIN captures c ON c.id = f.capture
			ORDER BY c.number, f.place, f.reason`
		if err := t.rows(records, nil, scan); err != nil {
			return err
		}
		return t.rows("SELECT subject, stage, error FROM work WHERE status = 'failed' ORDER BY stage, seq", nil, scan)
	})
	if err != nil {
		return nil, fmt.Errorf("list failures: %w", err)
	}
	return list, nil
}
