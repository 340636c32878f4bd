package claim

import (
	"testing"

	"hearsay/corpus"
)

// TestDenied holds what a denial refers to against what it does not: the shapes of articles on
// one contest, told of others.
func TestDenied(t *testing.T) {
	female := func(a *article, name string) *article {
		a.read.Entities = append(a.read.Entities, corpus.Entity{Name: name, Kind: corpus.Person, Mentions: []corpus.Mention{{Gender: corpus.Female}}})
		return a
	}
	report := func(text, denier, cue, content string) *article {
		return newArticle(t, "Tessel Wire", "2031-03-19", "Odile de Varremont said the garrison had taken bribes. "+text).
			said("Odile de Varremont", "said", "the garrison had taken bribes").
			said(denier, cue, content, denied)
	}
	far := "The garrison stands above the old lock. It was built a century ago by masons from the coast. Its walls were mended twice since. In summer the river runs low there and boats wait for days. Children sell melons and tea on the quay, and the ferryman sings for whoever waits. "
	for _, tt := range []struct {
		name string
		a    *article
		want corpus.RelationKind
		sure bool
	}{
		{"right behind", report("Ilian Vasek-Dorn denied the allegations.", "Ilian Vasek-Dorn", "denied", "the allegations"), corpus.Denies, true},
		{"her own", female(report("Ilian Vasek-Dorn denied her allegations.", "Ilian Vasek-Dorn", "denied", "her allegations"), "Odile de Varremont"), corpus.Denies, true},
		{"of a woman it is not his", female(report("Ilian Vasek-Dorn denied his allegations.", "Ilian Vasek-Dorn", "denied", "his allegations"), "Odile de Varremont"), "", false},
		{"hers, if the text does not show it", report("Ilian Vasek-Dorn denied her allegations.", "Ilian Vasek-Dorn", "denied", "her allegations"), corpus.Denies, false},
		{"by name", report("Ilian Vasek-Dorn denied de Varremont's allegations.", "Ilian Vasek-Dorn", "denied", "de Varremont's allegations"), corpus.Denies, true},
		{"somebody else's", report("Ilian Vasek-Dorn denied Aldane-Roux's allegations.", "Ilian Vasek-Dorn", "denied", "Aldane-Roux's allegations"), "", false},
		{"of several people", report("Ilian Vasek-Dorn denied their account.", "Ilian Vasek-Dorn", "denied", "their account"), "", false},
		{"far off and of something else", report(far+"Ilian Vasek-Dorn denied the reports.", "Ilian Vasek-Dorn", "denied", "the reports"), corpus.Denies, false},
		{"another kind of saying", report("Ilian Vasek-Dorn disputed the prediction.", "Ilian Vasek-Dorn", "disputed", "the prediction"), corpus.Denies, false},
		{"the object is somebody", report("Ilian Vasek-Dorn dismissed critics who repeated the allegations.", "Ilian Vasek-Dorn", "dismissed", "critics who repeated the allegations"), "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			kind, score, why, _ := Answer(tt.a.nth(1), tt.a.nth(0))
			if kind != tt.want || tt.want != "" && score >= SureAnswer != tt.sure {
				t.Errorf("got %q, %.2f: %s; want %q, sure %v", kind, score, why, tt.want, tt.sure)
			}
		})
	}
}

// TestDeniedNumber: "in a number of respects" is no number that anybody told.
func TestDeniedNumber(t *testing.T) {
	for content, want := range map[string]corpus.RelationKind{
		"the number":                         corpus.Denies,
		"that toll":                          corpus.Denies,
		"the report in a number of respects": "",
		"a rule by which they do not count letters": "",
	} {
		a := newArticle(t, "Tessel Wire", "2031-03-19", "Medics counted 41 dead at Torvane Lock. Corrany disputed "+content+".").
			said("Medics", "counted", "41 dead at Torvane Lock", group).counted("41", 41, "killed", "person", "").
			said("Corrany", "disputed", content, organisation, denied)
		if kind, _, why, _ := Answer(a.nth(1), a.nth(0)); kind != want && !(want == "" && why == "“report” refers to what Medics says in the same document") {
			t.Errorf("%s: got %q: %s; want %q", content, kind, why, want)
		}
	}
}

