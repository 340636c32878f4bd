package echo

import (
	"encoding/binary"
	"fmt"
	"iter"
	"slices"

	"hearsay/corpus"
)

// Version names how sketches are made. Sketches of two versions are not compared.
const Version = 1

// The make of a sketch. They were chosen on edited stories of kcna-2012 (see
// docs/connecting.md, "Copies and echoes").
const (
	// mins is how many minima of a hash of the 3-word shingles stand for a text.
	mins     = 64
	minWords = 3
	// passageWords is the length of a passage that is fingerprinted, passageWindow among
	// how many neighbours the least one is kept: no shared run of passageWords +
	// passageWindow - 1 words goes unnoticed.
	passageWords  = 7
	passageWindow = 16
	// mostPassages bounds the fingerprints of a long text: its window grows until they fit.
	mostPassages = 64
)

// Sketch stands for the body of a document: small, and enough to tell with which others it
// is worth comparing. Case, accents, punctuation and white space do not count.
type Sketch struct {
	Version  int
	Words    int
	Digest   uint64       // of all words in order: equal for exact copies
	MinHash  [mins]uint16 // of shingles of three words, one permutation in as many bins
	Passages []uint32     // winnowed fingerprints, ascending, each once
}

// Of makes the sketch of a document. It depends on the body and on nothing else.
func Of(d corpus.Document) Sketch {
	s, _ := sketch(wordsOf(&d))
	return s
}

// sketch makes a sketch of words and tells where its passages begin, by word.
func sketch(words []word) (Sketch, []int32) {
	s := Sketch{Version: Version, Words: len(words)}
	for _, w := range words {
		s.Digest = mix64(s.Digest*31 + uint64(w.hash))
	}
	s.MinHash = minHash(words)
	var places []int32
	s.Passages, places = winnow(words)
	return s, places
}

// minHash deals the shingles to bins by the first bits of their hash and keeps the least in
// each (one permutation hashing, Li, Owen and Zhang 2012); an empty bin takes what the next
// full one holds, moved by the distance (rotation, Shrivastava and Li 2014).
func minHash(words []word) [mins]uint16 {
	var bins [mins]uint32
	for i := range bins {
		bins[i] = noMin
	}
	for i := 0; i+minWords <= len(words); i++ {
		h := shingle(words, i, minWords)
		bin := h >> 58
		bins[bin] = min(bins[bin], uint32(h)>>1)
	}
	return densify(&bins)
}

// noMin marks an empty bin.
const noMin = 1<<32 - 1

func densify(bins *[mins]uint32) [mins]uint16 {
	var out [mins]uint16
	for i := range bins {
		far := 0
		for far < mins && bins[(i+far)%mins] == noMin {
			far++
		}
		if far < mins {
			out[i] = uint16(mix(bins[(i+far)%mins] + uint32(far)*0x9e3779b9))
		}
	}
	return out
}

// winnow returns fingerprints of passages (Schleimer, Wilkerson and Aiken 2003): of each
// window of neighbours the least. A wider window keeps some of those that a narrower one
// keeps and no others, so that texts of all lengths compare.
func winnow(words []word) (hashes []uint32, places []int32) {
	n := len(words) - passageWords + 1
	if n <= 0 {
		return nil, nil
	}
	all := make([]uint32, n)
	for i := range all {
		all[i] = fingerprint(words, i)
	}
	window := max(passageWindow, 2*n/mostPassages)
	kept := least(all, window)
	for len(kept) > mostPassages {
		window += window / 4
		kept = least(all, window)
	}
	hashes, places = make([]uint32, len(kept)), make([]int32, len(kept))
	for i, k := range kept {
		hashes[i], places[i] = uint32(k>>32), int32(uint32(k))
	}
	return hashes, places
}

// fingerprint names the passage that begins at word i.
func fingerprint(words []word, i int) uint32 { return uint32(shingle(words, i, passageWords) >> 32) }

