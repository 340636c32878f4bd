package entity

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/names"
	"hearsay/translit"
)

// Profile is what is compared of an entity of a document, with where the text names it.
type Profile struct {
	Document    string            `json:"document"`
	Kind        corpus.EntityKind `json:"kind"`
	Name        string            `json:"name"`  // the longest form
	Names       []string          `json:"names"` // the forms that can stand for it in another document, the longest first
	Role        string            `json:"role,omitempty"`
	Affiliation string            `json:"affiliation,omitempty"`
	Gender      corpus.Gender     `json:"gender,omitempty"`
	Apart       bool              `json:"apart,omitempty"` // the text says that another bears the name
	Spans       []corpus.Span     `json:"spans"`           // of the mentions by these names, bytes of the text; never none

	mixed bool     // mentions show two genders
	read  *reading // of the names, see Prepare
}

// Prepare returns the profile with its names read, which comparing it many times is faster with.
// A profile of [Profiles] is prepared; one that was stored is not.
func (p Profile) Prepare() Profile {
	p.read = readProfile(&p)
	return p
}

// reading returns what is read of a profile, made anew where it says something else now.
func (p *Profile) reading() *reading {
	if p.read != nil && p.read.of(p) {
		return p.read
	}
	return readProfile(p)
}

// of reports whether a reading is of what a profile says now.
func (r *reading) of(p *Profile) bool {
	return r.kind == p.Kind && r.role == p.Role && r.affiliation == p.Affiliation && slices.Equal(r.names, p.names())
}

// names are the forms that are compared.
func (p *Profile) names() []string {
	if len(p.Names) == 0 {
		return []string{p.Name}
	}
	return p.Names[:min(len(p.Names), mostNames)]
}

// mostNames bounds the forms of a name that are compared.
// Origin: judgement; a text that calls one by more names than that joined too much.
const mostNames = 4

// Profiles returns the profiles of those of a document who may be joined over documents: persons
// who are named with more than a family or a given name, organisations, outlets and states, as
// sources of statements first, then as the text mentions them. Groups, places, pseudonyms and
// those of whom only a label or a part of the name is known have none.
func Profiles(doc corpus.Document, a corpus.Annotations) []Profile {
	g := gathering{doc: doc, sentences: a.Sentences, barred: barredNames(a)}
	for i := range a.Attributions {
		g.source(&a.Attributions[i].Source)
		for _, hop := range a.Attributions[i].Via {
			g.hop(hop)
		}
	}
	for i := range a.Entities {
		g.entity(&a.Entities[i])
	}
	return g.profiles()
}

// gathering collects the profiles of a document.
type gathering struct {
	doc       corpus.Document
	sentences []corpus.Span
	barred    map[string]bool // names of sources that are known by none
	found     []Profile
}

func joinable(k corpus.EntityKind) bool { return k == corpus.Person || isBody(k) || k == corpus.State }

func isBody(k corpus.EntityKind) bool {
	return k == corpus.Organisation || k == corpus.Outlet || k == corpus.Channel
}

// barredNames are those of sources that are not known by a name.
func barredNames(a corpus.Annotations) map[string]bool {
	barred := map[string]bool{}
	for _, s := range a.Attributions {
		if s.Source.Identified == corpus.Pseudonym || s.Source.Identified == corpus.Unnamed {
			barred[s.Source.Name] = true
		}
	}
	return barred
}

// source takes the source of a statement.
func (g *gathering) source(s *corpus.Source) {
	if s.Identified != corpus.Named {
		return
	}
	if p := g.take(s.Kind, []string{s.Name}, s.Spans); p != nil {
		p.say(s.Role, "")
	}
}

// hop takes who passed a statement on, where a body is named.
func (g *gathering) hop(h corpus.Hop) {
	if isBody(h.Kind) && !h.Span.Empty() && isCapital(h.Name) {
		g.take(h.Kind, []string{h.Name}, []corpus.Span{h.Span})
	}
}

