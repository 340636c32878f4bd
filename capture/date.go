package capture

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// date is a calendar date with what is known of it: 0 stands for an unknown
// month or day. A time of day counts only with a known offset from UTC.
type date struct {
	Year, Month, Day int
	clock            string // "15:04" or "15:04:05" with offset, as in RFC 3339; "" if unknown
	seconds          bool

	// ambiguous dates are numbers of which the first may be the day or the
	// month, as written: only their year is known.
	ambiguous bool
	written   string
}

// certain returns d without what may be read in two ways.
func (d date) certain() date {
	if d.ambiguous {
		return date{Year: d.Year, ambiguous: true, written: d.written}
	}
	return d
}

// String returns YYYY, YYYY-MM, YYYY-MM-DD or RFC 3339.
func (d date) String() string {
	switch {
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	case d.clock == "":
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	return fmt.Sprintf("%04d-%02d-%02dT%s", d.Year, d.Month, d.Day, d.clock)
}

// Precision returns "year", "month", "day", "minute" or "second".
func (d date) Precision() string {
	switch {
	case d.Month == 0:
		return "year"
	case d.Day == 0:
		return "month"
	case d.clock == "":
		return "day"
	case d.seconds:
		return "second"
	}
	return "minute"
}

// The years that a date may have. Newspapers began in 1605.
const (
	minYear = 1600
	maxYear = 2100
)

// valid reports whether the parts of d that are known make a date.
func (d date) valid() bool {
	if d.Year < minYear || d.Year > maxYear || d.Month < 0 || d.Month > 12 || d.Month == 0 && d.Day != 0 {
		return false
	}
	if d.Day == 0 {
		return true
	}
	t := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	return t.Day() == d.Day
}

// parseDate parses a value that is a date and nothing else: ISO 8601 and its
// relatives, the dates of mail and feeds, numbers in the order day, month,
// year, and dates with the name of a month in a language of data/months.txt.
// Of numbers whose order is open, as in 1/2/2020, it takes the year alone.
func parseDate(value string) (date, bool) {
	value = strings.TrimSpace(value)
	const longest = 80 // characters of the longest sensible date with weekday and time
	if value == "" || len(value) > 4*longest {
		return date{}, false
	}
	toks := dateTokens(value)
	d, n, ok := dateAt(toks, 0)
	if !ok {
		if start := firstNumberOrMonth(toks); start > 0 && allWords(toks[:start]) {
			d, n, ok = dateAt(toks, start)
			n += start
		}
	}
	if !ok {
		return coarseDate(toks)
	}
	rest, ok := clockAt(toks[n:], &d)
	return d.certain(), ok && (rest == 0 || harmless(toks[n:][len(toks[n:])-rest:]))
}

// coarseDate parses a year, or a year and a month.
func coarseDate(toks []dateToken) (date, bool) {
	toks = slices.DeleteFunc(toks, func(t dateToken) bool { return t.kind == dateMark && t.text != "-" && t.text != "/" && t.text != "." })
	var d date
	switch {
	case len(toks) == 1 && toks[0].digits(4):
		d = date{Year: toks[0].n}
	case len(toks) == 1 && toks[0].digits(6):
		d = date{Year: toks[0].n / 100, Month: toks[0].n % 100}
	case len(toks) == 3 && toks[0].digits(4) && toks[1].kind == dateMark && toks[2].upTo(2):
		d = date{Year: toks[0].n, Month: toks[2].n}
	case len(toks) == 2 && monthOf(toks[0]) > 0 && toks[1].digits(4):
		d = date{Year: toks[1].n, Month: monthOf(toks[0])}
	case len(toks) == 4 && toks[0].digits(4) && toks[1].text == "年" && toks[3].text == "月":
		d = date{Year: toks[0].n, Month: toks[2].n}
	default:
		return date{}, false
	}
	return d, d.valid() && (d.Month > 0 || len(toks) == 1 && toks[0].digits(4))
}

// findDate returns the first full date in text, with its time if one follows,
// or where there is none the first ambiguous one, read with its day first.
func findDate(text string) (date, bool) {
	var open date
	toks := dateTokens(text)
	for i := range toks {
		if toks[i].kind == dateMark || toks[i].kind == dateWord && monthOf(toks[i]) == 0 {
			continue
		}
		d, n, ok := dateAt(toks, i)
		switch {
		case ok && !d.ambiguous:
			_, _ = clockAt(toks[i+n:], &d)
			return d, true
		case ok && !open.ambiguous:
			open = d
		}
	}
	return open, open.ambiguous
}

// A dateToken is a number, a word or a sign of a text that may be a date.
type dateToken struct {
	kind   dateKind
	text   string // in lower case
	n      int    // of a number with at most 14 digits
	spaced bool   // white space stands before it
}

type dateKind int

const (
	dateNumber dateKind = iota
	dateWord
	dateMark
)

func (t dateToken) digits(n int) bool { return t.kind == dateNumber && len(t.text) == n }
func (t dateToken) upTo(n int) bool   { return t.kind == dateNumber && len(t.text) <= n }

func dateTokens(s string) []dateToken {
	var toks []dateToken
	spaced := false
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
			spaced = true
			i += n
			continue
		case r >= '0' && r <= '9':
			n = runLength(s[i:], func(r rune) bool { return r >= '0' && r <= '9' })
			toks = append(toks, number(s[i:i+n], spaced))
		case unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hangul, r):
			toks = append(toks, dateToken{kind: dateWord, text: s[i : i+n], spaced: spaced})
		case unicode.IsLetter(r):
			n = runLength(s[i:], func(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) })
			toks = append(toks, dateToken{kind: dateWord, text: strings.ToLower(s[i : i+n]), spaced: spaced})
		default:
			toks = append(toks, dateToken{kind: dateMark, text: s[i : i+n], spaced: spaced})
		}
		spaced = false
		i += n
	}
	return toks
}

