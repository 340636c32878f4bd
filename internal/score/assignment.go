package score

import "math"

// assign pairs rows with columns, each at most once, so that the sum of their
// weights is largest, and returns that sum. Weights are at least 0; rows may
// differ in number from columns. This is the Hungarian method with potentials
// (Kuhn 1955, Munkres 1957) in O(rows² · columns).
func assign(weights [][]float64) float64 {
	if len(weights) == 0 {
		return 0
	}
	if len(weights) > len(weights[0]) {
		weights = transposed(weights)
	}
	a := newAssignment(weights)
	for row := 1; row <= len(weights); row++ {
		a.add(row)
	}
	sum := 0.0
	for column := 1; column < len(a.rowOf); column++ {
		if row := a.rowOf[column]; row > 0 {
			sum += weights[row-1][column-1]
		}
	}
	return sum
}

func transposed(m [][]float64) [][]float64 {
	out := make([][]float64, len(m[0]))
	for j := range out {
		out[j] = make([]float64, len(m))
		for i := range m {
			out[j][i] = m[i][j]
		}
	}
	return out
}

// assignment is the state of the method. Rows and columns count from 1; column
// 0 holds the row that is being added.
type assignment struct {
	weights       [][]float64
	rows, cols    []float64 // potentials
	rowOf, cameBy []int     // by column: its row, 0 for none; the column before it on the path
	slack         []float64
	done          []bool
}

func newAssignment(weights [][]float64) *assignment {
	n := len(weights[0]) + 1
	return &assignment{
		weights: weights, rows: make([]float64, len(weights)+1), cols: make([]float64, n),
		rowOf: make([]int, n), cameBy: make([]int, n), slack: make([]float64, n), done: make([]bool, n),
	}
}

// add gives a row a column, moving rows before it where that is better.
func (a *assignment) add(row int) {
	clear(a.done)
	for j := range a.slack {
		a.slack[j] = math.Inf(1)
	}
	a.rowOf[0] = row
	at := 0
	for a.rowOf[at] != 0 {
		at = a.step(at)
	}
	for at != 0 {
		a.rowOf[at] = a.rowOf[a.cameBy[at]]
		at = a.cameBy[at]
	}
}

// step lengthens the path from column at by the cheapest column.
func (a *assignment) step(at int) (next int) {
	a.done[at] = true
	row, least := a.rowOf[at], math.Inf(1)
	for j := 1; j < len(a.cols); j++ {
		if a.done[j] {
			continue
		}
		if cost := -a.weights[row-1][j-1] - a.rows[row] - a.cols[j]; cost < a.slack[j] {
			a.slack[j], a.cameBy[j] = cost, at
		}
		if a.slack[j] < least {
			least, next = a.slack[j], j
		}
	}
	for j := range a.cols {
		if a.done[j] {
			a.rows[a.rowOf[j]] += least
			a.cols[j] -= least
		} else {
			a.slack[j] -= least
		}
	}
	return next
}