func isCapital(name string) bool {
	return strings.ContainsFunc(withoutArticle(name), unicode.IsUpper) && !strings.HasPrefix(name, "a ") && !strings.HasPrefix(name, "an ")
}

// entity takes what the text mentions by name.
func (g *gathering) entity(e *corpus.Entity) {
	kind := g.kindOf(e)
	if g.barred[e.Name] || isNoState(kind, e.Name) || kind == corpus.Person && !showsPerson(e) {
		return
	}
	p := g.take(kind, g.forms(kind, e), mentionSpans(e))
	if p == nil {
		return
	}
	p.say(e.Role, e.Affiliation)
	for _, m := range e.Mentions {
		p.gendered(m.Gender)
	}
	if state := officialIn(strings.Fields(e.Name)); kind == corpus.Organisation && len(state) > 0 {
		g.take(corpus.State, []string{strings.Join(state, " ")}, nil)
	}
}

// kindOf is the kind of an entity as its name shows it: "U.S. Senate" is no state.
func (g *gathering) kindOf(e *corpus.Entity) corpus.EntityKind {
	words := strings.Fields(e.Name)
	switch {
	case e.Kind == corpus.State && len(words) > 1 && bodyNouns()[fold(words[len(words)-1])] && lexiconOf().states[fold(e.Name)] == "":
		return corpus.Organisation
	case g.isLand(e):
		return corpus.State
	}
	return e.Kind
}

// isNoState reports whether a name is that of two states, of a part of the earth, or has a known
// state behind words that are no part of its name: "Inside North Korea", "Hwarin and Corrany",
// "Russian-Ukraine".
func isNoState(kind corpus.EntityKind, name string) bool {
	l, words := lexiconOf(), strings.Fields(fold(withoutArticle(name)))
	if kind != corpus.State || l.states[strings.Join(words, " ")] != "" {
		return false
	}
	several := slices.Contains(words, "and") || l.regions[strings.Join(words, " ")] || len(words) == 1 && l.coupled(words[0])
	for i := 1; i < len(words) && !several; i++ {
		several = l.states[strings.Join(words[i:], " ")] != "" && !slices.ContainsFunc(words[:i], func(w string) bool { return l.stateWords[w] || l.skip[w] })
	}
	return several
}

// coupled reports whether all parts of a word with hyphens are states or what belongs to them.
func (l *lexicon) coupled(word string) bool {
	parts := strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == '–' })
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(p string) bool { return l.states[p] == "" })
}

// forms are the names of an entity, each as it stands in the text and looks like a name of the
// kind.
func (g *gathering) forms(kind corpus.EntityKind, e *corpus.Entity) []string {
	var list []string
	if kind != corpus.Person && looksNamed(kind, e.Name) && shows(kind, withoutArticle(e.Name)) {
		return []string{withoutArticle(e.Name)}
	}
	for _, m := range e.Mentions {
		if m.Level != corpus.ByName || m.Named.Empty() || !m.Named.Valid(g.doc.Text) || kind == corpus.State {
			continue
		}
		name := strings.Join(strings.Fields(hyphened(g.doc.Text, m.Named).In(g.doc.Text)), " ")
		if looksNamed(kind, name) && shows(kind, name) {
			add(&list, name)
		}
	}
	return list
}

// shows reports whether a name that is no source's shows what it is: a single word may be
// anything, "Veshtari", unless it is an outlet's, a state's or an acronym.
func shows(kind corpus.EntityKind, name string) bool {
	return kind != corpus.Organisation && kind != corpus.Channel || len(strings.Fields(name)) > 1 || isAcronym(name)
}

