package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"hearsay/corpus"
)

// redaction is a row of the log that loses its words.
type redaction struct {
	seq     int64
	subject string // as it is from now on
	detail  redacted
}

// findRows finds the rows of the log that hold words of what goes: where it
// came from, what was decided about it, and its addresses.
func (p *purge) findRows() error {
	whole := map[string]bool{}
	for _, c := range p.captures {
		if c.whole {
			whole[c.ID] = true
		}
	}
	// Of a row that lost its words before nothing is left to take.
	return p.rows(`SELECT seq, logged_at, kind, subject, detail, hash FROM log
		WHERE NOT EXISTS (SELECT 1 FROM tombstones b WHERE b.kind = 'log' AND b.subject = CAST(log.seq AS TEXT)) ORDER BY seq`, nil, func(rows *sql.Rows) error {
		e, err := scanLog(rows)
		if err != nil {
			return err
		}
		r := redaction{e.Seq, e.Subject, redacted{Withheld: p.seq}}
		if p.tells(e, whole, &r) {
			p.redacts = append(p.redacts, r)
		}
		return nil
	})
}

// tells reports whether a row of the log holds words of what goes, and fills
// in what stays of it.
func (p *purge) tells(e LogEntry, whole map[string]bool, r *redaction) bool {
	switch e.Kind {
	case "open", "annotate", kindPurge:
		return false
	case "capture":
		return whole[e.Subject]
	case "parse":
		var entry parseEntry
		if !whole[e.Subject] || json.Unmarshal([]byte(e.Detail), &entry) != nil {
			return false
		}
		r.detail.Digest = entry.Digest
		return entry.Incomplete != ""
	case "decision":
		var entry decisionEntry
		return json.Unmarshal([]byte(e.Detail), &entry) == nil && p.gone[entry.Document]
	}
	var detail any
	if json.Unmarshal([]byte(e.Detail), &detail) != nil {
		return false
	}
	if p.names(e.Subject) {
		r.subject = ""
		return true
	}
	return whole[e.Subject] || p.holds(detail, whole)
}

// names reports whether s is an address of what goes.
func (p *purge) names(s string) bool {
	u := corpus.NormalURL(s)
	return u != "" && p.urls[u]
}

// holds reports whether a detail has an address of what goes in it, or the
// identity of a capture that goes whole.
func (p *purge) holds(detail any, whole map[string]bool) bool {
	switch d := detail.(type) {
	case string:
		return whole[d] || p.names(d)
	case []any:
		return slices.ContainsFunc(d, func(v any) bool { return p.holds(v, whole) })
	case map[string]any:
		for _, v := range d {
			if p.holds(v, whole) {
				return true
			}
		}
	}
	return false
}

// redact takes the words out of the rows of the log. Their hashes stay, so
// that the chain goes on over them.
func (p *purge) redact() error {
	for _, r := range p.redacts {
		p.bury(tombLog, strconv.FormatInt(r.seq, 10))
		if err := p.exec("UPDATE log SET subject = $1, detail = $2 WHERE seq = $3", r.subject, string(r.detail.text()), r.seq); err != nil {
			return err
		}
	}
	return nil
}

// withheldAddress begins what stands in place of an address.
const withheldAddress = "withheld:"

// takeAddresses forgets the addresses that what goes was fetched from, and
// what was heard from there. Those of feeds stay: they name more than this.
func (p *purge) takeAddresses() error {
	whole := map[string]bool{}
	for _, c := range p.captures {
		whole[c.ID] = c.whole
	}
	var numbers []int64
	var urls []string
	err := p.rows("SELECT number, url, capture FROM addresses WHERE url NOT IN (SELECT url FROM feeds) ORDER BY number", nil,
		func(rows *sql.Rows) error {
			var n int64
			var url, capture string
			if err := rows.Scan(&n, &url, &capture); err != nil {
				return err
			}
			if whole[capture] || p.names(url) {
				numbers, urls = append(numbers, n), append(urls, url)
			}
			return nil
		})
	if err != nil {
		return err
	}
	for i, n := range numbers {
		if err := p.takeAddress(n, urls[i]); err != nil {
			return err
		}
	}
	return p.takeFetches(whole)
}

func (p *purge) takeAddress(number int64, url string) error {
	for _, stage := range p.stages {
		if err := p.exec("DELETE FROM work WHERE stage = $1 AND subject IN ($2, $3)", stage, url, strconv.FormatInt(number, 10)); err != nil {
			return err
		}
	}
	instead := fmt.Sprint(withheldAddress, number)
	return errFirst(
		p.exec("UPDATE addresses SET url = $1, given = '[]', etag = '', modified = '' WHERE number = $2", instead, number),
		p.exec("UPDATE fetches SET url = $1, final_url = '', reason = '' WHERE url = $2", instead, url),
	)
}

// takeFetches forgets what was heard of redirects to an address that goes.
func (p *purge) takeFetches(whole map[string]bool) error {
	var list []int64
	err := p.rows("SELECT seq, url, final_url, capture FROM fetches ORDER BY seq", nil, func(rows *sql.Rows) error {
		var seq int64
		var url, final, capture string
		if err := rows.Scan(&seq, &url, &final, &capture); err != nil {
			return err
		}
		if whole[capture] || p.names(url) || p.names(final) {
			list = append(list, seq)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, seq := range list {
		if err := p.exec("UPDATE fetches SET url = $1, final_url = '', reason = '' WHERE seq = $2", fmt.Sprint(withheldAddress, p.subject), seq); err != nil {
			return err
		}
	}
	return nil
}
