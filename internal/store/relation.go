package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"hearsay/corpus"
)

// Relation is a relation in the ledger: what the machine proposes, with what
// people decided about it on top.
type Relation struct {
	corpus.Relation
	System   string          // what made it, with its version
	Standing corpus.Standing // Machine, Confirmed or Rejected
	By       string          // who confirmed or rejected it; "" for Machine
	At       time.Time       // when; zero for Machine
	Note     string
	Decision int64 // the number of that decision, for [Store.Undo]; 0 for Machine

	// Dropped tells that a person confirmed it and that the machine proposes
	// it no longer: it stands by the person's word alone.
	Dropped bool
}

// Holds reports whether a reader may build on it: a person confirmed it, or
// the machine is sure and nobody rejected it.
func (r Relation) Holds() bool {
	return r.Standing == corpus.Confirmed || r.Standing == corpus.Machine && r.Sure
}

// RelationFilter narrows a list of relations; zero fields do not narrow.
type RelationFilter struct {
	Kind     corpus.RelationKind
	Document string            // ID of a document that is in it
	Subject  string            // the subject of one of its arguments
	Possible bool              // only those that wait for a person: the machine is not sure, nobody decided, and nothing else makes one of its two sides
	Holding  bool              // only those that hold, see [Relation.Holds]
	Standing []corpus.Standing // default: all but rejected
	Limit    int

	// Closed lists those too that rest on what not everybody may be shown, a
	// document, passage, source, statement or figure that is restricted or
	// under an embargo, and those that rest on a statement which a person
	// rejected.
	Closed bool
}

func (f RelationFilter) lets(r Relation) bool {
	standing := f.Standing
	if len(standing) == 0 {
		standing = []corpus.Standing{corpus.Machine, corpus.Confirmed}
	}
	about := func(a corpus.Argument) bool {
		return (f.Document == "" || a.Document == f.Document) && (f.Subject == "" || a.Subject == f.Subject)
	}
	return (f.Kind == "" || r.Kind == f.Kind) && slices.Contains(standing, r.Standing) && (!f.Holding || r.Holds()) &&
		(!f.Possible || !r.Sure && r.Standing == corpus.Machine) &&
		slices.ContainsFunc(r.Args, about)
}

// Relations lists relations by ID, as people's decisions have them.
func (st *Store) Relations(ctx context.Context, f RelationFilter) iter.Seq2[Relation, error] {
	return func(yield func(Relation, error) bool) {
		l := listing[Relation]{yield: yield}
		l.end("relations", st.view(ctx, func(t *tx) error { return t.listRelations(f, &l) }))
	}
}

func (t *tx) listRelations(f RelationFilter, l *listing[Relation]) error {
	ruled, err := t.ruledRelations()
	if err != nil {
		return err
	}
	var joined *joined
	if f.Possible {
		if joined, err = t.join(f.Closed); err != nil {
			return err
		}
	}
	dropped := ruled.dropped
	given := 0
	give := func(page []ruledRelation) error {
		page = slices.DeleteFunc(page, func(r ruledRelation) bool {
			return !f.lets(r.Relation) || f.Possible && joined.has(r.Relation.Relation)
		})
		if !f.Closed {
			if page, err = t.openRelations(page); err != nil {
				return err
			}
		}
		for _, r := range page {
			if given++; f.Limit > 0 && given > f.Limit {
				return errStopped
			}
			if err := l.add(t, r.Relation); err != nil {
				return err
			}
		}
		return nil
	}
	err = t.relationPages(f, func(page []corpus.Relation) error {
		var list []ruledRelation
		for _, r := range page {
			for len(dropped) > 0 && relationOrder(dropped[0].Relation.Relation, r) < 0 {
				list, dropped = append(list, dropped[0]), dropped[1:]
			}
			list = append(list, ruled.apply(r))
		}
		return give(list)
	})
	if err == nil {
		err = give(dropped)
	}
	if err == errStopped && !l.stopped { // the limit
		err = nil
	}
	return err
}

func relationOrder(a, b corpus.Relation) int {
	return cmp.Compare(a.ID, b.ID)
}

// relationPage is how many relations are in memory at a time.
const relationPage = 256

