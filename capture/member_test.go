package capture

import (
	"io"
	"strings"
	"testing"
)

func TestTrail(t *testing.T) {
	in := strings.Repeat("0123456789", trailSize/4)
	tr := &trail{r: &steady{r: strings.NewReader(in)}}
	read := func(n int) string {
		b := make([]byte, n)
		k, _ := io.ReadFull(tr, b)
		return string(b[:k])
	}
	for _, tt := range []struct {
		read     int
		to, from int64 // where rewind is sent to and comes to
	}{{10, 3, 3}, {20, 23, 23}, {5, 0, 0}, {trailSize, trailSize - 7, trailSize - 7}, {7, 100 << 20, trailSize}} {
		before := tr.end
		if got, want := read(tt.read), in[before:before+int64(tt.read)]; got != want {
			t.Fatalf("read %d bytes from %d that are not those of the file", tt.read, before)
		}
		tr.rewind(tt.to)
		if tr.end != tt.from {
			t.Fatalf("rewind to %d goes to %d", tt.to, tr.end)
		}
	}
	read(2 * trailSize)
	tr.rewind(0)
	if back := 3*int64(trailSize) - tr.end; back < trailSize || back > 2*trailSize {
		t.Errorf("goes back %d bytes", back)
	}
	if rest := in[tr.end:]; read(len(in)) != rest {
		t.Error("what is read again is not the file")
	}
}

// A file that is made of beginnings of members is searched, but not over and
// over.
func TestMembersSearchIsBounded(t *testing.T) {
	for name, in := range map[string]string{
		"beginnings":                strings.Repeat("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff", 200_000),
		"that inflate a little":     strings.Repeat("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x4c", 200_000),
		"that inflate far":          strings.Repeat("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x00\xff\xff\x00\x00", 200_000),
		"with names without an end": strings.Repeat("\x1f\x8b\x08\x08xxxxxx", 200_000),
		"around whole members":      strings.Repeat("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x4c"+member("x"), 50_000),
	} {
		m := newMembers(&steady{r: strings.NewReader(in)})
		rewound, inflated := 0, 0
		for buf := make([]byte, rawSize); ; {
			n, err := m.Read(buf)
			inflated += n
			if isDamage(err) {
				m.resume()
				rewound += len(m.trail.again)
				continue
			}
			if err != nil {
				break
			}
		}
		if name == "around whole members" && inflated < 50_000 {
			t.Errorf("%s: %d members are read", name, inflated)
		}
		if rewound > maxRewinds*2*trailSize {
			t.Errorf("%s: of %d bytes %d are read again", name, len(in), rewound)
		}
	}
}
