package syntax

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"

	"hearsay/internal/linear"
)

// Model is what reading has learned of a language: a tagger and a parser. It
// does not change and serves any number of goroutines.
type Model struct {
	tagger tagger
	parser parser
	spaces sync.Pool // of *space
}

// space is what parsing one sentence needs, kept for the next.
type space struct {
	words    []word
	tags     []int
	features []uint64
	numbers  []int32
	state    state
}

func (s *space) scores(n int) []int32 {
	s.numbers = slices.Grow(s.numbers[:0], n)
	return s.numbers[:n]
}

//go:embed model/english.bin
var englishModel []byte

// english is the model that comes with the package, read at its first use.
var english = sync.OnceValue(func() *Model {
	m, err := ReadModel(bytes.NewReader(englishModel))
	if err != nil {
		panic("syntax: the embedded model is damaged: " + err.Error()) // a test reads it
	}
	return m
})

// Parse fills the tags, the tree and the lemmas of a sentence that has its
// tokens with their forms.
func (m *Model) Parse(s *Sentence) {
	if len(s.Tokens) == 0 {
		return
	}
	sp, _ := m.spaces.Get().(*space)
	if sp == nil {
		sp = new(space)
	}
	defer m.spaces.Put(sp)
	sp.words = looks(sp.words[:0], Normal(s.Tokens))
	sp.tags = m.tagger.tag(sp.words, sp.tags[:0], sp)
	m.write(s, sp.tags, m.parser.parse(sp.words, sp.tags, sp))
	lemmatize(s)
}

// looks appends the word of every form.
func looks(words []word, forms []string) []word {
	for _, f := range forms {
		words = append(words, look(f))
	}
	return words
}

// write puts tags and tree into the tokens.
func (m *Model) write(s *Sentence, tags []int, tree *state) {
	for i := range s.Tokens {
		t, n := &s.Tokens[i], &tree.nodes[i]
		c := m.tagger.classes[tags[i]]
		t.Tag, t.POS = c.tag, c.pos
		t.Head, t.Rel = n.head, m.parser.labels[n.label]
		if n.head == tree.root() {
			t.Head = -1
		}
	}
}

// magic begins a file with a model; the last byte is the version of its form.
const magic = "hearsay syntax 1\n"

// WriteTo writes the model. The same model makes the same bytes.
func (m *Model) WriteTo(w io.Writer) (int64, error) {
	var b []byte
	b = binary.AppendUvarint(b, uint64(len(m.tagger.classes)))
	for _, c := range m.tagger.classes {
		b = appendString(appendString(b, c.tag), c.pos)
	}
	b = binary.AppendUvarint(b, uint64(len(m.tagger.sure)))
	for _, form := range slices.Sorted(maps.Keys(m.tagger.sure)) {
		b = append(binary.LittleEndian.AppendUint64(b, form), byte(m.tagger.sure[form]))
	}
	b = binary.AppendUvarint(b, uint64(len(m.parser.labels)))
	for _, l := range m.parser.labels {
		b = appendString(b, l)
	}
	b = m.tagger.weights.Append(b)
	b = m.parser.moveWeights.Append(b)
	b = m.parser.arcWeights.Append(b)
	zw, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return 0, err
	}
	n, err := w.Write(zw.EncodeAll(b, []byte(magic)))
	return int64(n), err
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

var errModel = errors.New("no model of syntax")

// maxModel bounds the unpacked bytes of a model.
const maxModel = 256 << 20

// ReadModel reads a model that [Model.WriteTo] wrote.
func ReadModel(r io.Reader) (*Model, error) {
	packed, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	body, ok := bytes.CutPrefix(packed, []byte(magic))
	if !ok {
		return nil, errModel
	}
	zr, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxModel))
	if err != nil {
		return nil, err
	}
	defer zr.Close()
	b, err := zr.DecodeAll(body, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errModel, err)
	}
	return parseModel(b)
}

func parseModel(b []byte) (*Model, error) {
	d := &modelReader{b: b}
	m := new(Model)
	for range d.count() {
		m.tagger.classes = append(m.tagger.classes, class{d.text(), d.text()})
	}
	m.tagger.sure = d.sure(len(m.tagger.classes))
	for range d.count() {
		m.parser.labels = append(m.parser.labels, d.text())
	}
	m.tagger.weights = d.weights(len(m.tagger.classes))
	m.parser.moveWeights = d.weights(int(moves))
	m.parser.arcWeights = d.weights(len(m.parser.labels))
	if d.err != nil {
		return nil, fmt.Errorf("%w: %w", errModel, d.err)
	}
	return m, nil
}

// modelReader reads the parts of a model one after the other; after an error
// it reads nothing.
type modelReader struct {
	b   []byte
	err error
}

// count reads the length of a list, which is at most 255.
func (d *modelReader) count() int {
	n, size := binary.Uvarint(d.b)
	if size <= 0 || n > 255 || d.err != nil {
		d.fail(errors.New("a list without end"))
		return 0
	}
	d.b = d.b[size:]
	return int(n)
}

// sure reads the words that are sure of their class.
func (d *modelReader) sure(classes int) map[uint64]int {
	const size = 9
	n, used := binary.Uvarint(d.b)
	if d.err != nil || used <= 0 || n > uint64(len(d.b)/size) {
		d.fail(errors.New("a list of words without end"))
		return nil
	}
	d.b = d.b[used:]
	sure := make(map[uint64]int, n)
	for range n {
		if len(d.b) < size || int(d.b[8]) >= classes {
			d.fail(errors.New("a word without a class"))
			return nil
		}
		sure[binary.LittleEndian.Uint64(d.b)] = int(d.b[8])
		d.b = d.b[size:]
	}
	return sure
}

func (d *modelReader) text() string {
	n := d.count()
	if n > len(d.b) {
		d.fail(io.ErrUnexpectedEOF)
		return ""
	}
	s := string(d.b[:n])
	d.b = d.b[n:]
	return s
}

func (d *modelReader) weights(outputs int) *linear.Weights {
	if d.err != nil {
		return nil
	}
	w, rest, err := linear.Read(d.b)
	if err == nil && w.Outputs() != outputs {
		err = fmt.Errorf("a classifier of %d classes where %d are named", w.Outputs(), outputs)
	}
	if err != nil {
		d.fail(err)
		return nil
	}
	d.b = rest
	return w
}

func (d *modelReader) fail(err error) {
	if d.err == nil {
		d.err, d.b = err, nil
	}
}
