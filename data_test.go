package hearsay_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// origin is how a data file tells where it comes from.
var origin = regexp.MustCompile(`Origin: \S`)

// ownWords are the data files that tell their origin in words of their own: what they say
// is part of what the models were made from.
var ownWords = map[string]bool{"syntax/data/classes.txt": true, "syntax/data/templates.txt": true}

// TestDataTellsItsOrigin holds every list that is embedded in the program to a line of origin.
func TestDataTellsItsOrigin(t *testing.T) {
	files, err := filepath.Glob("*/data/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no data: %v", err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !origin.Match(b) && !ownWords[filepath.ToSlash(file)] {
			t.Errorf("%s has no line of origin", file)
		}
	}
}
