package coverage

import (
	"cmp"
	"errors"
	"fmt"
	"io"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	yamltoken "github.com/goccy/go-yaml/token"
)

// ReadEvents reads events from YAML, in the order of the file:
//
//	Shelling at Torvane Lock:
//	  from: 2031-03-18
//	  to: 2031-03-18             # left out: one day
//	  place: [Torvane Lock, Торванский шлюз]
//	  names: [the Torvane shelling]
//	  words: [shelling, clinic, {word: 표창식, needed: true}, {word: fighting, weak: true}]
//	  aspects:
//	    the losses: [killed, wounded]
//	  earlier: Shelling of the lower lock
//	  late after days: 7
//	  within days: 60
//
// An error names the event and the field.
func ReadEvents(r io.Reader) ([]Event, error) {
	text, err := io.ReadAll(io.LimitReader(r, mostText+1))
	if err != nil {
		return nil, fmt.Errorf("events: %w", err)
	}
	items, err := eventItems(text)
	if err != nil {
		return nil, fmt.Errorf("events: %w", err)
	}
	var events []Event
	for _, item := range items {
		e, err := readEvent(item)
		if err != nil {
			return nil, fmt.Errorf("events: %q: %w", fmt.Sprint(item.Key), err)
		}
		events = append(events, e)
	}
	return events, nil
}

func eventItems(text []byte) (items yaml.MapSlice, err error) {
	if len(text) > mostText {
		return nil, fmt.Errorf("longer than %d bytes", mostText)
	}
	for _, t := range lexer.Tokenize(string(text)) {
		if t.Type == yamltoken.AnchorType || t.Type == yamltoken.AliasType || t.Type == yamltoken.MergeKeyType {
			return nil, fmt.Errorf("line %d: anchors and aliases are not read", t.Position.Line) // a few bytes may stand for gigabytes
		}
	}
	if err := yaml.UnmarshalWithOptions(text, &items, yaml.UseOrderedMap()); err != nil {
		return nil, err
	}
	if len(items) > mostEvents {
		return nil, fmt.Errorf("more than %d events", mostEvents)
	}
	return items, nil
}

// eventForm is how an event is written.
type eventForm struct {
	From    string        `yaml:"from"`
	To      string        `yaml:"to,omitempty"`
	Place   any           `yaml:"place,omitempty"`
	Names   any           `yaml:"names,omitempty"`
	Words   any           `yaml:"words,omitempty"`
	Aspects yaml.MapSlice `yaml:"aspects,omitempty"`
	Earlier string        `yaml:"earlier,omitempty"`
	Late    *int          `yaml:"late after days,omitempty"`
	Within  *int          `yaml:"within days,omitempty"`
}

func readEvent(item yaml.MapItem) (Event, error) {
	var form eventForm
	if err := again(item.Value, &form); err != nil {
		return Event{}, err
	}
	e := Event{Name: fmt.Sprint(item.Key), From: form.From, To: cmp.Or(form.To, form.From), Earlier: form.Earlier,
		Late: orDefault(form.Late, DefaultLate)}
	e.Within = orDefault(form.Within, max(DefaultWithin, e.Late))
	var place, names, words, aspects error
	e.Place, place = readWords("place", form.Place)
	e.Names, names = readWords("names", form.Names)
	e.Words, words = readWords("words", form.Words)
	e.Aspects, aspects = readAspects(form.Aspects)
	if err := errors.Join(place, names, words, aspects); err != nil {
		return Event{}, err
	}
	return e, e.Check()
}

func orDefault(n *int, otherwise int) int {
	if n == nil {
		return otherwise
	}
	return *n
}

// again decodes a decoded value strictly, into what it is to be.
func again(value, into any) error {
	b, err := yaml.Marshal(value)
	if err != nil {
		return err
	}
	return yaml.UnmarshalWithOptions(b, into, yaml.Strict(), yaml.UseOrderedMap())
}

func readAspects(items yaml.MapSlice) ([]Aspect, error) {
	var list []Aspect
	for _, item := range items {
		name := fmt.Sprint(item.Key)
		words, err := readWords("aspects: "+name, item.Value)
		if err != nil {
			return nil, err
		}
		list = append(list, Aspect{name, words})
	}
	return list, nil
}

// readWords takes one word or a list of them.
func readWords(field string, value any) ([]Word, error) {
	list, ok := value.([]any)
	if !ok && value != nil {
		list = []any{value}
	}
	var words []Word
	for _, v := range list {
		w, err := readWord(v)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", field, err)
		}
		words = append(words, w)
	}
	return words, nil
}

// wordForm is how a word is written that is marked.
type wordForm struct {
	Word   string `yaml:"word"`
	Needed bool   `yaml:"needed,omitempty"`
	Weak   bool   `yaml:"weak,omitempty"`
}

func readWord(value any) (Word, error) {
	switch v := value.(type) {
	case string:
		return Word{Text: v}, nil
	case yaml.MapSlice:
		var form wordForm
		err := again(v, &form)
		return Word{Text: form.Word, Needed: form.Needed, Weak: form.Weak}, err
	case int, int64, uint64, float64:
		return Word{}, fmt.Errorf("%v is a number: set it in quotation marks", v)
	default:
		return Word{}, fmt.Errorf("%v is neither a word nor {word: ..., needed: true}", v)
	}
}

// Write writes e in the form that [ReadEvents] takes.
func (e Event) Write(w io.Writer) error {
	form := eventForm{From: e.From, To: e.To, Place: writeWords(e.Place), Names: writeWords(e.Names), Words: writeWords(e.Words),
		Earlier: e.Earlier, Late: &e.Late, Within: &e.Within}
	for _, a := range e.Aspects {
		form.Aspects = append(form.Aspects, yaml.MapItem{Key: a.Name, Value: writeWords(a.Words)})
	}
	b, err := yaml.Marshal(yaml.MapSlice{{Key: e.Name, Value: form}})
	if err != nil {
		return fmt.Errorf("writing event %q: %w", e.Name, err)
	}
	_, err = w.Write(b)
	return err
}

func writeWords(words []Word) any {
	if len(words) == 0 {
		return nil
	}
	list := make([]any, len(words))
	for i, w := range words {
		list[i] = w.Text
		if w.Needed || w.Weak {
			list[i] = wordForm{w.Text, w.Needed, w.Weak}
		}
	}
	return list
}
