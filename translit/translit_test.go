package translit

import (
	"slices"
	"testing"
)

func TestLatin(t *testing.T) {
	tests := []struct {
		name string
		want []string // among the readings
	}{
		{"Ким Чен Ын", []string{"Kim Jong Un", "Kim Jeong-eun"}},
		{"Ким Чен-ын", []string{"Kim Jong Un"}},
		{"Пак Ён Сик", []string{"Pak Yong Sik"}},
		{"Ким Кардашова", []string{"Kim Kardashova"}},
		{"김정은", []string{"Kim Jong Un", "Kim Jeong-eun", "Gimjeongeun"}},
		{"문재인", []string{"Moon Jae-in"}},
		{"평양", []string{"Pyeongyang", "P’yŏngyang", "Phyongyang"}},
		{"토생목", []string{"Tosaengmok", "Thosaengmok"}},
		{"신라", []string{"Silla"}},
		{"Сергей Лавров", []string{"Sergei Lavrov", "Sergey Lavrov", "Sergej Lavrov"}},
		{"Горбачёв", []string{"Gorbachev"}},
		{"Ельцин", []string{"Yeltsin", "Elcin", "Yel’tsin"}},
		{"Хрущёв", []string{"Khrushchev", "Hruŝëv"}},
		{"Володимир Зеленський", []string{"Volodymyr Zelensky", "Volodymyr Zelenskyi"}},
		{"Юрій Згурський", []string{"Yurii Zghurskyi"}},
		{"Марʼяна Єльчанинова", []string{"Mariana Yelchanynova"}},
		{"Първан Щърбев", []string{"Parvan Shtarbev"}},
		{"Aлeксeй", []string{"Aleksei"}}, // with Latin letters among its own
		{"Павлен Стросский", []string{"Pavlen Strossky", "Pavlen Strosskiy"}},
		{"Hsi Chin-p'ing", []string{"Hsi Chin-p'ing", "Xi Jinping"}},
		{"Hsi Chin-ping", []string{"Xi Qinping"}},
		{"Mao Tse-tung", []string{"Mao Zedong"}},
		{"Teng Hsiao-p'ing", []string{"Deng Xiaoping"}},
		{"მარია ლენცი", []string{"Maria Lentsi"}},
		{"Μαρία Λεντς", []string{"Maria Lents"}},
		{"マリア・レンツ", []string{"Maria Rentsu"}},
		{"Kim CHen Yn", []string{"Kim CHen Yn", "Kim Jong Un"}},
		{"Maria Lenz", []string{"Maria Lenz"}},
	}
	for _, tt := range tests {
		got := Latin(tt.name)
		for _, want := range tt.want {
			if !slices.Contains(got, want) {
				t.Errorf("%s: %q has no %q", tt.name, got, want)
			}
		}
	}
}

func TestFirstReading(t *testing.T) {
	for name, want := range map[string]string{
		"Ким Чен Ын": "Kim Jong Un", "Сергей Шойгу": "Sergei Shoigu", "Андрій Сибіга": "Andriy Sybiha", "Maria Lenz": "Maria Lenz", "ماريا": "", "": "",
	} {
		got := append(Latin(name), "")[0]
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestScriptOf(t *testing.T) {
	for s, want := range map[string]Script{
		"": None, "47": None, "Maria": Roman, "Лавров": Cyrillic, "김정은": Hangul, "习近平": Han, "ماريا": Other, "Aлeксeй": Cyrillic,
	} {
		if got := ScriptOf(s); got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}
