package score

// Band is a range of confidence with how often it was right.
type Band struct {
	From  float64 `json:"from"` // included
	To    float64 `json:"to"`   // excluded, but 1 belongs to the last band
	Share Share   `json:"share"`
	// Confidence is the sum over the band's predictions; divided by Share.Of
	// it is what the reader claimed on average.
	Confidence float64 `json:"confidence_sum"`
}

// Claimed returns the mean confidence in the band, 0 when it is empty.
func (b Band) Claimed() float64 {
	if b.Share.Of == 0 {
		return 0
	}
	return b.Confidence / float64(b.Share.Of)
}

// bandEdges cut the range of confidence finer where a reader's confidences
// are meant to lie: an answer shown to a person differs in use between 0.8
// and 0.95, not between 0.1 and 0.3.
var bandEdges = [...]float64{0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1}

func newBands() []Band {
	bands := make([]Band, len(bandEdges)-1)
	for i := range bands {
		bands[i].From, bands[i].To = bandEdges[i], bandEdges[i+1]
	}
	return bands
}

// Right tells of each prediction whether a gold statement matches it as
// calibration counts it. One without a word in its content is not right.
func Right(d Doc, found []Predicted) []bool {
	out := make([]bool, len(found))
	gold, pred := newSide(d.Text, d.Gold), newSide(d.Text, statements(found))
	for _, p := range matchJaccard(gold.forms, pred.forms, halfJaccard) {
		out[pred.from[p.pred]] = true
	}
	return out
}

// calibrate sorts predictions, given by their confidences, into bands.
// Right is a prediction that stands in a pair. Confidences outside [0, 1]
// count in the nearest band.
func calibrate(confidences []float64, pairs []pair) []Band {
	right := make([]bool, len(confidences))
	for _, p := range pairs {
		right[p.pred] = true
	}
	bands := newBands()
	for i, c := range confidences {
		b := &bands[bandOf(c)]
		b.Share.count(right[i])
		b.Confidence += c
	}
	return bands
}

func bandOf(confidence float64) int {
	last := len(bandEdges) - 2
	for i := range last {
		if confidence < bandEdges[i+1] {
			return i
		}
	}
	return last
}

// confidences returns the confidence of each prediction of pred, which was
// made of found.
func confidences(found []Predicted, pred side) []float64 {
	out := make([]float64, len(pred.from))
	for i, from := range pred.from {
		out[i] = found[from].Confidence
	}
	return out
}

// CalibrationError returns the mean distance between what was claimed and
// what was right, over bands weighted by their predictions (expected
// calibration error, Naeini et al. 2015, on the bands given); 0 when there
// are no predictions.
func CalibrationError(bands []Band) float64 {
	sum, n := 0.0, 0
	for _, b := range bands {
		sum += abs(b.Confidence - float64(b.Share.Right))
		n += b.Share.Of
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

func abs(x float64) float64 { return max(x, -x) }
