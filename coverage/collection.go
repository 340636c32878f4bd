package coverage

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"hearsay/corpus"
)

// Collection is what is held of an outlet, and what is known of its collecting.
type Collection struct {
	Outlet    string `json:"outlet"`
	EditionOf string `json:"edition_of,omitempty"` // the outlet whose edition it is
	Audience  string `json:"audience,omitempty"`   // "domestic" or "foreign"; anything else says nothing

	// Between which days it was collected, as a person's register says. Without From nobody
	// vouches for the collecting; without To it goes on.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	// Gaps are the days in which a feed may have named what nobody saw.
	Gaps []Days `json:"gaps,omitempty"`

	// Published counts the documents of each day, YYYY-MM-DD; Undated those of no certain day.
	Published map[string]Count `json:"published"`
	Undated   int              `json:"undated,omitempty"`
}

// Count is how many documents of a day are held.
type Count struct {
	Items     int `json:"items"`
	Headlines int `json:"headlines,omitempty"` // of them those of which a headline's worth of words is held
	Short     int `json:"short,omitempty"`     // those with no more than a lead, the headlines among them
}

// How much must be held of a document for it to tell anything. In ruwa headlines have 9 to 13
// words, leads without a headline 16, headline and lead 28 to 36, leads alone 18 to 24 (of one
// outlet, which repeats its headline, 46). Posts of the sample's channel have 21 to 28 in
// English; of its short articles one has 32 words below the title, one 39, the others from 48.
// Posts in Korean and Russian have fewer and count as headlines: an outlet that writes nothing
// longer comes out unknown.
const (
	headlineLength = 20 // words in all
	leadLength     = 40 // words below the title
)

// Collect counts the documents of each outlet, by name. What the register and the feeds say of
// the collecting is for the caller to add.
func Collect(docs []corpus.Document) []Collection {
	byName := map[string]*Collection{}
	for _, d := range docs {
		c := byName[d.Outlet]
		if c == nil {
			c = &Collection{Outlet: d.Outlet, Published: map[string]Count{}}
			byName[d.Outlet] = c
		}
		c.Add(d)
	}
	list := make([]Collection, 0, len(byName))
	for _, c := range byName {
		list = append(list, *c)
	}
	slices.SortFunc(list, func(a, b Collection) int { return cmp.Compare(a.Outlet, b.Outlet) })
	return list
}

// Add counts one document. Texts of one item that were published on one day are to be added
// once.
func (c *Collection) Add(doc corpus.Document) {
	when, ok := published(doc.Published)
	if !ok || when.days() > 1 {
		c.Undated++
		return
	}
	if c.Published == nil {
		c.Published = map[string]Count{}
	}
	n := c.Published[when.from.String()]
	n.Items++
	text := Read(doc)
	if len(text.tokens) < headlineLength {
		n.Headlines++
	}
	if len(text.tokens)-text.title < leadLength {
		n.Short++
	}
	c.Published[when.from.String()] = n
}

// held is a collection with its days counted.
type held struct {
	Collection
	counts  map[day]Count
	whole   stretch // collected as the register says, or from the first document to the last
	vouched bool    // the register says it
	gaps    []stretch
	items   int // in all
}

// hold counts the days of c. last is the last day of which anything is known.
func hold(c Collection, last day) (held, error) {
	h := held{Collection: c, counts: map[day]Count{}, items: c.Undated, whole: stretch{last + 1, last}, vouched: c.From != ""}
	for text, n := range c.Published {
		d, err := parseDay(text)
		if err != nil {
			return h, fmt.Errorf("outlet %q: published: %w", c.Outlet, err)
		}
		h.counts[d] = n
		h.items += n.Items
	}
	if err := h.collecting(last); err != nil {
		return h, fmt.Errorf("outlet %q: collected: %w", c.Outlet, err)
	}
	for _, g := range c.Gaps {
		s, err := parseDays(g, stretch{math.MinInt32, math.MaxInt32})
		if err != nil {
			return h, fmt.Errorf("outlet %q: gap: %w", c.Outlet, err)
		}
		h.gaps = append(h.gaps, s)
	}
	return h, nil
}

// collecting sets the days of collecting: as the register says, else from the first document
// to the last; none where there is neither.
func (h *held) collecting(last day) (err error) {
	if h.vouched {
		h.whole, err = parseDays(Days{h.From, h.To}, stretch{0, last})
		return err
	}
	for d := range h.counts {
		h.whole.from = min(h.whole.from, d)
	}
	if len(h.counts) > 0 {
		h.whole.to = slices.Max(slices.Collect(maps.Keys(h.counts)))
	}
	return nil
}

// in counts the documents of a stretch of days.
func (h held) in(s stretch) (n Count) {
	for d, c := range h.counts {
		if s.has(d) {
			n.Items += c.Items
			n.Headlines += c.Headlines
			n.Short += c.Short
		}
	}
	return n
}

// gapDays counts the days of s in which a feed had a gap.
func (h held) gapDays(s stretch) int {
	n := 0
	for d := s.from; d <= s.to; d++ {
		if slices.ContainsFunc(h.gaps, func(g stretch) bool { return g.has(d) }) {
			n++
		}
	}
	return n
}

// rate is how many documents it has a day of its collecting.
func (h held) rate() float64 { return float64(h.items) / float64(max(1, h.whole.days())) }

// Rate is how many documents c has a day of its collecting: of the days that the register
// says, else from the first document to the last. last is the day on which collecting goes on.
func (c Collection) Rate(last string) (float64, error) {
	d, err := parseDay(last)
	if err != nil {
		return 0, err
	}
	h, err := hold(c, d)
	return h.rate(), err
}
