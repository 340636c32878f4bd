package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestNumberSpellings(t *testing.T) {
	for words, want := range map[string]string{
		"troops":               "troops",
		"4700":                 "4700|4 700",
		"4 700":                "4 700|4700",
		"1 250 000 francs":     "1 250 000 francs|1250000 francs",
		"700":                  "700",
		"0700":                 "0700", // no number begins with 0
		"2031 04 01":           "2031 04 01|2 031 04 01",
		"1234567890123456":     "1234567890123456",
		"about 4700 of 12 000": "about 4700 of 12 000|about 4 700 of 12 000|about 4700 of 12000|about 4 700 of 12000",
		"vk 27":                "vk 27",
	} {
		list := strings.Fields(words)
		before := slices.Clone(list)
		var got []string
		for _, form := range numberSpellings(list) {
			got = append(got, strings.Join(form, " "))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s: %q, want %q", words, got, want)
		}
		same(t, "the words themselves", list, before)
	}
	if n := len(numberSpellings(strings.Fields(strings.Repeat("4700 men ", 20)))); n != 1<<maxNumbers {
		t.Errorf("%d spellings of a phrase full of numbers", n)
	}
	if got := fmt.Sprintf("%q", joinedNumbers("about 4\u202f700\u00a0men")); got != `"about 4,700\u00a0men"` {
		t.Errorf("narrow spaces: %s", got)
	}
}
