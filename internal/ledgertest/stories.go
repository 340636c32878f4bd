package ledgertest

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Story is an article as a line of an archive holds it.
type Story struct {
	URL       string `json:"url,omitempty"`
	Published string `json:"published,omitempty"` // YYYY-MM-DD
	Outlet    string `json:"outlet,omitempty"`
	Language  string `json:"language,omitempty"`
	Title     string `json:"title,omitempty"`
	Text      string `json:"text"`
}

// Stories makes an archive of any size out of a small one: story i is variant
// i/len(archive) of story i modulo len(archive). It yields those from from up
// to but without to. Without an archive there are none.
func Stories(archive []Story, from, to int) iter.Seq[Story] {
	return func(yield func(Story) bool) {
		for i := from; i < to && len(archive) > 0; i++ {
			if !yield(archive[i%len(archive)].Variant(i / len(archive))) {
				return
			}
		}
	}
}

// ReadStories reads an archive, JSON lines with or without gzip.
func ReadStories(r io.Reader) ([]Story, error) {
	b := bufio.NewReader(r)
	var in io.Reader = b
	if head, _ := b.Peek(2); string(head) == "\x1f\x8b" {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, fmt.Errorf("read stories: %w", err)
		}
		in = z
	}
	var list []Story
	for d := json.NewDecoder(in); ; {
		var s Story
		switch err := d.Decode(&s); {
		case errors.Is(err, io.EOF):
			return list, nil
		case err != nil:
			return nil, fmt.Errorf("read story %d: %w", len(list)+1, err)
		}
		list = append(list, s)
	}
}

// WriteStories writes stories as JSON lines.
func WriteStories(w io.Writer, stories iter.Seq[Story]) error {
	e := json.NewEncoder(w)
	for s := range stories {
		if err := e.Encode(s); err != nil {
			return fmt.Errorf("write story %s: %w", s.URL, err)
		}
	}
	return nil
}

// How a variant differs from its story.
const (
	// keptNames is the share of names that stay: who is in the news stays
	// there, and so is found in many stories.
	keptNames = 0.5
	// inventedNames is how many names there are to take others from. Their
	// frequencies fall as in real text (Zipf), so that the vocabulary grows
	// with the archive, ever more slowly: of a million draws some 155,000
	// names, of a tenth of them 34,000.
	inventedNames = 200_000
	// droppedParagraphs and movedParagraphs are the shares that are left out
	// and that change places with the next one.
	droppedParagraphs, movedParagraphs = 0.1, 0.1
	// yearsAround is how far a variant's date lies from the story's at most.
	yearsAround = 10
)

// Variant returns the story's n-th variant: other names, each the same all
// over the text, other numbers of the same form, another date and address,
// and paragraphs now and then left out or moved. Words of other scripts than
// Latin stay. The same story and n make the same variant; number 0 is the
// story itself.
func (s Story) Variant(n int) Story {
	if n == 0 {
		return s
	}
	v := variation{r: s.random(n), names: namesIn(s.Text), other: map[string]string{}}
	out := s
	out.URL = s.URL + "/" + strconv.Itoa(n)
	out.Published = v.date(s.Published)
	out.Title = v.rewrite(s.Title)
	out.Text = v.rearrange(v.rewrite(s.Text))
	return out
}

// random is the source of all choices of a variant.
func (s Story) random(n int) *rand.Rand {
	h := fnv.New64a()
	_, _ = io.WriteString(h, s.URL+"\n"+s.Title+"\n"+s.Text) // never fails
	return rand.New(rand.NewPCG(h.Sum64(), uint64(n)))
}

// variation is the making of one variant.
type variation struct {
	r     *rand.Rand
	names map[string]bool
	other map[string]string // what stands for a name or number
}

// piece matches what may be replaced: a word or a number in Latin letters and
// digits.
var piece = regexp.MustCompile(`\p{Latin}+|[0-9]+`)

// sentenceEnd matches what stands before a word that begins a sentence.
var sentenceEnd = regexp.MustCompile(`(^|[.!?:\n]["'”’)\]]*[\s,]*|["'“‘«(]|\s[-–—]\s*)$`)

