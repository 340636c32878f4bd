package annotate

import "testing"

// TestDateOfSaying takes statements as the news of Thursday 2031-03-20 and
// asks when they were made.
func TestDateOfSaying(t *testing.T) {
	for _, c := range []struct{ text, published, want string }{
		{"The ministry said on Monday the lock was shut.", "2031-03-20", "2031-03-17"},
		{"The ministry said on Thursday that the lock was shut.", "2031-03-20", "2031-03-20"},
		{"The ministry said on Monday the lock was shut.", "2031-03-20T23:10:00Z", "2031-03-17"},
		{"The ministry said on Monday the lock was shut.", "2031-03", ""},
		{"On Tuesday the ministry announced that the lock was shut.", "2031-03-20", "2031-03-18"},
		{"The lock is shut, the ministry said on March 3.", "2031-03-20", "2031-03-03"},
		{"The lock is shut, the ministry said in a statement on 3 April.", "2031-03-20", "2030-04-03"},
		{"The ministry said in January that the lock was shut.", "2031-03-20", "2031-01"},
		{"The ministry announced on May 5, 2029, that the lock was shut.", "2031-03-20", "2029-05-05"},
		{"The ministry said the lock would open on Monday.", "2031-03-20", ""},
		{"The ministry said yesterday that the lock was shut.", "2031-03-01", "2031-02-28"},
		{"The ministry said that the lock may open.", "2031-03-20", ""},
		{"The ministry said on Monday the lock was shut.", "", ""},
		{"The ministry said on Feb. 29 that the lock was shut.", "2032-02-10", "2028-02-29"},
		{"The ministry said on February 30 that the lock was shut.", "2031-03-20", ""},
	} {
		doc := document(c.text)
		doc.Published = c.published
		got := Read(doc).Attributions
		if len(got) != 1 {
			t.Errorf("%q: %d statements", c.text, len(got))
			continue
		}
		if got[0].Date != c.want {
			t.Errorf("%q of %s is dated %q, want %q", c.text, c.published, got[0].Date, c.want)
		}
	}
}