// looksNamed reports whether words are written as a name of the kind: a person's all with
// capitals but for particles, a body's with one at least and no small words but those of bodies.
func looksNamed(kind corpus.EntityKind, name string) bool {
	words := strings.Fields(withoutArticle(name))
	l := lexiconOf()
	if len(words) == 0 || l.describes(kind, words) {
		return false
	}
	capital := false
	for _, w := range words {
		low := fold(w)
		switch {
		case strings.IndexFunc(w, unicode.IsLower) != 0:
			capital = capital || strings.ContainsFunc(w, unicode.IsUpper)
		case l.particles[low]:
		case kind != corpus.Person && (l.skip[low] || l.everyState[low] || l.one[low] != ""):
		default:
			return false
		}
	}
	return capital || translit.ScriptOf(name) != translit.Roman
}

// describes reports whether words begin as a description does and a name does not.
func (l *lexicon) describes(kind corpus.EntityKind, words []string) bool {
	first := fold(words[0])
	mayOpen := kind != corpus.Person && (len(words) > 2 || l.states[fold(strings.Join(words, " "))] != "")
	return l.determiners[first] || l.opening[first] && !mayOpen
}

// isLand reports whether an entity is a state: one of the list of territories, one with a name as
// states have officially, or a single name that the text has the adjective of, "Hwarin" beside
// "Hwarinese", or an office of: "Hwarin's foreign ministry".
func (g *gathering) isLand(e *corpus.Entity) bool {
	name := withoutArticle(e.Name)
	words := strings.Fields(name)
	l := lexiconOf()
	switch {
	case e.Kind == corpus.State:
		return true
	case e.Role != "" || len(words) == 0 || !looksNamed(corpus.State, name):
		return false
	case l.states[fold(name)] != "" && !l.peoples[fold(name)]:
		return true
	case len(words) > 2 && words[len(words)-2] == "of":
		return len(officialIn(words)) == len(words)
	case len(words) > 1:
		return false
	}
	return g.hasAdjective(name) || g.hasOffice(name)
}

// officialIn are the last of words, where they are a name as states have officially: "People's Union
// of Hwarin" of "Foreign Ministry of the People's Union of Hwarin", and none of "Women's Union of
// Hwarin".
func officialIn(words []string) []string {
	l, of := lexiconOf(), len(words)-2
	if of < 1 || words[of] != "of" {
		return nil
	}
	from := of
	for i := of - 1; i >= 0 && (l.stateWords[fold(words[i])] || l.skip[fold(words[i])]); i-- {
		if l.stateWords[fold(words[i])] {
			from = i
		}
	}
	if from == of || from > 0 && !l.skip[fold(words[from-1])] {
		return nil
	}
	return words[from:]
}

// hasOffice reports whether the text gives a name an office that states have.
func (g *gathering) hasOffice(name string) bool {
	if lexiconOf().stateWords[fold(name+"'s")] {
		return false // "People's Defence Ministry"
	}
	return slices.ContainsFunc(occurrences(g.doc.Text, name), func(s corpus.Span) bool {
		behind := g.doc.Text[s.End:]
		rest := strings.TrimPrefix(strings.TrimPrefix(behind, "'s "), "’s ")
		return rest != behind && slices.ContainsFunc(lexiconOf().offices, func(o string) bool {
			return len(rest) >= len(o) && strings.EqualFold(rest[:len(o)], o)
		})
	})
}

// hasAdjective reports whether the text has a word for what belongs to a land of the name.
func (g *gathering) hasAdjective(name string) bool {
	land := fold(name)
	for _, at := range prefixes(g.doc.Text, name[:min(len(name), leastRoot)]) {
		end := at + strings.IndexFunc(g.doc.Text[at:]+" ", func(r rune) bool { return !unicode.IsLetter(r) })
		if belongs(fold(g.doc.Text[at:end]), land) {
			return true
		}
	}
	return false
}

// prefixes are the places where words of a text begin as given.
func prefixes(text, begin string) []int {
	var list []int
	for from := 0; ; {
		at := strings.Index(text[from:], begin)
		if at < 0 {
			return list
		}
		before, _ := utf8.DecodeLastRuneInString(text[:from+at])
		if !unicode.IsLetter(before) {
			list = append(list, from+at)
		}
		from += at + len(begin)
	}
}