// lookBack is how many bytes before a word tell whether it begins a sentence.
const lookBack = 8

// shortestName is how many letters a name has at least; of less are initials.
const shortestName = 3

// namesIn lists the capitalised words of a text that once stand elsewhere
// than where every sentence has a capital, and never without one.
func namesIn(text string) map[string]bool {
	names, small := map[string]bool{}, map[string]bool{}
	for _, at := range piece.FindAllStringIndex(text, -1) {
		word := text[at[0]:at[1]]
		first, size := utf8.DecodeRuneInString(word)
		rest := word[size:]
		switch {
		case unicode.IsLower(first):
			small[word] = true
		case unicode.IsUpper(first) && utf8.RuneCountInString(word) >= shortestName && rest == strings.ToLower(rest) &&
			!sentenceEnd.MatchString(text[max(0, at[0]-lookBack):at[0]]):
			names[word] = true
		}
	}
	for name := range names {
		if small[strings.ToLower(name)] {
			delete(names, name)
		}
	}
	return names
}

// rewrite replaces the names and numbers of text.
func (v *variation) rewrite(text string) string {
	return piece.ReplaceAllStringFunc(text, func(word string) string {
		number := word[0] >= '0' && word[0] <= '9'
		if !number && !v.names[word] {
			return word
		}
		if other, ok := v.other[word]; ok {
			return other
		}
		other := word
		switch {
		case number:
			other = v.number(word)
		case v.r.Float64() >= keptNames:
			other = inventedName(v.rank())
		}
		v.other[word] = other
		return other
	})
}

// rank draws the number of an invented name, the low ones more often.
func (v *variation) rank() int {
	return int(math.Exp(v.r.Float64()*math.Log(inventedNames))) - 1
}

// number varies a run of digits. Its length stays, the century of a year,
// what can be a day of a month, and whether it begins with 0.
func (v *variation) number(digits string) string {
	b := []byte(digits)
	from := 0
	switch year := len(b) == 4 && (digits[:2] == "19" || digits[:2] == "20"); {
	case year:
		from = 2
	case len(b) == 2 && digits <= "31" && b[0] != '0':
		return strconv.Itoa(10 + v.r.IntN(19))
	}
	for i := from; i < len(b); i++ {
		switch {
		case i > 0:
			b[i] = byte('0' + v.r.IntN(10))
		case b[i] != '0':
			b[i] = byte('1' + v.r.IntN(9))
		}
	}
	return string(b)
}

// date moves a day; what is no day stays.
func (v *variation) date(published string) string {
	at, err := time.Parse(time.DateOnly, published)
	if err != nil {
		return published
	}
	const most = yearsAround * 365
	return at.AddDate(0, 0, v.r.IntN(2*most)-most).Format(time.DateOnly)
}

// breaks matches what stands between paragraphs: line breaks, or the commas
// that an archive has in their place.
var breaks = regexp.MustCompile(`\n+|,(?: ,)+ `)

// rearrange leaves out and moves paragraphs. The first stays where it is, and
// what stands between them too.
func (v *variation) rearrange(text string) string {
	between := breaks.FindAllString(text, -1)
	parts := breaks.Split(text, -1)
	order := make([]int, 1, len(parts))
	for i := 1; i < len(parts); i++ {
		switch chance := v.r.Float64(); {
		case chance < droppedParagraphs && len(parts) > 2:
		case chance > 1-movedParagraphs && len(order) > 1:
			order = append(order[:len(order)-1], i, order[len(order)-1])
		default:
			order = append(order, i)
		}
	}
	var b strings.Builder
	for place, i := range order {
		if place > 0 {
			b.WriteString(between[place-1])
		}
		b.WriteString(parts[i])
	}
	return b.String()
}

// inventedName makes up the name of a rank out of two or more syllables.
func inventedName(rank int) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	const syllables = len(consonants) * len(vowels)
	var b []byte
	for n := rank + syllables; n > 0; n /= syllables {
		b = append(b, consonants[n%syllables%len(consonants)], vowels[n%syllables/len(consonants)])
	}
	b[0] -= 'a' - 'A'
	return string(b) + []string{"", "n", "sk", "ch"}[rank%4]
}
