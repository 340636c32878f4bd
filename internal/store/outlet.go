package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"hearsay/corpus"
)

// OutletField is a value that a person gives to a field of the register.
type OutletField struct{ Name, Value string }

// OutletChange is what a person says of one outlet.
type OutletChange struct {
	Name   string
	Fields []OutletField
	Origin string // where they say it: "outlets.csv row 3", "" on a command line
	// Create takes an outlet into the register that neither the register nor
	// a document knows.
	Create bool
}

// OutletChanged is what came of a change.
type OutletChanged struct {
	Outlet  corpus.Registered
	Changed bool // false if it said so already
	Err     error
}

const kindOutlet = "outlet"

// outletEntry is the detail of the log's row: the whole entry, so that the
// log holds its history.
type outletEntry struct {
	By     string            `json:"by"`
	Origin string            `json:"origin"`
	Outlet corpus.Registered `json:"outlet"`
}

// outletFields are the fields of the register that a person may set.
var outletFields = sync.OnceValue(func() []correctable[corpus.Registered] {
	type o = corpus.Registered
	return []correctable[o]{
		{name: "owner", check: anything, get: func(o *o) string { return o.Owner }, set: func(o *o, v string) { o.Owner = v }},
		{name: "state_run", allowed: []string{"yes", "no", ""},
			get: func(o *o) string { return o.StateRun }, set: func(o *o, v string) { o.StateRun = v }},
		{name: "country", check: anything, get: func(o *o) string { return o.Country }, set: func(o *o, v string) { o.Country = v }},
		{name: "audience", allowed: []string{string(corpus.Domestic), string(corpus.Foreign), string(corpus.Both), ""},
			get: func(o *o) string { return string(o.Audience) }, set: func(o *o, v string) { o.Audience = corpus.Audience(v) }},
		{name: "readers", check: anything, get: func(o *o) string { return o.Readers }, set: func(o *o, v string) { o.Readers = v }},
		{name: "kind", check: anything, get: func(o *o) string { return o.Kind }, set: func(o *o, v string) { o.Kind = v }},
		{name: "edition_of", check: anything, get: func(o *o) string { return o.EditionOf }, set: func(o *o, v string) { o.EditionOf = v }},
		{name: "language", check: tagOrNone, get: func(o *o) string { return o.Language }, set: func(o *o, v string) { o.Language = v }},
		{name: "homepage", check: addressesOrNone, get: func(o *o) string { return o.Homepage }, set: func(o *o, v string) { o.Homepage = v }},
		{name: "feeds", check: addressesOrNone, // several with ; between
			get: func(o *o) string { return strings.Join(o.Feeds, "; ") }, set: func(o *o, v string) { o.Feeds = authorsOf(v) }},
		{name: "collected_from", check: dayOrNone, get: func(o *o) string { return o.CollectedFrom }, set: func(o *o, v string) { o.CollectedFrom = v }},
		{name: "collected_to", check: dayOrNone, get: func(o *o) string { return o.CollectedTo }, set: func(o *o, v string) { o.CollectedTo = v }},
	}
})

func tagOrNone(v string) (string, bool) {
	want, ok := languageTag(v)
	return want, ok || v == ""
}

func addressesOrNone(v string) (string, bool) {
	bad := slices.ContainsFunc(authorsOf(v), func(a string) bool { return corpus.NormalURL(a) == "" })
	return "absolute http or https URLs, with ; between several", !bad
}

// OutletFieldNames lists the fields of the register that a person may set.
func OutletFieldNames() []string {
	var list []string
	for _, f := range outletFields() {
		list = append(list, f.name)
	}
	return list
}

