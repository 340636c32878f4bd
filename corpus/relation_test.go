package corpus

import "testing"

func TestRelationID(t *testing.T) {
	a := Argument{Role: "one", Document: "d1", Subject: "s1", Spans: []Span{{1, 2}}}
	b := Argument{Role: "other", Document: "d2", Subject: "s2"}
	c, d := a, b
	c.Role, d.Role, c.Spans = "other", "one", nil
	id := RelationID(SameClaim, []Argument{a, b})
	if got := RelationID(SameClaim, []Argument{d, c}); got != id {
		t.Errorf("in another order %s, want %s", got, id)
	}
	if got := RelationID(AtOdds, []Argument{a, b}); got == id {
		t.Error("another kind has the same identity")
	}
	before, after := a, b
	before.Role, after.Role = "before", "after"
	there := RelationID(Turned, []Argument{before, after})
	before.Role, after.Role = "after", "before"
	if RelationID(Turned, []Argument{before, after}) == there {
		t.Error("who was before does not matter")
	}
}
