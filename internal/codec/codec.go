// Package codec writes values as bytes and reads them again. A type names its fields once, in one
// function for both ways, so that the two cannot fall apart:
//
//	func (p *point) code(c *codec.Coder) {
//		codec.Text(c, &p.name)
//		c.Int(&p.x)
//	}
//
// It is for what is read very often and written by the same version of the program: numbers and
// texts stand one behind the other, without names. It stores nothing.
package codec

import (
	"encoding/binary"
	"math"
)

// Coder writes to Bytes, or reads from them. Behind their end it reads zero values, and Short is set.
type Coder struct {
	Bytes   []byte
	Reading bool
	Short   bool
}

// Reader returns a coder that reads b.
func Reader(b []byte) *Coder { return &Coder{Bytes: b, Reading: true} }

// Int is a whole number, any.
func (c *Coder) Int(n *int) {
	if !c.Reading {
		c.Bytes = binary.AppendVarint(c.Bytes, int64(*n))
		return
	}
	v, size := binary.Varint(c.Bytes)
	c.pass(size)
	*n = int(v)
}

// Fixed is a number of eight bytes.
func (c *Coder) Fixed(n *uint64) {
	if !c.Reading {
		c.Bytes = binary.LittleEndian.AppendUint64(c.Bytes, *n)
		return
	}
	*n = binary.LittleEndian.Uint64(c.take(8))
}

// Float is a number with all its bits.
func (c *Coder) Float(f *float64) {
	bits := math.Float64bits(*f)
	c.Fixed(&bits)
	*f = math.Float64frombits(bits)
}

// Bool is yes or no.
func (c *Coder) Bool(b *bool) {
	n := 0
	if *b {
		n = 1
	}
	c.Int(&n)
	*b = n == 1
}

// Raw is bytes; what is read shares memory with the coder's.
func (c *Coder) Raw(b *[]byte) {
	n := c.size(len(*b))
	if !c.Reading {
		c.Bytes = append(c.Bytes, *b...)
		return
	}
	*b = c.take(n)
}

// Text is a string.
func Text[S ~string](c *Coder, s *S) {
	n := c.size(len(*s))
	if !c.Reading {
		c.Bytes = append(c.Bytes, *s...)
		return
	}
	*s = S(c.take(n))
}

// List is a list of what each writes or reads; an empty one is read as nil.
func List[T any](c *Coder, list *[]T, each func(*T)) {
	n := c.size(len(*list))
	if c.Reading {
		*list = nil
		if n > 0 {
			*list = make([]T, n)
		}
	}
	for i := range *list {
		each(&(*list)[i])
	}
}

// Texts is a list of strings.
func Texts(c *Coder, list *[]string) { List(c, list, func(s *string) { Text(c, s) }) }

// Optional is something or nothing.
func Optional[T any](c *Coder, p **T, some func(*T)) {
	is := *p != nil
	c.Bool(&is)
	if c.Reading {
		*p = nil
		if is {
			*p = new(T)
		}
	}
	if is {
		some(*p)
	}
}

// size is the length of what follows. What is read is never more than there are bytes left, so
// that damaged bytes cannot ask for all memory.
func (c *Coder) size(n int) int {
	c.Int(&n)
	if c.Reading && (n < 0 || n > len(c.Bytes)) {
		c.end()
		return 0
	}
	return n
}

func (c *Coder) take(n int) []byte {
	if n > len(c.Bytes) {
		c.end()
		return make([]byte, n)
	}
	b := c.Bytes[:n:n]
	c.Bytes = c.Bytes[n:]
	return b
}

func (c *Coder) pass(size int) {
	if size <= 0 {
		c.end()
		return
	}
	c.Bytes = c.Bytes[size:]
}

func (c *Coder) end() { c.Bytes, c.Short = nil, true }
