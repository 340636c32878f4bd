package capture

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// splitLines returns the trimmed lines of text that hold anything, zero spans
// for empty ones.
func splitLines(text string) []corpus.Span {
	var lines []corpus.Span
	for start := 0; start < len(text); {
		end, next := lineEnd(text, start)
		s := corpus.Span{Start: start, End: end}.Trim(text)
		if s = trimSpace(text, s); s.Empty() {
			s = corpus.Span{}
		}
		lines = append(lines, s)
		start = next
	}
	return lines
}

func lineEnd(text string, start int) (end, next int) {
	for i := start; i < len(text); i++ {
		switch {
		case text[i] == '\n' || text[i] == '\f' || text[i] == '\v':
			return i, i + 1
		case text[i] == '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				return i, i + 2
			}
			return i, i + 1
		case strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029"):
			return i, i + len("\u2028")
		}
	}
	return len(text), len(text)
}

// trimSpace trims every kind of white space, more than Span.Trim does.
func trimSpace(text string, s corpus.Span) corpus.Span {
	left := strings.TrimLeftFunc(s.In(text), isBlank)
	start := s.End - len(left)
	return spanOf(start, strings.TrimRightFunc(left, isBlank))
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }

// A text counts as wrapped when its lines are at most maxWrap characters long
// and at least wrapShare of its line ends lie where the next word would no
// longer have fitted.
const (
	minWrap   = 40
	maxWrap   = 120
	wrapShare = 0.6
	minBreaks = 3
)

// joinWrapped joins lines that were wrapped at a fixed width into paragraphs
// and drops empty lines.
func joinWrapped(text string, lines []corpus.Span) []corpus.Span {
	width := wrapWidth(text, lines)
	var out []corpus.Span
	open := false // the last of out may go on
	for i, s := range lines {
		if s.Empty() {
			open = false
			continue
		}
		if open && breaksAt(text, lines[i-1], s, width) {
			out[len(out)-1].End = s.End
		} else {
			out = append(out, s)
		}
		open = width > 0
	}
	return out
}

// wrapWidth returns the width at which the lines of text were wrapped, 0 if
// they were not.
func wrapWidth(text string, lines []corpus.Span) int {
	width, breaks, wrapped := 0, 0, 0
	for _, s := range lines {
		width = max(width, utf8.RuneCountInString(s.In(text)))
	}
	if width < minWrap || width > maxWrap {
		return 0
	}
	for i := 1; i < len(lines); i++ {
		if lines[i-1].Empty() || lines[i].Empty() {
			continue
		}
		if breaks++; breaksAt(text, lines[i-1], lines[i], width) {
			wrapped++
		}
	}
	if breaks < minBreaks || float64(wrapped) < wrapShare*float64(breaks) {
		return 0
	}
	return width
}

// breaksAt reports whether a line ends where the first word of the next one
// would not have fitted into width.
func breaksAt(text string, line, next corpus.Span, width int) bool {
	if isBullet(next.In(text)) {
		return false
	}
	word, _, _ := strings.Cut(next.In(text), " ")
	return utf8.RuneCountInString(line.In(text))+1+utf8.RuneCountInString(word) > width
}

// splitPieces cuts what stands on one line but does not belong together.
func splitPieces(text string, s corpus.Span) []corpus.Span {
	var out []corpus.Span
	line := s.In(text)
	cuts := append(gluedCut(line), commaCuts(line)...)
	start := 0
	for _, cut := range cuts {
		if cut <= start || cut >= len(line) {
			continue
		}
		out = appendPiece(out, text, corpus.Span{Start: s.Start + start, End: s.Start + cut})
		start = cut
	}
	return appendPiece(out, text, corpus.Span{Start: s.Start + start, End: s.End})
}

func appendPiece(out []corpus.Span, text string, s corpus.Span) []corpus.Span {
	if s = trimSpace(text, s); !s.Empty() {
		out = append(out, s)
	}
	return out
}

// commaCuts returns where runs of commas that stand for lost line ends begin
// and end in line. A single comma after a full stop counts only in a line
// that has such runs.
func commaCuts(line string) []int {
	runs := commaRuns(line)
	found := false
	for _, r := range runs {
		found = found || r.count > 1
	}
	if !found {
		return nil
	}
	var cuts []int
	for _, r := range runs {
		if r.count > 1 || stopsBefore(line, r) {
			cuts = append(cuts, r.Start, r.End)
		}
	}
	return cuts
}

// commaRun is a stretch of commas with nothing but white space between them.
type commaRun struct {
	corpus.Span
	count int
}

