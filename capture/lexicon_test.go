package capture

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// sections are those that the program reads from each data file.
var sections = map[string][]string{
	"crud":      {"whole", "tail", "starts", "contains", "glued"},
	"credit":    {"photo", "agency", "mark"},
	"meta":      {"date", "loose-date", "title", "author", "outlet"},
	"addresses": {"ipv4", "ipv6", "embedded", "names"},
	"media":     {"html", "feed", "jsonl", "text", "pdf", "bytes"},
	"glyph":     {"name", "standard", "width"},
	"page":      {"body", "section", "furniture", "doubtful", "caption", "byline", "standfirst", "dateline"},
}

func TestLexicons(t *testing.T) {
	files, err := data.ReadDir("data")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(f.Name(), ".txt")
		b, _ := data.ReadFile("data/" + f.Name())
		if !strings.HasPrefix(string(b), "# ") {
			t.Errorf("%s has no comment", f.Name())
		}
		lex := readLexicon(name)
		if lex[""] != nil {
			t.Errorf("%s has entries before its first section: %q", f.Name(), lex[""])
		}
		for section, entries := range lex {
			if want := sections[name]; want != nil && !slices.Contains(want, section) {
				t.Errorf("%s: nothing reads section %q", f.Name(), section)
			}
			if len(entries) == 0 {
				t.Errorf("%s: section %q is empty", f.Name(), section)
			}
			slices.Sort(entries)
			for i := range entries {
				if i > 0 && entries[i] == entries[i-1] && !strings.HasPrefix(name, "language") {
					t.Errorf("%s: section %q has %q twice", f.Name(), section, entries[i])
				}
			}
		}
		for _, section := range sections[name] {
			if lex[section] == nil {
				t.Errorf("%s has no section %q", f.Name(), section)
			}
		}
	}
}

func TestMonthsAreComplete(t *testing.T) {
	for lang, lines := range readLexicon("months") {
		for _, line := range lines {
			if !regexp.MustCompile(`^([1-9]|1[0-2]) \p{Ll}+( \p{Ll}+)*$`).MatchString(line) {
				t.Errorf("months: %s: %q is no number and names", lang, line)
			}
		}
	}
	for n := range 12 {
		found := 0
		for _, m := range months() {
			if m == n+1 {
				found++
			}
		}
		if found < 5 {
			t.Errorf("month %d has %d names", n+1, found)
		}
	}
}

// A phrase of furniture that is folded away could never match.
func TestCrudPhrasesMatch(t *testing.T) {
	lex := readLexicon("crud")
	for _, section := range []string{"whole", "tail", "starts", "contains"} {
		for _, s := range lex[section] {
			if line := strings.ReplaceAll(s, "*", "lantern"); !isCrud(line) {
				t.Errorf("crud: [%s] %q is not found in itself", section, s)
			}
		}
	}
}