// least returns the least hash of each window, ascending, each once, with its first place in
// the lower half.
func least(hashes []uint32, window int) []uint64 {
	window = min(window, len(hashes))
	kept := make([]uint64, 0, 2*len(hashes)/window+2)
	at := -1 // of the least in the window
	for end := window; end <= len(hashes); end++ {
		switch start := end - window; {
		case at < start:
			at = start + leastOf(hashes[start:end])
		case hashes[end-1] <= hashes[at]:
			at = end - 1
		default:
			continue
		}
		kept = append(kept, uint64(hashes[at])<<32|uint64(at))
	}
	slices.Sort(kept)
	return slices.CompactFunc(kept, func(x, y uint64) bool { return x>>32 == y>>32 })
}

// leastOf is the place of the last of the least.
func leastOf(hashes []uint32) int {
	at := 0
	for i, h := range hashes {
		if h <= hashes[at] {
			at = i
		}
	}
	return at
}

// Alike tells whether one text may be a copy of the other as a whole.
func (s *Sketch) Alike(t *Sketch) bool {
	return s.Digest == t.Digest && s.Words == t.Words || s.resemblance(t) >= leastResemblance
}

// resemblance estimates the share of all shingles of two texts that both have.
func (s *Sketch) resemblance(t *Sketch) float64 {
	same := 0
	for i := range s.MinHash {
		if s.MinHash[i] == t.MinHash[i] {
			same++
		}
	}
	return float64(same) / mins
}

// common yields the places, among the passages of both, of those that both have.
func (s *Sketch) common(t *Sketch) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		j := 0
		for i, p := range s.Passages {
			for j < len(t.Passages) && t.Passages[j] < p {
				j++
			}
			if j < len(t.Passages) && t.Passages[j] == p && !yield(i, j) {
				return
			}
		}
	}
}

// headBytes is the length of a sketch without its passages.
const headBytes = 1 + 4 + 8 + 2*mins + 1

// MarshalBinary packs a sketch into 142 bytes and four for each of at most 64 passages.
func (s Sketch) MarshalBinary() ([]byte, error) {
	if len(s.Passages) > mostPassages || s.Version != Version {
		return nil, fmt.Errorf("pack sketch of version %d with %d passages: %w", s.Version, len(s.Passages), corpus.ErrInvalid)
	}
	b := make([]byte, 0, headBytes+4*len(s.Passages))
	b = append(b, byte(s.Version))
	b = binary.BigEndian.AppendUint32(b, uint32(s.Words))
	b = binary.BigEndian.AppendUint64(b, s.Digest)
	for _, m := range s.MinHash {
		b = binary.BigEndian.AppendUint16(b, m)
	}
	b = append(b, byte(len(s.Passages)))
	for _, p := range s.Passages {
		b = binary.BigEndian.AppendUint32(b, p)
	}
	return b, nil
}

// UnmarshalBinary reads what MarshalBinary wrote. Another version is an error: the sketch
// is made anew.
func (s *Sketch) UnmarshalBinary(b []byte) error {
	if len(b) < headBytes || b[0] != Version || len(b) != headBytes+4*int(b[headBytes-1]) || b[headBytes-1] > mostPassages {
		return fmt.Errorf("unpack sketch of %d bytes: %w", len(b), corpus.ErrInvalid)
	}
	*s = Sketch{Version: Version, Words: int(binary.BigEndian.Uint32(b[1:])), Digest: binary.BigEndian.Uint64(b[5:])}
	for i := range s.MinHash {
		s.MinHash[i] = binary.BigEndian.Uint16(b[13+2*i:])
	}
	for at := headBytes; at < len(b); at += 4 {
		s.Passages = append(s.Passages, binary.BigEndian.Uint32(b[at:]))
	}
	if !slices.IsSorted(s.Passages) {
		return fmt.Errorf("unpack sketch: passages out of order: %w", corpus.ErrInvalid)
	}
	return nil
}