// SetOutlets writes what a person says of outlets into the register, in one
// transaction, with a row of the log for each that says something new. A change
// that cannot be made has its error, wrapping corpus.ErrInvalid or
// corpus.ErrNotFound, in its place and the others are made.
func (st *Store) SetOutlets(ctx context.Context, by string, changes []OutletChange) (done []OutletChanged, err error) {
	by = strings.TrimSpace(plain(by))
	if by == "" {
		return nil, fmt.Errorf("set outlets: nobody is named who says so: %w", corpus.ErrInvalid)
	}
	err = st.update(ctx, func(t *tx) error {
		done = nil
		for _, c := range changes {
			changed, err := t.setOutlet(by, c)
			if err != nil {
				return err
			}
			done = append(done, changed)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("set outlets: %w", err)
	}
	return done, nil
}

func (t *tx) setOutlet(by string, c OutletChange) (done OutletChanged, err error) {
	o, err := t.outlet(c)
	if err != nil {
		return done, err
	}
	if done.Err = o.cannot; done.Err != nil {
		return done, nil
	}
	before := digestJSON(o.entry)
	for _, f := range c.Fields {
		if done.Err = setField(&o.entry, f); done.Err != nil {
			return done, nil
		}
	}
	if done.Err = checkEntry(o.entry); done.Err != nil {
		return done, nil
	}
	done.Outlet = o.entry
	if done.Changed = !o.known || digestJSON(o.entry) != before; !done.Changed {
		return done, nil
	}
	body, err := json.Marshal(o.entry)
	if err != nil {
		return done, fmt.Errorf("outlet %s: %w", o.entry.Name, err)
	}
	return done, errFirst(
		t.exec("INSERT INTO outlets (name, name_key, body) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET body = excluded.body",
			o.entry.Name, key(o.entry.Name), string(body)),
		t.log(kindOutlet, o.entry.Name, outletEntry{by, plain(c.Origin), o.entry}))
}

// found is an entry of the register, or why it cannot be one.
type foundOutlet struct {
	entry  corpus.Registered
	known  bool // in the register
	cannot error
}

// outlet finds the entry that a change is about, or begins one.
func (t *tx) outlet(c OutletChange) (o foundOutlet, err error) {
	name := strings.Join(strings.Fields(plain(c.Name)), " ")
	o.entry = corpus.Registered{Name: name, Feeds: []string{}}
	if strings.TrimSpace(key(name)) == "" {
		o.cannot = fmt.Errorf("outlet %q: it has no name: %w", name, corpus.ErrInvalid)
		return o, nil
	}
	var body string
	if o.known, err = t.row("SELECT body FROM outlets WHERE name_key = $1", []any{key(name)}, &body); err != nil {
		return o, err
	}
	if o.known {
		return o, jsonInto(body, &o.entry)
	}
	seen, err := t.row("SELECT outlet FROM documents WHERE outlet_key = $1 ORDER BY outlet LIMIT 1", []any{key(name)}, &o.entry.Name)
	if err == nil && !seen && !c.Create {
		o.cannot = fmt.Errorf("outlet %q: neither the register nor a document knows it: %w", name, corpus.ErrNotFound)
	}
	return o, err
}

func setField(o *corpus.Registered, f OutletField) error {
	value, err := checkCorrection(outletFields(), f.Name, strings.TrimSpace(plain(f.Value)))
	if err != nil {
		return err
	}
	for _, field := range outletFields() {
		if field.name == f.Name {
			field.set(o, value)
		}
	}
	if o.Feeds == nil {
		o.Feeds = []string{}
	}
	return nil
}

func checkEntry(o corpus.Registered) error {
	switch {
	case key(o.EditionOf) == key(o.Name):
		return fmt.Errorf("outlet %q: it is no edition of itself: %w", o.Name, corpus.ErrInvalid)
	case o.CollectedFrom != "" && o.CollectedTo != "" && before(o.CollectedTo, o.CollectedFrom):
		return fmt.Errorf("outlet %q: collected from %s to %s: %w", o.Name, o.CollectedFrom, o.CollectedTo, corpus.ErrInvalid)
	}
	return nil
}

// before reports whether period a ends before b begins.
func before(a, b string) bool {
	n := min(len(a), len(b))
	return a[:n] < b[:n]
}

// Outlet is an outlet of the ledger.
type Outlet struct {
	corpus.Registered
	Known     bool // it is in the register; else only documents name it
	Documents int
	From, To  string // days between which they were published, "" if none is dated
}

// Outlets lists the outlets of the register and of the documents, by name.
func (st *Store) Outlets(ctx context.Context) (list []Outlet, err error) {
	err = st.view(ctx, func(t *tx) error {
		byKey := map[string]*Outlet{}
		err := t.rows("SELECT name_key, body FROM outlets", nil, func(rows *sql.Rows) error {
			o := &Outlet{Known: true}
			var k, body string
			if err := rows.Scan(&k, &body); err != nil {
				return err
			}
			byKey[k] = o
			return jsonInto(body, &o.Registered)
		})
		if err != nil {
			return err
		}
		err = t.rows(`SELECT outlet_key, min(outlet), count(*), coalesce(min(nullif(first_day, '')), ''), coalesce(max(last_day), '')
			FROM documents WHERE outlet <> '' GROUP BY outlet_key`, nil, func(rows *sql.Rows) error {
			var k, name string
			var d Outlet
			if err := rows.Scan(&k, &name, &d.Documents, &d.From, &d.To); err != nil {
				return err
			}
			o := byKey[k]
			if o == nil {
				o = &Outlet{Registered: corpus.Registered{Name: name, Feeds: []string{}}}
				byKey[k] = o
			}
			o.Documents, o.From, o.To = d.Documents, d.From, d.To
			return nil
		})
		for _, o := range byKey {
			list = append(list, *o)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list outlets: %w", err)
	}
	slices.SortFunc(list, func(a, b Outlet) int {
		return cmp.Or(cmp.Compare(key(a.Name), key(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	return list, nil
}

// checkOutlets compares the register with what the log last said of each
// outlet.
func (v *verification) checkOutlets(t *tx) error {
	said := map[string]string{}
	err := t.rows("SELECT subject, detail FROM log WHERE kind = $1 ORDER BY seq", []any{kindOutlet}, func(rows *sql.Rows) error {
		var name, detail string
		if err := rows.Scan(&name, &detail); err != nil {
			return err
		}
		var e struct {
			Outlet json.RawMessage `json:"outlet"`
		}
		if err := json.Unmarshal([]byte(detail), &e); err != nil {
			return nil // found with the log's own hashes
		}
		said[name] = string(e.Outlet)
		return nil
	})
	if err != nil {
		return err
	}
	err = t.rows("SELECT name, name_key, body FROM outlets ORDER BY name", nil, func(rows *sql.Rows) error {
		var name, k, body string
		if err := rows.Scan(&name, &k, &body); err != nil {
			return err
		}
		v.report.Rows++
		if said[name] != body || key(name) != k {
			v.find("row", "outlet "+name, "it is not as the log has it")
		}
		delete(said, name)
		return nil
	})
	for name := range said {
		if err == nil {
			v.find("row", "outlet "+name, "it is missing, and the log has it")
		}
	}
	return err
}
