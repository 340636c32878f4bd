package capture

import "testing"

func TestShelf(t *testing.T) {
	built := 0
	s := newShelf(2, func() *int { built++; n := built; return &n })
	take := func(name string) int {
		n, giveBack := s.borrow(name)
		defer giveBack()
		return *n
	}
	kept, giveBack := s.borrow("a") // 1
	for _, want := range []struct {
		name string
		n    int
	}{{"b", 2}, {"a", 1}, {"b", 2}, {"c", 3}, {"b", 4}, {"a", 1}} {
		if got := take(want.name); got != want.n {
			t.Errorf("%s: %d, want %d", want.name, got, want.n)
		}
	}
	if *kept != 1 || len(s.books) != 2 {
		t.Errorf("%d kept, %d on the shelf", *kept, len(s.books))
	}
	giveBack()
	take("b")
	take("c")
	if got := take("a"); got == 1 {
		t.Error("what was given back stays for ever")
	}
}
