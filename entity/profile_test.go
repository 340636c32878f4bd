package entity

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay/corpus"
)

// document reads marks in a text: [person:Ana Sorel] is a mention by name, {person:Ana Sorel} the
// source of a statement, {person?:Sorel} one known by a part of the name, {person!:Partner A} one
// known by a label. Each sentence ends with a full stop and a blank.
func document(marked string) (corpus.Document, corpus.Annotations) {
	var text strings.Builder
	var a corpus.Annotations
	for marked != "" {
		i := strings.IndexAny(marked, "[{")
		if i < 0 {
			text.WriteString(marked)
			break
		}
		text.WriteString(marked[:i])
		end := i + strings.IndexAny(marked[i:], "]}")
		kind, name, _ := strings.Cut(marked[i+1:end], ":")
		at := corpus.Span{Start: text.Len(), End: text.Len() + len(name)}
		text.WriteString(name)
		if marked[i] == '[' {
			a.Entities = append(a.Entities, corpus.Entity{Name: name, Kind: corpus.EntityKind(kind), Mentions: []corpus.Mention{{
				Span: at, Named: at, Level: corpus.ByName, Kind: corpus.EntityKind(kind), Sure: 0.95, Joined: 1,
			}}})
		} else {
			a.Attributions = append(a.Attributions, corpus.Attribution{Source: sourceOf(kind, name, at)})
		}
		marked = marked[end+1:]
	}
	from := 0
	for sentence := range strings.SplitAfterSeq(text.String(), ". ") {
		a.Sentences = append(a.Sentences, corpus.Span{Start: from, End: from + len(sentence)})
		from += len(sentence)
	}
	return corpus.Document{ID: "d1", Text: text.String()}, a
}

func sourceOf(kind, name string, at corpus.Span) corpus.Source {
	s := corpus.Source{Spans: []corpus.Span{at}, Name: name, Identified: corpus.Named}
	if k, ok := strings.CutSuffix(kind, "?"); ok {
		kind, s.Identified = k, corpus.Partial
	}
	if k, ok := strings.CutSuffix(kind, "!"); ok {
		kind, s.Identified = k, corpus.Pseudonym
	}
	s.Kind = corpus.EntityKind(kind)
	return s
}

