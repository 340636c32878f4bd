package capture

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"hearsay/corpus"
)

// visibleDates observes the dates that a reader finds: in a time element, in
// an element whose name speaks of a date, in the text near the title.
func (d *draft) visibleDates(root *html.Node) {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.Time {
			// What a page declares is believed as it is; only what is found in
			// its words must be plausible.
			if t, ok := parseDate(attr(n, "datetime")); ok && t.Day > 0 && t.Year >= minPageYear {
				d.seeDate(t, "time")
				break
			}
		}
	}
	d.itemDates(root)
	after, before, all := aroundTitle(root, d.Title)
	d.findDates(strings.ToValidUTF8(after[:min(len(after), belowTitle)], ""), "text")
	if t, ok := d.namedDate(root); ok {
		d.seeDate(t, "dateline")
	}
	d.findDates(after, "text")
	d.findDates(before, "text")
	if d.Published == "" {
		d.findDates(all, "text")
	}
}

func (d *draft) findDates(text, origin string) {
	if t, ok := findDate(text); ok && d.plausible(t) {
		d.seeDate(t, origin)
	}
}

func (d *draft) itemDates(root *html.Node) {
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || attr(n, "itemprop") != "datePublished" {
			continue
		}
		for _, v := range []string{attr(n, "content"), attr(n, "datetime"), textOf(n)} {
			if t, ok := findDate(v); ok && d.plausible(t) {
				d.seeDate(t, "itemprop datePublished")
				break
			}
		}
	}
}

// minPageYear is the first year that a date seen on a page may have: the web
// is not older, and older dates on pages are history.
const minPageYear = 1993

// ambiguousDate observes the year of a date that may be read in two ways, on a
// page that shows no other.
func (d *draft) ambiguousDate(root *html.Node) {
	if d.Published != "" {
		return
	}
	after, _, all := aroundTitle(root, d.Title)
	for _, text := range []string{after, all} {
		if t, ok := findDate(text); ok && t.ambiguous && d.likelyYear(t) {
			d.noteAmbiguous(t.written, "text")
			d.seeDate(t, "text")
			return
		}
	}
}

// plausible reports whether a page can have been published at t, a full date,
// as far as is known when it was taken.
func (d *draft) plausible(t date) bool { return (!t.ambiguous || d.dayFirst) && d.likelyYear(t) }

func (d *draft) likelyYear(t date) bool {
	return t.Year >= minPageYear && (d.Captured.IsZero() || t.Year <= d.Captured.Year()+1)
}

// maxDateline is the length in bytes of the longest text of an element that
// is taken for a dateline.
const maxDateline = 120

// namedDate finds a date in an element that its makers named after one.
func (d *draft) namedDate(root *html.Node) (date, bool) {
	names := pageNames().dateline
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || !named(nameOf(n), names) {
			continue
		}
		text := textOf(n)
		if len(text) > maxDateline {
			continue
		}
		if t, ok := findDate(text); ok && d.plausible(t) {
			return t, true
		}
	}
	return date{}, false
}

// How far from the title a date is taken for that of the piece, in bytes.
const (
	belowTitle  = 150 // in the dateline
	afterTitle  = 800 // in the first paragraphs
	beforeTitle = 300
)

// aroundTitle returns the text after the heading of a page, that before it,
// and all of the text.
func aroundTitle(root *html.Node, title string) (after, before, all string) {
	body := find(root, isTag(atom.Body))
	if body == nil {
		body = root
	}
	all = textOf(body)
	at := -1
	if h1 := find(body, isTag(atom.H1)); h1 != nil {
		at = strings.Index(all, textOf(h1))
	}
	if at < 0 && title != "" {
		at = strings.Index(all, title)
	}
	if at < 0 {
		return "", "", all
	}
	after = all[at:min(len(all), at+afterTitle)]
	before = all[max(0, at-beforeTitle):at]
	return strings.ToValidUTF8(after, ""), strings.ToValidUTF8(before, ""), all
}

// localDay lets the day that is printed stand where a page declares its date
// in UTC alone and prints a day that the same moment has elsewhere: 2:00 UTC
// is still the evening before in America.
func (d *draft) localDay() {
	utc, err := time.Parse(time.RFC3339, d.Published)
	if err != nil || !strings.HasSuffix(d.Published, "Z") {
		return
	}
	best, same, other := -1, 0, 0
	seen := map[string]bool{}
	for i, o := range d.Observations {
		if o.Field != corpus.FieldPublished || strings.HasSuffix(o.Value, "Z") || slices.Contains(metaNames()["loose-date"], strings.TrimPrefix(o.Origin, "meta ")) {
			continue
		}
		if seen[o.Origin] {
			continue
		}
		seen[o.Origin] = true
		if strings.HasPrefix(o.Value, d.Published[:len("2006-01-02")]) {
			same++ // the day in UTC is printed as well
		} else if sameMoment(utc, o.Value) {
			if other++; best < 0 {
				best = i
			}
		}
	}
	if other > same {
		d.promote(best)
	}
}

// sameMoment reports whether value, a day or a time with its offset, may name
// the moment utc in another zone, where it is another day.
func sameMoment(utc time.Time, value string) bool {
	if at, err := time.Parse(time.RFC3339, value); err == nil {
		return at.Sub(utc).Abs() < 2*time.Hour
	}
	day, err := time.Parse("2006-01-02", value)
	if err != nil {
		return false
	}
	const mostWest, mostEast = 12 * time.Hour, 14 * time.Hour // offsets in use
	start, end := day.Add(-mostEast), day.Add(24*time.Hour+mostWest)
	return utc.After(start) && utc.Before(end)
}

// promote puts observation i first among those of its field and lets it stand.
func (d *draft) promote(i int) {
	o := d.Observations[i]
	first := slices.IndexFunc(d.Observations, func(x corpus.Observation) bool { return x.Field == o.Field })
	d.Observations = slices.Insert(slices.Delete(d.Observations, i, i+1), first, o)
	d.seen, d.counted = nil, 0
	d.Published = o.Value
}
