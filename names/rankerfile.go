package names

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"math"
	"sync"
)

//go:embed model/joins.bin
var rankerFile []byte

// corefRanker unpacks the model at the first document.
var corefRanker = sync.OnceValue(func() *ranker {
	k, err := unpackRanker(rankerFile)
	if err != nil {
		panic("names: the embedded model is damaged: " + err.Error()) // a test reads it
	}
	return k
})

// rankerHead is the length of what stands before the weights: their scale and
// the confidences.
const rankerHead = 4 + 4*levels*confidenceBins

// packRanker writes the weights as signed bytes behind their scale and the
// confidences.
func packRanker(k *ranker) []byte {
	top := float32(0)
	for _, w := range k.weights {
		top = max(top, w, -w)
	}
	scale := max(top/127, 1e-9)
	out := binary.LittleEndian.AppendUint32(nil, math.Float32bits(scale))
	for _, level := range k.right {
		for _, share := range level {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(share))
		}
	}
	for _, w := range k.weights {
		out = append(out, byte(int8(math.Round(float64(w/scale)))))
	}
	return out
}

var errRanker = errors.New("no model of joining")

// unpackRanker reads what packRanker wrote.
func unpackRanker(data []byte) (*ranker, error) {
	n := len(data) - rankerHead
	if n < 1 || n&(n-1) != 0 {
		return nil, errRanker
	}
	scale := math.Float32frombits(binary.LittleEndian.Uint32(data))
	k := &ranker{weights: make([]float32, n)}
	for i := range levels * confidenceBins {
		k.right[i/confidenceBins][i%confidenceBins] = math.Float32frombits(binary.LittleEndian.Uint32(data[4+4*i:]))
	}
	for i, b := range data[rankerHead:] {
		k.weights[i] = float32(int8(b)) * scale
	}
	return k, nil
}