// surePerson is the least confidence of a mention that shows a person by its kind alone.
// Origin: judgement, on the sample; names of places are taken for persons below it.
const surePerson = 0.7

// showsPerson reports whether the text or the name shows an entity to be a person.
func showsPerson(e *corpus.Entity) bool {
	words := strings.Fields(e.Name)
	if len(words) == 0 || len(words) > 2 && bodyNouns()[fold(words[len(words)-1])] {
		return false // "Ana Sorel Stadium"
	}
	first := words[0]
	if _, given := names.Given(first); given || e.Role != "" {
		return true
	}
	return slices.ContainsFunc(e.Mentions, func(m corpus.Mention) bool {
		return m.Level == corpus.ByName && m.Kind == corpus.Person && m.Sure >= surePerson
	})
}

// hyphened returns a name with the rest of a word that it ends in: "Yun Dal-hee" for "Yun Dal".
func hyphened(text string, name corpus.Span) corpus.Span {
	rest := text[name.End:]
	if !strings.HasPrefix(rest, "-") {
		return name
	}
	n := strings.IndexFunc(rest[1:], func(r rune) bool { return !unicode.IsLetter(r) })
	if n < 0 {
		n = len(rest) - 1
	}
	if n > 0 {
		name.End += 1 + n
	}
	return name
}

func mentionSpans(e *corpus.Entity) []corpus.Span {
	var spans []corpus.Span
	for _, m := range e.Mentions {
		if m.Level == corpus.ByName {
			spans = append(spans, m.Span)
		}
	}
	return spans
}

// take enters forms of a name under who bears one of them in this document already, or as a new
// profile. Forms that cannot stand for their bearer in another document are left out; of none
// nothing is returned. spans are where the text mentions the bearer, for names that do not stand
// in the text as they are.
func (g *gathering) take(kind corpus.EntityKind, forms []string, spans []corpus.Span) *Profile {
	forms = g.standing(kind, forms)
	if len(forms) == 0 {
		return nil
	}
	justified := g.places(forms)
	if len(justified) == 0 {
		justified = validSpans(g.doc.Text, spans)
	}
	i := slices.IndexFunc(forms, func(f string) bool { return g.known(kind, f) >= 0 })
	if i >= 0 {
		i = g.known(kind, forms[i])
	} else if len(justified) > 0 && !g.within(kind, justified) {
		i = len(g.found)
		g.found = append(g.found, Profile{Document: g.doc.ID, Kind: kind})
	} else {
		return nil
	}
	p := &g.found[i]
	for _, f := range forms {
		add(&p.Names, f)
	}
	for _, s := range justified {
		if !slices.ContainsFunc(p.Spans, s.Overlaps) {
			p.Spans = append(p.Spans, s)
		}
	}
	return p
}

// within reports whether all places of a name lie in those of another one: "Mun Haeng" is a part of
// "Mun Haeng So" then.
func (g *gathering) within(kind corpus.EntityKind, places []corpus.Span) bool {
	return !slices.ContainsFunc(places, func(s corpus.Span) bool {
		return !slices.ContainsFunc(g.found, func(p Profile) bool {
			return sameKind(p.Kind, kind) && slices.ContainsFunc(p.Spans, func(other corpus.Span) bool { return other.Contains(s) })
		})
	})
}

// standing are the forms that can stand for their bearer, each once.
func (g *gathering) standing(kind corpus.EntityKind, forms []string) []string {
	var list []string
	for _, f := range forms {
		f = withoutArticle(strings.TrimLeftFunc(strings.Join(strings.Fields(f), " "), notOfName))
		if bare := strings.TrimRight(f, "\"'”’,;:-"); !cutQuote(bare) {
			f = bare
		}
		if joinable(kind) && !g.barred[f] && !cutQuote(f) && stands(kind, f) {
			add(&list, f)
		}
	}
	return list
}

