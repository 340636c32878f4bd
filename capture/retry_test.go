package capture

import (
	"testing"
	"time"
)

func TestParseRetryAfter(t *testing.T) {
	now := newClock().Now()
	for in, want := range map[string]time.Duration{
		"": 0, "0": 0, " 120 ": 2 * time.Minute, "-5": 0, "1.5": 0, "soon": 0, "99999999999999999999": maxRest, "700000": maxRest,
		"Wed, 19 Mar 2031 12:00:30 GMT":     30 * time.Second,
		"Wednesday, 19-Mar-31 12:00:30 GMT": 30 * time.Second,
		"Wed Mar 19 12:00:30 2031":          30 * time.Second,
		"Wed, 19 Mar 2031 11:00:00 GMT":     0,
		"Wed, 19 Mar 2099 11:00:00 GMT":     maxRest,
	} {
		if got := parseRetryAfter(in, now); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestBackOff(t *testing.T) {
	for n, most := range []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 16 * time.Second, maxBackOff, maxBackOff} {
		for range 50 {
			if d := backOff(n); d < most/2 || d >= most {
				t.Errorf("try %d: %s", n, d)
			}
		}
	}
	if d := backOff(1 << 30); d > maxBackOff || d <= 0 {
		t.Errorf("try %d: %s", 1<<30, d)
	}
}

func FuzzRetryAfter(f *testing.F) {
	f.Add("120")
	f.Add("Wed, 19 Mar 2031 12:00:30 GMT")
	f.Add("9223372036854775808")
	f.Fuzz(func(t *testing.T, in string) {
		now := newClock().Now()
		got := parseRetryAfter(in, now)
		if got < 0 || got > maxRest || got != parseRetryAfter(in, now) {
			t.Errorf("%q: %s", in, got)
		}
	})
}
