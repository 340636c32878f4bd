package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"hearsay/corpus"
)

// appearanceRow is a row of appearances.
type appearanceRow struct {
	corpus.Appearance
	id    string
	keyed int
}

// rowsOf makes the rows of a document's appearances.
func rowsOf(document string, list []corpus.Appearance) (rows []appearanceRow) {
	for _, a := range list {
		a.Kind, a.Gender = corpus.EntityKind(plain(string(a.Kind))), corpus.Gender(plain(string(a.Gender)))
		a.Role, a.Affiliation = plain(a.Role), plain(a.Affiliation)
		a.Alike, a.States = plain(a.Alike), plain(a.States)
		for i, f := range a.Forms {
			a.Forms[i] = plain(f)
		}
		a.Keys = slices.Compact(slices.Sorted(slices.Values(a.Keys)))
		rows = append(rows, appearanceRow{a, corpus.AppearanceID(document, a.Name), len(a.Keys)})
	}
	return rows
}

const appearanceColumns = "a.name, a.kind, a.role, a.affiliation, a.spans, a.forms, a.gender, a.apart, a.alike, a.states, a.id, a.keyed"

func scanAppearance(rows *sql.Rows, more ...any) (a appearanceRow, err error) {
	var spans, forms string
	var apart int
	err = rows.Scan(append([]any{&a.Name, &a.Kind, &a.Role, &a.Affiliation, &spans, &forms, &a.Gender, &apart, &a.Alike, &a.States, &a.id, &a.keyed}, more...)...)
	a.Apart = apart == 1
	return a, errors.Join(err, json.Unmarshal([]byte(spans), &a.Spans), json.Unmarshal([]byte(forms), &a.Forms))
}

