package store

import (
	"testing"

	"hearsay/corpus"
)

// The bounds on keys must leave out nothing that the bounds on days let in.
func TestKeysLieWithinTheirBounds(t *testing.T) {
	var published []string
	for _, year := range []string{"0000", "0001", "2030", "2031", "2032", "9998", "9999"} {
		published = append(published, year)
		for _, rest := range []string{"-01", "-12", "-01-01", "-03-05", "-12-31"} {
			published = append(published, year+rest)
		}
		if year == "0000" || year == "9999" {
			continue // its instants may lie in a year of another length by UTC
		}
		for _, at := range []string{"-01-01T00:30:00+14:00", "-01-01T00:00:00Z", "-12-31T23:30:00-12:00", "-03-05T23:59:59-10:00"} {
			published = append(published, year+at)
		}
	}
	compared := 0
	for _, bound := range published {
		p, err := boundOf(bound)
		if err != nil {
			continue // an instant is no bound
		}
		for _, s := range published {
			d := periodOf(s)
			if d.last >= p.first {
				compared++
				if first := p.firstKey(); d.key < first {
					t.Errorf("from %s: the key %s of %s sorts before %s", bound, d.key, s, first)
				}
			}
			if d.first <= p.last {
				compared++
				if last := p.lastKey(); d.key > last {
					t.Errorf("to %s: the key %s of %s sorts after %s", bound, d.key, s, last)
				}
			}
		}
	}
	if compared == 0 {
		t.Error("nothing was compared")
	}
	for day, want := range map[string]string{"2031-03-01": "2031-02-28", "0000-01-01": "0000-01-01"} {
		if got := dayNear(day, -1); got != want {
			t.Errorf("the day before %s: %s, want %s", day, got, want)
		}
	}
	if got, want := dayNear("9999-12-31", 1)+" "+dayNear("2031-12-31", 1), "9999-12-31 2032-01-01"; got != want {
		t.Errorf("the days after: %s, want %s", got, want)
	}
}

func TestDays(t *testing.T) {
	for _, c := range []struct {
		from, to, date string
		want           bool
	}{
		{"", "", "2031", true}, {"", "", "", true}, {"2031-04", "", "2031-04-05", true}, {"2031-04", "", "2031-03", false},
		{"2031-04", "", "2031", true}, {"", "2031-04-05", "2031-04", true}, {"", "2031-04-05", "2031-04-06", false},
		{"2031-03-12", "2031-03-12", "2031-03", true}, {"2031", "", "", false}, {"", "2031", "", false}, {"", "2031", "soon", false},
		{"", "2031-04-05", "2031-04-05T23:30:00+02:00", true},
	} {
		d, err := NewDays(c.from, c.to)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Meet(c.date); got != c.want {
			t.Errorf("%s..%s meets %q: %v", c.from, c.to, c.date, got)
		}
	}
	_, err := NewDays("soon", "")
	wantError(t, "from", err, corpus.ErrInvalid)
	_, err = NewDays("", "2031-13")
	wantError(t, "to", err, corpus.ErrInvalid)
}
