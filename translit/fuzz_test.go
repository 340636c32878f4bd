package translit

import (
	"testing"
	"unicode/utf8"
)

func FuzzLatin(f *testing.F) {
	for _, s := range []string{"Ким Чен Ын", "김정은", "Hsi Chin-p'ing", "Марʼяна", "Първан", "Aлeксeй", "습ㄱ", "ЛЕНЦ-Ї", "'", "İ й"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		list := Latin(s)
		if len(list) > mostReadings {
			t.Errorf("%d readings", len(list))
		}
		for _, r := range list {
			if r == "" || utf8.ValidString(s) && !utf8.ValidString(r) {
				t.Errorf("%q: reading %q", s, r)
			}
		}
	})
}

func BenchmarkLatin(b *testing.B) {
	for _, s := range []string{"Ким Чен Ын", "Володимир Зеленський", "김정은", "Hsi Chin-p'ing", "Maria Lenz"} {
		b.Run(s, func(b *testing.B) {
			for b.Loop() {
				Latin(s)
			}
		})
	}
}
