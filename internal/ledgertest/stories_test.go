package ledgertest

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var port = Story{
	URL: "https://post.example/1", Published: "2031-03-20", Outlet: "Post", Language: "en",
	Title: "Varga Denies 4,700 Losses",
	Text: "The minister, Odile Varga, said on March 19 that 4,700 men of 3.5 regiments were lost.\n\n" +
		"Varga spoke in Torvane, KPA officers said. In 2031 no Torvane post was manned.\n\n" +
		"Варга молчала. 정부는 2 posts.\n\nThe port of Ulvret was shut.\n\nVarga's aides left at 05:40.",
}

func TestVariantIsDeterministicAndDiffers(t *testing.T) {
	seen := map[string]int{}
	for n := range 200 {
		v := port.Variant(n)
		if v != port.Variant(n) {
			t.Fatalf("variant %d is not the same twice", n)
		}
		if before, ok := seen[v.Text]; ok {
			t.Errorf("variants %d and %d have one text", before, n)
		}
		seen[v.Text] = n
	}
	if port.Variant(0) != port {
		t.Error("variant 0 is not the story itself")
	}
}

var (
	aNumber = regexp.MustCompile(`[0-9]+`)
	aWord   = regexp.MustCompile(`\p{L}+`)
)

// form is a text without what may vary: letters of names and digits.
func form(text string) string {
	return aNumber.ReplaceAllStringFunc(aWord.ReplaceAllString(text, "w"), func(d string) string {
		return strings.Repeat("9", len(d))
	})
}

func TestVariantKeepsTheForm(t *testing.T) {
	for n := 1; n < 200; n++ {
		v := port.Variant(n)
		if form(v.Title) != form(port.Title) {
			t.Errorf("variant %d: title %q", n, v.Title)
		}
		have := strings.Split(form(port.Text), "\n\n")
		paragraphs := strings.Split(v.Text, "\n\n")
		for _, p := range paragraphs {
			if !slices.Contains(have, form(p)) {
				t.Errorf("variant %d: paragraph %q", n, p)
			}
		}
		if len(paragraphs) < 2 || form(paragraphs[0]) != have[0] {
			t.Errorf("variant %d: %q", n, v.Text)
		}
		if v.Outlet != port.Outlet || v.URL == port.URL || len(v.Published) != len(port.Published) {
			t.Errorf("variant %d: %+v", n, v)
		}
	}
}

func TestVariantNamesOneThingAlike(t *testing.T) {
	changed, same := 0, 0
	for n := 1; n < 200; n++ {
		v := port.Variant(n)
		name, rest, _ := strings.Cut(v.Title, " ")
		if !strings.HasPrefix(rest, "Denies ") || !strings.Contains(v.Text, "Odile "+name+",") && !strings.Contains(v.Text, " "+name+", said") {
			t.Errorf("variant %d: %q, %q", n, v.Title, v.Text)
		}
		number := strings.Fields(rest)[1]
		if !strings.Contains(v.Text, "that "+number+" men") {
			t.Errorf("variant %d: %q, %q", n, v.Title, v.Text)
		}
		if strings.Contains(v.Text, "Варга") && !strings.Contains(v.Text, "Варга молчала. 정부는 ") {
			t.Errorf("variant %d: other scripts: %q", n, v.Text)
		}
		if strings.Contains(v.Text, " spoke in ") && !strings.Contains(v.Text, ", KPA officers") {
			t.Errorf("variant %d: %q", n, v.Text)
		}
		if name == "Varga" {
			same++
		} else {
			changed++
		}
	}
	if same == 0 || changed == 0 {
		t.Errorf("the name stayed in %d variants and changed in %d, want both", same, changed)
	}
}

// An index of an archive whose words are all there after a while would look
// too good.
func TestVocabularyGrowsSlowly(t *testing.T) {
	words := map[string]bool{}
	var grown []int
	for part := range 4 {
		before := len(words)
		for s := range Stories([]Story{port}, part*500, (part+1)*500) {
			for _, w := range aWord.FindAllString(s.Text, -1) {
				words[w] = true
			}
		}
		grown = append(grown, len(words)-before)
	}
	if grown[3] == 0 || grown[3] >= grown[0] {
		t.Errorf("each 500 stories brought %v new words", grown)
	}
}

func TestInventedNamesAreDistinct(t *testing.T) {
	seen := make(map[string]bool, inventedNames)
	for rank := range inventedNames {
		seen[inventedName(rank)] = true
	}
	if len(seen) != inventedNames {
		t.Errorf("%d names of %d", len(seen), inventedNames)
	}
}

func TestStoriesSurviveWriting(t *testing.T) {
	archive := []Story{port, {Text: "Short."}}
	var b bytes.Buffer
	if err := WriteStories(&b, Stories(archive, 1, 8)); err != nil {
		t.Fatal(err)
	}
	list, err := ReadStories(&b)
	if err != nil || !slices.Equal(list, slices.Collect(Stories(archive, 1, 8))) || len(list) != 7 {
		t.Errorf("%v, %v", list, err)
	}
	if _, err := ReadStories(strings.NewReader("{\"text\":\"a\"}\n{")); err == nil || !strings.Contains(err.Error(), "story 2") {
		t.Errorf("a cut line: %v", err)
	}
	if n := len(slices.Collect(Stories(nil, 0, 5))); n != 0 {
		t.Errorf("%d stories of nothing", n)
	}
}
