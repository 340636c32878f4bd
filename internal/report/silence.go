package report

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"hearsay/corpus"
	"hearsay/coverage"
	"hearsay/internal/store"
)

// SilenceQuery says which events are meant.
type SilenceQuery struct {
	Events  []string // names, words of them or identities; none: all
	Against string   // an earlier, like event to hold them against; "" is the one that each names
	Outlets []string // show these alone; all are looked at
}

// Silence answers who covers an event, from when on, and what they leave out:
// a table for each event. It reads the documents once, one at a time; what is
// kept are passages that match and how many documents an outlet has a day.
//
// The machine says "none found" and never "silent", which is a person's word,
// and it says it with proof alone, see package coverage. What is restricted is
// not looked at: where an outlet has such a document in the days that count,
// its silence is not known.
func Silence(ctx context.Context, st *store.Store, q SilenceQuery) ([]SilenceTable, error) {
	s := &silence{shelf: shelf{ctx: ctx, st: st}, names: map[string]string{}, collections: map[string]*coverage.Collection{}, closed: map[string][]string{}, unfetched: map[string][]time.Time{}}
	err := errFirstOf(func() error { return s.choose(q) }, s.register, s.countUnread, s.read, s.cover, s.hear)
	if err != nil {
		return nil, fmt.Errorf("silence: %w", err)
	}
	return s.tables(q)
}

// errFirstOf runs steps until one fails.
func errFirstOf(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// silence is the making of an answer.
type silence struct {
	shelf
	asked   []*watched
	watched []*watched // those asked for, and those that they are held against

	names       map[string]string // of outlets, by [store.OutletKey]
	hosts       map[string]string // outlets by the host of their homepage
	collections map[string]*coverage.Collection
	closed      map[string][]string    // when documents that are restricted were published, by outlet
	hidden      map[string]bool        // those documents
	unfetched   map[string][]time.Time // when feeds of an outlet named what was not fetched
	unread      int                    // records and addresses of which no document was made
	silences    []saidSilence
}

// watched is an event with what is found of it.
type watched struct {
	EventLine
	against  *watched
	print    *coverage.Fingerprint
	hits     []coverage.Hit
	nameless int // documents that match and that name no outlet
	table    coverage.Table
}

// saidSilence is a statement that portrays a source as silent.
type saidSilence struct {
	line    StatementLine
	outlets map[string]bool // that it names
	events  map[string]bool // whose words stand in its document: by ID, true where they match
}

// choose finds the events.
func (s *silence) choose(q SilenceQuery) error {
	var all []EventLine
	for l, err := range Events(s.ctx, s.st) {
		if err != nil {
			return err
		}
		all = append(all, l)
	}
	wanted := all
	if len(q.Events) > 0 {
		wanted = nil
		for _, name := range q.Events {
			l, err := FindEvent(s.ctx, s.st, name)
			if err != nil {
				return err
			}
			wanted = append(wanted, l)
		}
	}
	for _, l := range wanted {
		w := s.watch(l, all)
		s.asked = append(s.asked, w)
		earlier, err := s.earlier(w, all, q.Against)
		if err != nil {
			return err
		}
		w.against = earlier
	}
	return nil
}

// earlier is the event that w is held against, nil for none.
func (s *silence) earlier(w *watched, all []EventLine, against string) (*watched, error) {
	if against != "" {
		l, err := FindEvent(s.ctx, s.st, against)
		if err != nil || l.ID == w.ID {
			return nil, err
		}
		return s.watch(l, all), nil
	}
	for _, l := range all {
		if w.Earlier != "" && l.ID == corpus.EventID(w.Earlier) {
			return s.watch(l, all), nil
		}
	}
	return nil, nil
}

// watch adds an event to those that are looked for, once.
func (s *silence) watch(l EventLine, all []EventLine) *watched {
	for _, w := range s.watched {
		if w.ID == l.ID {
			return w
		}
	}
	w := &watched{EventLine: l, print: l.Fingerprint(likeEvents(l, all)...)}
	s.watched = append(s.watched, w)
	return w
}

// likeEvents lists the events that are linked with one as earlier or later.
func likeEvents(l EventLine, all []EventLine) (like []coverage.Event) {
	for _, other := range all {
		if other.ID != l.ID && (l.Earlier != "" && other.ID == corpus.EventID(l.Earlier) || other.Earlier != "" && corpus.EventID(other.Earlier) == l.ID) {
			like = append(like, other.Event)
		}
	}
	return like
}

// register takes in what the register and the feeds say of the collecting.
func (s *silence) register() error {
	list, err := s.st.Outlets(s.ctx)
	if err != nil {
		return err
	}
	feeds, err := s.st.Collecting(s.ctx)
	if err != nil {
		return err
	}
	s.hosts, s.hidden = map[string]string{}, map[string]bool{}
	for _, o := range list {
		s.names[store.OutletKey(o.Name)] = o.Name
		s.take(o)
	}
	for _, o := range list {
		c := s.collection(o.Name)
		c.Audience, c.From, c.To = string(o.Audience), surelyFrom(o.CollectedFrom), surelyTo(o.CollectedTo)
		if o.EditionOf != "" {
			c.EditionOf = s.named(o.EditionOf)
		}
		told := feeds[store.OutletKey(o.Name)]
		if told == nil {
			continue
		}
		s.unfetched[o.Name] = told.Unfetched
		for _, g := range told.Gaps {
			c.Gaps = append(c.Gaps, coverage.Days{From: g.From.Format(time.DateOnly), To: g.To.Format(time.DateOnly)})
		}
	}
	return nil
}

// take notes whose host a homepage is: one that several share, or that is only
// a part of a site, is nobody's.
func (s *silence) take(o store.Outlet) {
	host := hostOf(o.Homepage)
	if host == "" {
		return
	}
	u, err := url.Parse(o.Homepage)
	_, taken := s.hosts[host]
	if s.hosts[host] = o.Name; taken || err != nil || strings.Trim(u.Path, "/") != "" {
		s.hosts[host] = ""
	}
}

// hostOf is the host of an address, "" where it has none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return oneLine(strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."))
}

