package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"time"

	"hearsay/corpus"
)

// Head is the end of the custody log.
type Head struct {
	Digest corpus.Digest
	Rows   int64
	Time   time.Time
}

// LogEntry is a row of the custody log.
type LogEntry struct {
	Seq     int64
	Time    time.Time
	Kind    string // "open", "feed", "fetch", "capture", "parse", "annotate", "connect", "decision", "ruling", "outlet", "event", "purge"
	Subject string
	Detail  string // canonical JSON
	Hash    corpus.Digest
}

// logContent is what a row's hash covers, in this order.
type logContent struct {
	Before  corpus.Digest `json:"before"`
	Seq     int64         `json:"seq"`
	Time    string        `json:"time"`
	Kind    string        `json:"kind"`
	Subject string        `json:"subject"`
	Detail  string        `json:"detail"`
}

// hash chains the row to the one before it.
func (e LogEntry) hash(before corpus.Digest) corpus.Digest {
	return digestJSON(logContent{before, e.Seq, timeText(e.Time), e.Kind, e.Subject, e.Detail})
}

// log appends a row. detail is a struct, so that its JSON has one order.
func (t *tx) log(kind, subject string, detail any) error {
	b, err := json.Marshal(detail)
	if err != nil {
		return fmt.Errorf("log %s %s: %w", kind, subject, err)
	}
	head, err := t.head()
	if err != nil {
		return err
	}
	e := LogEntry{Seq: head.Rows + 1, Time: t.now.Truncate(time.Microsecond), Kind: kind, Subject: subject, Detail: string(b)}
	return t.exec("INSERT INTO log (seq, logged_at, kind, subject, detail, hash) VALUES ($1, $2, $3, $4, $5, $6)",
		e.Seq, timeText(e.Time), e.Kind, e.Subject, e.Detail, string(e.hash(head.Digest)))
}

// custody is the digest that a document or its reading had after a row of the
// log: its ID and the digest.
type custody [2]string

// keep writes what the next row of the log is about and returns its digest,
// which belongs in that row's detail.
func (t *tx) keep(list []custody) (corpus.Digest, error) {
	body := jsonText(list)
	digest := corpus.DigestOf([]byte(body))
	if len(list) == 0 {
		return digest, nil
	}
	head, err := t.head()
	if err != nil {
		return "", err
	}
	return digest, t.exec("INSERT INTO custody (seq, body) VALUES ($1, $2)", head.Rows+1, body)
}

func (t *tx) head() (Head, error) {
	var h Head
	var at string
	found, err := t.row("SELECT seq, logged_at, hash FROM log ORDER BY seq DESC LIMIT 1", nil, &h.Rows, &at, &h.Digest)
	if err != nil || !found {
		return Head{}, err
	}
	h.Time, err = timeOf(at)
	return h, err
}

// Head returns the head of the custody log.
func (st *Store) Head(ctx context.Context) (h Head, err error) {
	err = st.view(ctx, func(t *tx) error {
		h, err = t.head()
		return err
	})
	if err != nil {
		return Head{}, fmt.Errorf("log head: %w", err)
	}
	return h, nil
}

// Log lists the custody log, oldest first.
func (st *Store) Log(ctx context.Context) iter.Seq2[LogEntry, error] {
	return list(ctx, st, "log", func(t *tx) (string, []any, error) {
		return "SELECT seq, logged_at, kind, subject, detail, hash FROM log ORDER BY seq", nil, nil
	}, scanLog)
}

func scanLog(rows *sql.Rows) (e LogEntry, err error) {
	var at string
	if err = rows.Scan(&e.Seq, &at, &e.Kind, &e.Subject, &e.Detail, &e.Hash); err != nil {
		return e, err
	}
	e.Time, err = timeOf(at)
	return e, err
}

// digestJSON is the digest of v's JSON. v is made of structs, lists and
// scalars, which Go writes in one order.
func digestJSON(v any) corpus.Digest {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("store: digest of %T: %v", v, err)) // only for a type that JSON cannot hold
	}
	return corpus.DigestOf(b)
}
