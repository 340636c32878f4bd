package coverage

import (
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay/corpus"
)

// TestForms holds words of an event against words of texts.
func TestForms(t *testing.T) {
	tests := []struct {
		word, text string
		want       bool
	}{
		{"shelling", "The depot was shelled again.", true},
		{"Hall of Banners", "in the HALL of Banners", true},
		{"Hall of Banners", "the hall with banners", false},
		{"flood-relief brigade", "the flood relief brigades", true},
		{"Oskel", "the Oskel's far bank", true},
		{"Saint-Avrél", "in Saint-Avrel", true},
		{"Торванский шлюз", "у Торванского шлюза", true},
		{"шлюз", "шлюзами", true},
		{"ёлка", "елки", true},
		{"Ким", "Кима", true},
		{"Ким", "кимоно", false},
		{"обстрел", "обстрелянный", false}, // another word, and five more letters
		{"초상화", "초상화를", true},
		{"초상화", "초상", false},
		{"건설단 표창식", "건설단표창식에서", true},
		{"건설단 표창식", "건설단 표창식에서", true},
		{"불", "불고기", false},
		{"水闸", "托瓦内水闸遭炮击", true},
		{"水闸", "水和闸", false},
		{"σεισμός", "σεισμός", true},
		{"101", "1010 portraits", false},
	}
	for _, tt := range tests {
		f := newFinder([]entry{newEntry(Word{Text: tt.word}, wordWeight)})
		list := tokens(nil, tt.text, corpus.Span{End: len(tt.text)})
		if got := len(f.find(list)) > 0; got != tt.want {
			t.Errorf("%q in %q: %v, want %v", tt.word, tt.text, got, tt.want)
		}
	}
}

func testEvent(t testing.TB) Event {
	t.Helper()
	list, err := ReadEvents(strings.NewReader(`
Fire at Brannoch Mill:
  from: 2031-05-10
  to: 2031-05-11
  place: Brannoch Mill
  names: [the Brannoch fire]
  words: [fire, blaze, burned, granary, smoke, {word: firefighters, weak: true}, {word: arson, weak: true}]
  aspects:
    the dead: [killed, dead]
    the inquiry: [inquiry, investigation]
  late after days: 5
  within days: 30
`))
	if err != nil {
		t.Fatal(err)
	}
	return list[0]
}

func TestMatch(t *testing.T) {
	tests := []struct {
		name, published, title, text string

		passages []string
		aspects  string
		near     string // what the near miss lacks
		like     bool
	}{
		{name: "a name alone", published: "2031-05-12", text: "Nobody slept after the Brannoch fire.",
			passages: []string{"the Brannoch fire"}},
		{name: "place in the title, word in the text", published: "2031-05-12", title: "Brannoch Mill", text: "All of it burned.",
			passages: []string{"burned"}},
		{name: "three words without the place", published: "2031-05-12", text: "There was smoke over the granary, then a blaze.",
			passages: []string{"smoke over the granary, then a blaze"}},
		{name: "two forms of one word are one", published: "2031-05-12", text: "Fire and fires, smoke.",
			near: "more words beside it, such as Brannoch Mill, the Brannoch fire, blaze, burned"},
		{name: "a phrase is none across paragraphs", published: "2031-05-12", text: "Fire in Brannoch.\n\nMill towns sleep."},
		{name: "too far apart", published: "2031-05-12", text: "Brannoch Mill" + strings.Repeat(" and on", 40) + " smoke.",
			near: "more words beside it, such as the Brannoch fire, fire, blaze, burned"},
		{name: "place and two weak words", published: "2031-05-12", text: "At Brannoch Mill firefighters speak of arson.",
			passages: []string{"Brannoch Mill firefighters speak of arson"}, like: true},
		{name: "before the event", published: "2031-05-09", text: "A fire at Brannoch Mill.",
			near: "the time: published before 2031-05-10"},
		{name: "after its time", published: "2031-06-11", text: "A fire at Brannoch Mill.",
			near: "the time: published after 2031-06-10"},
		{name: "of no day", published: "2031", text: "A fire at Brannoch Mill.",
			near: "a day of publication"},
		{name: "a month that its time reaches", published: "2031-06", text: "A fire at Brannoch Mill.",
			passages: []string{"fire at Brannoch Mill"}},
		{name: "an aspect near by", published: "2031-05-12", text: "A fire at Brannoch Mill.\n\nTwo were killed.",
			passages: []string{"fire at Brannoch Mill"}, aspects: "the dead"},
		{name: "an aspect far off", published: "2031-05-12", text: "A fire at Brannoch Mill." + strings.Repeat("\n\nOn other matters.", 60) + "\n\nTwo were killed.",
			passages: []string{"fire at Brannoch Mill"}},
		{name: "an aspect far off, the title about it", published: "2031-05-12", title: "The fire",
			text:     "It was at Brannoch Mill." + strings.Repeat("\n\nOn other matters.", 60) + "\n\nTwo were killed.",
			passages: []string{"Brannoch Mill"}, aspects: "the dead"},
		{name: "a like subject at any time", published: "2030-01-01", text: "Firefighters in Corran went home.", like: true},
		{name: "nothing", published: "2031-05-12", text: "Fishing fleet returns."},
	}
	print := testEvent(t).Fingerprint()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := story("Tessel Wire", tt.published, tt.title, tt.text)
			hit, ok := print.Match(doc)
			if ok != (len(tt.passages) > 0 || tt.near != "" || tt.like) {
				t.Errorf("ok is %v: %+v", ok, hit)
			}
			var passages, aspects []string
			for _, p := range hit.Passages {
				passages = append(passages, p.In(doc.Text))
			}
			for _, a := range hit.Aspects {
				aspects = append(aspects, a.Aspect)
			}
			if strings.Join(passages, "|") != strings.Join(tt.passages, "|") || strings.Join(aspects, "|") != tt.aspects {
				t.Errorf("passages %q aspects %q, want %q %q", passages, aspects, tt.passages, tt.aspects)
			}
			if hit.Lacks != tt.near || hit.Like != tt.like {
				t.Errorf("lacks %q like %v, want %q %v", hit.Lacks, hit.Like, tt.near, tt.like)
			}
		})
	}
}

