package linear

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// maxBits bounds the rows of a packed classifier, so that a damaged one takes
// no more memory than a real one.
const maxBits = 24

// maxOutputs is the most classes: a byte numbers them.
const maxOutputs = 255

var errPacked = errors.New("no packed classifier")

func newWeights(outputs int, bits uint) *Weights {
	w := &Weights{outputs: outputs, bits: bits}
	if outputs <= fewOutputs {
		w.dense = make([]uint32, 1<<bits)
	} else {
		w.start = make([]uint32, 1<<bits+1)
	}
	return w
}

// set gives class k of a row its weight. Rows and classes come in order.
func (w *Weights) set(row, k int, code int8) {
	if w.dense != nil {
		w.dense[row] |= uint32(uint8(code)) << (8 * k)
		return
	}
	w.cells = append(w.cells, uint16(k)<<8|uint16(uint8(code)))
}

func (w *Weights) endRow(row int) {
	if w.dense != nil {
		return
	}
	w.start[row+1] = uint32(len(w.cells))
	if row+1 == 1<<w.bits {
		w.cells = append(w.cells, 0)
	}
}

// Append appends the classifier in its packed form: outputs, bits, and for
// each row the number of its classes and a class and a code for each.
func (w *Weights) Append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(w.outputs))
	b = binary.AppendUvarint(b, uint64(w.bits))
	for row := range 1 << w.bits {
		b = w.appendRow(b, row)
	}
	return b
}

func (w *Weights) appendRow(b []byte, row int) []byte {
	count := len(b)
	b = append(b, 0)
	add := func(class int, code int8) {
		if code != 0 {
			b = append(b, byte(class), byte(code))
			b[count]++
		}
	}
	if w.dense != nil {
		for k := range w.outputs {
			add(k, int8(w.dense[row]>>(8*k)))
		}
		return b
	}
	for _, c := range w.cells[w.start[row]:w.start[row+1]] {
		add(int(c>>8), int8(c))
	}
	return b
}

// Read reads a packed classifier and returns what follows it.
func Read(b []byte) (*Weights, []byte, error) {
	outputs, n := binary.Uvarint(b)
	if n <= 0 || outputs == 0 || outputs > maxOutputs {
		return nil, nil, errPacked
	}
	b = b[n:]
	bits, n := binary.Uvarint(b)
	if n <= 0 || bits == 0 || bits > maxBits {
		return nil, nil, errPacked
	}
	if b = b[n:]; len(b) < 1<<bits {
		return nil, nil, fmt.Errorf("%w: %d bytes for %d rows", errPacked, len(b), 1<<bits)
	}
	w := newWeights(int(outputs), uint(bits))
	b, err := w.readRows(b)
	return w, b, err
}

func (w *Weights) readRows(b []byte) ([]byte, error) {
	for row := range 1 << w.bits {
		if len(b) == 0 || len(b) < 1+2*int(b[0]) {
			return nil, fmt.Errorf("%w: it ends in row %d", errPacked, row)
		}
		cells := b[1 : 1+2*int(b[0])]
		b = b[1+len(cells):]
		for ; len(cells) > 0; cells = cells[2:] {
			if int(cells[0]) >= w.outputs {
				return nil, fmt.Errorf("%w: class %d of %d in row %d", errPacked, cells[0], w.outputs, row)
			}
			w.set(row, int(cells[0]), int8(cells[1]))
		}
		w.endRow(row)
	}
	return b, nil
}
