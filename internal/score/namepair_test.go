package score

import (
	"strings"
	"testing"

	"hearsay/corpus"
)

// sameLetters takes names for one's by their first letters.
func sameLetters(kind corpus.EntityKind, a, b string) (float64, bool) {
	if kind == corpus.Person && a[0] == b[0] {
		return 0.9, true
	}
	return 0.1, false
}

func TestNamePairs(t *testing.T) {
	const gold = `{"schema":"Person","a":"Ana Sorel","b":"A. Sorel","match":true}
{"schema":"Person","a":"Ana Sorel","b":"Anton Velt","match":false}
{"schema":"Company","a":"Oskel AG","b":"Oskel","match":true}
{"schema":"Company","a":"Oskel AG","b":"Ulvret AG"}
`
	rep := NamePairs(ReadNamePairs("pairs.jsonl", strings.NewReader(gold)), sameLetters, true)
	if rep.Pairs() != 3 || len(rep.Rows) != 3 || len(rep.Problems) != 1 || !strings.Contains(rep.Problems[0], "no match") {
		t.Fatalf("%+v", rep)
	}
	person, all := rep.Rows[1], rep.Rows[2]
	if person.Schema != "Person" || person.Precision != 0.5 || person.Recall != 1 || all.Schema != "all" || all.Gold != 2 || all.F1 != 0.5 {
		t.Errorf("%+v", rep.Rows)
	}
	if len(rep.Errors) != 2 || rep.Errors[0].Gold || !rep.Errors[1].Gold {
		t.Errorf("%+v", rep.Errors)
	}
}

func TestNameVariants(t *testing.T) {
	const gold = `{"id":"PER-Ana-Sorel","lemmas":{"ru":["Ана Сорель","Сорель","А. Сорель","Ana Sorel"],"uk":["Ана Сорель"],"cs":["Ana Sorelová"]}}
{"id":"PER-ANA-Sorel","lemmas":{"ru":["Анна Сорель"]}}
{"id":"PER-Velt-Sorel","lemmas":{"ru":["Вельт Сорель"]}}
{"id":"PER-friend-of-Sorel","lemmas":{"ru":["Друг Сореля"]}}
{"id":"ORG-Oskel-Works","lemmas":{"ru":["Завод Оскель"]}}
{"id":"PER-Sorel"}
`
	var compared []string
	same := func(kind corpus.EntityKind, a, b string) (float64, bool) {
		compared = append(compared, a+" | "+b)
		like := map[string]float64{"Ана Сорель": 0.9, "Анна Сорель": 0.6, "Вельт Сорель": 0.5}[b]
		if strings.HasPrefix(a, "Velt") {
			like = 0.55
		}
		return like, like > 0.58
	}
	rep := NameVariants(ReadNamedPersons("variants.jsonl", strings.NewReader(gold)), same, true)
	if rep.Persons != 2 || rep.Forms != 3 || rep.Others != 3 || len(rep.Problems) != 1 {
		t.Errorf("%+v\n%q", rep, compared)
	}
	if rep.Recall < 0.66 || rep.Recall > 0.67 || rep.AnyRecall != 0.5 || rep.FalseShare != 0 {
		t.Errorf("%+v", rep)
	}
	if rep.At < 0.55 || rep.At > 0.56 || rep.AtRecall < 0.66 || len(rep.Errors) != 1 {
		t.Errorf("%+v", rep)
	}
}

func TestLeastLikeness(t *testing.T) {
	others := make([]float64, 40)
	for i := range others {
		others[i] = float64(i) / 40
	}
	if at := leastLikeness(others); shareFrom(others, at) > mostFalse || shareFrom(others, at-0.03) <= mostFalse {
		t.Errorf("%v lets %v through", at, shareFrom(others, at))
	}
	if at := leastLikeness(nil); at > 0.01 {
		t.Errorf("of none: %v", at)
	}
}
