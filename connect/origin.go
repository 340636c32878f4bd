package connect

import (
	"cmp"
	"slices"
	"strings"
)

// origins tells whether two figures go back to one origin, and how.
type origins struct {
	lands  *lands
	papers map[string]bool // words for documents, which speak for whom they belong to
	shut   map[string]bool // words for a hearing without other listeners, folded, without "door"
	heards map[string]bool // words for a hearing
	office map[string]int  // word for an office: its group
}

func newOrigins(l lists, lands *lands) *origins {
	o := &origins{lands: lands, papers: map[string]bool{}, shut: map[string]bool{}, heards: map[string]bool{}, office: map[string]int{}}
	for _, w := range slices.Concat(l["sources.txt"]["paper"]...) {
		o.papers[w] = true
	}
	for _, w := range slices.Concat(l["sources.txt"]["closed"]...) {
		o.shut[strings.TrimSuffix(fold(w), " door")] = true
	}
	for _, w := range slices.Concat(l["sources.txt"]["hearing"]...) {
		o.heards[w] = true
	}
	for i, group := range l["roles.txt"][""] {
		for _, w := range group {
			o.office[w] = i
		}
	}
	return o
}

// same reports whether a and b, of the same measure, go back to one origin, and returns the
// reason. One speaker is one origin whatever the numbers; all else asks for the same number.
func (o *origins) same(a, b *told) (why string, ok bool) {
	if a.speaker.same(b.speaker, onePiece(a, b)) {
		return "both go back to " + o.shown(a, b) + routes(a, b), true
	}
	if !sameNumber(a.Quantity, b.Quantity) || isNone(a.Quantity) {
		return "", false
	}
	if why := o.repeated(a, b); why != "" {
		return why, true
	}
	if why := o.copied(a, b); why != "" {
		return why, true
	}
	if why := o.heard(a, b); why != "" {
		return why, true
	}
	if why := o.passed(a, b); why != "" {
		return why, true
	}
	why = o.passed(b, a)
	return why, why != ""
}

// shown is the fuller of the two names of one speaker.
func (o *origins) shown(a, b *told) string {
	x, y := a.speaker, b.speaker
	if len(y.words) > len(x.words) || len(y.words) == len(x.words) && y.shown < x.shown {
		x = y
	}
	return x.shown
}

// sideOf returns the side of a figure, folded, with one word for a state of the list; a people
// that is counted by its name alone is its side.
func (o *origins) sideOf(f *Figure) string {
	return strings.Join(o.lands.stated(words(fold(cmp.Or(f.Side, peopleOf(f.Counted))))), " ")
}

// repeated gives the reason where one document tells a number twice: in its headline, or in
// its own words beside those of a speaker.
func (o *origins) repeated(a, b *told) string {
	if a.Document != b.Document {
		return ""
	}
	if b.Headline && !a.Headline || !a.Headline && b.own {
		a, b = b, a
	}
	switch {
	case a.Headline && !b.Headline && a.own:
		return "the headline repeats what the text gives to " + b.speaker.shown
	case a.Headline && !b.Headline:
		return "the headline gives it to " + a.speaker.shown + ", the text to " + b.speaker.shown + ": the text counts"
	case a.own && !b.own:
		return a.speaker.shown + " repeats in its own words what it reports of " + b.speaker.shown
	default:
		return ""
	}
}

// leastCopied is the number of words from which an equal sentence is taken for a copy.
// Origin: judgement; "Seven people were killed on Tuesday." has six and is written twice.
const leastCopied = 9

// copied gives the reason where both stand in the same sentence, word for word.
func (o *origins) copied(a, b *told) string {
	if a.Document == b.Document || a.passage == "" || a.passage != b.passage || strings.Count(a.passage, " ")+1 < leastCopied {
		return ""
	}
	return "the same sentence stands in " + a.Outlet + " and in " + b.Outlet
}

// heard gives the reason where both were told in one closed hearing, of which their passages
// speak: two that are called the same, or of which not both speakers are named.
func (o *origins) heard(a, b *told) string {
	if a.hearing == "" || b.hearing == "" || !near(a, b, PeriodDefault) {
		return ""
	}
	if a.speaker.named && b.speaker.named && lastWord(a.hearing) != lastWord(b.hearing) {
		return ""
	}
	return "both go back to one occasion, " + quoted(a.hearing) + routes(a, b)
}

// hearingIn finds the closed hearing of which a passage, as it is folded, speaks: "a closed
// session", "the closed door briefing"; "" without one.
func (o *origins) hearingIn(passage string) string {
	all := words(passage)
	for i, w := range all {
		if !o.shut[w] {
			continue
		}
		for j := i + 1; j < min(i+3, len(all)); j++ {
			if o.heards[all[j]] {
				return strings.Join(all[i:j+1], " ")
			}
		}
	}
	return ""
}

func lastWord(s string) string { return s[strings.LastIndex(s, " ")+1:] }

// passed gives the reason where b has it from somebody who hands on a as well. Two named
// speakers are two origins though one agency carries both.
func (o *origins) passed(a, b *told) string {
	if a.Document == b.Document || a.speaker.named && b.speaker.named && !o.hands(a, b.speaker) {
		return ""
	}
	for _, s := range b.stations() {
		if s.named && o.hands(a, s) {
			return "both go back to " + s.shown + routes(a, b)
		}
	}
	return ""
}

// hands reports whether s stands between the speaker of a and its readers, or publishes a.
func (o *origins) hands(a *told, s name) bool {
	return slices.ContainsFunc(a.path, func(m name) bool { return m.same(s, false) }) || a.outlet.same(s, false)
}

// cited reports whether b names somebody who may be one of those that stand between the
// speaker of a and its readers, "the deputy Brannic" of "lawmakers who attended", and says so.
func (o *origins) cited(a, b *told) string {
	office, ok := o.officeOf(b.Source.Role)
	if !ok || !b.speaker.person {
		return ""
	}
	for _, s := range a.path {
		if group, ok := o.officeOf(s.shown); ok && group == office {
			return b.speaker.shown + ", " + b.Source.Role + ", is cited, and " + s.shown + " told the other"
		}
	}
	return ""
}

// officeOf finds the first office that a role or a description names.
func (o *origins) officeOf(role string) (int, bool) {
	words := strings.Fields(strings.ToLower(role))
	for i, w := range words {
		words[i] = noun(strings.Trim(w, ",.;"))
	}
	for i := range words {
		for n := min(3, len(words)-i); n > 0; n-- {
			if g, ok := o.office[strings.Join(words[i:i+n], " ")]; ok {
				return g, true
			}
		}
	}
	return 0, false
}

// routes says in words through whom two figures came.
func routes(a, b *told) string {
	x, y := a.through(), b.through()
	switch {
	case x == "" && y == "" && a.Outlet == b.Outlet:
		return ""
	case x == "" && y == "":
		return ", " + direct(a) + " and " + direct(b)
	case x == y:
		return ", through " + x
	case x == "":
		return ", the one " + direct(a) + ", the other through " + y
	case y == "":
		return ", the one through " + x + ", the other " + direct(b)
	default:
		return ", the one through " + x + ", the other through " + y
	}
}

func direct(t *told) string {
	if t.own {
		return "as " + t.Outlet + " has it"
	}
	return "as told to " + t.Outlet
}

// listed joins names as a sentence does.
func listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

func quoted(s string) string { return "“" + s + "”" }
