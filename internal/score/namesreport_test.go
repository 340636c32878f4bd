package score

import (
	"encoding/json"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/treebank"
	"hearsay/names"
	"hearsay/syntax"
)

// pilots is an invented treebank of one document: [Ana Lenz] of [the port]
// waved. [She] left.
func pilots(id string) string {
	rows := []string{
		"# newdoc id = " + id, "# global.Entity = GRP-etype-infstat-minspan-link", "# text = Ana Lenz of the port waved.",
		"1\tAna\tAna\tPROPN\tNNP\t_\t6\tnsubj\t_\tEntity=(1-person-new-1,2-coref", "2\tLenz\tLenz\tPROPN\tNNP\t_\t1\tflat\t_\t_",
		"3\tof\tof\tADP\tIN\t_\t5\tcase\t_\t_", "4\tthe\tthe\tDET\tDT\t_\t5\tdet\t_\tEntity=(2-place-new-2-sgl",
		"5\tport\tport\tNOUN\tNN\t_\t1\tnmod\t_\tEntity=2)1)", "6\twaved\twave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No",
		"7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_", "", "# text = She left today.",
		"1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv:act-1-ana)", "2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_",
		"3\ttoday\ttoday\tNOUN\tNN\t_\t2\tobl\t_\tEntity=(3-time-new-1-sgl)|SpaceAfter=No", "4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_", "",
	}
	return strings.Join(rows, "\n") + "\n"
}

// readPilots finds [Ana Lenz] without what follows, [the port] as an
// organisation, [She], whom it joins to Ana Lenz, and [waved] as a person.
func readPilots(s []syntax.Sentence) ([]names.Mention, []names.Entity) {
	for i := range s {
		for k := range s[i].Tokens {
			if t := &s[i].Tokens[k]; t.Tag != "" || t.POS != "" || t.Head != -1 {
				panic("the reader sees the treebank's tree")
			}
		}
	}
	for k := range 2 {
		s[0].Tokens[k].POS = "PROPN"
	}
	return []names.Mention{
		{Sentence: 0, From: 0, To: 2, Head: 0, Level: names.Name, Kind: corpus.Person, Entity: 0},
		{Sentence: 0, From: 3, To: 5, Head: 4, Level: names.Nominal, Kind: corpus.Outlet, Entity: 1},
		{Sentence: 0, From: 5, To: 6, Head: 5, Level: names.Nominal, Kind: corpus.Group, Entity: 2},
		{Sentence: 1, From: 0, To: 1, Head: 0, Level: names.Pronoun, Kind: corpus.Person, Entity: 0},
	}, []names.Entity{{Kind: corpus.Person}, {Kind: corpus.Outlet}, {Kind: corpus.Group}}
}

func namesOf(t *testing.T, text string) NamesReport {
	t.Helper()
	return Names(treebank.Read("x.conllu", strings.NewReader(text)), readPilots, true)
}

func TestNamesMentions(t *testing.T) {
	rep := namesOf(t, pilots("x"))
	want := map[string][3]int{ // gold, read, same
		"names phrase typed": {1, 1, 0}, "names phrase": {1, 1, 0}, "names head typed": {1, 1, 1}, "names head": {1, 1, 1},
		"names name typed": {1, 1, 1}, "names name": {1, 1, 1},
		"nominals phrase typed": {1, 2, 0}, "nominals phrase": {1, 2, 1}, "nominals head typed": {1, 2, 0}, "nominals head": {1, 2, 1},
		"pronouns phrase typed": {1, 1, 1}, "pronouns phrase": {1, 1, 1}, "pronouns head typed": {1, 1, 1}, "pronouns head": {1, 1, 1},
		"all phrase typed": {3, 4, 1}, "all phrase": {3, 4, 2}, "all head typed": {3, 4, 2}, "all head": {3, 4, 3},
	}
	got := rep.Rows[0].Mentions
	if len(got) != len(want) {
		t.Errorf("%d figures, want %d", len(got), len(want))
	}
	for _, m := range got {
		key := m.Level + " " + m.Match
		if m.Typed {
			key += " typed"
		}
		if w := want[key]; w != [3]int{m.Gold, m.Read, m.Same} {
			t.Errorf("%s: gold, read, same %d %d %d, want %d", key, m.Gold, m.Read, m.Same, w)
		}
	}
}