// surelyFrom is the first day from which something that is dated is sure to
// have begun: of a month its last.
func surelyFrom(date string) string {
	for form, end := range map[string][3]int{"2006": {1, 0, 0}, "2006-01": {0, 1, 0}} {
		if t, err := time.Parse(form, date); err == nil {
			return t.AddDate(end[0], end[1], end[2]-1).Format(time.DateOnly)
		}
	}
	return date
}

// surelyTo is the last day on which it was surely not over: of a month its
// first.
func surelyTo(date string) string {
	for _, form := range []string{"2006", "2006-01"} {
		if t, err := time.Parse(form, date); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return date
}

// countUnread counts what failed before it became a document.
func (s *silence) countUnread() error {
	list, err := s.st.Failures(s.ctx)
	for _, f := range list {
		if f.Place != string(store.StageAnnotate) && f.Place != string(store.StageConnect) {
			s.unread++
		}
	}
	return err
}

// named is the one way in which the name of an outlet is written here.
func (s *silence) named(outlet string) string {
	return cmp.Or(s.names[store.OutletKey(outlet)], oneLine(outlet))
}

func (s *silence) collection(outlet string) *coverage.Collection {
	c := s.collections[outlet]
	if c == nil {
		c = &coverage.Collection{Outlet: outlet, Published: map[string]coverage.Count{}}
		s.collections[outlet] = c
	}
	return c
}

// outletOf is the outlet of a document: as it says, else that of its host,
// else the host itself. It is "" where there is none, or where the host is one
// that several share.
func (s *silence) outletOf(d corpus.Document) string {
	if d.Outlet != "" {
		return s.named(d.Outlet)
	}
	host := hostOf(d.URL)
	if owner, ok := s.hosts[host]; ok {
		return owner
	}
	return host
}

// read goes through the documents.
func (s *silence) read() error {
	item, days := "", []string(nil)
	for w, err := range s.st.WholeDocuments(s.ctx) {
		if err != nil {
			return err
		}
		if w.Item != item {
			item, days = w.Item, nil
		}
		d := w.Document
		d.Outlet = s.outletOf(d)
		if !w.Open {
			s.hidden[d.ID] = true
			s.closed[d.Outlet] = append(s.closed[d.Outlet], day(d.Published))
			continue
		}
		// Texts of one piece that are of one day count once.
		if on := day(d.Published); d.Outlet != "" && !slices.Contains(days, on) {
			days = append(days, on)
			s.collection(d.Outlet).Add(d)
		}
		s.match(d)
	}
	return s.ctx.Err()
}

// keptPassages is how many passages of a document are kept: the first is shown.
const keptPassages = 3

// match looks for the events in a document.
func (s *silence) match(d corpus.Document) {
	text := coverage.Read(d)
	for _, w := range s.watched {
		hit, ok := w.print.MatchText(text)
		switch {
		case !ok:
		case d.Outlet == "" && len(hit.Passages) > 0:
			w.nameless++
		case d.Outlet != "":
			hit.Passages = slices.Clip(slices.Clone(hit.Passages[:min(len(hit.Passages), keptPassages)]))
			w.hits = append(w.hits, hit)
		}
	}
}

// cover makes the tables. An outlet of which nothing is held is none of those
// that others are measured by.
func (s *silence) cover() error {
	var outlets []coverage.Collection
	var empty []string
	for _, c := range s.collections {
		if len(c.Published) > 0 || c.Undated > 0 {
			outlets = append(outlets, *c)
		} else {
			empty = append(empty, c.Outlet)
		}
	}
	slices.Sort(empty)
	for _, w := range s.watched {
		var err error
		if w.table, err = coverage.Cover(w.Event, outlets, w.hits); err != nil {
			return err
		}
		for _, outlet := range empty {
			w.table.Rows = append(w.table.Rows, s.emptyRow(outlet, len(w.table.Columns)))
		}
		s.withhold(&w.table)
		s.doubt(w)
		w.confirm()
	}
	return nil
}

// emptyRow is that of an outlet of which nothing is held that may be looked at.
func (s *silence) emptyRow(outlet string, columns int) coverage.Row {
	c := s.collections[outlet]
	why := "nothing of it is held"
	if len(s.closed[outlet]) > 0 {
		why = "all that is held of it is restricted"
	}
	r := coverage.Row{Outlet: outlet, EditionOf: c.EditionOf, Audience: c.Audience, Proof: coverage.Proof{Why: why}}
	for range columns {
		r.Cells = append(r.Cells, coverage.Cell{State: coverage.Unknown, Why: why})
	}
	return r
}

// withhold takes back what rests on there being no passage where an outlet has
// restricted documents in these days: they were not looked at.
func (s *silence) withhold(t *coverage.Table) {
	mute := map[[2]string]bool{}
	for i := range t.Rows {
		r := &t.Rows[i]
		n := restrictedIn(s.closed[r.Outlet], t.Days)
		if n == 0 {
			continue
		}
		why := count(n, "document", "documents") + " of these days or of no known day are restricted and were not looked at"
		r.Proof.Sound, r.Proof.Why = false, why
		for k := range r.Cells {
			withholdCell(&r.Cells[k], why)
			mute[[2]string{t.Columns[k], r.Outlet}] = true
		}
	}
	t.Partial = slices.DeleteFunc(t.Partial, func(p coverage.Partial) bool { return mute[[2]string{p.Column, p.Without}] })
}

func withholdCell(c *coverage.Cell, why string) {
	switch c.State {
	case coverage.NoneFound, coverage.WithoutAspect:
		c.State, c.Why, c.Doubt = coverage.Unknown, why, ""
	case coverage.Late:
		c.State, c.Doubt = coverage.Covered, "whether it was covered before is not known: "+why
	}
}

// restrictedIn counts the days that may lie in a stretch or the day before it.
func restrictedIn(published []string, days coverage.Days) (n int) {
	for _, on := range published {
		k := min(len(on), len(days.From))
		if on == "" || on[:k] >= dayAfter(days.From, -1)[:k] && on[:k] <= days.To[:k] {
			n++
		}
	}
	return n
}

// dayAfter is the day so many days after another.
func dayAfter(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

// doubt says beside none found what was not looked at and may tell of the event:
// documents that name no outlet, and pieces that a feed named and nobody has.
func (s *silence) doubt(w *watched) {
	for _, r := range w.table.Rows {
		why := s.unseen(w, r.Outlet)
		for k, c := range r.Cells {
			if c.State == coverage.NoneFound || c.State == coverage.WithoutAspect {
				r.Cells[k].Doubt = strings.Join(known(append([]string{c.Doubt}, why...)...), "; ")
			}
		}
	}
}

func (s *silence) unseen(w *watched, outlet string) (why []string) {
	if w.nameless > 0 {
		why = append(why, count(w.nameless, "document", "documents")+" on the event name no outlet and may be its")
	}
	n, from, to := 0, dayAfter(w.table.Days.From, -1), dayAfter(w.table.Days.To, 1)
	for _, at := range s.unfetched[outlet] {
		if on := at.Format(time.DateOnly); from <= on && on <= to {
			n++
		}
	}
	if n > 0 {
		why = append(why, count(n, "piece", "pieces")+" that its feed named in these days could not be fetched")
	}
	return why
}

// confirm writes what people said of silence beside what the machine found.
func (w *watched) confirm() {
	for _, word := range w.Silences {
		for i, r := range w.table.Rows {
			k := slices.Index(w.table.Columns, cmp.Or(word.Aspect, coverage.Whole))
			if k >= 0 && store.OutletKey(r.Outlet) == store.OutletKey(word.Outlet) {
				w.table.Rows[i].Cells[k].Silent = &coverage.Confirmation{By: word.By, At: word.At, Note: word.Note}
			}
		}
	}
}

// hear collects the statements that portray somebody as silent and that name
// an outlet or stand in a document on an event.
func (s *silence) hear() error {
	for l, err := range Statements(s.ctx, s.st, store.StatementFilter{Polarity: corpus.Silence}) {
		if err != nil {
			return err
		}
		if s.hidden[l.Document] {
			continue
		}
		if err := s.open(l.Document); err != nil {
			return err
		}
		said := saidSilence{line: exported(l), outlets: s.outletsIn(l), events: map[string]bool{}}
		text := coverage.Read(s.doc)
		for _, w := range s.watched {
			if hit, ok := w.print.MatchText(text); ok && (hit.Near != nil || len(hit.Passages) > 0) {
				said.events[w.ID] = len(hit.Passages) > 0
			}
		}
		if len(said.events) > 0 {
			s.silences = append(s.silences, said)
		}
	}
	return nil
}

// outletsIn are the outlets that a statement portrays as its source. A name
// within a longer one of another outlet is not meant; nor is who asked in vain.
func (s *silence) outletsIn(l StatementLine) map[string]bool {
	text := store.OutletKey(l.Speaker)
	var keys []string
	for k := range s.names {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	in := map[string]bool{}
	for _, k := range keys {
		if strings.TrimSpace(k) != "" && strings.Contains(text, k) {
			in[s.names[k]] = true
			text = strings.ReplaceAll(text, k, " . ")
		}
	}
	return in
}