func number(digits string, spaced bool) dateToken {
	t := dateToken{kind: dateNumber, text: digits, n: -1, spaced: spaced}
	if len(digits) <= 14 {
		t.n, _ = strconv.Atoi(digits)
	}
	return t
}

func runLength(s string, in func(rune) bool) int {
	for i, r := range s {
		if !in(r) {
			return i
		}
	}
	return len(s)
}

// dateAt parses a full date at toks[i:] and returns how many tokens it takes.
func dateAt(toks []dateToken, i int) (date, int, bool) {
	for _, form := range []func([]dateToken) (date, int){yearFirst, compact, eastAsian, dayFirst, monthFirst} {
		if d, n := form(toks[i:]); n > 0 && d.valid() && d.Day > 0 {
			return d, n, true
		}
	}
	return date{}, 0, false
}

// yearFirst reads 2024-05-17, 2024/5/17 and 2024.05.17.
func yearFirst(t []dateToken) (date, int) {
	if len(t) >= 5 && t[0].digits(4) && isDateMark(t[1]) && t[2].upTo(2) && t[3].text == t[1].text && t[4].upTo(2) {
		return date{Year: t[0].n, Month: t[2].n, Day: t[4].n}, 5
	}
	return date{}, 0
}

// compact reads 20240517 and 20240517093000.
func compact(t []dateToken) (date, int) {
	if len(t) == 0 || t[0].kind != dateNumber {
		return date{}, 0
	}
	switch len(t[0].text) {
	case 8:
		return date{Year: t[0].n / 10000, Month: t[0].n / 100 % 100, Day: t[0].n % 100}, 1
	case 14:
		day := t[0].n / 1000000
		return date{Year: day / 10000, Month: day / 100 % 100, Day: day % 100}, 1
	}
	return date{}, 0
}

// eastAsian reads 2024年5月17日 and 2024년 5월 17일.
func eastAsian(t []dateToken) (date, int) {
	if len(t) >= 6 && t[0].digits(4) && t[2].upTo(2) && t[4].upTo(2) &&
		(t[1].text == "年" && t[3].text == "月" && (t[5].text == "日" || t[5].text == "号") ||
			t[1].text == "년" && t[3].text == "월" && t[5].text == "일") {
		return date{Year: t[0].n, Month: t[2].n, Day: t[4].n}, 6
	}
	return date{}, 0
}

