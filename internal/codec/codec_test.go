package codec

import (
	"math"
	"reflect"
	"testing"
)

// thing has one of everything.
type thing struct {
	name  string
	raw   []byte
	n     int
	fixed uint64
	f     float64
	yes   bool
	texts []string
	parts []part
	maybe *float64
}

type part struct {
	name  string
	maybe *float64
}

func (p *part) code(c *Coder) {
	Text(c, &p.name)
	Optional(c, &p.maybe, c.Float)
}

func (t *thing) code(c *Coder) {
	Text(c, &t.name)
	c.Raw(&t.raw)
	c.Int(&t.n)
	c.Fixed(&t.fixed)
	c.Float(&t.f)
	c.Bool(&t.yes)
	Texts(c, &t.texts)
	List(c, &t.parts, func(p *part) { p.code(c) })
	Optional(c, &t.maybe, c.Float)
}

func things() []thing {
	half := 0.5
	return []thing{
		{raw: []byte{}},
		{name: "часть", n: -7, fixed: math.MaxUint64, f: math.Inf(-1), maybe: &half, raw: []byte{0, 255}},
		{raw: []byte{}, n: math.MinInt, yes: true, texts: []string{"", "a"}, parts: []part{{}, {"b", &half}}},
	}
}

func TestBothWays(t *testing.T) {
	for _, want := range things() {
		w := &Coder{}
		want.code(w)
		r := Reader(w.Bytes)
		var got thing
		got.code(r)
		if !reflect.DeepEqual(got, want) || r.Short || len(r.Bytes) != 0 {
			t.Errorf("got %+v, want %+v; short %v, %d bytes left", got, want, r.Short, len(r.Bytes))
		}
		for n := range w.Bytes {
			cut := Reader(w.Bytes[:n])
			new(thing).code(cut)
			if !cut.Short {
				t.Errorf("%d of %d bytes are read as all of them", n, len(w.Bytes))
			}
		}
	}
}

func FuzzReading(f *testing.F) {
	for _, t := range things() {
		w := &Coder{}
		t.code(w)
		f.Add(w.Bytes)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var one, again thing
		r := Reader(b)
		one.code(r)
		w := &Coder{}
		one.code(w)
		again.code(Reader(w.Bytes))
		w2 := &Coder{}
		again.code(w2)
		if string(w.Bytes) != string(w2.Bytes) {
			t.Errorf("%q is read as %+v and written as %+v", b, one, again)
		}
	})
}