// TestRefused: what is refused must be what was said, and more than a word by the way.
func TestRefused(t *testing.T) {
	for _, tt := range []struct {
		name, claim, refusal, who, content string
		want                               corpus.RelationKind
	}{
		{"what was said", "the ministry had bought two barges", "Sang Yeo-rin declined to discuss the barges that were bought.", "Sang Yeo-rin", "to discuss the barges that were bought", corpus.Declines},
		{"a word by the way", "medical advice on television was mostly wrong", "Sang Yeo-rin declined to disclose detailed medical records of her predecessor.", "Sang Yeo-rin", "to disclose detailed medical records of her predecessor", ""},
		{"asked about itself", "Sang Yeo-rin had bought two barges", "Sang Yeo-rin declined to comment.", "Sang Yeo-rin", "to comment", corpus.Declines},
		{"asked about somebody else", "the ministry had bought two barges", "Sang Yeo-rin declined to comment.", "Sang Yeo-rin", "to comment", ""},
		{"a name alone", "Mun Haengso had praised the harvest", "Sang Yeo-rin declined to say whether Mun Haengso was questioned by prosecutors.", "Sang Yeo-rin", "to say whether Mun Haengso was questioned by prosecutors", ""},
		{"nobody would say it", "barges would wait at the back of the queue", "No envoy would declined say back of the queue.", "No envoy", "say back of the queue", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := newArticle(t, "Tessel Wire", "2031-03-19", "Ilian Vasek-Dorn said "+tt.claim+". "+tt.refusal).
				said("Ilian Vasek-Dorn", "said", tt.claim).said(tt.who, "declined", tt.content, declined)
			if kind, score, why, _ := Answer(a.nth(1), a.nth(0)); kind != tt.want {
				t.Errorf("got %q, %.2f: %s; want %q", kind, score, why, tt.want)
			}
		})
	}
}

// TestOnePlan: no plan to meet one candidate answers nothing that others say of candidates.
func TestOnePlan(t *testing.T) {
	a := newArticle(t, "Tessel Wire", "2031-03-19", "Odile de Varremont said candidates had taken money. Veshtar said it has no plans to meet the candidate.").
		said("Odile de Varremont", "said", "candidates had taken money").
		said("Veshtar", "Veshtar said", "it has no plans to meet the candidate", organisation)
	if kind, _, why, ok := Answer(a.nth(1), a.nth(0)); ok {
		t.Errorf("got %q: %s", kind, why)
	}
}

// TestOneAnswer: headline and first sentence deny one claim once, and the text shows where.
func TestOneAnswer(t *testing.T) {
	a := newArticle(t, "Tessel Wire", "2031-03-19", "Corrany denies a clinic was hit\n\nCorrany denies a clinic was hit. Earlier Ilian Vasek-Dorn said shells hit a clinic.").
		said("Ilian Vasek-Dorn", "said", "shells hit a clinic").
		said("Corrany", "denies", "a clinic was hit", organisation, denied)
	again := a.read.Attributions[1]
	again.Content = []corpus.Span{{Start: again.Content[0].Start + 33, End: again.Content[0].End + 33}}
	again.Cue = corpus.Span{Start: again.Cue.Start + 33, End: again.Cue.End + 33}
	a.read.Attributions = append(a.read.Attributions, again)
	a.doc.Blocks = []corpus.Block{{Span: corpus.Span{Start: 0, End: 31}, Kind: corpus.Title}, {Span: corpus.Span{Start: 33, End: len(a.doc.Text)}, Kind: corpus.Paragraph}}
	n := 0
	for _, r := range Relate(a.statements(), a.statements()) {
		if r.Kind == corpus.Denies {
			n++
			if r.Args[1].Spans[0].Start < 31 {
				t.Errorf("the headline answers: %+v", r)
			}
		}
	}
	if n != 1 {
		t.Errorf("got %d denials, want 1", n)
	}
}

