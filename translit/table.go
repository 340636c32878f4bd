package translit

import (
	"strings"
)

// lines returns the lines of a data file that say something, in order.
func lines(file string) []string {
	b, err := files.ReadFile("data/" + file)
	if err != nil {
		panic(err) // embedded
	}
	var list []string
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			list = append(list, line)
		}
	}
	return list
}

// sections returns the lines of a data file in fields, under the section that they stand in:
// a line that ends with a colon begins one.
func sections(file string) map[string][][]string {
	all, section := map[string][][]string{}, ""
	for _, line := range lines(file) {
		if name, ok := strings.CutSuffix(line, ":"); ok && !strings.Contains(name, " ") {
			section = name
			continue
		}
		all[section] = append(all[section], strings.Fields(line))
	}
	return all
}

// none is how a table writes that there is no letter.
const none = "-"

// cell reads a cell of a table.
func cell(s string) string {
	if s == none {
		return ""
	}
	return s
}