func commaRuns(line string) []commaRun {
	var runs []commaRun
	for i := strings.IndexByte(line, ','); i >= 0 && i < len(line); {
		run := commaRun{Span: corpus.Span{Start: i, End: i + 1}, count: 1}
		rest := strings.TrimLeft(line[i+1:], " \t\u00a0")
		for strings.HasPrefix(rest, ",") {
			run.count++
			run.End = len(line) - len(rest) + 1
			rest = strings.TrimLeft(rest[1:], " \t\u00a0")
		}
		runs = append(runs, run)
		next := strings.IndexByte(line[run.End:], ',')
		if next < 0 {
			break
		}
		i = run.End + next
	}
	return runs
}

// stopsBefore reports whether the single comma r follows the end of a
// sentence, not an abbreviation, and a new sentence follows.
func stopsBefore(line string, r commaRun) bool {
	before := strings.TrimRight(line[:r.Start], " ")
	if before == "" || !strings.HasPrefix(line[r.End:], " ") {
		return false
	}
	if len(before) < r.Start {
		return strings.ContainsAny(before[len(before)-1:], ".!?:\"") || strings.HasSuffix(before, "”")
	}
	bare := strings.TrimRight(before, "\"”")
	if bare == "" || !strings.ContainsAny(bare[len(bare)-1:], ".!?") || abbreviated(bare[:len(bare)-1]) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(line[r.End:], " "))
	return unicode.IsUpper(next) || next == '"' || next == '“'
}

// abbreviated reports whether a full stop after before may end an
// abbreviation: its last word is short and has a capital, or holds a stop.
func abbreviated(before string) bool {
	word := before[strings.LastIndexByte(before, ' ')+1:]
	first, _ := utf8.DecodeRuneInString(word)
	return strings.Contains(word, ".") || len(word) <= 4 && unicode.IsUpper(first)
}

// gluedCut returns where a phrase that page furniture leaves at the start of
// a line ends, when a word with a capital follows without a space.
func gluedCut(line string) []int {
	for _, phrase := range crud().glued {
		rest, ok := strings.CutPrefix(line, phrase)
		if !ok {
			continue
		}
		first, n := utf8.DecodeRuneInString(rest)
		second, _ := utf8.DecodeRuneInString(rest[n:])
		if unicode.IsUpper(first) && (unicode.IsLower(second) || second == ' ') {
			return []int{len(phrase)}
		}
	}
	return creditCut(line)
}

// creditCut cuts a photo credit from a paragraph that follows it without a
// space: "Photo: Tessel WireAccording to".
func creditCut(line string) []int {
	p := linePatterns()
	if len(line) < maxCredit || !hasHump(line) || !containsAny(line, p.marks) {
		return nil
	}
	at := p.credit.FindStringIndex(line)
	if at == nil {
		return nil
	}
	tail := line[at[1]:min(len(line), at[1]+maxCredit)]
	if m := p.hump.FindStringIndex(tail); m != nil {
		_, n := utf8.DecodeRuneInString(tail[m[0]:])
		return []int{at[1] + m[0] + n}
	}
	return nil
}

// hasHump reports whether a capital follows a small letter somewhere in line.
func hasHump(line string) bool {
	small := false
	for _, r := range line {
		if small && unicode.IsUpper(r) {
			return true
		}
		small = unicode.IsLower(r)
	}
	return false
}

// patterns are the expressions that tell kinds of lines, compiled when first
// needed.
type patterns struct {
	byline, listed, editor, fileName, credit, creditOnly, caption, hump *regexp.Regexp

	marks []string // what a line must hold for credit or caption to match
}