// dayFirst reads 17.05.2024, 17/05/24, "17 May 2024", "17. Mai 2024" and
// "17 de mayo de 2024". Where the second number cannot be a month, the first
// is taken for it; where either can, the date is ambiguous, but for full
// stops, between which nobody puts the month first.
func dayFirst(t []dateToken) (date, int) {
	if len(t) < 3 || !t[0].upTo(2) {
		return date{}, 0
	}
	if len(t) >= 5 && isDateMark(t[1]) && t[2].upTo(2) && t[3].text == t[1].text {
		year := t[4].n
		if t[4].digits(2) && !t[4].spaced {
			year += 2000
		} else if !t[4].digits(4) {
			return date{}, 0
		}
		if t[2].n > 12 && t[0].n <= 12 && t[1].text != "." {
			return date{Year: year, Month: t[0].n, Day: t[2].n}, 5
		}
		d := date{Year: year, Month: t[2].n, Day: t[0].n, written: t[0].text + t[1].text + t[2].text + t[3].text + t[4].text}
		d.ambiguous = t[1].text != "." && d.Month <= 12 && d.Day <= 12 && d.Month != d.Day
		return d, 5
	}
	i := skipFillers(t, 1)
	if i >= len(t) || monthOf(t[i]) == 0 {
		return date{}, 0
	}
	month := monthOf(t[i])
	if i = skipFillers(t, i+1); i < len(t) && t[i].digits(4) {
		return date{Year: t[i].n, Month: month, Day: t[0].n}, i + 1
	}
	return date{}, 0
}

// monthFirst reads "May 17, 2024" and "May 17th 2024".
func monthFirst(t []dateToken) (date, int) {
	if len(t) < 3 || monthOf(t[0]) == 0 {
		return date{}, 0
	}
	i := skipFillers(t, 1)
	if i >= len(t) || !t[i].upTo(2) {
		return date{}, 0
	}
	day := t[i].n
	if i = skipFillers(t, i+1); i < len(t) && t[i].digits(4) && (i+1 >= len(t) || t[i+1].text != ":") {
		return date{Year: t[i].n, Month: monthOf(t[0]), Day: day}, i + 1
	}
	return date{}, 0
}

func isDateMark(t dateToken) bool {
	return t.kind == dateMark && (t.text == "-" || t.text == "/" || t.text == ".")
}

// dateFillers may stand between the parts of a date with a month's name.
var dateFillers = []string{".", ",", "-", "st", "nd", "rd", "th", "of", "de", "del", "er", "º", "°"}

func skipFillers(t []dateToken, i int) int {
	for k := 0; k < 3 && i < len(t) && slices.Contains(dateFillers, t[i].text); k++ {
		i++
	}
	return i
}

// clockAt reads a time with its offset that follows a date and sets it in d
// when the offset is known. It returns how many tokens remain. ok is false
// when a time begins but makes no sense.
func clockAt(t []dateToken, d *date) (remain int, ok bool) {
	i := 0
	iso := len(t) > 0 && t[0].text == "t"
	for i < len(t) && (t[i].text == "t" || t[i].text == "," || t[i].text == "at" || t[i].text == "um" || t[i].text == "в" || t[i].text == "о" ||
		t[i].text == "г" || t[i].text == "р" || t[i].text == "." || t[i].text == "à" || t[i].text == "-" && t[i].spaced || t[i].text == "|" || t[i].text == "·") {
		i++
	}
	if i+2 >= len(t) || !t[i].upTo(2) || t[i+1].text != ":" || !t[i+2].digits(2) {
		return len(t), true
	}
	hour, minute, second := t[i].n, t[i+2].n, 0
	i += 3
	seconds := i+1 < len(t) && t[i].text == ":" && t[i+1].digits(2)
	if seconds {
		second = t[i+1].n
		i += 2
		if i+1 < len(t) && (t[i].text == "." || t[i].text == ",") && t[i+1].kind == dateNumber && !t[i+1].spaced {
			i += 2 // fractions of a second
		}
	}
	i += meridiem(t[i:], &hour)
	if hour > 23 || minute > 59 || second > 60 {
		return len(t) - i, false
	}
	var offset string
	var n int
	if seconds || iso || i < len(t) && t[i].kind == dateWord || i < len(t) && t[i].spaced && i+1 < len(t) && t[i+1].digits(4) {
		offset, n = offsetAt(t[i:]) // else "10:00-11:30" would be one
	}
	if n > 0 {
		d.seconds = seconds
		d.clock = fmt.Sprintf("%02d:%02d:%02d%s", hour, minute, min(second, 59), offset)
	}
	return len(t) - i - n, true
}