// relationPages reads the machine's relations in their order, some at a time.
func (t *tx) relationPages(f RelationFilter, each func([]corpus.Relation) error) error {
	c := &condition{}
	if f.Kind != "" {
		c.add("kind = " + c.arg(string(f.Kind)))
	}
	if f.Possible {
		c.add("sure = 0")
	}
	from := ""
	if f.Document != "" {
		number, _, err := t.resolveDocument(f.Document)
		if err != nil {
			return err
		}
		// A condition in place of the join would be asked of all relations, in their order.
		from = " JOIN (SELECT id AS its FROM relations WHERE one = " + c.arg(number) + " UNION SELECT id FROM relations WHERE other = " + c.arg(number) + ") near ON id = its"
	}
	if f.Subject != "" {
		c.add("(subject_one = " + c.arg(f.Subject) + " OR subject_other = " + c.arg(f.Subject) + ")")
	}
	for after := ""; ; {
		p := c.clone()
		p.add("id > " + p.arg(after))
		page, err := t.relationRows(from+p.sql()+" ORDER BY id LIMIT "+p.arg(relationPage), p.args...)
		if err != nil || len(page) == 0 {
			return err
		}
		after = page[len(page)-1].ID
		if err := each(page); err != nil || len(page) < relationPage {
			return err
		}
	}
}

func (t *tx) relationRows(rest string, args ...any) (list []corpus.Relation, err error) {
	err = t.rows("SELECT digest, body FROM relations"+rest, args, func(rows *sql.Rows) error {
		var digest, body string
		if err := rows.Scan(&digest, &body); err != nil {
			return err
		}
		r, err := relationOf(digest, body)
		list = append(list, r)
		return err
	})
	return list, err
}

// relationOf reads a stored relation and checks it against its digest.
func relationOf(digest, body string) (r corpus.Relation, err error) {
	if got := corpus.DigestOf([]byte(body)); string(got) != digest {
		return r, fmt.Errorf("relation: digest %s, want %s: %w", got, digest, corpus.ErrDamaged)
	}
	return r, jsonInto(body, &r)
}

// Relation returns one relation; id may be a unique prefix. One that a person
// rejected is returned too; one that rests on what not everybody may be shown,
// or on a statement that a person rejected, is an error wrapping [corpus.ErrWithheld].
func (st *Store) Relation(ctx context.Context, id string) (r Relation, err error) {
	err = st.view(ctx, func(t *tx) error {
		ruled, err := t.relation(id)
		if err != nil {
			return err
		}
		open, err := t.openRelations([]ruledRelation{ruled})
		if err == nil && len(open) == 0 {
			err = fmt.Errorf("it rests on what is restricted or rejected: %w", corpus.ErrWithheld)
		}
		r = ruled.Relation
		return err
	})
	if err != nil {
		return Relation{}, fmt.Errorf("relation %s: %w", id, err)
	}
	return r, nil
}

// relation finds a relation that the machine proposes or a person confirmed.
func (t *tx) relation(id string) (r ruledRelation, err error) {
	ruled, err := t.ruledRelations()
	if err != nil {
		return r, err
	}
	for _, d := range ruled.dropped {
		if d.ID == id {
			return d, nil
		}
	}
	full, err := t.resolve("relations", id)
	if err != nil {
		return r, err
	}
	list, err := t.relationRows(" WHERE id = $1", full)
	if err != nil || len(list) != 1 {
		return r, errFirst(err, fmt.Errorf("relation %s: %w", full, corpus.ErrNotFound))
	}
	return ruled.apply(list[0]), nil
}

// ruledRelation is a relation with the ruling that gave it its standing.
type ruledRelation struct {
	Relation
	ruling *Ruling // nil for Machine
}

// ruledRelations are people's decisions about relations.
type ruledRelations struct {
	version string
	by      map[string]*Ruling // the one that stands of each relation, by its present ID
	dropped []ruledRelation    // confirmed and no longer proposed, in order
}