// cutQuote reports whether a mark in a name has lost its other one: "DPRK's “parliament".
func cutQuote(name string) bool {
	return strings.Count(name, "\"")%2 == 1 || strings.Count(name, "“") != strings.Count(name, "”") || strings.Count(name, "«") != strings.Count(name, "»")
}

func notOfName(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// places are where forms stand in the text.
func (g *gathering) places(forms []string) []corpus.Span {
	var spans []corpus.Span
	for _, f := range forms {
		for _, s := range occurrences(g.doc.Text, f) {
			if !slices.ContainsFunc(spans, s.Overlaps) && len(spans) < mostSpans {
				spans = append(spans, s)
			}
		}
	}
	return spans
}

func withoutArticle(name string) string {
	for _, article := range []string{"the ", "The ", "THE "} {
		name = strings.TrimPrefix(name, article)
	}
	return name
}

// known is the index of the profile of who bears a name in this document, -1 for none.
func (g *gathering) known(kind corpus.EntityKind, name string) int {
	key := fold(strings.Join(pieces(name), ""))
	return slices.IndexFunc(g.found, func(p Profile) bool {
		return sameKind(p.Kind, kind) && slices.ContainsFunc(p.Names, func(n string) bool { return fold(strings.Join(pieces(n), "")) == key })
	})
}

// mostSpans bounds the mentions that a profile shows.
const mostSpans = 20

// occurrences are the places where a name stands in a text, as words.
func occurrences(text, name string) []corpus.Span {
	var spans []corpus.Span
	for from := 0; name != "" && len(spans) < mostSpans; {
		at := strings.Index(text[from:], name)
		if at < 0 {
			break
		}
		s := corpus.Span{Start: from + at, End: from + at + len(name)}
		before, _ := utf8.DecodeLastRuneInString(text[:s.Start])
		after, _ := utf8.DecodeRuneInString(text[s.End:])
		if !ofWord(before) && !ofWord(after) {
			spans = append(spans, s)
		}
		from = s.End
	}
	return spans
}

func ofWord(r rune) bool { return unicode.IsLetter(r) || r == '-' }

func validSpans(text string, spans []corpus.Span) []corpus.Span {
	var valid []corpus.Span
	for _, s := range spans {
		if !s.Empty() && s.Valid(text) && len(valid) < mostSpans {
			valid = append(valid, s)
		}
	}
	return valid
}

// profiles are those that were found, ready to be compared.
func (g *gathering) profiles() []Profile {
	for i := range g.found {
		p := &g.found[i]
		g.shortForms(p)
		slices.SortStableFunc(p.Names, func(a, b string) int { return len(b) - len(a) })
		slices.SortFunc(p.Spans, func(a, b corpus.Span) int { return a.Start - b.Start })
		p.Name = p.Names[0]
		p.dropStrange()
		p.Apart = slices.ContainsFunc(p.Spans, func(s corpus.Span) bool { return saidApart(g.doc.Text, g.sentences, s) })
		g.found[i] = p.Prepare()
	}
	return g.found
}

// shortForms adds the initials that the text gives behind the name of a body: "Oskel National
// Committee (ONC)". Without such words initials are never sure.
func (g *gathering) shortForms(p *Profile) {
	if !isBody(p.Kind) {
		return
	}
	for _, s := range p.Spans {
		rest, ok := strings.CutPrefix(g.doc.Text[s.End:], " (")
		short, _, closed := strings.Cut(rest, ")")
		if !ok || !closed || len(short) > mostInitials || !isAcronym(short) {
			continue
		}
		whole, initials := readBody(s.In(g.doc.Text)), readBody(short)
		if like, _ := compareAcronym(&whole, &initials); like > 0 {
			add(&p.Names, short)
		}
	}
}

// mostInitials is the length of the longest short form, in bytes.
const mostInitials = 12

// dropStrange leaves out forms of a person's name that are not surely forms of it: what the reading
// took for one by a mistake, such as a father for his son, would make two persons one in all
// documents.
func (p *Profile) dropStrange() {
	if p.Kind == corpus.Person {
		p.Names = slices.DeleteFunc(p.Names, func(form string) bool { return form != p.Name && !SameName(p.Kind, p.Name, form).Sure })
	}
}

// say takes a role and an affiliation where none was said yet.
func (p *Profile) say(role, affiliation string) {
	if p.Role == "" {
		p.Role = role
	}
	if p.Affiliation == "" {
		p.Affiliation = affiliation
	}
}

// gendered takes the gender that a mention shows; two that contradict show none.
func (p *Profile) gendered(g corpus.Gender) {
	switch {
	case g == "" || g == p.Gender || p.mixed:
	case p.Gender == "":
		p.Gender = g
	default:
		p.Gender, p.mixed = "", true
	}
}

// stands reports whether a form of a name can stand for its bearer in another document.
func stands(kind corpus.EntityKind, name string) bool {
	switch {
	case kind == corpus.Person:
		return fullName(name)
	case isBody(kind):
		return tellingBody(name)
	}
	return len(pieces(name)) > 0
}

// fullName reports whether a name of a person has a word that is no title, particle or initial,
// and another that is no title or particle. A letter or number at the end makes a label:
// "Partner A".
func fullName(name string) bool {
	words := formsOf(turned(name))
	if len(words) == 0 || !wordsApart(name) {
		return false
	}
	l := lexiconOf()
	kept, _ := withoutSuffix(words[0])
	whole, all := 0, 0
	for i := range kept {
		w := &kept[i]
		bare := strings.Trim(w.text, ".")
		if l.titles[bare] || l.particles[bare] {
			continue
		}
		all++
		if !w.initial {
			whole++
		}
	}
	return whole > 0 && all > 1 && !isLabel(kept)
}

// wordsApart reports whether a name has two words: a family name may have a hyphen. Hangul and
// Han have no blanks in names.
func wordsApart(name string) bool {
	script := translit.ScriptOf(name)
	return script == translit.Hangul || script == translit.Han || len(strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '.' || r == ',' })) > 1
}

