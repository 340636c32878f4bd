package names

import (
	_ "embed"
	"encoding/binary"
	"math"
	"sync"
)

//go:embed data/coref.model
var rankerFile []byte

// corefRanker unpacks the model at the first document.
var corefRanker = sync.OnceValue(func() *ranker { return unpackRanker(rankerFile) })

// packRanker writes the weights as signed bytes behind their scale.
func packRanker(k *ranker) []byte {
	top := float32(0)
	for _, w := range k.weights {
		top = max(top, w, -w)
	}
	scale := max(top/127, 1e-9)
	out := binary.LittleEndian.AppendUint32(nil, math.Float32bits(scale))
	for _, w := range k.weights {
		out = append(out, byte(int8(math.Round(float64(w/scale)))))
	}
	return out
}

// unpackRanker reads what packRanker wrote; anything else is a ranker that
// joins nothing.
func unpackRanker(data []byte) *ranker {
	n := len(data) - 4
	if n < 1 || n&(n-1) != 0 {
		return &ranker{make([]float32, 1)}
	}
	scale := math.Float32frombits(binary.LittleEndian.Uint32(data))
	k := &ranker{make([]float32, n)}
	for i, b := range data[4:] {
		k.weights[i] = float32(int8(b)) * scale
	}
	return k
}
