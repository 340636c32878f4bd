package annotate

import (
	"fmt"
	"strings"
	"sync"

	"hearsay/corpus"
)

// sign is a run of words that shows how a source knows.
type sign struct {
	basis corpus.Basis
	words string // in lower case, between blanks
	where string // "content", "source" or "sentence"
}

var signs = sync.OnceValue(func() []sign {
	var out []sign
	for _, line := range lines("basis.txt") {
		f := strings.Split(line, "|")
		if len(f) != 3 {
			panic(fmt.Sprintf("annotate: basis.txt: %q", line)) // a test reads it
		}
		out = append(out, sign{corpus.Basis(strings.TrimSpace(f[0])), " " + strings.TrimSpace(f[1]) + " ", strings.TrimSpace(f[2])})
	}
	return out
})

// manner is a run of words that shows what kind of act a statement is.
type manner struct {
	mode  corpus.Mode
	words string
}

var manners = sync.OnceValue(func() []manner {
	var out []manner
	for _, line := range lines("modes.txt") {
		mode, words, ok := strings.Cut(line, "|")
		if !ok {
			panic(fmt.Sprintf("annotate: modes.txt: %q", line)) // a test reads it
		}
		out = append(out, manner{corpus.Mode(strings.TrimSpace(mode)), " " + strings.TrimSpace(words) + " "})
	}
	return out
})

// beginning is how many words of content may show how the source knows: "I saw
// it myself" does, what somebody in the middle of a story saw does not.
const beginning = 12

// groundStatements notes how each source says that it knows and, where its verb
// does not tell, what kind of act the statement is.
func groundStatements(t *text, found []*statement) {
	for _, s := range found {
		places := map[string]string{"source": t.words(s.subject, -1), "sentence": t.frameWords(s)}
		if len(s.content) > 0 {
			places["content"] = t.words(s.content[0], beginning)
		}
		for _, g := range signs() {
			if strings.Contains(places[g.where], g.words) {
				s.basis = g.basis
				break
			}
		}
		if s.mode != corpus.Report {
			continue
		}
		for _, m := range manners() {
			if strings.Contains(places["content"], m.words) {
				s.mode = m.mode
				break
			}
		}
	}
}

// words returns the first n words of a span in lower case between blanks, all
// of them for -1.
func (t *text) words(span corpus.Span, n int) string {
	var b strings.Builder
	b.WriteByte(' ')
	from, to := t.tokensOf(span)
	for i := from; i < to && n != 0; i++ {
		if t.tokens[i].kind == word {
			b.WriteString(t.tokens[i].low)
			b.WriteByte(' ')
			n--
		}
	}
	return b.String()
}

// frameWords returns the words of the reporting sentence.
func (t *text) frameWords(s *statement) string {
	items := t.frames[s.frame].items
	v := view{t, &t.frames[s.frame]}
	return t.words(v.span(0, len(items)), -1)
}