// ruledRelations folds the rulings: of each relation the latest that was not
// undone stands. One about a relation that the machine has no longer holds that
// of the appearances which stand for the same parties now, else the only one of
// its kind between the same documents whose passages overlap on every side, as
// after a new reading.
func (t *tx) ruledRelations() (*ruledRelations, error) {
	list, err := t.rulings()
	if err != nil {
		return nil, err
	}
	f := &ruledRelations{by: map[string]*Ruling{}}
	if _, err := t.row("SELECT version FROM connecting", nil, &f.version); err != nil {
		return nil, err
	}
	for i, r := range list {
		if !r.Undone && r.About.Relation != nil && r.Verb != corpus.Undo {
			f.by[r.Subject] = &list[i]
		}
	}
	return f, t.reattachRelations(f)
}

func (t *tx) reattachRelations(f *ruledRelations) error {
	for _, id := range slices.Sorted(maps.Keys(f.by)) {
		r := f.by[id]
		found, err := t.row("SELECT 1 FROM relations WHERE id = $1", []any{id}, new(int))
		if err != nil {
			return err
		}
		if found {
			continue
		}
		delete(f.by, id)
		now, err := t.standsAs(*r.About.Relation)
		if err != nil {
			return err
		}
		if _, taken := f.by[now]; now != "" && !taken {
			f.by[now] = r
		} else if r.Verb == corpus.Confirm {
			f.dropped = append(f.dropped, f.stood(*r.About.Relation, r, true))
		}
	}
	slices.SortFunc(f.dropped, func(a, b ruledRelation) int { return relationOrder(a.Relation.Relation, b.Relation.Relation) })
	return nil
}

// standsAs returns the ID of the relation that a person looked at as it is now,
// "" if there is none.
func (t *tx) standsAs(r corpus.Relation) (string, error) {
	if r.Kind == corpus.SameEntity {
		if id, err := t.ofParties(r); id != "" || err != nil {
			return id, err
		}
	}
	return t.onlyLike(r)
}

// ofParties returns the ID of the relation between the appearances that stand
// now for those of a relation of entities, "" if there is none.
func (t *tx) ofParties(r corpus.Relation) (string, error) {
	args := slices.Clone(r.Args)
	for i, a := range args {
		_, err := t.row(`SELECT d.id, s.name FROM appearances a JOIN appearances s ON s.party = a.party JOIN documents d ON d.number = s.document
			WHERE a.id = $1 AND a.party <> '' ORDER BY s.id LIMIT 1`, []any{corpus.AppearanceID(a.Document, a.Subject)}, &args[i].Document, &args[i].Subject)
		if err != nil {
			return "", err
		}
	}
	id := corpus.RelationID(r.Kind, args)
	found, err := t.row("SELECT 1 FROM relations WHERE id = $1", []any{id}, new(int))
	if !found {
		id = ""
	}
	return id, err
}

// onlyLike returns the ID of the only relation of the same kind between the
// same documents whose passages overlap those of r, "" if there is none or
// several.
func (t *tx) onlyLike(r corpus.Relation) (string, error) {
	number, _, err := t.resolveDocument(r.Args[0].Document)
	if err != nil {
		return "", err
	}
	near, err := t.relationRows(" WHERE one = $1 OR other = $1", number)
	if err != nil {
		return "", err
	}
	near = slices.DeleteFunc(near, func(n corpus.Relation) bool { return n.Kind != r.Kind || !alike(n, r) })
	if len(near) != 1 {
		return "", nil
	}
	return near[0].ID, nil
}

// alike reports whether every argument of one has one of its document in the
// other whose passages overlap its own.
func alike(a, b corpus.Relation) bool {
	return len(a.Args) == len(b.Args) && !slices.ContainsFunc(a.Args, func(x corpus.Argument) bool {
		return !slices.ContainsFunc(b.Args, func(y corpus.Argument) bool { return x.Document == y.Document && overlap(x.Spans, y.Spans) })
	})
}

func (f *ruledRelations) apply(r corpus.Relation) ruledRelation { return f.stood(r, f.by[r.ID], false) }

func (f *ruledRelations) stood(r corpus.Relation, by *Ruling, dropped bool) ruledRelation {
	out := ruledRelation{Relation{Relation: r, System: "connect/" + f.version, Standing: corpus.Machine, Dropped: dropped}, by}
	if by != nil {
		out.Standing, out.By, out.At, out.Note, out.Decision = corpus.Confirmed, by.By, by.At, by.Note, by.Seq
		if by.Verb == corpus.Reject {
			out.Standing = corpus.Rejected
		}
	}
	return out
}

