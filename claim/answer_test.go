package claim

import (
	"testing"

	"hearsay/corpus"
)

func TestAnswer(t *testing.T) {
	shelling := func(t testing.TB) *article {
		return newArticle(t, "Tessel Wire", "2031-03-19", "Ilian Vasek-Dorn said seven workers were killed when shells hit a clinic at Torvane Lock. Corrany denied that a clinic had been hit. Hwarin declined to comment on the number of the dead. Corrany refused to apologise for the dead.").
			said("Ilian Vasek-Dorn", "said", "seven workers were killed when shells hit a clinic at Torvane Lock").counted("seven", 7, "killed", "worker", "").
			said("Corrany", "denied", "a clinic had been hit", organisation, denied).
			said("Hwarin", "declined", "to comment on the number of the dead", organisation, declined).
			said("Corrany", "refused", "to apologise for the dead", organisation, declined)
	}
	visit := func(t testing.TB) *article {
		return newArticle(t, "Tessel Wire", "2031-03-28", "Veshtar said Mun Haengso had accepted an invitation to visit Ulvret. Sang Yeo-rin said there are no plans for such a visit. A diplomat said nobody said yes and nobody said no.").
			said("Veshtar", "said", "Mun Haengso had accepted an invitation to visit Ulvret", organisation).
			said("Sang Yeo-rin", "said", "there are no plans for such a visit").
			said("A diplomat", "said", "nobody said yes and nobody said no", group)
	}
	accepted := newArticle(t, "Tessel Wire", "2031-03-28", "The Dispatch said Mun Haengso accepted the invitation with pleasure. Sang Yeo-rin said Hwarin had no firm plans for such a visit. The Dispatch said Mun Haengso had turned to the harvest.").
		said("The Dispatch", "said", "Mun Haengso accepted the invitation with pleasure", organisation).
		said("Sang Yeo-rin", "said", "Hwarin had no firm plans for such a visit").
		said("The Dispatch", "said", "Mun Haengso had turned to the harvest", organisation)
	number := func(t testing.TB, words string, n float64) Statement {
		return newArticle(t, "Munhyang Dispatch World", "2031-04-16", "Sang Yeo Rin dismissed the number of "+words+".").
			said("Sang Yeo Rin", "dismissed", "the number of "+words, denied).counted(words, n, "", "", "").nth(0)
	}
	briefing := newArticle(t, "Tessel Wire", "2031-04-14", "The State Security Directorate said Hwarin had suffered 4,700 casualties.").
		said("State Security Directorate", "said", "Hwarin had suffered 4,700 casualties", organisation).counted("4,700", 4700, "casualties", "person", "Hwarin").nth(0)
	turning := func(day, words string) Statement {
		return newArticle(t, "Tessel Wire", day, "Odile de Varremont said "+words+".").said("Odile de Varremont", "said", words).nth(0)
	}
	policy := newArticle(t, "Tessel Wire", "2031-04-15", "Hwarin said sanctions against Hwarin would be lifted. Corrany rejected sanctions against Hwarin.").
		said("Hwarin", "said", "sanctions against Hwarin would be lifted", organisation).said("Corrany", "rejected", "sanctions against Hwarin", organisation, denied)
	for _, tt := range []struct {
		name string
		a, b Statement
		want corpus.RelationKind
	}{
		{"such a visit, of what was accepted", accepted.nth(1), accepted.nth(0), corpus.AtOdds},
		{"such a visit, of the harvest", accepted.nth(1), accepted.nth(2), ""},
		{"denied by content", shelling(t).nth(1), shelling(t).nth(0), corpus.Denies},
		{"no comment on the number of the dead", shelling(t).nth(2), shelling(t).nth(0), corpus.Declines},
		{"to refuse an apology is not to refuse to speak", shelling(t).nth(3), shelling(t).nth(0), ""},
		{"what was said first answers nothing", shelling(t).nth(0), shelling(t).nth(1), ""},
		{"no plans for such a visit", visit(t).nth(1), visit(t).nth(0), corpus.AtOdds},
		{"nobody said yes", visit(t).nth(2), visit(t).nth(0), corpus.AtOdds},
		{"a number by its value", number(t, "4,700", 4700), briefing, corpus.Denies},
		{"another number", number(t, "9,100", 9100), briefing, ""},
		{"a speaker turns", turning("2031-04-20", "the garrison at Torvane Lock would not withdraw before winter"), turning("2031-03-20", "the garrison at Torvane Lock would withdraw before winter"), corpus.Turned},
		{"a policy that is rejected is no claim", policy.nth(1), policy.nth(0), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			kind, score, why, ok := Answer(tt.a, tt.b)
			if kind != tt.want || ok != (tt.want != "") {
				t.Errorf("got %q, %.2f: %s; want %q", kind, score, why, tt.want)
			}
			if ok && (score <= 0 || score > 1 || why == "") {
				t.Errorf("score %v, why %q", score, why)
			}
		})
	}
}
