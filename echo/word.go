package echo

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"hearsay/corpus"
)

// word is one word of a body: where it stands and a hash of its folded form.
type word struct {
	start, end int32 // bytes of the document's text
	hash       uint32
	telling    bool // a name or a number, which a formula leaves open
	listed     bool // a comma follows
	quoted     bool // it stands in somebody's speech, between quotation marks
}

// body returns the stretches of d that are its own text: no title, byline or crud.
// Without blocks the whole text counts, but for a title that begins it.
func body(d *corpus.Document) []corpus.Span {
	if len(d.Blocks) == 0 {
		start := 0
		if d.Title != "" && strings.HasPrefix(d.Text, d.Title) {
			start = len(d.Title)
		}
		return []corpus.Span{{Start: start, End: len(d.Text)}}
	}
	spans := make([]corpus.Span, 0, len(d.Blocks))
	for _, b := range d.Blocks {
		if ofBody(b.Kind) {
			spans = append(spans, b.Span)
		}
	}
	return spans
}

// firstOf returns the first stretch of the body.
func firstOf(d *corpus.Document) corpus.Span {
	if len(d.Blocks) == 0 {
		return body(d)[0]
	}
	for _, b := range d.Blocks {
		if ofBody(b.Kind) {
			return b.Span
		}
	}
	return corpus.Span{}
}

// ofBody reports whether what a block says is the document's own text.
func ofBody(k corpus.BlockKind) bool {
	return k != corpus.Title && k != corpus.Byline && k != corpus.Crud
}

// wordBytes is about how many bytes a word takes with the space behind it: 6.1 in
// kcna-2012. It sizes the list of words.
const wordBytes = 6

// wordsOf returns the words of d's body. Case, accents, apostrophes and the points and
// commas within numbers do not count; a hyphen parts words; where a script has no spaces
// each character is a word.
func wordsOf(d *corpus.Document) []word {
	r := reader{text: d.Text, words: make([]word, 0, len(d.Text)/wordBytes+8)}
	for _, s := range body(d) {
		r.read(s)
	}
	r.dropShortQuotes()
	return r.words
}

// leastSpeech is how many words between marks are somebody's speech: fewer may be a title or a
// word that the writer does not own.
const leastSpeech = 6

func (r *reader) dropShortQuotes() {
	for i := 0; i < len(r.words); {
		n := 0
		for i+n < len(r.words) && r.words[i+n].quoted {
			n++
		}
		if n < leastSpeech {
			for k := range n {
				r.words[i+k].quoted = false
			}
		}
		i += max(n, 1)
	}
}

// reader reads words from a text.
type reader struct {
	text  string
	words []word

	in      bool // a word has begun
	start   int
	hash    uint32
	capital bool
	digit   bool
	fresh   bool // no word yet since a sentence ended: a capital tells nothing
	quoted  bool // behind a quotation mark; a new line ends it, since marks are forgotten
}

// The constants of FNV-1a, a hash that takes one byte at a time.
const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

func (r *reader) read(s corpus.Span) {
	r.fresh, r.quoted = true, false
	for i := s.Start; i < s.End; {
		c := r.text[i]
		switch {
		case 'a' <= c && c <= 'z':
			r.add(i, c)
		case 'A' <= c && c <= 'Z':
			r.capital = r.capital || !r.in
			r.add(i, c|0x20)
		case '0' <= c && c <= '9':
			r.digit = true
			r.add(i, c)
		case c >= utf8.RuneSelf:
			i += r.rune(i, s.End)
			continue
		case c == '\'' && i+1 < s.End && r.text[i+1] == '\'': // as some archives write a mark
			r.close(i)
			r.quoted = !r.quoted
			i++
		case c == '\'' && r.in:
		case (c == ',' || c == '.') && r.digit && i+1 < s.End && '0' <= r.text[i+1] && r.text[i+1] <= '9':
		default:
			r.close(i)
			r.fresh = r.fresh || c == '.' || c == '!' || c == '?' || c == ':'
			r.quoted = r.quoted != (c == '"') && c != '\n'
		}
		i++
	}
	r.close(s.End)
}

func (r *reader) add(i int, c byte) {
	if !r.in {
		r.in, r.start, r.hash = true, i, fnvOffset
	}
	r.hash = (r.hash ^ uint32(c)) * fnvPrime
}

// close ends the word that has begun, if one has, before byte i.
func (r *reader) close(i int) {
	if r.in {
		telling := r.digit || r.capital && !r.fresh
		r.words = append(r.words, word{int32(r.start), int32(i), mix(r.hash), telling, i < len(r.text) && r.text[i] == ',', r.quoted})
		r.fresh = false
	}
	r.in, r.capital, r.digit = false, false, false
}

// rune reads the character at byte i and returns its length.
func (r *reader) rune(i, end int) int {
	c, n := utf8.DecodeRuneInString(r.text[i:end])
	switch {
	case c == '\u2019' || c == '\u02bc' || unicode.IsMark(c) || c == '\u00ad':
	case unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		r.close(i)
		r.spell(i, c)
		r.close(i + n)
	case unicode.IsLetter(c) || unicode.IsDigit(c):
		r.capital = r.capital || !r.in && unicode.IsUpper(c)
		r.digit = r.digit || unicode.IsDigit(c)
		r.spell(i, c)
	default:
		r.close(i)
		r.fresh = r.fresh || unicode.Is(unicode.STerm, c)
		switch c {
		case '«', '„':
			r.quoted = true
		case '»':
			r.quoted = false
		case '“', '”': // each opens in one language and closes in another
			r.quoted = !r.quoted
		}
	}
	return n
}

// spell adds the folded form of c, its accents left out.
func (r *reader) spell(i int, c rune) {
	var buf [utf8.UTFMax]byte
	plain := buf[:utf8.EncodeRune(buf[:], unicode.ToLower(c))]
	if parts := norm.NFKD.Properties(plain).Decomposition(); len(parts) > 0 {
		plain = parts
	}
	for len(plain) > 0 {
		part, n := utf8.DecodeRune(plain)
		for k := 0; k < n && !unicode.Is(unicode.Mn, part); k++ {
			r.add(i, plain[k])
		}
		plain = plain[n:]
	}
}

// mix spreads the bits of a hash, so that any of them may be looked at alone (the
// finaliser of MurmurHash3).
func mix(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}

// mix64 does the same for 64 bits.
func mix64(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// shingle hashes n words from place i.
func shingle(words []word, i, n int) uint64 {
	h := uint64(n)
	for _, w := range words[i : i+n] {
		h = (h ^ uint64(w.hash)) * 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	return mix64(h)
}
