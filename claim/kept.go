package claim

import (
	"fmt"

	"hearsay/corpus"
	"hearsay/internal/codec"
)

// MarshalBinary packs a statement: all but what those of a document have alike, which are Document,
// Outlet, Published and Context, what the caller of [Trace] fills in, and Meets. It never fails.
func (s Statement) MarshalBinary() ([]byte, error) {
	c := &codec.Coder{}
	s.code(c)
	return c.Bytes, nil
}

// UnmarshalBinary reads what MarshalBinary packed, and leaves the rest of s as it is.
func (s *Statement) UnmarshalBinary(b []byte) error {
	c := codec.Reader(b)
	s.code(c)
	if c.Short {
		return fmt.Errorf("unpack statement of %d bytes: cut off: %w", len(b), corpus.ErrInvalid)
	}
	return nil
}

func (s *Statement) code(c *codec.Coder) {
	codec.Text(c, &s.ID)
	c.Int(&s.Place)
	c.Bool(&s.Own)
	c.Bool(&s.Headline)
	s.codeSaying(c)
	spans(c, &s.Content)
	codec.Text(c, &s.Text)
	codec.Texts(c, &s.Tokens)
	words(c, &s.Words)
	codec.Texts(c, &s.Hedges)
	c.Bool(&s.Clause)
	codec.List(c, &s.Figures, func(f *Figure) { f.code(c) })
	s.Refers.code(c)
	words(c, &s.Within)
	span(c, &s.Passage)
}

// codeSaying is who says it, to whom and how.
func (s *Statement) codeSaying(c *codec.Coder) {
	source(c, &s.Speaker)
	codec.Text(c, &s.Gender)
	codec.Texts(c, &s.Called)
	codec.List(c, &s.Via, func(h *corpus.Hop) {
		codec.Text(c, &h.Name)
		span(c, &h.Span)
		codec.Text(c, &h.Kind)
	})
	codec.Text(c, &s.To)
	codec.Text(c, &s.Kind)
	codec.Text(c, &s.Polarity)
	codec.Text(c, &s.Mode)
	codec.Text(c, &s.Date)
	span(c, &s.Cue)
	codec.Text(c, &s.Saying)
}

func source(c *codec.Coder, s *corpus.Source) {
	spans(c, &s.Spans)
	codec.Text(c, &s.Name)
	codec.Text(c, &s.Role)
	codec.Text(c, &s.Kind)
	codec.Text(c, &s.Identified)
}

func span(c *codec.Coder, s *corpus.Span) {
	c.Int(&s.Start)
	c.Int(&s.End)
}

func spans(c *codec.Coder, list *[]corpus.Span) {
	codec.List(c, list, func(s *corpus.Span) { span(c, s) })
}

func words(c *codec.Coder, list *[]Word) {
	codec.List(c, list, func(w *Word) {
		codec.Text(c, &w.Stem)
		codec.Text(c, &w.Class)
		c.Float(&w.Weight)
		c.Bool(&w.Negated)
	})
}

func (f *Figure) code(c *codec.Coder) {
	span(c, &f.Span)
	codec.Text(c, &f.Measure)
	codec.Text(c, &f.Class)
	codec.Text(c, &f.Side)
	codec.Optional(c, &f.Low, c.Float)
	codec.Optional(c, &f.High, c.Float)
	codec.Text(c, &f.Bound)
	c.Bool(&f.Money)
	c.Bool(&f.Earlier)
}

func (r *Reference) code(c *codec.Coder) {
	codec.Text(c, &r.To)
	codec.Text(c, &r.Noun)
	codec.Text(c, &r.Whose)
	codec.Optional(c, &r.Value, c.Float)
	c.Bool(&r.Such)
	c.Bool(&r.None)
	c.Bool(&r.Reject)
}
