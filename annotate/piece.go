package annotate

import (
	"strings"

	"hearsay/corpus"
)

// piece is a part of a content: the inside of a quotation, or plain words.
type piece struct {
	corpus.Span
	quo int
}

// pieces turns items [a,b) into pieces: each quotation by itself, without its
// marks and without the comma that belongs to the reporting clause.
func (r *reading) pieces(a, b int) []piece {
	var out []piece
	start := a
	flush := func(end int) {
		if start < end {
			out = append(out, piece{r.span(start, end), -1})
		}
	}
	for i := a; i < b; i++ {
		q := r.quo(i)
		if q < 0 {
			continue
		}
		flush(i)
		if s := r.quotedSpan(q); !s.Empty() {
			out = append(out, piece{s, q})
		}
		start = i + 1
	}
	flush(b)
	return out
}

// quotedSpan is the inside of a quotation without a closing comma.
func (r *reading) quotedSpan(q int) corpus.Span {
	x := &r.t.quotations[q]
	to := x.to
	if to > x.from && r.t.tokens[to-1].is(",") {
		to--
	}
	if to <= x.from {
		return corpus.Span{}
	}
	return corpus.Span{Start: r.t.tokens[x.from].Start, End: r.t.tokens[to-1].End}
}

// trimPieces strips plain pieces of what belongs to the reporting clause:
// marks, a leading "that", and drops those left empty. The full stop of the
// sentence goes, that of an abbreviation stays.
func (r *reading) trimPieces(ps []piece) []piece {
	var out []piece
	for i, p := range ps {
		if p.quo < 0 {
			p.Span = trimPlain(r.t.doc, p.Span, i == 0, i == len(ps)-1)
			if p.Empty() {
				continue
			}
		}
		out = append(out, p)
	}
	for len(out) > 0 && out[0].quo < 0 && onlyJoins(out[0].In(r.t.doc)) {
		out = out[1:]
	}
	for len(out) > 0 && out[len(out)-1].quo < 0 && onlyJoins(out[len(out)-1].In(r.t.doc)) {
		out = out[:len(out)-1]
	}
	return out
}

// onlyJoins reports whether a piece at the rim of quotations is a mere
// conjunction.
func onlyJoins(s string) bool {
	switch strings.ToLower(strings.Trim(s, " ,;:—–-.")) {
	case "", "while", "whereas", "although", "and", "but", "or", "that", "nevertheless", "however", "meanwhile", "also", "still", "yet", "so":
		return true
	}
	return false
}

func trimPlain(doc string, s corpus.Span, first, last bool) corpus.Span {
	s = s.Trim(doc)
	for !s.Empty() {
		in := s.In(doc)
		switch {
		case strings.ContainsAny(in[:1], ",;:-") || strings.HasPrefix(in, "—") || strings.HasPrefix(in, "–") || strings.HasPrefix(in, "…"):
			s.Start += len(firstRune(in))
		case strings.HasPrefix(in, "“") || strings.HasPrefix(in, "\"") || strings.HasPrefix(in, "”") || strings.HasPrefix(in, "''"):
			s.Start += len(firstRune(in)) // a mark without its other half
		case strings.HasSuffix(in, "”") || strings.HasSuffix(in, "“"):
			s.End -= len("”")
		case first && hasWordPrefix(in, "that") && !verbAfterThat(in):
			s.Start += len("that")
		case first && connectiveLength(in) > 0:
			s.Start += connectiveLength(in)
		case strings.ContainsAny(in[len(in)-1:], ",;:-"):
			s.End--
		case strings.HasSuffix(in, "—") || strings.HasSuffix(in, "–"):
			s.End -= len("—")
		case last && strings.HasSuffix(in, ".") && !strings.HasSuffix(in, "..") && !endsAbbreviation(in):
			s.End--
		default:
			return s
		}
		s = s.Trim(doc)
	}
	return s
}

// connectiveLength returns how many bytes a connective with its comma takes
// at the beginning of a content: "Furthermore, ".
func connectiveLength(in string) int {
	w, _, ok := strings.Cut(in, ",")
	if !ok || strings.Contains(w, " ") || !lex().is(strings.ToLower(w), connective) || lex().is(strings.ToLower(w), preposition|determiner|subordinator) {
		return 0
	}
	switch strings.ToLower(w) {
	case "today", "yesterday", "now", "later", "earlier", "then":
		return 0 // says when it was, not how the report goes on
	}
	return len(w) + 1
}

// verbAfterThat reports whether a leading "that" is a pronoun: "that is not
// so". The conjunction goes, the pronoun stays.
func verbAfterThat(in string) bool {
	f := strings.Fields(in)
	return len(f) > 1 && (lex().is(strings.ToLower(f[1]), auxiliary) || contracted(strings.ToLower(f[1])))
}

func firstRune(s string) string {
	for i := range s {
		if i > 0 {
			return s[:i]
		}
	}
	return s
}

func hasWordPrefix(s, w string) bool {
	return len(s) > len(w) && strings.EqualFold(s[:len(w)], w) && (s[len(w)] == ' ' || s[len(w)] == ',' || s[len(w)] == '\n' || s[len(w)] == '\t')
}

// endsAbbreviation reports whether a last full stop belongs to "U.S.".
func endsAbbreviation(s string) bool {
	n := len(s)
	return n >= 4 && s[n-3] == '.' && isASCIILetter(s[n-2]) && isASCIILetter(s[n-4])
}

func quotes(ps []piece) bool {
	for _, p := range ps {
		if p.quo >= 0 {
			return true
		}
	}
	return false
}
