package main

import "testing"

// A command line that is printed must ask the ledger that it is about.
func TestTheLedgerIsNamedUnlessAPlainCommandTakesIt(t *testing.T) {
	for _, tt := range []struct{ env, db, here, elsewhere string }{
		{"", "./hearsay.db", "", ""},
		{"", "hearsay.db", "", ""},
		{"", "other.db", "other.db", "other.db"},
		{"other.db", "./hearsay.db", "./hearsay.db", ""},
		{"other.db", "other.db", "", "other.db"},
		{"other.db", "./other.db", "", "./other.db"},
		{"other.db", "third.db", "third.db", "third.db"},
	} {
		t.Setenv("HEARSAY_DB", tt.env)
		l := ledger{DB: tt.db}
		if l.named() != tt.here || l.namedElsewhere() != tt.elsewhere {
			t.Errorf("HEARSAY_DB=%s --db %s: named %q here and %q elsewhere, want %q and %q",
				tt.env, tt.db, l.named(), l.namedElsewhere(), tt.here, tt.elsewhere)
		}
	}
}
