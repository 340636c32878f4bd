package entity

import (
	"bytes"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// spelling is how the letters of a language, or of a way of transliterating, sound: by pattern,
// at the beginning of a word, at its end and anywhere.
type spelling struct {
	begin, end, inner map[string]string
	longest           int  // bytes of the longest pattern
	keyed             bool // keys are made of what is heard by it
}

func newSpelling() *spelling {
	return &spelling{begin: map[string]string{}, end: map[string]string{}, inner: map[string]string{}}
}

// spellings are those of sounds.txt: plain stands for transliterations, korean for the syllables of
// Korean names, declined for the ends of words that a Slavic language bends.
type spellings struct {
	plain, declined, korean *spelling
	latin                   []*spelling // of names in Latin letters, plain first
}

var spellingsOf = sync.OnceValue(func() *spellings {
	s := &spellings{}
	named := map[string]*spelling{}
	var current *spelling
	for _, line := range lines("sounds.txt") {
		if name, ok := strings.CutSuffix(line, ":"); ok {
			current = newSpelling()
			named[name] = current
			if name != "declined" && name != "korean" {
				s.latin = append(s.latin, current)
			}
			continue
		}
		pattern, sound, _ := strings.Cut(line, " ")
		current.add(pattern, strings.TrimPrefix(strings.TrimSpace(sound), "-"))
	}
	s.plain, s.declined, s.korean = named["plain"], named["declined"], named["korean"]
	s.korean.inherit(s.plain)
	for _, name := range keySpellings {
		named[name].keyed = true
	}
	for _, other := range s.latin[1:] {
		other.inherit(s.plain)
	}
	return s
})

// keySpellings are those by which words in Latin letters are heard for keys: with more of them
// there are more keys, and hardly more names that share one.
var keySpellings = []string{"plain", "english", "german"}

func (s *spelling) add(pattern, sound string) {
	into := s.inner
	if begin, ok := strings.CutPrefix(pattern, "^"); ok {
		pattern, into = begin, s.begin
	} else if end, ok := strings.CutSuffix(pattern, "$"); ok {
		pattern, into = end, s.end
	}
	into[pattern] = sound
	s.longest = max(s.longest, len(pattern))
}

// inherit takes the rules of another spelling for patterns that it has none for.
func (s *spelling) inherit(from *spelling) {
	for _, m := range [][2]map[string]string{{s.begin, from.begin}, {s.end, from.end}, {s.inner, from.inner}} {
		for pattern, sound := range m[1] {
			if _, ok := m[0][pattern]; !ok {
				m[0][pattern] = sound
			}
		}
	}
	s.longest = max(s.longest, from.longest)
}

// sound returns the sounds of a word of small letters, doubled ones once.
func (s *spelling) sound(word string) []byte {
	var out []byte
	for i := 0; i < len(word); {
		sound, n := s.at(word, i)
		for k := range len(sound) {
			if c := sound[k]; len(out) == 0 || out[len(out)-1] != c {
				out = append(out, c)
			}
		}
		i += n
	}
	return out
}

// at returns the sound of the longest pattern at byte i, and its bytes.
func (s *spelling) at(word string, i int) (string, int) {
	for to := min(len(word), i+s.longest); to > i; to-- {
		part := word[i:to]
		if i == 0 {
			if sound, ok := s.begin[part]; ok {
				return sound, to - i
			}
		}
		if to == len(word) {
			if sound, ok := s.end[part]; ok {
				return sound, to - i
			}
		}
		if sound, ok := s.inner[part]; ok {
			return sound, to - i
		}
	}
	return bare(word[i:])
}

// bare is a letter without a rule: the letter without its mark, nothing for what is no letter of
// the Latin script.
func bare(rest string) (string, int) {
	if c := rest[0]; 'a' <= c && c <= 'z' {
		return rest[:1], 1
	}
	r, n := utf8.DecodeRuneInString(rest)
	f := fold(string(r))
	if len(f) == 1 && f[0] >= 'a' && f[0] <= 'z' {
		return f, n
	}
	return "", n
}

// bend returns the sounds without an ending of another case than the first, nil where there is
// none.
func (s *spellings) bend(sounds []byte) []byte {
	for n := min(s.declined.longest, len(sounds)-leastStem); n > 0; n-- {
		if end, ok := s.declined.end[string(sounds[len(sounds)-n:])]; ok {
			return append(bytes.Clone(sounds[:len(sounds)-n]), end...)
		}
	}
	return nil
}

// leastStem is the fewest sounds that an ending is taken from.
// Origin: judgement; "Mai" has none to take.
const leastStem = 4

// costs says how near two sounds are.
type costs struct {
	swap [128][128]float32
	lost [128]float32
}

var costsOf = sync.OnceValue(func() *costs {
	c := &costs{}
	for a := range c.swap {
		c.lost[a] = 1
		for b := range c.swap {
			if a != b {
				c.swap[a][b] = 1
			}
		}
	}
	for _, line := range lines("near.txt") {
		head, rest, _ := strings.Cut(line, ":")
		number, lost := strings.CutPrefix(head, "lost ")
		cost, err := strconv.ParseFloat(number, 32)
		if err != nil {
			panic(err) // embedded
		}
		for _, sounds := range strings.Fields(rest) {
			c.set(sounds, float32(cost), lost)
		}
	}
	return c
})

func (c *costs) set(sounds string, cost float32, lost bool) {
	if lost {
		c.lost[sounds[0]] = cost
		return
	}
	c.swap[sounds[0]][sounds[1]], c.swap[sounds[1]][sounds[0]] = cost, cost
}

// mostSounds bounds a word that is compared by its sounds; of longer ones the beginning is.
const mostSounds = 32

// heard is how a word sounds, with what it weighs.
type heard struct {
	sounds []byte
	weight float32
}

func (c *costs) hear(sounds []byte) heard {
	sounds = sounds[:min(len(sounds), mostSounds)]
	return heard{sounds, c.weight(sounds)}
}

// alike returns how alike two words sound, 1 for the same and 0 for nothing in common: the
// cheapest way to make one of the other, of the weight of the heavier one. What cannot be more
// than least is 0.
func (c *costs) alike(a, b heard, least float64) float64 {
	if bytes.Equal(a.sounds, b.sounds) {
		return 1
	}
	most, lightest := max(a.weight, b.weight), min(a.weight, b.weight)
	if most == 0 || float64(lightest/most) <= least {
		return 0
	}
	return max(0, 1-float64(c.distance(a.sounds, b.sounds)/most))
}

func (c *costs) weight(a []byte) float32 {
	var sum float32
	for _, s := range a {
		sum += c.lost[s]
	}
	return sum
}

// distance is the edit distance by these costs; two neighbours that change places are one slip.
func (c *costs) distance(a, b []byte) float32 {
	var rows [3][mostSounds + 1]float32
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range b {
		last[j+1] = last[j] + c.lost[b[j]]
	}
	for i := range a {
		row[0] = last[0] + c.lost[a[i]]
		for j := range b {
			d := min(last[j]+c.swap[a[i]][b[j]], last[j+1]+c.lost[a[i]], row[j]+c.lost[b[j]])
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, before[j-1]+transposed)
			}
			row[j+1] = d
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// transposed is what it costs that two sounds change places.
// Origin: judgement; a slip of the hand, but one that makes other names.
const transposed = 0.6
