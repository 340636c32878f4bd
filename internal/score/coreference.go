package score

import (
	"encoding/json"
	"slices"

	"hearsay/corpus"
	"hearsay/internal/treebank"
	"hearsay/names"
)

// phrase is where a mention stands: the tokens of a sentence, half-open.
type phrase struct{ sentence, from, to int }

// chain holds the mentions of one entity, each once.
type chain []phrase

// Fraction holds the parts of a precision and a recall that are summed over
// documents before they are divided, as the reference scorer of CoNLL does
// (Pradhan et al. 2014).
type Fraction struct {
	right, read float64 // of precision
	found, gold float64 // of recall
}

// Precision returns the share of what was read that is right, 0 where nothing
// was read.
func (f Fraction) Precision() float64 { return quotient(f.right, f.read) }

// Recall returns the share of gold that was found, 0 where there is none.
func (f Fraction) Recall() float64 { return quotient(f.found, f.gold) }

// F1 returns the harmonic mean of precision and recall, 0 where both are 0.
func (f Fraction) F1() float64 {
	p, r := f.Precision(), f.Recall()
	return quotient(2*p*r, p+r)
}

func quotient(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func (f Fraction) plus(g Fraction) Fraction {
	return Fraction{f.right + g.right, f.read + g.read, f.found + g.found, f.gold + g.gold}
}

// MarshalJSON writes the rates.
func (f Fraction) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Precision float64 `json:"precision"`
		Recall    float64 `json:"recall"`
		F1        float64 `json:"f1"`
	}{f.Precision(), f.Recall(), f.F1()})
}

// Coreference says how well mentions were joined. Mentions of the two sides
// are the same if they are the same tokens.
type Coreference struct {
	Types      string // "all", or "ours": persons, organisations and places alone
	Singletons bool   // entities of one mention count too
	MUC        Fraction
	B3         Fraction
	CEAFe      Fraction
}

// Average returns the mean of the three F1, as CoNLL 2012 ranks by.
func (c Coreference) Average() float64 { return (c.MUC.F1() + c.B3.F1() + c.CEAFe.F1()) / 3 }

// MarshalJSON writes the rates and their average.
func (c Coreference) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Types      string   `json:"types"`
		Singletons bool     `json:"singletons"`
		MUC        Fraction `json:"muc"`
		B3         Fraction `json:"b3"`
		CEAFe      Fraction `json:"ceafe"`
		Average    float64  `json:"average"`
	}{c.Types, c.Singletons, c.MUC, c.B3, c.CEAFe, c.Average()})
}

func (c Coreference) plus(d Coreference) Coreference {
	c.MUC, c.B3, c.CEAFe = c.MUC.plus(d.MUC), c.B3.plus(d.B3), c.CEAFe.plus(d.CEAFe)
	return c
}

// coreference compares the chains of one document. No mention is in two
// chains of one side.
func coreference(gold, read []chain) Coreference {
	x := crossing(gold, read)
	y := x.turned()
	var c Coreference
	c.MUC.found, c.MUC.gold = x.links()
	c.MUC.right, c.MUC.read = y.links()
	c.B3.found, c.B3.gold = x.neighbours()
	c.B3.right, c.B3.read = y.neighbours()
	alike := x.alike()
	c.CEAFe = Fraction{alike, float64(len(read)), alike, float64(len(gold))}
	return c
}

// crossings counts the mentions that chains of two sides share.
type crossings struct {
	rows, cols []int   // how many mentions each chain has
	shared     [][]int // by row and column
}

func crossing(rows, cols []chain) crossings {
	x := crossings{shared: make([][]int, len(rows))}
	at := map[phrase]int{}
	for j, c := range cols {
		x.cols = append(x.cols, len(c))
		for _, m := range c {
			at[m] = j
		}
	}
	for i, c := range rows {
		x.rows = append(x.rows, len(c))
		x.shared[i] = make([]int, len(cols))
		for _, m := range c {
			if j, ok := at[m]; ok {
				x.shared[i][j]++
			}
		}
	}
	return x
}