// TestNeeded: a document without any of the needed words is a near miss, however much else it
// has, and one of an earlier event is on a like subject.
func TestNeeded(t *testing.T) {
	earlier := Event{Name: "a", From: "2031-03-05", To: "2031-03-05", Late: 7, Within: 60,
		Words: []Word{{Text: "flood-relief brigade", Needed: true}, {Text: "Hall of Banners"}, {Text: "ceremony"}}}
	e := Event{Name: "b", From: "2031-04-09", To: "2031-04-09", Late: 7, Within: 60,
		Words: []Word{{Text: "detachment", Needed: true}, {Text: "표창식", Needed: true}, {Text: "Hall of Banners"}, {Text: "ceremony"}}}
	print := e.Fingerprint(earlier)
	hit, _ := print.Match(story("Munhyang Dispatch", "2031-04-10", "", "A ceremony for the flood-relief brigade at the Hall of Banners."))
	if hit.Near == nil || hit.Lacks != "any of what is needed: detachment, 표창식" || !hit.Like || len(hit.Passages) > 0 {
		t.Errorf("%+v", hit)
	}
	hit, _ = print.Match(story("Munhyang Dispatch", "2031-04-10", "", "The ceremony for the detachment."))
	if len(hit.Passages) != 1 || hit.Like {
		t.Errorf("%+v", hit)
	}
}

// TestLater: when a like event has begun, what both have in common is on that one.
func TestLater(t *testing.T) {
	words := []Word{{Text: "Hall of Banners"}, {Text: "ceremony"}, {Text: "portraits"}}
	e := Event{Name: "a", From: "2031-03-05", To: "2031-03-05", Late: 7, Within: 60, Words: append(words[:3:3], Word{Text: "flood-relief brigade"})}
	later := Event{Name: "b", From: "2031-04-09", To: "2031-04-09", Late: 7, Within: 60, Words: words}
	tests := []struct {
		published, text, lacks string
	}{
		{"2031-03-06", "A ceremony at the Hall of Banners.", ""},
		{"2031-04-10", "A ceremony at the Hall of Banners.", "a word that tells it from the later b"},
		{"2031-04-10", "The ceremony for the flood-relief brigade.", ""},
	}
	for _, tt := range tests {
		hit, _ := e.Fingerprint(later).Match(story("Munhyang Dispatch", tt.published, "", tt.text))
		if hit.Lacks != tt.lacks || (len(hit.Passages) > 0) != (tt.lacks == "") {
			t.Errorf("%s %s: %+v", tt.published, tt.text, hit)
		}
		if hit, _ := later.Fingerprint(e).Match(story("Munhyang Dispatch", "2031-04-10", "", tt.text)); len(hit.Passages) == 0 && !strings.Contains(tt.text, "brigade") {
			t.Errorf("%s: not on the later one: %+v", tt.text, hit)
		}
	}
}

// TestCrud: nothing is found in crud.
func TestCrud(t *testing.T) {
	doc := story("Tessel Wire", "2031-05-12", "Markets", "Read also: the Brannoch fire")
	doc.Blocks[1].Kind = corpus.Crud
	if hit, ok := testEvent(t).Fingerprint().Match(doc); ok {
		t.Errorf("%+v", hit)
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("Brannoch Mill", "A fire.\n\nТорванский шлюз 표창식에서 水闸 the Brannoch fire's smoke", "2031-05-12", "шлюз")
	f.Add("", "ǅ İ ﬀ e\u0301 \u0301\u00ad가각\xff\xfe", "2031-05", "İ")
	f.Fuzz(func(t *testing.T, title, text, published, word string) {
		if !utf8.ValidString(title + text) {
			return // texts are UTF-8
		}
		e := testEvent(t)
		if w := (Word{Text: word}); checkList("words", []Word{w}) == nil {
			e.Words = append(e.Words, w)
		}
		doc := story("Tessel Wire", published, title, text)
		hit, _ := e.Fingerprint(e).Match(doc)
		if hit.Near != nil {
			hit.Passages = append(hit.Passages, *hit.Near)
		}
		at := 0
		for _, p := range hit.Passages {
			if !p.Valid(doc.Text) || p.Empty() || p.Start < at || len(p.Words) == 0 {
				t.Fatalf("passage %v after %d in %q", p, at, doc.Text)
			}
			at = p.End
			for _, w := range p.Words {
				if !w.Valid(doc.Text) || w.Empty() {
					t.Fatalf("word %v in %q", w, doc.Text)
				}
			}
		}
		if _, err := Cover(e, Collect([]corpus.Document{doc}), []Hit{hit}); err != nil {
			t.Fatal(err)
		}
		Bursts([]corpus.Document{doc, doc})
	})
}

func BenchmarkMatch(b *testing.B) {
	text := strings.Repeat("The harbour office counted forty barges on the lower river, and none of them carried grain for the mills of the far bank.\n\n", 20)
	doc := story("Tessel Wire", "2031-05-12", "Fire at Brannoch Mill", text+"A blaze took the granary.\n\n"+text)
	print := testEvent(b).Fingerprint()
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		print.Match(doc)
	}
}