func isLabel(words []word) bool {
	last := words[len(words)-1]
	return last.initial && !strings.HasSuffix(last.text, ".") || strings.Trim(last.text, "0123456789") == ""
}

// tellingBody reports whether the name of a body is more than a noun that many share.
func tellingBody(name string) bool {
	if isAcronym(name) {
		return true
	}
	b := readBody(name)
	switch len(b.terms) {
	case 0:
		return false
	case 1:
		t := &b.terms[0]
		return t.kind == ordinary && len([]rune(t.text)) >= leastAcronym && !bodyNouns()[t.text]
	}
	return true
}

// bodyNouns are the nouns that show a name to be one of a body.
var bodyNouns = sync.OnceValue(func() map[string]bool {
	b, err := names.Lists.ReadFile("data/organisations.txt")
	if err != nil {
		panic(err) // embedded
	}
	nouns := map[string]bool{}
	for _, w := range strings.Fields(string(b)) {
		nouns[w] = true
	}
	return nouns
})

// saidApart reports whether the sentence of a name says that another bears it: "another Ivan
// Velt", "no relation".
func saidApart(text string, sentences []corpus.Span, name corpus.Span) bool {
	sentence := sentenceOf(sentences, name)
	if !sentence.Valid(text) || !sentence.Contains(name) {
		return false
	}
	l := lexiconOf()
	before := strings.Fields(strings.ToLower(text[sentence.Start:name.Start]))
	if n := len(before); n > 0 && slices.Contains(l.another, before[n-1]) {
		return true
	}
	whole := strings.ToLower(sentence.In(text))
	return slices.ContainsFunc(l.bars, func(bar string) bool { return strings.Contains(whole, bar) })
}

func sentenceOf(sentences []corpus.Span, name corpus.Span) corpus.Span {
	i := slices.IndexFunc(sentences, func(s corpus.Span) bool { return s.Contains(name) })
	if i < 0 {
		return corpus.Span{}
	}
	return sentences[i]
}
