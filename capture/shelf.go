package capture

import "sync"

// shelf keeps things by name, so many of them at most. What is borrowed stays;
// of the others the one that was used longest ago goes first.
type shelf[T any] struct {
	limit int
	build func() *T

	mu    sync.Mutex
	clock int // counts uses
	books map[string]*book[T]
}

type book[T any] struct {
	thing   *T
	readers int
	used    int // the clock of its last use
}

func newShelf[T any](limit int, build func() *T) *shelf[T] {
	return &shelf[T]{limit: limit, build: build, books: map[string]*book[T]{}}
}

// borrow returns the thing called name, which is built if there is none. It
// is the same for everybody until all have given it back.
func (s *shelf[T]) borrow(name string) (thing *T, giveBack func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.books[name]
	if b == nil {
		s.makeRoom()
		b = &book[T]{thing: s.build()}
		s.books[name] = b
	}
	s.clock++
	b.readers++
	b.used = s.clock
	return b.thing, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		b.readers--
	}
}

// makeRoom takes off what was used longest ago if the shelf is full.
func (s *shelf[T]) makeRoom() {
	if len(s.books) < s.limit {
		return
	}
	oldest := ""
	for name, b := range s.books {
		if b.readers == 0 && (oldest == "" || b.used < s.books[oldest].used) {
			oldest = name
		}
	}
	delete(s.books, oldest) // nothing where all are borrowed
}