func TestNamesCoreference(t *testing.T) {
	c := namesOf(t, pilots("x")).Rows[0].Coreference
	// Gold: {Ana Lenz of the port, She} {the port} {today}. Read: {Ana Lenz, She} {the port} {waved}.
	want := []Coreference{
		{allTypes, false, Fraction{0, 1, 0, 1}, Fraction{.5, 2, .5, 2}, Fraction{.5, 1, .5, 1}},
		{allTypes, true, Fraction{0, 1, 0, 1}, Fraction{1.5, 4, 1.5, 4}, Fraction{1.5, 3, 1.5, 3}},
		{ourTypes, false, Fraction{0, 1, 0, 1}, Fraction{.5, 2, .5, 2}, Fraction{.5, 1, .5, 1}},
		{ourTypes, true, Fraction{0, 1, 0, 1}, Fraction{1.5, 4, 1.5, 3}, Fraction{1.5, 3, 1.5, 2}},
	}
	for i, w := range want {
		if c[i] != w {
			t.Errorf("coreference %+v, want %+v", c[i], w)
		}
	}
}

func TestNamesRows(t *testing.T) {
	rep := namesOf(t, pilots("GUM_news_flag")+pilots("GUM_interview_x")+pilots("GUM_news_afghan")+pilots("x-1")+pilots("GUM_bio_x"))
	var rows []string
	for _, r := range rep.Rows {
		rows = append(rows, r.Genre+" "+string(r.Training))
		if r.Tokens != 11*r.Documents || r.Mentions[0].Gold != r.Documents {
			t.Errorf("row %+v", r)
		}
	}
	want := "news held out|news + interview held out|all held out|other other|all other|" +
		"bio trained on|interview trained on|news trained on|news + interview trained on|all trained on"
	if got := strings.Join(rows, "|"); got != want {
		t.Errorf("rows %s, want %s", got, want)
	}
}

func TestNamesText(t *testing.T) {
	bare := "# newdoc id = bare\n1\tShips\tship\tNOUN\tNNS\t_\t0\troot\t_\t_\n\n"
	open := "# newdoc id = open\n1\tShips\tship\tNOUN\tNNS\t_\t0\troot\t_\tEntity=(1-object-new\n\n"
	rep := namesOf(t, pilots("x")+bare+open)
	var b strings.Builder
	if err := rep.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"other            other          1 all       phrase      3    .250  .333  .286       .571\n",
		"other            other          1 ours      in          .000  .429  .600      .343\n",
		`left out: document "bare": no entities are marked`, `left out: document "open": entities of sentence`,
		"Wrong kind\n     1  place, nominals read as organization, nominals: the port ×1\n",
		"Wrong phrase, right head\n     1  person, names read as person, names: Ana Lenz of the port [read Ana Lenz] ×1\n",
		"Spurious\n     1  person, nominals: waved ×1\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the report has no %q:\n%s", want, b.String())
		}
	}
	if rep.Documents != 1 {
		t.Errorf("%d documents", rep.Documents)
	}
}

func TestNamesJSON(t *testing.T) {
	b, err := json.Marshal(namesOf(t, pilots("x")))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`{"level":"all","match":"head","typed":false,"gold":3,"read":4,"same":3,"precision":0.75,"recall":1,`,
		`{"types":"ours","singletons":true,"muc":{"precision":0,"recall":0,"f1":0},"b3":{"precision":0.375,"recall":0.5,`,
	} {
		if !strings.Contains(string(b), want) {
			t.Errorf("no %s in %s", want, b)
		}
	}
}
