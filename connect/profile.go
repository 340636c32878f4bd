package connect

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"

	"hearsay/claim"
	"hearsay/corpus"
	"hearsay/echo"
)

// profile is what is compared of a document: small, and made of the document alone. A document is
// compared with very many, of which few say the like, so that its statements are read one by one
// and only where they meet another.
type profile struct {
	outlet string
	sketch echo.Sketch
	keys   map[string]bool // of the sketch
	said   []likeness
	meets  []uint64 // of all that is said, in order
}

// likeness is a statement, with what tells which others it meets.
type likeness struct {
	claim.Head
	read func() claim.Statement
}

// encode writes a profile as bytes: the name of the outlet, the sketch, and of each statement its
// head and the rest of it as JSON, each with its length before it.
func encode(outlet string, sketch echo.Sketch, list []claim.Statement) []byte {
	text, err := sketch.MarshalBinary()
	b := appendBytes(appendBytes(nil, []byte(outlet)), text)
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, s := range list {
		b = binary.AppendUvarint(b, uint64(len(s.Meets)))
		for _, d := range s.Meets {
			b = binary.LittleEndian.AppendUint64(b, d)
		}
		s.Meets = nil
		body, jerr := json.Marshal(s)
		err = errors.Join(err, jerr)
		b = appendBytes(append(b, one(s.Own)), body)
	}
	if err != nil {
		panic(fmt.Sprintf("connect: a profile: %v", err)) // it is made of words and numbers
	}
	return b
}

func appendBytes(b, more []byte) []byte {
	return append(binary.AppendUvarint(b, uint64(len(more))), more...)
}

func one(yes bool) byte {
	if yes {
		return 1
	}
	return 0
}

// decode reads a profile; one that is damaged is a bug of who stored it.
func decode(d corpus.Profiled) *profile {
	r := &profileReader{rest: d.Profile}
	p := &profile{outlet: string(r.bytes()), keys: map[string]bool{}}
	if err := p.sketch.UnmarshalBinary(r.bytes()); err != nil {
		panic(fmt.Sprintf("connect: the sketch of %s: %v", d.Document, err))
	}
	for _, k := range p.sketch.Keys() {
		p.keys[k] = true
	}
	for range r.count() {
		p.said = append(p.said, r.likeness(p.outlet, d.Document))
		p.meets = append(p.meets, p.said[len(p.said)-1].Meets...)
	}
	slices.Sort(p.meets)
	if r.short {
		panic(fmt.Sprintf("connect: the profile of %s is cut off", d.Document))
	}
	return p
}

// profileReader reads the parts of an encoded profile. Behind the end all is empty.
type profileReader struct {
	rest  []byte
	short bool // it ended too early
}

func (r *profileReader) count() int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > uint64(len(r.rest)) {
		r.rest, r.short = nil, true
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

func (r *profileReader) take(n int) []byte {
	if n > len(r.rest) {
		r.rest, r.short = nil, true
		return make([]byte, n)
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}

func (r *profileReader) bytes() []byte { return r.take(r.count()) }

func (r *profileReader) likeness(outlet, document string) likeness {
	head := claim.Head{Outlet: outlet, Meets: make([]uint64, r.count())}
	for i := range head.Meets {
		head.Meets[i] = binary.LittleEndian.Uint64(r.take(8))
	}
	head.Own = r.take(1)[0] == 1
	body := r.bytes()
	return likeness{head, sync.OnceValue(func() (s claim.Statement) {
		if err := json.Unmarshal(body, &s); err != nil {
			panic(fmt.Sprintf("connect: a statement of %s: %v", document, err))
		}
		s.Meets = head.Meets
		return s
	})}
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
