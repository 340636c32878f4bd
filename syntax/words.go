package syntax

import (
	"embed"
	"strings"
	"sync"
)

//go:embed data
var data embed.FS

// wordList is what the data files know of words, in lower case.
type wordList struct {
	title, never, maybe, number map[string]bool // abbreviations
	contractions                map[string][]int
	before, behind, link        map[string]bool // parts that keep their hyphen
	units, domains              map[string]bool
	money                       map[string]bool // codes, in capitals
	reporting, openers          map[string]bool
}

// words reads the data files when they are first needed.
var words = sync.OnceValue(func() *wordList {
	a, p, s := sections("abbreviations.txt"), sections("prefixes.txt"), sections("sentences.txt")
	return &wordList{
		title: a["title"], never: a["never"], maybe: a["maybe"], number: a["number"],
		contractions: contractions(),
		before:       p["before"], behind: p["behind"], link: p["link"],
		units: sections("units.txt")[""], domains: sections("domains.txt")[""], money: sections("money.txt")[""],
		reporting: s["reporting"], openers: s["opener"],
	}
})

// dataLines returns the lines of a data file without its comments.
func dataLines(name string) []string {
	b, err := data.ReadFile("data/" + name)
	if err != nil {
		panic(err) // the file is embedded; a test reads each
	}
	var out []string
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

// sections reads words under headings "name:"; those before the first stand
// under "".
func sections(name string) map[string]map[string]bool {
	out := map[string]map[string]bool{"": {}}
	section := ""
	for _, line := range dataLines(name) {
		if heading, ok := strings.CutSuffix(line, ":"); ok && !strings.Contains(line, " ") {
			section = heading
			out[section] = map[string]bool{}
			continue
		}
		for _, w := range strings.Fields(line) {
			out[section][w] = true
		}
	}
	return out
}

// contractions maps a written word to the lengths of its parts.
func contractions() map[string][]int {
	out := map[string][]int{}
	for _, line := range dataLines("contractions.txt") {
		var lengths []int
		parts := strings.Fields(line)
		for _, p := range parts {
			lengths = append(lengths, len(p))
		}
		out[strings.Join(parts, "")] = lengths
	}
	return out
}
