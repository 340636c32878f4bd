// Package translit reads names in Latin letters: what a name in Cyrillic or Hangul is written as
// in English texts, under the standards and by the press, and what a name in Wade-Giles is in
// pinyin; of Georgian, Greek, Armenian and Katakana the one usual way. One name has several readings; none of them is said to be the right one.
//
// The tables are in data, one file for each script, language or practice.
package translit

import (
	"embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed data
var files embed.FS

// mostReadings bounds the readings of a name.
// Origin: judgement; six systems of Russian and Ukrainian and two of Korean are read.
const mostReadings = 8

// Latin returns the readings of a name in Latin letters, the most usual first, each once. What is
// in Latin letters is returned as it stands, followed by its pinyin where its words can only be
// Wade-Giles, and by the usual form of a Korean name that came by way of Russian. Of a script that the package cannot read it returns nothing.
func Latin(s string) []string {
	s = norm.NFC.String(strings.TrimSpace(s))
	switch ScriptOf(s) {
	case Roman:
		return distinct(slices.Concat([]string{s}, pinyin(s), koreanByRussian(s)))
	case Cyrillic:
		return distinct(slices.Concat(koreanInCyrillic(s), cyrillic(s)))
	case Hangul:
		return distinct(hangul(s))
	case Other:
		return distinct(other(s))
	}
	return nil
}

// distinct returns the readings without repetitions, at most mostReadings.
func distinct(readings []string) []string {
	var list []string
	for _, r := range readings {
		if r != "" && len(list) < mostReadings && !slices.Contains(list, r) {
			list = append(list, r)
		}
	}
	return list
}

// Script is a system of writing.
type Script string

// The scripts that are told apart. Han is what Chinese is written in.
const (
	None     Script = "" // no letter
	Roman    Script = "latin"
	Cyrillic Script = "cyrillic"
	Hangul   Script = "hangul"
	Han      Script = "han"
	Other    Script = "other"
)

// ScriptOf returns the script of most letters of s, of equals the one that begins first.
func ScriptOf(s string) Script {
	type count struct {
		script Script
		n      int
	}
	var counts []count
	for _, r := range s {
		if !unicode.IsLetter(r) {
			continue
		}
		script := scriptOf(r)
		i := slices.IndexFunc(counts, func(c count) bool { return c.script == script })
		if i < 0 {
			i, counts = len(counts), append(counts, count{script: script})
		}
		counts[i].n++
	}
	best := count{}
	for _, c := range counts {
		if c.n > best.n {
			best = c
		}
	}
	return best.script
}

// Modifier letters of Unicode stand in Latin transliterations: "Tʻang".
const (
	firstModifier = 0x2B0
	lastModifier  = 0x2FF
)

func scriptOf(r rune) Script {
	switch {
	case r < utf8.RuneSelf || unicode.Is(unicode.Latin, r) || r >= firstModifier && r <= lastModifier:
		return Roman
	case unicode.Is(unicode.Cyrillic, r):
		return Cyrillic
	case unicode.Is(unicode.Hangul, r):
		return Hangul
	case unicode.Is(unicode.Han, r):
		return Han
	}
	return Other
}

// titled gives a reading the capital of the letter that it is read from.
func titled(reading string, upper bool) string {
	if !upper {
		return reading
	}
	r, n := utf8.DecodeRuneInString(reading)
	return string(unicode.ToUpper(r)) + reading[n:]
}