// turned returns x with its sides exchanged.
func (x crossings) turned() crossings {
	y := crossings{rows: x.cols, cols: x.rows, shared: make([][]int, len(x.cols))}
	for j := range y.shared {
		for i := range x.shared {
			y.shared[j] = append(y.shared[j], x.shared[i][j])
		}
	}
	return y
}

// links counts, for MUC (Vilain et al. 1995), the links that the rows need and
// those of them that the columns have. A chain of n mentions needs n-1; it
// lacks one for each part but the first into which the columns cut it, and a
// mention that is in no column is a part of its own.
func (x crossings) links() (found, all float64) {
	for i, n := range x.rows {
		parts, inside := 0, 0
		for _, shared := range x.shared[i] {
			if shared > 0 {
				parts++
				inside += shared
			}
		}
		found += float64(n - parts - (n - inside))
		all += float64(n - 1)
	}
	return found, all
}

// neighbours sums, for B³ (Bagga and Baldwin 1998), over the mentions of the
// rows what share of a mention's row is in its column too.
func (x crossings) neighbours() (found, all float64) {
	for i, n := range x.rows {
		for _, shared := range x.shared[i] {
			found += float64(shared*shared) / float64(n)
		}
		all += float64(n)
	}
	return found, all
}

// alike is, for CEAF over entities (Luo 2005), the largest sum of 2·shared /
// (row + column) over pairs of chains, each chain in one pair at most.
func (x crossings) alike() float64 {
	if len(x.cols) == 0 {
		return 0
	}
	weights := make([][]float64, len(x.rows))
	for i, n := range x.rows {
		for j, shared := range x.shared[i] {
			weights[i] = append(weights[i], 2*float64(shared)/float64(n+x.cols[j]))
		}
	}
	return assign(weights)
}

// The values of Coreference.Types.
const (
	allTypes = "all"
	ourTypes = "ours"
)

// joins compares the entities of a document in each of the ways that are
// reported, always in the same order.
func joins(gold []treebank.Mention, read []names.Mention, entities []names.Entity) []Coreference {
	var out []Coreference
	for _, types := range []string{allTypes, ourTypes} {
		g, r := goldChains(gold, types == ourTypes), readChains(read, entities, types == ourTypes)
		for _, singletons := range []bool{false, true} {
			c := coreference(counting(g, singletons), counting(r, singletons))
			c.Types, c.Singletons = types, singletons
			out = append(out, c)
		}
	}
	return out
}

// counting returns the chains without those of one mention, unless these
// count.
func counting(chains []chain, singletons bool) []chain {
	if singletons {
		return chains
	}
	return slices.DeleteFunc(slices.Clone(chains), func(c chain) bool { return len(c) < 2 })
}

func goldChains(mentions []treebank.Mention, ours bool) []chain {
	b := chainBuilder{of: map[int]int{}, seen: map[phrase]bool{}}
	for _, m := range mentions {
		if !ours || ourType(m.Type) {
			b.add(m.Entity, phrase{m.Sentence, m.From, m.To})
		}
	}
	return b.chains
}

// readChains goes by the kind of the entity: that of a pronoun alone is a
// guess.
func readChains(mentions []names.Mention, entities []names.Entity, ours bool) []chain {
	b := chainBuilder{of: map[int]int{}, seen: map[phrase]bool{}}
	for _, m := range mentions {
		if kind := entityKind(m, entities); !ours || gumType(kind) != "" {
			b.add(m.Entity, phrase{m.Sentence, m.From, m.To})
		}
	}
	return b.chains
}

func entityKind(m names.Mention, entities []names.Entity) corpus.EntityKind {
	if m.Entity < 0 || m.Entity >= len(entities) {
		return m.Kind
	}
	return entities[m.Entity].Kind
}

// chainBuilder groups phrases by a number; of two mentions with the same
// tokens the first counts.
type chainBuilder struct {
	of     map[int]int
	seen   map[phrase]bool
	chains []chain
}

func (b *chainBuilder) add(entity int, p phrase) {
	if b.seen[p] {
		return
	}
	b.seen[p] = true
	at, ok := b.of[entity]
	if !ok || entity < 0 { // a mention that nothing joined is alone
		at = len(b.chains)
		b.of[entity] = at
		b.chains = append(b.chains, nil)
	}
	b.chains[at] = append(b.chains[at], p)
}
