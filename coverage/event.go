package coverage

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Event is something in the world that outlets may cover.
type Event struct {
	Name    string   `json:"name"`
	From    string   `json:"from"`              // its first day, YYYY-MM-DD
	To      string   `json:"to"`                // its last day
	Place   []Word   `json:"place,omitempty"`   // where it was, in any language and spelling
	Names   []Word   `json:"names,omitempty"`   // each is enough alone: "the Anbu flood"
	Words   []Word   `json:"words,omitempty"`   // that stand beside each other where it is told
	Aspects []Aspect `json:"aspects,omitempty"` // what may be told or left out of it
	Earlier string   `json:"earlier,omitempty"` // the name of an earlier, like event
	Late    int      `json:"late_after_days"`   // coverage that begins more days after the first one is late
	Within  int      `json:"within_days"`       // so many days after the last one passages still count
}

// Word is a word, a phrase or a name that shows an event, in any language.
type Word struct {
	Text   string `json:"text"`
	Needed bool   `json:"needed,omitempty"` // a document without any of the needed ones does not match
	Weak   bool   `json:"weak,omitempty"`   // stands in many texts on like subjects too
}

// Aspect is a part or side of an event, with words of its own.
type Aspect struct {
	Name  string `json:"name"`
	Words []Word `json:"words"`
}

// What an event says of its days where its file does not.
const (
	DefaultLate   = 7  // as the events of the sample; a weekly has come out by then
	DefaultWithin = 60 // reports and inquiries come out within two months; later texts look back
)

// Bounds on what is read, far above what people write by hand.
const (
	mostText    = 1 << 20 // bytes of a file
	mostEvents  = 1000
	mostWords   = 500 // of an event
	mostAspects = 50
	mostLetters = 200 // bytes of a word or name
	mostDays    = 3660
)

// Check returns what is wrong with e, naming the field.
func (e Event) Check() error {
	return errors.Join(e.checkName(), e.checkDays(), e.checkWords(), e.checkAspects(), e.checkReach())
}

func (e Event) checkName() error {
	if err := checkText(e.Name); err != nil {
		return fmt.Errorf("name: %w", err)
	}
	if e.Earlier == e.Name {
		return errors.New("earlier: an event is not its own earlier one")
	}
	if e.Earlier != "" && checkText(e.Earlier) != nil {
		return fmt.Errorf("earlier: %w", checkText(e.Earlier))
	}
	return nil
}

// checkText refuses what is no word, phrase or name.
func checkText(s string) error {
	switch {
	case strings.TrimSpace(s) == "":
		return errors.New("is empty")
	case len(s) > mostLetters:
		return fmt.Errorf("is longer than %d bytes", mostLetters)
	case !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return fmt.Errorf("%q has characters that do not belong into a line of text", s)
	}
	return nil
}

func (e Event) checkDays() error {
	s, err := e.days()
	switch {
	case err != nil:
		return err
	case s.to < s.from:
		return fmt.Errorf("to: %s is before from, %s", e.To, e.From)
	case s.days() > mostDays:
		return fmt.Errorf("to: more than %d days after from", mostDays)
	case e.Late < 0 || e.Late > mostDays:
		return fmt.Errorf("late after days: %d is not from 0 to %d", e.Late, mostDays)
	case e.Within < e.Late || e.Within > mostDays:
		return fmt.Errorf("within days: %d is not from %d, when coverage is late, to %d", e.Within, e.Late, mostDays)
	}
	return nil
}

func (e Event) days() (stretch, error) {
	from, err := parseDay(e.From)
	if err != nil {
		return stretch{}, fmt.Errorf("from: %w", err)
	}
	to, err := parseDay(e.To)
	if err != nil {
		return stretch{}, fmt.Errorf("to: %w", err)
	}
	return stretch{from, to}, nil
}

func (e Event) checkWords() error {
	if n := len(e.Place) + len(e.Names) + len(e.Words); n == 0 || n > mostWords {
		return fmt.Errorf("words: %d words and names, and must be from 1 to %d", n, mostWords)
	}
	return errors.Join(checkList("place", e.Place), checkList("names", e.Names), checkList("words", e.Words))
}

// checkList refuses words that can match nothing.
func checkList(field string, words []Word) error {
	for _, w := range words {
		if err := checkText(w.Text); err != nil {
			return fmt.Errorf("%s: %w", field, err)
		}
		if len(compile(w.Text)) == 0 {
			return fmt.Errorf("%s: %q has no letter or digit", field, w.Text)
		}
		if w.Needed && w.Weak {
			return fmt.Errorf("%s: %q is marked as needed and as weak", field, w.Text)
		}
	}
	return nil
}

func (e Event) checkAspects() error {
	if len(e.Aspects) > mostAspects {
		return fmt.Errorf("aspects: more than %d", mostAspects)
	}
	seen := map[string]bool{}
	for _, a := range e.Aspects {
		if err := checkText(a.Name); err != nil {
			return fmt.Errorf("aspects: a name %w", err)
		}
		if seen[a.Name] {
			return fmt.Errorf("aspects: %q stands there twice", a.Name)
		}
		seen[a.Name] = true
		if len(a.Words) == 0 || len(a.Words) > mostWords {
			return fmt.Errorf("aspects: %q has %d words, and must have from 1 to %d", a.Name, len(a.Words), mostWords)
		}
		if err := checkList("aspects: "+a.Name, a.Words); err != nil {
			return err
		}
	}
	return nil
}

// checkReach refuses an event that no passage can match, however many of its words it has.
func (e Event) checkReach() error {
	sum := 0
	for _, w := range distinct(e.marked()) {
		sum += w.weight
	}
	if sum < matchWeight {
		return errors.New("words: even all of them together are too few to match: add a name, a place or more words")
	}
	return nil
}
