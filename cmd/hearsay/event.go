package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/coverage"
	"hearsay/internal/report"
	"hearsay/internal/store"
)

// eventCommand keeps the events whose coverage is asked for.
type eventCommand struct {
	Add    eventAddCommand    `cmd:"" help:"Add events, or change them."`
	List   eventListCommand   `cmd:"" help:"List the events."`
	Show   eventShowCommand   `cmd:"" help:"Show an event with its words, and what people said of it."`
	Words  eventWordsCommand  `cmd:"" help:"Add words and names by which an event is found."`
	Remove eventRemoveCommand `cmd:"" help:"Take an event off the list."`
}

const eventWord = `Words are found in all their forms and in any language; a passage matches with a name, with the place and another word, or with three words. docs/connecting.md says more.`

type eventAddCommand struct {
	decider
	File    string   `arg:"" optional:"" help:"A YAML file of events, as sample/events.yaml is one."`
	Name    string   `placeholder:"NAME" help:"How the event is called."`
	From    string   `placeholder:"DAY" help:"Its first day, YYYY-MM-DD."`
	To      string   `placeholder:"DAY" help:"Its last day (default: the first)."`
	Place   string   `placeholder:"W; W" help:"Where it was, under all names of the place."`
	Names   string   `placeholder:"W; W" help:"Names each of which is enough alone."`
	Words   string   `placeholder:"W; W" help:"Words that stand beside each other where it is told."`
	Needed  string   `placeholder:"W; W" help:"Words without any of which a document does not match."`
	Weak    string   `placeholder:"W; W" help:"Words that stand in texts on like subjects too."`
	Aspect  []string `sep:"none" placeholder:"A=W; W" help:"An aspect with its words, such as \"the losses=killed; wounded\". Several times for several."`
	Earlier string   `placeholder:"NAME" help:"An earlier, like event, which it is held against."`
	Late    int      `default:"${late}" placeholder:"DAYS" help:"Coverage that begins more days after the first one is late (default: ${default})."`
	Within  int      `default:"${within}" placeholder:"DAYS" help:"So many days after the last one passages still count (default: ${default})."`
}

func (eventAddCommand) Help() string {
	return help(`Adds events, of a file or one of its parts; one that has the name of another takes its place. `+eventWord+` Nothing is overwritten: what was said before is kept, and "hearsay event show" tells it.`,
		"event add "+demoDB+" --as \"M. Desk\" hearsay-demo/events.yaml",
		"event add "+demoDB+" --as \"M. Desk\" --name \"Fire at the depot\" --from 2031-03-19 --place \"Torvane Lock\" --words \"fire; depot; burned\"")
}

// Run adds events.
func (c *eventAddCommand) Run(t *terminal, l *ledger) (err error) {
	events, err := c.events()
	if errors.As(err, new(*fs.PathError)) {
		return fmt.Errorf("%s: %w", c.File, cause(err))
	}
	if err != nil {
		return &usageError{command: t.command, err: err}
	}
	return c.putEvents(t, l, events)
}

// events are those of the file or the one of the flags.
func (c *eventAddCommand) events() ([]coverage.Event, error) {
	switch {
	case c.File != "" && c.Name != "":
		return nil, errors.New("either a file or --name")
	case c.File != "":
		return readEventFile(c.File)
	case c.Name == "" || c.From == "":
		return nil, errors.New("an event needs --name and --from, or a file")
	}
	e := coverage.Event{Name: c.Name, From: c.From, To: c.To, Earlier: c.Earlier, Late: c.Late, Within: max(c.Within, c.Late),
		Place: eventWords(c.Place, coverage.Word{}), Names: eventWords(c.Names, coverage.Word{}), Words: eventWords(c.Words, coverage.Word{})}
	if e.To == "" {
		e.To = e.From
	}
	e.Words = append(e.Words, eventWords(c.Needed, coverage.Word{Needed: true})...)
	e.Words = append(e.Words, eventWords(c.Weak, coverage.Word{Weak: true})...)
	for _, a := range c.Aspect {
		name, words, ok := strings.Cut(a, "=")
		if !ok {
			return nil, fmt.Errorf("--aspect %q is not of the form NAME=WORD; WORD", a)
		}
		e.Aspects = append(e.Aspects, coverage.Aspect{Name: strings.TrimSpace(name), Words: eventWords(words, coverage.Word{})})
	}
	return []coverage.Event{e}, e.Check()
}

