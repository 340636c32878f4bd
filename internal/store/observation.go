package store

import (
	"cmp"
	"database/sql"
	"slices"

	"hearsay/corpus"
)

// seen is an observation with who made it when: the sighting at a place of a
// capture, or a person, of whom there is neither.
type seen struct {
	corpus.Observation
	at, capture, place string
}

// seen lists what this sighting of d says.
func (in *intake) seen(d *corpus.Document) []seen {
	list := make([]seen, len(d.Observations))
	for i, o := range d.Observations {
		list[i] = seen{o, timeText(in.now), in.capture, plain(d.Place)}
	}
	return list
}

func (t *tx) observe(document int64, rank int, o seen) error {
	return t.exec("INSERT INTO observations (document, rank, field, value, exactness, origin, seen_at, capture, place) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
		document, rank, string(o.Field), o.Value, o.Precision, o.Origin, o.at, o.capture, o.place)
}

// seenBefore lists all that was observed about a document, best first.
func (t *tx) seenBefore(document int64) (list []seen, err error) {
	err = t.rows("SELECT field, value, exactness, origin, seen_at, capture, place FROM observations WHERE document = $1 ORDER BY rank", []any{document},
		func(rows *sql.Rows) error {
			var o seen
			err := rows.Scan(&o.Field, &o.Value, &o.Precision, &o.Origin, &o.at, &o.capture, &o.place)
			list = append(list, o)
			return err
		})
	return list, err
}

// observeAgain takes in what a sighting of a known document says: a fresh one
// adds, one that was there before was parsed anew.
func (in *intake) observeAgain(number int64, d corpus.Document, fresh bool) error {
	clean(&d)
	before, err := in.seenBefore(number)
	if err != nil {
		return err
	}
	was, err := in.document(number)
	if err != nil {
		return err
	}
	now := was
	first := false
	if !fresh {
		first, err = in.row("SELECT 1 FROM documents WHERE number = $1 AND capture = $2 AND place = $3", []any{number, in.capture, d.Place}, new(int))
		if err != nil {
			return err
		}
	}
	list := merge(before, in.seen(&d))
	now.Observations = observationsIn(list)
	if first {
		now.Blocks = d.Blocks
		settle(&now, &d, list)
	} else {
		settle(&now, &was, list)
	}
	return in.replace(number, &was, &now, list)
}

// merge puts what a sighting says where it said something before, else to the
// end. What two sightings say alike is the first one's.
func merge(before, again []seen) []seen {
	if len(again) == 0 {
		return before
	}
	theirs := func(o seen) bool { return o.capture == again[0].capture && o.place == again[0].place }
	at := slices.IndexFunc(before, theirs)
	if at < 0 {
		at = len(before)
	}
	list := slices.Concat(before[:at], again, slices.DeleteFunc(slices.Clone(before[at:]), theirs))
	var out []seen
	for _, o := range list {
		if !slices.ContainsFunc(out, o.repeats) {
			out = append(out, o)
		}
	}
	return out
}

// repeats reports whether o only says what another sighting said in p.
func (o seen) repeats(p seen) bool {
	return o.Observation == p.Observation && (o.capture != p.capture || o.place != p.place)
}

func observationsIn(list []seen) []corpus.Observation {
	var out []corpus.Observation
	for _, o := range list {
		out = append(out, o.Observation)
	}
	return out
}

// settle lets the first observation of each field stand in now. A field that
// a person corrected stays as it is; one that nobody observed is as in other.
func settle(now, other *corpus.Document, list []seen) {
	var observed corpus.Document
	corrected := map[string]bool{}
	for _, o := range list {
		observed.Observe(o.Observation)
		if o.capture == "" {
			corrected[string(o.Field)] = true
		}
	}
	for _, f := range documentCorrections() {
		value := cmp.Or(f.get(&observed), f.get(other))
		if !corrected[f.name] && value != f.get(now) {
			f.set(now, value)
		}
	}
	if !corrected[string(corpus.FieldAuthor)] && len(observed.Authors) > 0 {
		now.Authors = observed.Authors // a name may hold what stands between names
	}
}

// replace writes what became of a document, unless nothing did.
func (in *intake) replace(number int64, was, now *corpus.Document, list []seen) error {
	if documentDigest(was) == documentDigest(now) {
		return nil
	}
	in.changed = true
	in.touched = append(in.touched, number)
	if err := in.exec("DELETE FROM observations WHERE document = $1", number); err != nil {
		return err
	}
	for i, o := range list {
		if err := in.observe(number, i, o); err != nil {
			return err
		}
	}
	if err := in.putStanding(number, now); err != nil {
		return err
	}
	stood := *was
	stood.Observations = now.Observations
	if documentDigest(&stood) == documentDigest(now) {
		return nil // more was observed, and nothing else stands
	}
	in.added.Changed++
	if err := in.reblock(number, was, now); err != nil {
		return err
	}
	return in.reopenWork(StageAnnotate, now.ID)
}

// reblock writes the blocks and the search index that hangs on them and on
// the language.
func (in *intake) reblock(number int64, was, now *corpus.Document) error {
	if slices.Equal(was.Blocks, now.Blocks) && was.Language == now.Language {
		return nil
	}
	if err := in.exec("UPDATE blocks SET body = $1 WHERE document = $2", blocksText(now.Blocks), number); err != nil {
		return err
	}
	return in.reindexBlocks(number, now)
}