var linePatterns = sync.OnceValue(func() patterns {
	lex := readLexicon("credit")
	agencies := strings.Join(lex["agency"], "|")
	photo := strings.Join(lex["photo"], "|")
	const name = `\p{Lu}[\p{L}.'’-]*`
	const names = name + `(?: (?:de|von|van|al|bin|der|la) )?(?: ?` + name + `){0,4}`
	marks := append(append([]string{}, lex["agency"]...), lex["photo"]...)
	return patterns{
		marks: append(marks, lex["mark"]...),
		byline: regexp.MustCompile(`^(?:(?:[Bb]y|BY|[Vv]on|[Pp]ar|Written by|Reporting by|Article by|Text by|Автор(?:ы)?|Текст|Автори?|文|记者|기자) ?:? ?)` + names +
			`(?:(?:,| and| &| und| et| и| та| і|;| /|/) ?` + names + `)*(?:,? [^.!?]{0,60})?\.?$`),
		listed: regexp.MustCompile(`^\(` + names + `(?: ?[/;,] ?` + names + `)*\)$|^` + names + `, (?:[\p{L}-]+ ){0,3}(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Aa]nalyst|[Cc]olumnist|[Jj]ournalist|Staff [Ww]riter)\b[^.!?]{0,60}$`),
		editor: regexp.MustCompile(`^(?:Article by|Written by|Reporting by|Editing by|Edited by|Translated by|Editors?|Author|Authors|Translator|Reporter|Редактор|Редакторка|Автор|Перевод|Текст|编辑|责任编辑) ?[:：]? ?` + name),

		fileName:   regexp.MustCompile(`(?i)^\S+\.(?:png|jpe?g|gif|webp|svg|mp4|pdf)$`),
		credit:     regexp.MustCompile(`(?:^|[\s(\[/©])(?:` + photo + `)(?: by| courtesy| credit)? ?[:：|=/]|\((?:` + photo + `)(?: by |: ?| ?\|)|(?:^|[\s(/])(?:Photo|Image|Illustration|Picture) by |[/|(©] ?(?:` + agencies + `)[\p{L} /.)-]{0,40}$|(?:` + agencies + `) ?(?:Photo|Images)\b[^.]{0,40}$`),
		creditOnly: regexp.MustCompile(`^\(?(?:©|\(c\) )?\s?(?:(?:` + photo + `)(?: by| credit)? ?[:：|=] ?[^.!?]*|(?:` + agencies + `)(?: ?(?:Images?|Photos?|/.*))?)\)?$`),
		caption:    regexp.MustCompile(`\((?:left|right|cent(?:re|er)|L|R|C|pictured|front|back|слева|справа|ліворуч|праворуч|links|rechts)\)|(?:^|\. )(?:Filmed|Photographed) by |(?i:\bfile photo\b)|(?i:\bscreen ?(?:shot|grab) (?:from|of)\b)|^(?:Headline|Screenshot|Caption|Photo|Image)s?: `),
		hump:       regexp.MustCompile(`\p{Ll}\p{Lu}\p{Ll}*[ ’']`),
	}
})

// kindOfLine tells the kind of a line by itself; a paragraph unless it is
// plainly something else.
func kindOfLine(line string) corpus.BlockKind {
	n := utf8.RuneCountInString(line)
	p := linePatterns()
	switch {
	case isCrud(line):
		return corpus.Crud
	case n <= maxByline && (p.byline.MatchString(line) || p.listed.MatchString(line)) && !endsSentence(line),
		n <= 2*maxByline && p.editor.MatchString(line):
		return corpus.Byline
	case n <= maxCredit && isDateline(line):
		return corpus.Byline
	case n <= maxCredit && p.creditOnly.MatchString(line):
		return corpus.Crud
	case n <= maxCaption && isCaption(line, p):
		return corpus.Caption
	case strings.HasPrefix(line, "> "):
		return corpus.Quote
	case isBullet(line) && !strings.HasPrefix(line, "- "):
		return corpus.List
	case n <= maxTitle && isMarkedHeading(line):
		return corpus.Heading
	}
	return corpus.Paragraph
}

func isBullet(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("•‣▪◦●○*·", r) && strings.HasPrefix(s[n:], " ") || strings.HasPrefix(s, "- ") || enumerated(s)
}

// enumerated reports whether s begins like "1. " or "2) ".
func enumerated(s string) bool {
	n := runLength(s, func(r rune) bool { return r >= '0' && r <= '9' })
	return n > 0 && n <= 2 && len(s) > n+1 && (s[n] == '.' || s[n] == ')') && s[n+1] == ' '
}

// isDateline reports whether line is a full date and nothing else.
func isDateline(line string) bool {
	if !strings.ContainsAny(line, "0123456789") {
		return false
	}
	d, ok := parseDate(line)
	return ok && (d.Day > 0 || d.ambiguous)
}

// isCaption reports whether line has a credit or says who stands where. A
// line with quoted speech is left to be read as a paragraph.
func isCaption(line string, p patterns) bool {
	if !containsAny(line, p.marks) {
		return false
	}
	if p.caption.MatchString(line) {
		return true
	}
	at := p.credit.FindStringIndex(line)
	return at != nil && len(line)-at[0] <= maxCredit+20
}

func containsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// isMarkedHeading reports whether a line is marked as a heading or is all
// capitals.
func isMarkedHeading(line string) bool {
	r, _ := utf8.DecodeRuneInString(line)
	if strings.ContainsRune("◆■◇□▶►★☆#", r) {
		return true
	}
	return strings.HasPrefix(line, "<") && strings.Contains(line, "> ")
}

// endsSentence reports whether line ends as a sentence with more than one
// word does.
func endsSentence(line string) bool {
	line = strings.TrimRight(line, "\"”»’')] ")
	r, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".!?…。！？", r)
}

// isName reports whether line is two to four words with capitals and nothing
// else, as a signature is.
func isName(line string) bool {
	words := strings.Fields(line)
	if len(words) < 2 || len(words) > 4 || utf8.RuneCountInString(line) > maxCredit {
		return false
	}
	for _, w := range words {
		first, n := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) || strings.ContainsFunc(w[n:], func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' && r != '.' }) {
			return false
		}
	}
	return true
}