func readEventFile(name string) ([]coverage.Event, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	events, err := coverage.ReadEvents(f)
	if err == nil && len(events) == 0 {
		err = errors.New("it has no event")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return events, nil
}

// eventWords are words with ; between, all marked as one is.
func eventWords(text string, mark coverage.Word) (list []coverage.Word) {
	for _, w := range strings.Split(text, ";") {
		if mark.Text = strings.TrimSpace(w); mark.Text != "" {
			list = append(list, mark)
		}
	}
	return list
}

// putEvents writes events into the ledger.
func (d *decider) putEvents(t *terminal, l *ledger, events []coverage.Event) (err error) {
	st, err := d.openToSay(t, l)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	var texts []store.EventText
	for _, e := range events {
		text, err := report.EventText(e)
		if err != nil {
			return err
		}
		texts = append(texts, text)
	}
	done, err := st.PutEvents(t.ctx, d.As, d.Note, texts)
	if err != nil {
		return err
	}
	for _, e := range done {
		t.putEvent(e, d.As)
	}
	return nil
}

func (t *terminal) putEvent(e store.EventPut, by string) {
	switch e.Verb {
	case store.AddEvent:
		t.printf("added %s  %s, by %s\n", e.ID[:eventDigits], report.OneLine(e.Name), report.OneLine(by))
	case store.ChangeEvent:
		t.printf("changed %s  %s, by %s\n", e.ID[:eventDigits], report.OneLine(e.Name), report.OneLine(by))
	default:
		t.printf("%s  %s is there already as it is\n", e.ID[:eventDigits], report.OneLine(e.Name))
	}
}

// eventDigits is how much of an identity is told.
const eventDigits = 10

// openToSay opens the ledger for somebody who says something.
func (d *decider) openToSay(t *terminal, l *ledger) (*store.Store, error) {
	if strings.TrimSpace(d.As) == "" {
		return nil, &usageError{command: t.command, err: errors.New("--as names nobody")}
	}
	return l.openExisting(t.ctx)
}

type eventListCommand struct {
	listFormat
}

func (eventListCommand) Help() string {
	return help("Lists the events, in the order in which they were added.", "event list "+demoDB, "event list "+demoDB+" --json")
}

// Run lists events.
func (c *eventListCommand) Run(t *terminal, l *ledger) error { return listEvents(t, l, c.listFormat) }

func listEvents(t *terminal, l *ledger, f listFormat) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	lines := 0
	err = report.WriteEvents(t.stdout, f.format(), t.style, counted(report.Events(t.ctx, st), &lines))
	return t.tellEmpty(err, lines, "events", scope{}, f, st)
}

type eventShowCommand struct {
	JSON bool   `help:"Write one JSON object; its field names are stable."`
	Name string `arg:"" name:"event" help:"Its name, words of it, or its identity."`
}

func (eventShowCommand) Help() string {
	return help("Shows an event: its days, the words by which it is found, and all that people said of it.",
		"event show "+demoDB+" \"Torvane Lock\"", "event show "+demoDB+" \"Torvane Lock\" --json")
}

// Run shows an event.
func (c *eventShowCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	page, err := report.EventOf(t.ctx, st, c.Name)
	if err != nil {
		return err
	}
	if c.JSON {
		return report.WriteJSON(t.stdout, page)
	}
	page.DB = l.named()
	return page.WriteText(t.stdout, t.style)
}

type eventWordsCommand struct {
	decider
	Name   string `arg:"" name:"event" help:"Its name, words of it, or its identity."`
	Add    string `placeholder:"W; W" help:"Words that stand beside each other where it is told."`
	Names  string `placeholder:"W; W" help:"Names each of which is enough alone."`
	Place  string `placeholder:"W; W" help:"Other names of the place."`
	Weak   string `placeholder:"W; W" help:"Words that stand in texts on like subjects too."`
	Aspect string `placeholder:"NAME" help:"Add the words of --add to this aspect instead; a new one is made."`
	Drop   string `placeholder:"W; W" help:"Take these words away, wherever they stand."`
}

func (eventWordsCommand) Help() string {
	return help(`Adds words and names by which an event is found, in any language: who does not want to name a thing calls it otherwise, and near misses show how. The next "hearsay silence" looks for them too.`,
		"event words "+demoDB+" --as \"M. Desk\" \"Torvane Lock\" --add \"bombardment; пожар\"")
}

// Run changes the words of an event.
func (c *eventWordsCommand) Run(t *terminal, l *ledger) (err error) {
	if c.Add+c.Names+c.Place+c.Weak+c.Drop == "" {
		return &usageError{command: t.command, err: errors.New("one of --add, --names, --place, --weak and --drop is needed")}
	}
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	line, err := report.FindEvent(t.ctx, st, c.Name)
	if err := errors.Join(err, st.Close()); err != nil {
		return err
	}
	return c.putEvents(t, l, []coverage.Event{c.changed(line.Event)})
}