func meridiem(t []dateToken, hour *int) int {
	if len(t) == 0 || t[0].text != "am" && t[0].text != "pm" {
		return 0
	}
	if t[0].text == "pm" && *hour < 12 {
		*hour += 12
	}
	if t[0].text == "am" && *hour == 12 {
		*hour = 0
	}
	return 1
}

// offsetAt reads an offset from UTC: Z, UTC, GMT, +01:00, +0100 or +01, or a
// zone of data/zones.txt.
func offsetAt(t []dateToken) (string, int) {
	skip := 0
	if len(t) > 0 && (t[0].text == "z" || t[0].text == "utc" || t[0].text == "gmt") {
		if skip = 1; len(t) < 3 || t[1].text != "+" && t[1].text != "-" {
			return "Z", 1
		}
	} else if len(t) > 0 && zones()[t[0].text] != "" {
		return zones()[t[0].text], 1
	}
	t = t[skip:]
	if len(t) < 2 || t[0].text != "+" && t[0].text != "-" || t[1].kind != dateNumber {
		return "", 0
	}
	hours, minutes, used := t[1].n, 0, 2
	switch {
	case t[1].digits(4):
		hours, minutes = t[1].n/100, t[1].n%100
	case !t[1].upTo(2):
		return "", 0
	case len(t) >= 4 && t[2].text == ":" && t[3].digits(2):
		minutes, used = t[3].n, 4
	}
	if hours > 14 || minutes > 59 {
		return "", 0
	}
	if hours == 0 && minutes == 0 {
		return "Z", used + skip
	}
	return fmt.Sprintf("%s%02d:%02d", t[0].text, hours, minutes), used + skip
}

// zones maps the names of time zones in lower case to their offsets.
var zones = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, lines := range readLexicon("zones") {
		for _, line := range lines {
			offset, names, _ := strings.Cut(line, " ")
			for name := range strings.FieldsSeq(names) {
				m[name] = offset
			}
		}
	}
	return m
})

// harmless reports whether what is left after a date says nothing against it:
// the name of a zone, "Uhr", "г.", a bracket.
func harmless(t []dateToken) bool {
	for _, tok := range t {
		if tok.kind == dateNumber {
			return false
		}
	}
	return len(t) <= 4
}

func firstNumberOrMonth(toks []dateToken) int {
	return slices.IndexFunc(toks, func(t dateToken) bool { return t.kind == dateNumber || monthOf(t) > 0 })
}

// allWords reports whether only a weekday or the like stands there.
func allWords(toks []dateToken) bool {
	return len(toks) <= 4
}

// months maps names of months in lower case to their numbers.
var months = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for _, lines := range readLexicon("months") {
		for _, line := range lines {
			number, names, _ := strings.Cut(line, " ")
			n, _ := strconv.Atoi(number)
			for name := range strings.FieldsSeq(names) {
				m[name] = n
			}
		}
	}
	return m
})

func monthOf(t dateToken) int {
	if t.kind != dateWord {
		return 0
	}
	return months()[t.text]
}

// dateOfURL finds a date in the path of an address: /2024/05/17/, /2024-05-17
// or a run of eight digits such as 20240517.
func dateOfURL(raw string) (date, bool) {
	at := strings.LastIndex(raw, "://") // an archive puts its own address and time before
	if at < 0 {
		return date{}, false
	}
	path := raw[at+len("://"):]
	_, path, _ = strings.Cut(path, "/")
	toks := dateTokens(strings.ReplaceAll(path, "_", "/"))
	for i := range toks {
		if toks[i].kind != dateNumber || !strings.HasPrefix(toks[i].text, "20") && !strings.HasPrefix(toks[i].text, "199") {
			continue
		}
		for _, form := range []func([]dateToken) (date, int){yearFirst, compact} {
			if d, n := form(toks[i:]); n > 0 && d.valid() && d.Day > 0 {
				return d, true
			}
		}
	}
	return date{}, false
}
