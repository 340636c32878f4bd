package capture

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed data/*.txt
var data embed.FS

// lexicon is a data file: entries under section names, in order. Lines that
// begin with "#" are comments.
type lexicon map[string][]string

// readLexicon reads data/name.txt. The files are part of the program, so that
// one that cannot be read is a mistake in it: readLexicon panics.
func readLexicon(name string) lexicon {
	b, err := data.ReadFile("data/" + name + ".txt")
	if err != nil {
		panic(fmt.Sprintf("capture: read lexicon %s: %v", name, err))
	}
	lex := lexicon{}
	section := ""
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
			section = line[1 : len(line)-1]
			lex[section] = nil
		default:
			lex[section] = append(lex[section], line)
		}
	}
	return lex
}
