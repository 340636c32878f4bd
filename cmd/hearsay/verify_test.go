package main

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"hearsay/internal/store"
)

// Of a large archive that was purged, verification tells the last and how
// many there are.
func TestManyWithheld(t *testing.T) {
	var out bytes.Buffer
	term := &terminal{stdout: bufio.NewWriter(&out)}
	var list []store.Withheld
	for i := range 1234 {
		list = append(list, store.Withheld{Kind: "document", Subject: fmt.Sprint("d", i), By: "Ana", Reason: "court order"})
	}
	term.withheld(list)
	if err := term.stdout.Flush(); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 1+mostTold || !strings.Contains(lines[0], "1,234") || !strings.Contains(lines[mostTold], "document d1233 ") {
		t.Errorf("%d lines:\n%s", len(lines), &out)
	}
}
