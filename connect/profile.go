package connect

import (
	"fmt"
	"slices"
	"sync"

	"hearsay/claim"
	"hearsay/corpus"
	"hearsay/echo"
	"hearsay/internal/codec"
)

// profile is what is compared of a document: small, and made of the document alone. A document is
// compared with very many, of which few say the like, so that its statements are read one by one
// and only where they meet another.
type profile struct {
	common claim.Statement // what all its statements have alike: document, outlet, date, context
	sketch echo.Sketch
	said   []likeness

	keys  map[string]bool // of the sketch
	meets []uint64        // of all that is said, in order
}

// likeness is a statement, with what tells which others it meets.
type likeness struct {
	claim.Head
	read func() claim.Statement
}

func newProfile(doc corpus.Document, said []claim.Statement) *profile {
	p := &profile{sketch: echo.Of(doc), common: claim.Statement{Document: doc.ID, Outlet: doc.Outlet, Published: doc.Published}}
	for _, s := range said {
		p.common.Context = s.Context
		p.said = append(p.said, likeness{s.Head(), func() claim.Statement { return s }})
	}
	p.index()
	return p
}

// index makes what is asked of every pair.
func (p *profile) index() {
	p.keys = map[string]bool{}
	for _, k := range p.sketch.Keys() {
		p.keys[k] = true
	}
	for i := range p.said {
		p.meets = append(p.meets, p.said[i].Meets...)
	}
	slices.Sort(p.meets)
}

// code writes a profile or reads it. What statements have alike stands there once, and each
// statement behind its head, in one piece that is read when it is asked for.
func (p *profile) code(c *codec.Coder) {
	codec.Text(c, &p.common.Document)
	codec.Text(c, &p.common.Outlet)
	codec.Text(c, &p.common.Published)
	codec.Texts(c, &p.common.Context)
	p.codeSketch(c)
	codec.List(c, &p.said, func(l *likeness) { l.code(c, &p.common) })
}

func (p *profile) codeSketch(c *codec.Coder) {
	var b []byte
	var err error
	if !c.Reading {
		b, err = p.sketch.MarshalBinary()
	}
	if c.Raw(&b); c.Reading {
		err = p.sketch.UnmarshalBinary(b)
	}
	if err != nil {
		panic(fmt.Sprintf("connect: the sketch of %s: %v", p.common.Document, err)) // one just made packs
	}
}

func (l *likeness) code(c *codec.Coder, common *claim.Statement) {
	c.Bool(&l.Own)
	codec.List(c, &l.Meets, c.Fixed)
	var body []byte
	if !c.Reading {
		body = bodyOf(l.read())
	}
	if c.Raw(&body); c.Reading {
		l.Outlet = common.Outlet
		l.read = sync.OnceValue(func() claim.Statement { return statementOf(body, l.Meets, common) })
	}
}

func bodyOf(s claim.Statement) []byte {
	b, err := s.MarshalBinary()
	if err != nil {
		panic(fmt.Sprintf("connect: a statement of %s: %v", s.Document, err)) // it never fails
	}
	return b
}

func statementOf(body []byte, meets []uint64, common *claim.Statement) claim.Statement {
	s := *common
	if err := s.UnmarshalBinary(body); err != nil {
		panic(fmt.Sprintf("connect: a statement of %s: %v", common.Document, err))
	}
	s.Meets = meets
	return s
}

func (p *profile) encode() []byte {
	c := &codec.Coder{}
	p.code(c)
	return c.Bytes
}

// decode reads a profile; one that is damaged is a bug of who stored it.
func decode(d corpus.Profiled) *profile {
	c, p := codec.Reader(d.Profile), &profile{}
	p.code(c)
	if c.Short || p.common.Document != d.Document {
		panic(fmt.Sprintf("connect: the profile of %s is cut off or of %s", d.Document, p.common.Document))
	}
	p.index()
	return p
}

// meeting returns the statements of two documents that meet one of the other.
func meeting(a, b *profile) (x, y []claim.Statement) {
	if !claim.Meet(claim.Head{Meets: a.meets}, claim.Head{Meets: b.meets}) {
		return nil, nil
	}
	met := make([]bool, len(b.said))
	for i := range a.said {
		meets := false
		for j := range b.said {
			if claim.Meet(a.said[i].Head, b.said[j].Head) {
				meets, met[j] = true, true
			}
		}
		if meets {
			x = append(x, a.said[i].read())
		}
	}
	for j := range met {
		if met[j] {
			y = append(y, b.said[j].read())
		}
	}
	return x, y
}
