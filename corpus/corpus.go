// Package corpus holds the nouns of hearsay: captures, documents and their
// frozen texts, annotations, statements and what people decided about them.
//
// It imports nothing of ours and does nothing but name things, compute their
// identities and convert offsets, so that every other package can speak of
// the same document without knowing where it came from or where it is kept.
//
// Offsets inside the program are bytes of a frozen UTF-8 text, half-open and
// on rune borders. They become code points only where they leave it (see
// [Points]).
package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
)

// Digest is a SHA-256 in 64 lower-case hexadecimal digits.
type Digest string

// DigestOf returns the digest of b.
func DigestOf(b []byte) Digest {
	sum := sha256.Sum256(b)
	return Digest(hex.EncodeToString(sum[:]))
}

// DigestReader reads r to its end and returns the digest and the number of
// bytes read. On an error of r both describe what was read until then.
func DigestReader(r io.Reader) (Digest, int64, error) {
	h := sha256.New()
	n, err := io.Copy(h, r)
	return Digest(hex.EncodeToString(h.Sum(nil))), n, err
}

// idDigits is the length of an identity without its letter: 80 bits, so that
// ten million documents collide with a chance below one in 10^10.
const idDigits = 20

// identity derives a name from content: a letter that tells what is named,
// then digits of the SHA-256 of the parts, each ended by a zero byte so that
// ("ab","c") and ("a","bc") differ.
func identity(letter string, parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		io.WriteString(h, p)
		h.Write([]byte{0})
	}
	return letter + hex.EncodeToString(h.Sum(nil))[:idDigits]
}

// clean drops U+0000, which PostgreSQL cannot store in text.
func clean(s string) string { return strings.ReplaceAll(s, "\x00", "") }
