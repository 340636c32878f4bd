package ledgertest

import (
	"slices"
	"strings"
	"testing"
)

func TestQueriesAreDeterministicAndOfEveryForm(t *testing.T) {
	stories := slices.Collect(Stories([]Story{port}, 0, 50))
	list := Queries(stories, 200)
	if !slices.Equal(list, Queries(stories, 200)) {
		t.Error("the questions are not the same twice")
	}
	for _, sign := range []string{`"`, "*", " OR ", " NOT ", " -", "(", "'s", "’s", "정부는", ","} {
		if !slices.ContainsFunc(list, func(q Query) bool { return strings.Contains(q.Text, sign) }) {
			t.Errorf("no question with %s", sign)
		}
	}
	for name, has := range map[string]func(Query) bool{
		"outlet":   func(q Query) bool { return q.Outlet == port.Outlet },
		"from":     func(q Query) bool { return q.From != "" && q.To == "" },
		"to":       func(q Query) bool { return q.To != "" && q.From == "" },
		"year":     func(q Query) bool { return len(q.From) == 4 && q.From == q.To },
		"language": func(q Query) bool { return q.Language == "en" },
		"nothing":  func(q Query) bool { return q.Outlet+q.From+q.To+q.Language == "" },
	} {
		if !slices.ContainsFunc(list, has) {
			t.Errorf("no question narrowed by %s", name)
		}
	}
	for _, q := range list {
		if q.Text == "" || q.Speaker == "" || q.Word == "" {
			t.Errorf("%+v", q)
		}
	}
}
