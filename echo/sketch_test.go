package echo

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
)

func TestWords(t *testing.T) {
	tests := []struct{ a, b string }{
		{"Corrany's guns", "corrany\u2019s GUNS"},
		{"4,000 men and 1.5 boats", "4000 men and 15 boats"},
		{"Tho Saeng-mok", "tho saeng mok"},
		{"D\u00e9j\u00e0 vu", "deja vu"},
		{"De\u0301ja\u0300 vu", "deja vu"},
		{"a-b", "a b"},
		{"\u5e73\u58e4\u5e02", "\u5e73 \u58e4 \u5e02"},
		{"\u041a\u0438\u0457\u0432", "\u043a\u0438\u0457\u0432"},
		{"zero\u00adwidth", "zerowidth"},
	}
	for _, tt := range tests {
		a, b := invented(1, "", tt.a), invented(1, "", tt.b)
		if got, want := bare(wordsOf(&a)), bare(wordsOf(&b)); !slices.Equal(got, want) || len(got) == 0 {
			t.Errorf("%q and %q differ: %v, %v", tt.a, tt.b, got, want)
		}
	}
	d := invented(1, "", "He met Ona Brandt. They were 41. It rained")
	var telling []string
	for _, w := range wordsOf(&d) {
		if w.telling {
			telling = append(telling, d.Text[w.start:w.end])
		}
	}
	if got := strings.Join(telling, " "); got != "Ona Brandt 41" {
		t.Errorf("telling: %q", got)
	}
}

func bare(words []word) []uint32 {
	var list []uint32
	for _, w := range words {
		list = append(list, w.hash)
	}
	return list
}

// TestWinnow shows what winnowing promises: a shared run of passageWords + passageWindow - 1
// words is noticed, also between texts of very different length.
func TestWinnow(t *testing.T) {
	v := newInventor(5)
	for n := range 50 {
		run := strings.Join(strings.Fields(v.text(3))[:passageWords+passageWindow-1], " ")
		a := Of(invented(1, "", v.text(n%12)+"\n\n"+run+"\n\n"+v.text(3)))
		b := Of(invented(2, "", v.text(2)+"\n\n"+run+"\n\n"+v.text(10-n%10)))
		if a.Words < mostPassages*passageWindow/2 && !slices.ContainsFunc(a.Passages, func(p uint32) bool { return slices.Contains(b.Passages, p) }) {
			t.Errorf("text %d: a run of %d words has no fingerprint in both", n, passageWords+passageWindow-1)
		}
	}
	long := Of(invented(1, "", v.text(400)))
	if len(long.Passages) > mostPassages || len(long.Passages) < mostPassages/4 {
		t.Errorf("%d passages of %d words", len(long.Passages), long.Words)
	}
}

func TestMarshal(t *testing.T) {
	v := newInventor(6)
	for _, n := range []int{0, 1, 3, 11, 100} {
		want := Of(invented(1, "", v.text(n)))
		b, err := want.MarshalBinary()
		if err != nil || len(b) > headBytes+4*mostPassages {
			t.Fatalf("%d bytes, %v", len(b), err)
		}
		var got Sketch
		if err := got.UnmarshalBinary(b); err != nil || !reflect.DeepEqual(got, want) && len(want.Passages) > 0 {
			t.Errorf("%v\n%+v\nwant\n%+v", err, got, want)
		}
		for _, bad := range [][]byte{nil, b[:len(b)-1], append([]byte{Version + 1}, b[1:]...), append(slices.Clone(b), 0)} {
			if err := new(Sketch).UnmarshalBinary(bad); !errors.Is(err, corpus.ErrInvalid) {
				t.Errorf("%d bytes: %v", len(bad), err)
			}
		}
	}
}

func TestKeys(t *testing.T) {
	v := newInventor(7)
	s := Of(invented(1, "", v.text(10)))
	keys := s.Keys()
	if len(keys) != 1+bands+len(s.Passages) || len(slices.Compact(slices.Sorted(slices.Values(keys)))) != len(keys) {
		t.Errorf("%d keys: %v", len(keys), keys)
	}
	if !slices.Contains(keys, passageKey(s.Passages[0])) {
		t.Errorf("passages have other keys than %q", passageKey(s.Passages[0]))
	}
	if keys := Of(invented(1, "", "Photo: Defence Ministry handout")).Keys(); keys != nil {
		t.Errorf("a line has keys: %v", keys)
	}
}

func FuzzCompare(f *testing.F) {
	f.Add(report, report+otherStory)
	f.Add(otherStory, strings.ToUpper(otherStory))
	f.Add("ULVRET (Tessel Wire) - \u5e73\u58e4\u5e02 (via x)\u00a0\u0301", "Source: \u2019\n(via )")
	f.Add(strings.Repeat("a b c ", 30), strings.Repeat("b c a ", 20)+"\x80\xff")
	f.Fuzz(func(t *testing.T, x, y string) {
		a, b := invented(1, "Tessel Wire", strings.ToValidUTF8(x, "?")), invented(2, "Roundfold", strings.ToValidUTF8(y, "?"))
		e, ok := Compare(Read(a), Read(b), nil)
		checkEcho(t, a, b, e, ok)
		words := knownCredits()
		for _, c := range words.creditsOf(&a) {
			if !c.span.Valid(a.Text) || c.span.In(a.Text) != c.name {
				t.Errorf("credit %+v", c)
			}
		}
		if r, ok := Relate(Read(a), Read(b), nil); ok {
			for i, arg := range r.Args {
				d := a
				if arg.Document == b.ID {
					d = b
				}
				if len(arg.Spans) == 0 {
					t.Errorf("argument %d without a span", i)
				}
				hashesIn(t, d, arg.Spans)
			}
		}
	})
}

func FuzzUnmarshal(f *testing.F) {
	b, _ := Of(invented(1, "", report)).MarshalBinary()
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		var s Sketch
		if s.UnmarshalBinary(b) == nil {
			if again, err := s.MarshalBinary(); err != nil || string(again) != string(b) {
				t.Errorf("%x becomes %x, %v", b, again, err)
			}
		}
	})
}
