package capture

import "testing"

// Sentences of our own about one thing.
func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"The mill at the river has opened its gates again, the owner said on Friday.": "en",
		"Storm warning for the coast":         "en",
		"Mayor says bridge will open in June": "en",
		"Мельница у реки снова открыла свои ворота, сообщил владелец в пятницу.": "ru",
		"Мэр: мост откроют в июне": "ru",
		"Млин біля річки знову відчинив свої ворота, повідомив власник у п'ятницю.": "uk",
		"Мер: міст відкриють у червні":                                                          "uk",
		"강가의 방앗간이 금요일에 다시 문을 열었다고 주인이 말했다.":                                                     "ko",
		"김 시장은 NATO와 EU에 대해 말했다":                                                                "ko",
		"河边的磨坊星期五重新开门，业主说。":                                                                     "zh",
		"市長說橋將於六月開放":                                                                            "zh",
		"川のそばの水車小屋が金曜日に再び開いたと持ち主は言った。":                                                          "und",
		"Die Mühle am Fluss hat ihre Tore wieder geöffnet, sagte der Besitzer am Freitag.":      "und",
		"Der Rat will in die Stadt":                                                             "und",
		"Le moulin au bord de la rivière a rouvert ses portes, a dit le propriétaire vendredi.": "und",
		"El molino junto al rio abrio de nuevo sus puertas, dijo el dueno el viernes.":          "und",
		"Il mulino sul fiume ha riaperto le porte, ha detto il proprietario venerdì.":           "und",
		"O moinho junto ao rio abriu de novo as portas, disse o dono na sexta-feira.":           "und",
		"De molen aan de rivier heeft de poorten weer geopend, zei de eigenaar op vrijdag.":     "und",
		"Młyn nad rzeką znów otworzył swoje bramy, powiedział w piątek właściciel.":             "und",
		"Мелницата край реката отвори отново врати, каза собственикът в петък, но не всички са се върнали.": "und",
		"Млин поред реке поново је отворио врата, рекао је власник у петак, али нису се сви вратили.":       "und",
		"Млын каля ракі зноў адчыніў вароты, сказаў уладальнік у пятніцу, але вярнуліся не ўсе.":            "und",
		"Değirmen kapılarını yeniden açtı ve sahibi cuma günü bunu söyledi.":                                "und",
		"12 345 % !":   "und",
		"":             "und",
		"طاحونة النهر": "und",
	} {
		if got := Language(text); got != want {
			t.Errorf("Language(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestLanguageTag(t *testing.T) {
	for in, want := range map[string]string{"en": "en", "EN-gb": "en", "zh_Hans_CN": "zh", "English": "", "": "", "e1": "", "und": "und"} {
		if got, ok := languageTag(in); got != want || ok != (want != "") {
			t.Errorf("languageTag(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
}
