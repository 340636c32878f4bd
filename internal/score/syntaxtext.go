package score

import (
	"fmt"
	"io"
	"strings"
)

// WriteText writes the report for people.
func (r SyntaxReport) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-12s %-10s %5s %8s  %5s %5s %5s %5s %5s   %6s %9s\n",
		"genre", "training", "docs", "tokens", "tags", "UPOS", "UAS", "LAS", "lemma", "tokens", "sentences")
	for i := range r.Rows {
		r.Rows[i].write(&b)
	}
	b.WriteString("\nTags to lemma: on the treebank's tokens, with predicted tags; punctuation counts, a relation's subtype does\n" +
		"not. Tokens and sentences: F1 of exact spans, from the text alone. \"held out\" are documents that no model was\n" +
		"trained on; scores on the others tell nothing of new texts.\n")
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "left out: %s\n", p)
	}
	r.writeErrors(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *SyntaxRow) write(b *strings.Builder) {
	fmt.Fprintf(b, "%-12s %-10s %5d %8d  %s %s %s %s %s   %6s %9s\n", r.Genre, r.Training, r.Documents, r.Tokens,
		rateText(r.Tag), rateText(r.POS), rateText(r.UAS), rateText(r.LAS), rateText(r.Lemma), rateText(r.TokenF1), rateText(r.SentenceF1))
}

// rateText writes a rate without its leading zero: " .955", "1.000".
func rateText(r float64) string {
	s := fmt.Sprintf("%.3f", r)
	if strings.HasPrefix(s, "0") {
		return " " + s[1:]
	}
	return s
}

// How many words of a kind of error, and how many kinds, are shown.
const (
	wordsShown = 8
	kindsShown = 40
)

func (r *SyntaxReport) writeErrors(b *strings.Builder) {
	layer, shown := "", 0
	for _, e := range r.Errors {
		if e.Layer != layer {
			layer, shown = e.Layer, 0
			fmt.Fprintf(b, "\nWrong %ss\n", layer)
		}
		if shown++; shown > kindsShown {
			continue
		}
		e.write(b)
	}
}

func (e *Confusion) write(b *strings.Builder) {
	kind := e.Gold + " read as " + e.Read
	if e.Layer == "lemma" {
		kind = "read, gold"
	}
	fmt.Fprintf(b, "%6d  %s: %s\n", e.Count, kind, e.shownWords())
}

// shownWords lists the most frequent words of an error.
func (e *Confusion) shownWords() string {
	var words []string
	for _, w := range e.Words[:min(len(e.Words), wordsShown)] {
		words = append(words, fmt.Sprintf("%s ×%d", w.Word, w.Count))
	}
	return strings.Join(words, ", ")
}
