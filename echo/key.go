package echo

// A key that too many documents share says nothing: a formula of an outlet, a line that its
// crud left behind. Such a key blocks no pair alone, and a pair that rested on it is withdrawn
// when it passes one of these sizes, so that the order of arrival does not matter.
const (
	// MaxSharers is the number of documents up to which a key blocks.
	MaxSharers = 50
	// MaxOwn is the number of documents of one outlet up to which it does. A story that
	// fifty outlets carry stands once in each of them; a formula of one outlet comes back.
	// With 12 a document of kcna-2012 has half as many candidates as without, and one light
	// copy of 500 less is found.
	MaxOwn = 12
)

// bands and bandMins cut the minima to keys: two texts share a band if all its minima are
// the same. They find short texts in which every other word was changed, of which no passage
// stayed whole: one in a hundred light copies.
const (
	bands    = 8
	bandMins = 4
)

// leastWords is the length below which a body says too little to be a copy of anything.
const leastWords = 12

const hexDigits = "0123456789abcdef"

// Keys returns what documents that may be copies have in common: all of a text's words
// ("x"), bands of its minima ("m") and its passages ("p"). Each is up to 17 characters. A
// body of fewer than a dozen words has none.
func (s Sketch) Keys() []string {
	if s.Words < leastWords {
		return nil
	}
	b := make([]byte, 0, 17+bands*11+len(s.Passages)*9)
	ends := make([]int, 0, 1+bands+len(s.Passages))
	b = appendHex(append(b, 'x'), s.Digest, 16)
	ends = append(ends, len(b))
	for i := range bands {
		h := uint64(0)
		for _, m := range s.MinHash[i*bandMins : (i+1)*bandMins] {
			h = h<<16 | uint64(m)
		}
		b = appendHex(append(b, 'm', hexDigits[i>>4], hexDigits[i&15]), mix64(h), 8)
		ends = append(ends, len(b))
	}
	for _, p := range s.Passages {
		b = appendHex(append(b, 'p'), uint64(p), 8)
		ends = append(ends, len(b))
	}
	return cut(string(b), ends)
}

// passageKey is the key of a fingerprint.
func passageKey(p uint32) string { return string(appendHex([]byte{'p'}, uint64(p), 8)) }

func cut(all string, ends []int) []string {
	keys, start := make([]string, len(ends)), 0
	for i, end := range ends {
		keys[i], start = all[start:end], end
	}
	return keys
}

// appendHex appends the last n hexadecimal digits of h.
func appendHex(b []byte, h uint64, n int) []byte {
	for i := n - 1; i >= 0; i-- {
		b = append(b, hexDigits[h>>(4*i)&15])
	}
	return b
}
