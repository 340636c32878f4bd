package capture

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"strings"
)

// ErrDigest is a warning: the bytes are not those that the archive's own
// digest was made from.
var ErrDigest = errors.New("bytes differ from the digest in the archive")

// ErrHarmed is a warning: the bytes of the record may not be those that were
// archived.
var ErrHarmed = errors.New("record may be damaged")

// labelledDigest is a digest as archives write it, such as "sha1:3I42H3S6...":
// an algorithm, and a value in base 32 or in hexadecimal digits.
type labelledDigest string

// key is the form under which two ways of writing a digest compare equal, ""
// for what is none.
func (d labelledDigest) key() string {
	algorithm, value, ok := strings.Cut(strings.ToLower(strings.TrimSpace(string(d))), ":")
	if !ok || value == "" {
		return ""
	}
	return strings.ReplaceAll(algorithm, "-", "") + ":" + strings.TrimRight(value, "=")
}

// fits reports whether d is the digest of one of the forms, which it is as
// well if it is none or of an algorithm that is not known: crawlers differ in
// the form that they digest.
func (d labelledDigest) fits(forms ...[]byte) bool {
	algorithm, value, _ := strings.Cut(d.key(), ":")
	for _, form := range forms {
		sum := digestOf(algorithm, form)
		if sum == nil || value == hex.EncodeToString(sum) || value == base32Of(sum) {
			return true
		}
	}
	return false
}

func base32Of(sum []byte) string {
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum))
}

// digestOf returns the digest of b by the name of the algorithm, nil if it is
// unknown. These find accidents; none has to resist an attack.
func digestOf(algorithm string, b []byte) []byte {
	switch algorithm {
	case "sha1":
		sum := sha1.Sum(b)
		return sum[:]
	case "sha256":
		sum := sha256.Sum256(b)
		return sum[:]
	case "sha512":
		sum := sha512.Sum512(b)
		return sum[:]
	case "md5":
		sum := md5.Sum(b)
		return sum[:]
	}
	return nil
}