// Appearances lists what a document shows of entities, by name.
func (st *Store) Appearances(ctx context.Context, document string) (list []corpus.Appearance, err error) {
	err = st.view(ctx, func(t *tx) error {
		number, _, err := t.resolveDocument(document)
		if err != nil {
			return err
		}
		rows, err := t.appearancesOf(number)
		list = bare(rows)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("appearances in %s: %w", document, err)
	}
	slices.SortFunc(list, func(a, b corpus.Appearance) int { return compareText(a.Name, b.Name) })
	return list, nil
}

func bare(rows []appearanceRow) (list []corpus.Appearance) {
	for _, a := range rows {
		list = append(list, a.Appearance)
	}
	return list
}

func (t *tx) appearancesOf(document int64) (list []appearanceRow, err error) {
	err = t.rows("SELECT "+appearanceColumns+" FROM appearances a WHERE document = $1", []any{document}, func(rows *sql.Rows) error {
		a, err := scanAppearance(rows)
		list = append(list, a)
		return err
	})
	return list, err
}

// departed is what went with appearances: the parties that they may have stood
// for, and keys.
type departed struct {
	parties, keys []string
}

// putAppearances makes rows those of a document. What was there and is of
// another party now goes like one that is not there any more.
func (p *connection) putAppearances(document int64, rows []appearanceRow) (left departed, err error) {
	stays := map[string]string{}
	for _, a := range rows {
		stays[a.id] = a.Party()
	}
	if left, err = p.dropAppearances(document, stays); err != nil {
		return left, err
	}
	if len(left.parties) > 0 {
		p.names.list = nil
	}
	for _, a := range rows {
		delete(p.names.list, a.id) // its role and passages may be others now
		err = errFirst(err, p.exec(`INSERT INTO appearances (id, document, name, kind, role, affiliation, spans, forms, gender, apart, alike, states, party, keyed)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
			ON CONFLICT (document, name) DO UPDATE SET kind = excluded.kind, role = excluded.role, affiliation = excluded.affiliation, spans = excluded.spans,
				forms = excluded.forms, gender = excluded.gender, apart = excluded.apart, alike = excluded.alike, states = excluded.states, keyed = excluded.keyed`,
			a.id, document, a.Name, string(a.Kind), a.Role, a.Affiliation, jsonText(a.Spans), jsonText(a.Forms), string(a.Gender), oneIf(a.Apart), a.Alike, a.States, a.Party(), a.keyed))
	}
	return left, err
}

// dropAppearances takes out those of a document that do not stay in their
// party, with their keys. Their relations go with those of the document.
func (t *tx) dropAppearances(document int64, stays map[string]string) (left departed, err error) {
	var gone []string
	err = t.rows("SELECT id, party FROM appearances WHERE document = $1", []any{document}, func(rows *sql.Rows) error {
		var id, party string
		err := rows.Scan(&id, &party)
		if now, ok := stays[id]; !ok || now != party {
			gone, left.parties = append(gone, id), append(left.parties, party)
		}
		return err
	})
	for _, id := range gone {
		keys, kerr := nameKeys.of(t, id)
		left.keys = append(left.keys, keys...)
		err = errFirst(err, kerr, t.exec("DELETE FROM name_keys WHERE appearance = $1", id), t.exec("DELETE FROM appearances WHERE id = $1", id))
	}
	return left, err
}

// depart makes documents pending for what went: those whose appearances stand
// for a party now, and those that a key brings together again.
func (t *tx) depart(left departed) error {
	for _, party := range left.parties {
		if party == "" {
			continue
		}
		if err := t.connectAgain("SELECT d.id FROM documents d JOIN appearances a ON a.document = d.number WHERE a.id = (SELECT min(id) FROM appearances WHERE party = $3)", party); err != nil {
			return err
		}
	}
	return nameKeys.revive(t, left.keys)
}

// connectNames compares the appearances of a document that stand for their
// party with those of other names.
func (p *connection) connectNames(number int64, id string, list []corpus.Appearance, left departed) error {
	standing, err := p.stand(number, rowsOf(id, list), &left)
	if err != nil {
		return err
	}
	found := &relating{connection: p, rows: map[string]relationRow{}}
	for _, a := range standing {
		if err := found.compareName(number, id, a); err != nil {
			return err
		}
	}
	have, err := p.relationsWhere("kind = $1 AND (one = $2 OR other = $2)", string(corpus.SameEntity), number)
	if err != nil {
		return err
	}
	return errFirst(p.putRelations(have, found.rows), p.depart(left))
}

// stand gives the appearances that stand for their party their keys, and takes
// them from those that did until now. It returns which they are. One comes after
// the other, so that a key passes the limit by one at a time.
func (p *connection) stand(document int64, rows []appearanceRow, left *departed) (standing []appearanceRow, err error) {
	var retired []string
	for _, a := range rows {
		first, former, err := p.standsFor(document, a)
		if err != nil {
			return nil, err
		}
		if first {
			standing = append(standing, a)
		} else {
			former = a.id // it may have stood until the document had another one of its party
		}
		taken, err := p.retire(former)
		if err != nil {
			return nil, err
		}
		retired = append(retired, taken...)
	}
	for _, a := range standing {
		fresh, gone, err := nameKeys.put(p.tx, a.id, a.Keys)
		if err != nil {
			return nil, err
		}
		left.keys = append(left.keys, gone...)
		for _, key := range fresh { // what one gets that another had is not gone
			if i := slices.Index(retired, key); i >= 0 {
				retired = slices.Delete(retired, i, i+1)
			}
		}
		if err := p.withdrawNames(a.id, fresh); err != nil {
			return nil, err
		}
	}
	left.keys = append(left.keys, retired...)
	return standing, nil
}

func (p *connection) withdrawNames(id string, fresh []string) error {
	if len(fresh) == 0 {
		return nil
	}
	sizes, err := nameKeys.sizes(p, id)
	if err != nil {
		return err
	}
	return nameKeys.withdraw(p, fresh, sizes, p.namePairs)
}

// standsFor reports whether an appearance is compared for its party, and which
// of another document was so far in its place, "" for none.
func (p *connection) standsFor(document int64, a appearanceRow) (first bool, former string, err error) {
	party := a.Party()
	if party == "" {
		return true, "", nil
	}
	var least string
	if _, err := p.row("SELECT id FROM appearances WHERE party = $1 ORDER BY id LIMIT 1", []any{party}, &least); err != nil || least != a.id {
		return false, "", err
	}
	_, err = p.row("SELECT id FROM appearances WHERE party = $1 AND document <> $2 ORDER BY id LIMIT 1", []any{party, document}, &former)
	return true, former, err
}

// retire takes the keys and the relations of an appearance, and returns the
// keys.
func (p *connection) retire(id string) ([]string, error) {
	keys, err := nameKeys.of(p.tx, id)
	if err != nil || len(keys) == 0 {
		return nil, err
	}
	var document int64
	var name string
	if _, err := p.row("SELECT document, name FROM appearances WHERE id = $1", []any{id}, &document, &name); err != nil {
		return nil, err
	}
	have, err := p.relationsWhere("kind = $1 AND (one = $2 AND subject_one = $3 OR other = $2 AND subject_other = $3)", string(corpus.SameEntity), document, name)
	if err != nil {
		return nil, err
	}
	return keys, errFirst(p.putRelations(have, nil), p.exec("DELETE FROM name_keys WHERE appearance = $1", id))
}

// compareName compares an appearance with all that share a key with it which
// is not too common.
func (g *relating) compareName(number int64, document string, a appearanceRow) error {
	sizes, err := nameKeys.sizes(g.connection, a.id)
	if err != nil {
		return err
	}
	others, err := nameKeys.sharers(g.connection, a.id, sizes)
	if err != nil {
		return err
	}
	for chunk := range slices.Chunk(others, padded) {
		list, err := g.namesOf(chunk)
		if err != nil {
			return err
		}
		if err := g.compareAll(g.begin(corpus.Profiled{Document: document, Named: &a.Appearance}, number, list)); err != nil {
			return err
		}
	}
	return nil
}

// appearanceBytes is about what an appearance takes in memory.
const appearanceBytes = 1000

// namesOf loads up to [padded] appearances.
func (p *connection) namesOf(ids []string) (list []profiled, err error) {
	list, missing := p.names.split(ids)
	if len(missing) == 0 {
		return list, nil
	}
	marks, args := pad(missing, 1)
	err = p.rows("SELECT "+appearanceColumns+", d.number, d.id FROM appearances a JOIN documents d ON d.number = a.document WHERE a.id IN ("+marks+")", args,
		func(rows *sql.Rows) error {
			var o profiled
			a, err := scanAppearance(rows, &o.number, &o.Document)
			o.Named = &a.Appearance
			p.names.keep(a.id, o, appearanceBytes)
			list = append(list, o)
			return err
		})
	return list, err
}

// namePairs lists the relations of appearances that are the first of them.
func (p *connection) namePairs(ids []string) (list []related[string], err error) {
	for chunk := range slices.Chunk(ids, padded) {
		marks, args := pad(chunk, 2)
		err = errFirst(err, p.rows(`SELECT r.id, a.id, b.id FROM appearances a JOIN relations r ON r.one = a.document AND r.subject_one = a.name
			JOIN appearances b ON b.document = r.other AND b.name = r.subject_other
			WHERE r.kind = $1 AND a.id IN (`+marks+")", append([]any{string(corpus.SameEntity)}, args...), func(rows *sql.Rows) error {
			var r related[string]
			err := rows.Scan(&r.id, &r.one, &r.other)
			list = append(list, r)
			return err
		}))
	}
	return list, err
}

// checkNameKeys wants the keys of each appearance that stands for its party, of
// which it says how many they are, and none of the others. Those that wait for
// the work of their document may have none.
func (t *tx) checkNameKeys(document int64, id string) error {
	waits, err := t.row("SELECT 1 FROM work WHERE stage = $1 AND subject = $2 AND status = $3", []any{string(StageConnect), id, workPending}, new(int))
	if err != nil {
		return err
	}
	var problem error
	err = t.rows(`SELECT a.name, a.keyed, (SELECT count(*) FROM name_keys k WHERE k.appearance = a.id),
			CASE WHEN a.party = '' OR a.id = (SELECT min(b.id) FROM appearances b WHERE b.party = a.party) THEN 1 ELSE 0 END
		FROM appearances a WHERE a.document = $1`, []any{document}, func(rows *sql.Rows) error {
		var name string
		var keyed, have, stands int
		err := rows.Scan(&name, &keyed, &have, &stands)
		if want := keyed * stands; have != want && !(waits && have == 0) {
			problem = errFirst(problem, fmt.Errorf("%q has %d keys, want %d: %w", name, have, want, corpus.ErrDamaged))
		}
		return err
	})
	return errFirst(err, problem)
}