// openTo is the condition under which everybody may be shown what has this
// access, on the day of an argument.
func openTo(column, day string) string {
	begins := "embargoed until "
	return fmt.Sprintf("(%[1]s IN ('', 'open') OR %[1]s LIKE '%[2]s%%' AND substr(%[1]s, %[3]d) <= %[4]s)", column, begins, len(begins)+1, day)
}

func (t *tx) today() string { return t.now.Format(time.DateOnly) }

// openRelations leaves out what rests on something that is not open to
// everybody, or on a statement that a person rejected.
func (t *tx) openRelations(list []ruledRelation) ([]ruledRelation, error) {
	closed := &closedParts{documents: map[string]bool{}, subjects: map[string]bool{}, sources: map[[2]string]bool{}, passages: map[string][]corpus.Span{}}
	for chunk := range slices.Chunk(list, padded/4) {
		if err := t.findClosed(chunk, closed); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(list, func(r ruledRelation) bool { return slices.ContainsFunc(r.Args, closed.holds) }), nil
}

// closedParts is what relations that are shown do not rest on.
type closedParts struct {
	documents map[string]bool
	subjects  map[string]bool // statements and figures
	sources   map[[2]string]bool
	passages  map[string][]corpus.Span
}

func (c *closedParts) holds(a corpus.Argument) bool {
	return c.documents[a.Document] || c.subjects[a.Subject] || c.sources[[2]string{a.Document, a.Subject}] || overlap(c.passages[a.Document], a.Spans)
}

func (t *tx) findClosed(list []ruledRelation, c *closedParts) error {
	var documents, subjects []string
	for _, r := range list {
		for _, a := range r.Args {
			documents, subjects = append(documents, a.Document), append(subjects, a.Subject)
		}
	}
	if len(documents) == 0 {
		return nil
	}
	distinct := func(list []string) []string { return slices.Compact(slices.Sorted(slices.Values(list))) }
	return errFirst(t.findClosedDocuments(distinct(documents), c), t.findClosedSubjects(distinct(subjects), c))
}

func (t *tx) findClosedDocuments(ids []string, c *closedParts) error {
	for chunk := range slices.Chunk(ids, padded) {
		marks, args := pad(chunk, 2)
		args = append([]any{t.today()}, args...)
		err := t.rows("SELECT id FROM documents WHERE id IN ("+marks+") AND NOT "+openTo("access", "$1"), args, func(rows *sql.Rows) error {
			var id string
			err := rows.Scan(&id)
			c.documents[id] = true
			return err
		})
		if err != nil {
			return err
		}
		err = t.rows("SELECT d.id, p.start_at, p.stop_at FROM passages p JOIN documents d ON d.number = p.document WHERE d.id IN ("+marks+") AND NOT "+openTo("p.access", "$1"),
			args, func(rows *sql.Rows) error {
				var id string
				var s corpus.Span
				err := rows.Scan(&id, &s.Start, &s.End)
				c.passages[id] = append(c.passages[id], s)
				return err
			})
		if err != nil {
			return err
		}
		err = t.rows("SELECT d.id, s.name FROM sources s JOIN documents d ON d.number = s.document WHERE d.id IN ("+marks+") AND NOT "+openTo("s.access", "$1"),
			args, func(rows *sql.Rows) error {
				var pair [2]string
				err := rows.Scan(&pair[0], &pair[1])
				c.sources[pair] = true
				return err
			})
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) findClosedSubjects(ids []string, c *closedParts) error {
	for chunk := range slices.Chunk(ids, padded) {
		marks, args := pad(chunk, 2)
		args = append([]any{t.today()}, args...)
		for table, closed := range map[string]string{
			"statements": "(standing = '" + string(corpus.Rejected) + "' OR NOT " + openTo("access", "$1") + ")",
			"figures":    "NOT " + openTo("access", "$1"),
		} {
			err := t.rows("SELECT id FROM "+table+" WHERE id IN ("+marks+") AND "+closed, args, func(rows *sql.Rows) error {
				var id string
				err := rows.Scan(&id)
				c.subjects[id] = true
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// checkRelations compares every relation with its digest, its columns, and the
// texts that its passages lie in.
func (v *verification) checkRelations(t *tx) error {
	texts := &numberedTexts{tx: t}
	for after := ""; ; {
		page, err := t.storedRelations(after)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, row := range page {
			v.report.Rows++
			if problem := texts.problemOf(row); problem != nil {
				v.find("row", "relation "+row.ID, "%v", problem)
			}
			after = row.ID
		}
	}
}

func (t *tx) storedRelations(after string) (page []relationRow, err error) {
	err = t.rows("SELECT id, kind, one, other, subject_one, subject_other, sure, digest, body FROM relations WHERE id > $1 ORDER BY id LIMIT $2",
		[]any{after, relationPage}, func(rows *sql.Rows) error {
			var r relationRow
			var sure int
			err := rows.Scan(&r.ID, &r.Kind, &r.one, &r.other, &r.subjectOne, &r.subjectOther, &sure, &r.digest, &r.body)
			r.Sure = sure == 1
			page = append(page, r)
			return err
		})
	return page, err
}

// numberedTexts remembers the texts of documents, up to so many bytes.
type numberedTexts struct {
	*tx
	list map[string]numberedText // by document
	size int
}

type numberedText struct {
	number int64
	text   string
}

const rememberedTexts = 32 << 20

func (n *numberedTexts) of(document string) (t numberedText, err error) {
	if t, ok := n.list[document]; ok {
		return t, nil
	}
	found, err := n.row("SELECT d.number, x.body FROM documents d JOIN texts x ON x.digest = d.text_digest WHERE d.id = $1", []any{document}, &t.number, &t.text)
	if err == nil && !found {
		err = fmt.Errorf("document %s is missing: %w", document, corpus.ErrDamaged)
	}
	if n.size += len(t.text); n.list == nil || n.size > rememberedTexts {
		n.list, n.size = map[string]numberedText{}, len(t.text)
	}
	n.list[document] = t
	return t, err
}

// problemOf tells what is wrong with a row, nil for nothing.
func (n *numberedTexts) problemOf(row relationRow) error {
	r, err := relationOf(row.digest, row.body)
	if err != nil {
		return err
	}
	want, err := rowOf(r)
	if err != nil {
		return err
	}
	if r.ID != row.ID || r.Kind != row.Kind || r.Sure != row.Sure || corpus.RelationID(r.Kind, r.Args) != r.ID ||
		want.subjectOne != row.subjectOne || want.subjectOther != row.subjectOther {
		return fmt.Errorf("its columns are not those of its body: %w", corpus.ErrDamaged)
	}
	for i, a := range r.Args {
		t, err := n.of(a.Document)
		if err == nil && t.number != row.one && t.number != row.other {
			err = fmt.Errorf("argument %d is of another document than its row: %w", i, corpus.ErrDamaged)
		}
		if err == nil {
			err = checkSpans(t.text, "argument", i, a.Spans...)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// checkProfile compares a document's profile, keys and appearances with their
// digest.
func (v *verification) checkProfile(t *tx, number int64, d corpus.Document) error {
	var packed []byte
	var digest string
	found, err := t.row("SELECT digest, body FROM profiles WHERE document = $1", []any{number}, &digest, &packed)
	if err != nil {
		return err
	}
	keys, err := t.strings("SELECT key FROM keys WHERE document = $1", number)
	if err != nil {
		return err
	}
	appearances, err := t.appearancesOf(number)
	if err != nil {
		return err
	}
	where := "profile of document " + d.ID
	if !found {
		if len(keys)+len(appearances) > 0 {
			v.find("row", where, "it is missing, and %d keys and %d appearances are there", len(keys), len(appearances))
		}
		return nil
	}
	v.report.Rows += int64(1 + len(keys) + len(appearances))
	slices.Sort(keys)
	body, err := unpack(packed)
	if err == nil {
		err = checkConnected(d.Text, Connected{Derived: corpus.Derived{Profile: body, Keys: keys, Appearances: bare(appearances)}})
	}
	if err == nil {
		err = t.checkNameKeys(number, d.ID)
	}
	if err != nil {
		v.find("row", where, "%v", err)
	} else if string(profileDigest(body, keys, appearances)) != digest {
		v.find("row", where, "it, its keys or its appearances are not those of its digest")
	}
	return nil
}
