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
	whole := p.wholes()
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
	case "open", "annotate", kindConnect, kindOutlet, kindEvent, kindPurge:
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
	case kindRuling:
		var entry rulingEntry
		return json.Unmarshal([]byte(e.Detail), &entry) == nil && p.tellsOf(entry.About)
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
	if s == "" || p.feeds[s] {
		return false
	}
	u := corpus.NormalURL(s)
	return p.urls[s] || u != "" && p.urls[u]
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

// doomedAddress is an address that goes.
type doomedAddress struct {
	number int64
	url    string
}

// findAddresses finds the addresses that what goes was fetched from.
func (p *purge) findAddresses() error {
	p.feeds = map[string]bool{}
	feeds, err := p.strings("SELECT url FROM feeds")
	if err != nil {
		return err
	}
	for _, f := range feeds {
		p.feeds[f] = true
	}
	whole := p.wholes()
	err = p.rows("SELECT number, url, final_url, capture FROM addresses ORDER BY number", nil, func(rows *sql.Rows) error {
		var a doomedAddress
		var final, capture string
		err := rows.Scan(&a.number, &a.url, &final, &capture)
		if !p.feeds[a.url] && (whole[capture] || p.names(a.url) || p.names(final)) {
			p.addresses = append(p.addresses, a)
		}
		return err
	})
	for _, a := range p.addresses {
		p.urls[a.url] = true
	}
	return err
}

// wholes are the captures that go with their source.
func (p *purge) wholes() map[string]bool {
	whole := map[string]bool{}
	for _, c := range p.captures {
		if c.whole {
			whole[c.ID] = true
		}
	}
	return whole
}

// takeAddresses forgets the addresses that what goes was fetched from, and
// what was heard from there.
func (p *purge) takeAddresses() error {
	for _, a := range p.addresses {
		if err := errFirst(
			p.exec("DELETE FROM work WHERE stage = $1 AND subject = $2", string(StageFetch), a.url),
			p.exec(`UPDATE addresses SET url = $1, host = '', feed = '', given = '[]', etag = '', modified = '', final_url = ''
				WHERE number = $2`, fmt.Sprint(withheldAddress, a.number), a.number),
		); err != nil {
			return err
		}
	}
	return p.takeFetches()
}

// takeFetches forgets where fetches asked of which the log loses the words.
func (p *purge) takeFetches() error {
	list, err := p.fetches("1 = 1 ORDER BY f.seq")
	if err != nil {
		return err
	}
	whole := p.wholes()
	for _, f := range list {
		if !whole[f.Capture] && !p.names(f.URL) && !p.names(f.FinalURL) {
			continue
		}
		if err := p.exec("UPDATE fetches SET url = $1, final_url = '', reason = '' WHERE seq = $2", fmt.Sprint(withheldAddress, f.Seq), f.Seq); err != nil {
			return err
		}
	}
	return nil
}