func (c *eventWordsCommand) changed(e coverage.Event) coverage.Event {
	gone := eventWords(c.Drop, coverage.Word{})
	e.Place, e.Names, e.Words = without(e.Place, gone), without(e.Names, gone), without(e.Words, gone)
	for i := range e.Aspects {
		e.Aspects[i].Words = without(e.Aspects[i].Words, gone)
	}
	e.Names = joined(e.Names, eventWords(c.Names, coverage.Word{}))
	e.Place = joined(e.Place, eventWords(c.Place, coverage.Word{}))
	e.Words = joined(e.Words, eventWords(c.Weak, coverage.Word{Weak: true}))
	if c.Aspect == "" {
		e.Words = joined(e.Words, eventWords(c.Add, coverage.Word{}))
		return e
	}
	for i, a := range e.Aspects {
		if a.Name == c.Aspect {
			e.Aspects[i].Words = joined(a.Words, eventWords(c.Add, coverage.Word{}))
			return e
		}
	}
	e.Aspects = append(e.Aspects, coverage.Aspect{Name: c.Aspect, Words: eventWords(c.Add, coverage.Word{})})
	return e
}

// joined adds words. One that is there already stays as it is, unless the new
// one has a mark.
func joined(words, more []coverage.Word) []coverage.Word {
	list := slices.Clone(words)
	for _, w := range more {
		i := slices.IndexFunc(list, func(have coverage.Word) bool { return strings.EqualFold(have.Text, w.Text) })
		if i < 0 {
			list = append(list, w)
			continue
		}
		if w.Weak || w.Needed {
			list[i] = w
		}
	}
	return list
}

func without(words, gone []coverage.Word) (left []coverage.Word) {
	for _, w := range words {
		kept := true
		for _, g := range gone {
			kept = kept && !strings.EqualFold(g.Text, w.Text)
		}
		if kept {
			left = append(left, w)
		}
	}
	return left
}

type eventRemoveCommand struct {
	decider
	Name string `arg:"" name:"event" help:"Its name, words of it, or its identity."`
}

func (eventRemoveCommand) Help() string {
	return help(`Takes an event off the list, and with it what people said of silence on it. What was said stays in the ledger and its log; "hearsay event add" adds it again.`,
		"event remove "+demoDB+" --as \"M. Desk\" --note \"no event of its own\" \"Fire at the depot\"")
}

// Run removes an event.
func (c *eventRemoveCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := c.openToSay(t, l)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	e, err := st.RemoveEvent(t.ctx, c.Name, c.As, c.Note)
	if err == nil {
		t.printf("removed %s  %s, by %s\n", e.ID[:eventDigits], report.OneLine(e.Name), report.OneLine(c.As))
	}
	return err
}

type eventsCommand struct {
	listFormat
	YAML    bool `name:"yaml" xor:"format" help:"Write proposed ones as \"hearsay event add\" takes them, to be given better words."`
	Propose bool `help:"Propose events from bursts: words that many outlets use on a day far above their own rate."`
	From    date `placeholder:"DATE" help:"Proposed ones that begin on or after (YYYY, YYYY-MM or YYYY-MM-DD)."`
	To      date `placeholder:"DATE" help:"Proposed ones that begin on or before."`
}

func (eventsCommand) Help() string {
	return help(`Lists the events, or proposes some: days on which three outlets or more use a word at a rate eight times that of the two months before. A person takes a proposal up with "hearsay event add", or leaves it.`,
		"events "+demoDB,
		"events "+demoDB+" --propose",
		"events "+demoDB+" --csv")
}

// Run lists or proposes events.
func (c *eventsCommand) Run(t *terminal, l *ledger) (err error) {
	if !c.Propose {
		if c.YAML {
			return &usageError{command: t.command, err: errors.New("--yaml writes what --propose proposes")}
		}
		return listEvents(t, l, c.listFormat)
	}
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	lines := 0
	list := report.ProposeEvents(t.ctx, st, string(c.From), string(c.To))
	if c.YAML {
		return report.WriteProposalsYAML(t.stdout, list)
	}
	err = report.WriteProposals(t.stdout, c.format(), t.style, counted(list, &lines))
	return t.tellEmpty(err, lines, "bursts", scope{}, c.listFormat, st)
}

// addUnknownEvents adds those events that nobody said anything of yet.
func addUnknownEvents(t *terminal, st *store.Store, events []coverage.Event) error {
	entries, err := st.EventEntries(t.ctx, "")
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, e := range entries {
		known[e.Event] = true
	}
	var texts []store.EventText
	for _, e := range events {
		text, err := report.EventText(e)
		if err != nil {
			return err
		}
		if !known[corpus.EventID(e.Name)] {
			texts = append(texts, text)
		}
	}
	_, err = st.PutEvents(t.ctx, demoName, "", texts)
	return err
}