// TestTolds: percentages of two polls and tallies of two evenings are not one claim; a quotation
// that is told again is.
func TestTolds(t *testing.T) {
	poll := func(outlet, day, words, percent string) Statement {
		a := newArticle(t, outlet, day, "A poll said "+words+".").said("A poll", "said", words, group)
		n := 42.0
		s := a.at(percent)
		a.read.Quantities = append(a.read.Quantities, corpus.Quantity{Span: s, Number: corpus.Span{Start: s.Start, End: s.Start + 2}, Low: &n, High: &n, Unit: "per cent", Bound: corpus.Exactly})
		return a.nth(0)
	}
	if v := Same(poll("Tessel Wire", "2031-03-19", "Odile de Varremont leads Marit Aldane-Roux by 46 to 42 percent", "42 percent"),
		poll("Roundfold", "2031-03-29", "Marit Aldane-Roux fell and Odile de Varremont won 42 percent of the young", "42 percent")); v.Same {
		t.Errorf("two polls: %s", v.Why)
	}
	tally := func(day, words string) Statement {
		return newArticle(t, "Reach Front Notes", day, "Clerks said "+words+".").said("Clerks", "said", words, group).counted("175", 175, "votes", "delegate", "").nth(0)
	}
	if v := Same(tally("2031-03-01", "she is assured of at least 175 delegates"), tally("2031-03-15", "she earned at least 175 delegates for the night")); v.Sure {
		t.Errorf("two evenings: %s", v.Why)
	}
	quote := func(outlet, day string) Statement {
		return newArticle(t, outlet, day, "“We will not pay a single crown for such a useless wall,” Odile de Varremont said.").
			said("Odile de Varremont", "said", "We will not pay a single crown for such a useless wall", direct).nth(0)
	}
	if v := Same(quote("Tessel Wire", "2031-01-03"), quote("Roundfold", "2031-06-20")); !v.Sure {
		t.Errorf("said again: %+v", v)
	}
}

// TestHandedOn: a demand and a condemnation hand on nothing, and one passage is not two claims.
func TestHandedOn(t *testing.T) {
	outer := func(cue, content string) *article {
		return newArticle(t, "Tessel Wire", "2031-03-19", "Ilian Vasek-Dorn "+cue+" "+content+".").said("Ilian Vasek-Dorn", cue, content)
	}
	told := outer("said", "the directorate told him that the barges had left Torvane Lock by night").
		said("the directorate", "told", "the barges had left Torvane Lock by night", organisation, via("Ilian Vasek-Dorn"))
	if v := Same(told.nth(0), told.nth(1)); !v.Sure {
		t.Errorf("handed on: %+v", v)
	}
	const left = "the barges had left Torvane Lock by night in the rain"
	for name, content := range map[string]string{
		"a small part of it": "the directorate told him that " + left + ", and that nobody on the bridge had seen them go or could say what it was that they carried",
		"said at its end":    "the lock keepers had seen nothing of it before the directorate announced that " + left,
	} {
		more := outer("said", content).said("the directorate", "the directorate", left, organisation, via("Ilian Vasek-Dorn"))
		if v := Same(more.nth(0), more.nth(1)); v.Same {
			t.Errorf("%s: %+v", name, v)
		}
	}
	blasted := outer("blasted", "the directorate after it announced that the barges had left").
		said("the directorate", "announced", "the barges had left", organisation, via("Ilian Vasek-Dorn"))
	if v := Same(blasted.nth(0), blasted.nth(1)); v.Same {
		t.Errorf("blasted: %+v", v)
	}
	twice := outer("said", "the barges had left Torvane Lock by night").said("Ilian Vasek-Dorn", "said", "the barges had left Torvane Lock")
	if v := Same(twice.nth(0), twice.nth(1)); v.Same {
		t.Errorf("one passage read twice: %+v", v)
	}
}