func TestProfiles(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // kind and forms
	}{
		{"a source and its mention are one", "{person:Ana Sorel} said so. [person:Ana Sorel] left. ", []string{"person Ana Sorel"}},
		{"a family name alone", "{person?:Sorel} said so. [person:Sorel] left. ", nil},
		{"a title and a family name", "{person:Minister de Varremont} said so. ", nil},
		{"a hyphen makes no second name", "{person:Vasek-Dorn} said so. ", nil},
		{"initials", "{person:J. K. Ellory} said so. ", []string{"person J. K. Ellory"}},
		{"a label", "{person!:Partner A} said so. [person:Partner A] left. ", nil},
		{"a label that is not marked", "{person:Partner A} said so. ", nil},
		{"groups and places", "{group:Ulvret Sappers} said so in [place:Ulvret Port]. ", nil},
		{"a name cut at a hyphen", "[person:Yun Dal]-hee said so. ", []string{"person Yun Dal-hee"}},
		{"a part of another name", "{person:Mun Haeng So} came; [person:Mun Haeng] So left. ", []string{"person Mun Haeng So"}},
		{"a body", "{organisation:The Hwarinese foreign ministry} said so. ", []string{"organisation Hwarinese foreign ministry"}},
		{"a body by a noun", "[organisation:Directorate] said so. ", nil},
		{"a description", "[organisation:his company] and [person:Station manager] and [organisation:two governments]. ", nil},
		{"an adjective", "[organisation:Veshtari] said so. ", nil},
		{"an outlet of one word", "[outlet:Roundfold] said so. ", []string{"outlet Roundfold"}},
		{"an acronym", "[organisation:CTB] said so. ", []string{"organisation CTB"}},
		{"a state by its adjective", "[place:Hwarin] sent a Hwarinese team. ", []string{"state Hwarin"}},
		{"a state by its office", "[place:Hwarin]’s Foreign Ministry agreed. ", []string{"state Hwarin"}},
		{"a town and an office", "[place:Ulvret]'s mayor and the foreign ministry agreed. ", nil},
		{"a state by its official name in another one", "[organisation:Foreign Ministry of the People's Union of Hwarin] agreed. ", []string{"organisation Foreign Ministry of the People's Union of Hwarin", "state People's Union of Hwarin"}},
		{"an official name of two parts", "[place:Republic of the Union of Hwarin] agreed. ", []string{"state Republic of the Union of Hwarin"}},
		{"a word of states with an office", "[place:People]'s Defence Ministry agreed. ", nil},
		{"a body with a word of states", "[organisation:Ferry Women's Union of Hwarin] agreed. ", []string{"organisation Ferry Women's Union of Hwarin"}},
		{"a place", "[place:Ulvret] is a town. ", nil},
		{"a state by its official name", "[organisation:People's Union of Hwarin] agreed. ", []string{"state People's Union of Hwarin"}},
		{"a state of the list", "[place:Norway] agreed. ", []string{"state Norway"}},
	}
	for _, tt := range tests {
		doc, a := document(tt.text)
		var got []string
		for _, p := range Profiles(doc, a) {
			got = append(got, string(p.Kind)+" "+strings.Join(p.Names, ", "))
			checkProfile(t, doc, p)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// checkProfile requires what a profile always has.
func checkProfile(t *testing.T, doc corpus.Document, p Profile) {
	t.Helper()
	if len(p.Spans) == 0 || p.Name == "" || p.Name != p.Names[0] || p.Document != doc.ID {
		t.Errorf("profile %+v", p)
	}
	for i, s := range p.Spans {
		if s.Empty() || !s.Valid(doc.Text) || i > 0 && s.Start < p.Spans[i-1].Start {
			t.Errorf("%s: span %v", p.Name, s)
		}
	}
}

func TestProfileIsApart(t *testing.T) {
	for text, want := range map[string]bool{
		"{person:Ivan Velt} said so. ":                                                false,
		"Another {person:Ivan Velt} said so. ":                                        true,
		"{person:Ivan Velt}, no relation to the minister, said so. ":                  true,
		"Another officer with the same surname, {person:Ok Pyo-min}, said so. ":       true,
		"Others stayed. {person:Ivan Velt} left. Another report tells of namesakes. ": false,
	} {
		doc, a := document(text)
		list := Profiles(doc, a)
		if len(list) != 1 || list[0].Apart != want {
			t.Errorf("%s: %+v, want %v", text, list, want)
		}
	}
}

func TestProfileSays(t *testing.T) {
	doc, a := document("{person:Ana Sorel} said so. [person:Ana Sorel] left. ")
	a.Attributions[0].Source.Role = "mayor"
	a.Entities[0].Role, a.Entities[0].Affiliation = "she", "Ulvret"
	a.Entities[0].Mentions[0].Gender = corpus.Female
	p := Profiles(doc, a)[0]
	if p.Role != "mayor" || p.Affiliation != "Ulvret" || p.Gender != corpus.Female || len(p.Spans) != 2 {
		t.Errorf("%+v", p)
	}
}

// FuzzProfiles reads marked texts whose spans are moved about.
func FuzzProfiles(f *testing.F) {
	f.Add("{person:Ana Sorel} said so. [person:Yun Dal]-hee left [place:Hwarin], a Hwarinese town. ", 0, 0)
	f.Add("[organisation:Foreign Ministry of Ǆvar] of [person:김정은]. ", 3, 7)
	f.Fuzz(func(t *testing.T, marked string, from, to int) {
		if strings.Count(marked, "[")+strings.Count(marked, "{") != strings.Count(marked, "]")+strings.Count(marked, "}") || !utf8.ValidString(marked) || !markedInOrder(marked) {
			return
		}
		doc, a := document(marked)
		for i := range a.Entities {
			a.Entities[i].Mentions[0].Named = corpus.Span{Start: from, End: to}
		}
		for _, p := range Profiles(doc, a) {
			checkProfile(t, doc, p)
			p.Keys()
		}
	})
}

func markedInOrder(marked string) bool {
	open := false
	for _, r := range marked {
		switch r {
		case '[', '{':
			if open {
				return false
			}
			open = true
		case ']', '}':
			if !open {
				return false
			}
			open = false
		}
	}
	return !open
}

// TestShortForms: initials that a text gives behind a name are a form of it, others are none, and
// neither is another person that reading took for one.
func TestShortForms(t *testing.T) {
	for text, want := range map[string]string{
		"[organisation:Oskel National Committee] (ONC) met.":         "Oskel National Committee ONC",
		"[organisation:Oskel National Committee] (O.N.C.) met.":      "Oskel National Committee O.N.C.",
		"[organisation:Oskel National Committee] (CTB) met.":         "Oskel National Committee",
		"[organisation:Oskel National Committee] (in Corran) met.":   "Oskel National Committee",
		"[organisation:Oskel National Committee] (ONC met.":          "Oskel National Committee",
		"[person:Oskar Nils Crane] (ONC) came.":                      "Oskar Nils Crane",
		"[organisation:Oskel National Committee], that is (ONC) met": "Oskel National Committee",
	} {
		list := Profiles(document(text))
		if len(list) != 1 || strings.Join(list[0].Names, " ") != want {
			t.Errorf("%s: %+v, want %s", text, list, want)
		}
	}
	doc, a := document("[person:Tomas Brakke Jr.] and his father [person:Tomas Brakke].")
	a.Entities[0].Mentions = append(a.Entities[0].Mentions, a.Entities[1].Mentions...)
	a.Entities = a.Entities[:1]
	if list := Profiles(doc, a); len(list) != 1 || len(list[0].Names) != 1 {
		t.Errorf("a son and his father: %+v", list)
	}
}

// TestNamed: a body of three words may begin with "New", a description or a person may not; two
// states are no entity, and a senate is no state.
func TestNamed(t *testing.T) {
	for marked, want := range map[string]string{
		"The [outlet:New Corran Courier] wrote.":             "New Corran Courier",
		"The [organisation:First Shore Bank] closed.":        "First Shore Bank",
		"[state:Inside North Korea] it rained.":              "",
		"[state:Asia] waits.":                                "",
		"The [state:Russian-Ukraine] war began.":             "",
		"[state:Guinea-Bissau] votes.":                       "Guinea-Bissau",
		"[state:Democratic Republic of Congo] voted.":        "Democratic Republic of Congo",
		"Corrany's “[organisation:Oskel “parliament] met.":   "",
		"The bank [organisation:Bank “Oskel Shore”] closed.": "Bank “Oskel Shore”",
		"[state:Hwarin and Corrany] met.":                    "",
		"[state:Bosnia and Herzegovina] met.":                "Bosnia and Herzegovina",
		"The [state:U.S. Senate] met.":                       "U.S. Senate",
		"[state:New Zealand] declined.":                      "New Zealand",
		"The [organisation:New Ministry] opened.":            "",
		"[person:New Chairman Brakke] spoke.":                "",
	} {
		var got []string
		for _, p := range Profiles(document(marked)) {
			got = append(got, p.Name)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %v, want %s", marked, got, want)
		}
	}
}
