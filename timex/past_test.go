package timex

import "testing"

// TestPast places what was said by the day on which a text came out.
func TestPast(t *testing.T) {
	for _, tt := range []struct{ value, words, published, want string }{
		{"2031-03-18", "Tuesday", "2031-03-20", "2031-03-18"},
		{"2031-03-25", "Tuesday", "2031-03-20", "2031-03-18"},
		{"2031-03-20", "Thursday", "2031-03-20T22:10:00Z", "2031-03-20"},
		{"2031-03-25", "Tuesday", "2031-03", "2031-03-25"},
		{"2031-04-03", "3 April", "2031-03-20", "2030-04-03"},
		{"2031-06", "June", "2031-03-20", "2030-06"},
		{"2031-06", "June", "2031", "2031-06"},
		{"2032-02-29", "Feb. 29", "2032-02-10", "2028-02-29"},
		{"2032-02-29", "Feb. 29", "", "2032-02-29"},
		{"2032-05-05", "May 5, 2032", "2031-03-20", ""},
	} {
		if got := Past(tt.value, tt.words, tt.published); got != tt.want {
			t.Errorf("%s (%q) of %s: %q, want %q", tt.value, tt.words, tt.published, got, tt.want)
		}
	}
}
