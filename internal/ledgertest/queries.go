package ledgertest

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Query is a question to a ledger, in the words and with the filters that a
// person would give.
type Query struct {
	Text             string
	Outlet, Language string // "" is any
	From, To         string // published; "" is any
	Speaker          string // a name, for a list of statements
	Word             string // a word, for a list of statements with it
}

// Queries makes n questions out of the texts of stories, so that most have
// answers: single words frequent, middling and rare, two words, phrases,
// prefixes, OR, NOT, parentheses, numbers, other scripts, possessives, some of
// them narrowed by outlet, date or language. The same stories make the same
// questions. There must be stories with words.
func Queries(stories []Story, n int) []Query {
	g := newQuestions(stories)
	list := make([]Query, n)
	for i := range list {
		list[i].Text = forms[i%len(forms)](g)
		g.narrow(&list[i], i/len(forms))
		list[i].Speaker, list[i].Word = g.name(), g.middling()
		if g.r.IntN(2) == 0 {
			list[i].Word = g.frequent()
		}
	}
	return list
}

// questions makes questions out of stories.
type questions struct {
	r       *rand.Rand
	stories []Story
	words   []string // lower case, the most frequent first
	numbers []string
	foreign []string // words of other scripts than Latin
	names   []string // capitalised
}

// querySeed makes the questions the same every time.
const querySeed = 2031

// mostNames bounds the stories that names are gathered from.
const mostNames = 500

var (
	letters = regexp.MustCompile(`\p{L}+`)
	figures = regexp.MustCompile(`[0-9]+(?:[,.][0-9]+)*`)
)

func newQuestions(stories []Story) *questions {
	g := &questions{r: rand.New(rand.NewPCG(querySeed, querySeed)), stories: stories}
	count, numbers, foreign, names := map[string]int{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i, s := range stories {
		for _, w := range letters.FindAllString(s.Text, -1) {
			if r, _ := utf8.DecodeRuneInString(w); !unicode.Is(unicode.Latin, r) {
				foreign[w] = true
			}
			count[strings.ToLower(w)]++
		}
		for _, f := range figures.FindAllString(s.Text, -1) {
			numbers[f] = true
		}
		if i < mostNames {
			maps.Copy(names, namesIn(s.Text))
		}
	}
	g.words = slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(count[b]-count[a], strings.Compare(a, b))
	})
	g.numbers, g.foreign, g.names = slices.Sorted(maps.Keys(numbers)), slices.Sorted(maps.Keys(foreign)), slices.Sorted(maps.Keys(names))
	return g
}

// one picks of list, or else a middling word.
func (g *questions) one(list []string) string {
	if len(list) == 0 {
		return g.middling()
	}
	return list[g.r.IntN(len(list))]
}

// Of the words by frequency, the first of so many are frequent and the last
// half, which mostly stand once, rare.
const frequentWords = 60

func (g *questions) frequent() string { return g.words[g.r.IntN(min(frequentWords, len(g.words)))] }

func (g *questions) middling() string {
	from := min(frequentWords, len(g.words)-1)
	return g.words[from+g.r.IntN(max(1, len(g.words)/10-from))]
}

func (g *questions) rare() string {
	return g.words[len(g.words)/2+g.r.IntN((len(g.words)+1)/2)]
}

func (g *questions) name() string    { return g.one(g.names) }
func (g *questions) number() string  { return g.one(g.numbers) }
func (g *questions) another() string { return g.one(g.foreign) }

// phrase takes two to five words that stand one behind the other, or the only
// word of a text.
func (g *questions) phrase() string {
	text := g.stories[g.r.IntN(len(g.stories))].Text
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return g.middling()
	}
	n := min(2+g.r.IntN(4), len(words))
	at := g.r.IntN(len(words) - n + 1)
	return `"` + strings.Join(words[at:at+n], " ") + `"`
}

// prefix cuts a word after two to four characters.
func (g *questions) prefix() string {
	word := []rune(g.middling())
	return string(word[:min(2+g.r.IntN(3), len(word))]) + "*"
}

// forms are the forms of a question, each made in turn.
var forms = [...]func(*questions) string{
	(*questions).frequent,
	(*questions).middling,
	(*questions).rare,
	func(g *questions) string { return g.frequent() + " " + g.middling() },
	func(g *questions) string { return g.middling() + " " + g.middling() },
	(*questions).phrase,
	(*questions).phrase,
	(*questions).prefix,
	func(g *questions) string { return g.middling() + " OR " + g.rare() },
	func(g *questions) string { return g.frequent() + " NOT " + g.middling() },
	func(g *questions) string { return g.phrase() + " -" + g.frequent() },
	func(g *questions) string { return fmt.Sprintf("(%s OR %s) %s", g.middling(), g.phrase(), g.frequent()) },
	func(g *questions) string {
		return fmt.Sprintf("(%s (%s OR %s)) OR %s", g.frequent(), g.prefix(), g.name(), g.rare())
	},
	(*questions).number,
	func(g *questions) string { return strings.NewReplacer(",", "", ".", "").Replace(g.number()) },
	(*questions).another,
	func(g *questions) string { return g.name() + "'s" },
	func(g *questions) string { return g.name() + "’s " + g.prefix() },
	(*questions).name,
}

// narrow filters every second round of questions by something that a story
// has.
func (g *questions) narrow(q *Query, round int) {
	s := g.stories[g.r.IntN(len(g.stories))]
	switch round % 8 {
	case 1:
		q.Outlet = s.Outlet
	case 3:
		q.From = s.Published
	case 5:
		q.From, q.To = year(s.Published), year(s.Published)
	case 7:
		q.Language, q.To = s.Language, s.Published
	}
}

func year(date string) string { return date[:min(len("2006"), len(date))] }
