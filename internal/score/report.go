package score

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"

	"hearsay/corpus"
)

// Report is what scoring a reader on a gold set yields.
type Report struct {
	Documents int // scored
	// Reader and Baseline hold the same measures in the same order.
	Reader   []Measure
	Baseline []Measure
	// ByKind is the recall at Jaccard >= 0.5 by the gold's kind; "" where
	// the gold has none.
	ByKind map[corpus.Kind]Share
	// Calibration says how often the predictions of a band of confidence
	// were right, at Jaccard >= 0.5.
	Calibration []Band
	// Empty counts the statements of both sides without a word in their
	// content ("declined to comment"): they are in no other figure.
	Empty int
	// Findings lists every difference, in the order of the documents; empty
	// unless asked for.
	Findings []Finding
	// Problems holds the records that could not be read and the predictions
	// with impossible spans. They are in no other figure.
	Problems []error
}

func newReport() Report {
	return Report{
		Reader: measure(side{}, side{}), Baseline: measure(side{}, side{}),
		ByKind: map[corpus.Kind]Share{}, Calibration: newBands(),
	}
}

func (r *Report) add(t tally) {
	r.Problems = append(r.Problems, t.problems...)
	if !t.scored {
		return
	}
	r.Documents++
	r.Empty += t.empty
	r.Findings = append(r.Findings, t.findings...)
	for i := range t.reader {
		r.Reader[i] = r.Reader[i].plus(t.reader[i])
		r.Baseline[i] = r.Baseline[i].plus(t.baseline[i])
	}
	for i, b := range t.bands {
		r.Calibration[i].Share = r.Calibration[i].Share.plus(b.Share)
		r.Calibration[i].Confidence += b.Confidence
	}
	for kind, s := range t.byKind {
		r.ByKind[kind] = r.ByKind[kind].plus(s)
	}
}

// MarshalJSON writes the report as one object; problems are text in it.
func (r Report) MarshalJSON() ([]byte, error) {
	problems := []string{}
	for _, err := range r.Problems {
		problems = append(problems, err.Error())
	}
	return json.Marshal(struct {
		Documents        int                   `json:"documents"`
		Reader           []Measure             `json:"reader"`
		Baseline         []Measure             `json:"baseline"`
		ByKind           map[corpus.Kind]Share `json:"recall_by_kind"`
		Calibration      []Band                `json:"calibration"`
		CalibrationError float64               `json:"calibration_error"`
		Empty            int                   `json:"empty"`
		Findings         []Finding             `json:"findings,omitempty"`
		Problems         []string              `json:"problems"`
	}{
		r.Documents, r.Reader, r.Baseline, r.ByKind, r.Calibration,
		CalibrationError(r.Calibration), r.Empty, r.Findings, problems,
	})
}

// WriteText writes the report for a reader at a terminal: problems first,
// then the measures with the baseline under each, recall by kind,
// calibration, and the list of differences if there is one.
func (r Report) WriteText(w io.Writer) error {
	b := bufio.NewWriter(w) // keeps the first error and returns it from Flush
	r.writeProblems(b)
	r.writeMeasures(b)
	r.writeKinds(b)
	r.writeCalibration(b)
	for i, f := range r.Findings {
		if i == 0 {
			fmt.Fprintf(b, "\nDifferences, offsets in code points, by the match at Jaccard >= %.1f:\n", halfJaccard)
		}
		fmt.Fprintln(b, f)
	}
	return b.Flush()
}

func (r Report) writeProblems(w io.Writer) {
	if len(r.Problems) == 0 {
		return
	}
	fmt.Fprintf(w, "Left out, %d:\n", len(r.Problems))
	for _, err := range r.Problems {
		fmt.Fprintf(w, "  %v\n", err)
	}
	fmt.Fprintln(w)
}

func (r Report) writeMeasures(w io.Writer) {
	fmt.Fprintf(w, "documents: %d", r.Documents)
	if r.Empty > 0 {
		fmt.Fprintf(w, "; statements without words in their content, left out: %d", r.Empty)
	}
	fmt.Fprintf(w, "\n\n%-28s %6s %6s %7s   %9s %6s %5s   %-13s %-13s %-13s %s\n",
		"statements", "gold", "found", "matched", "precision", "recall", "F1", "cue (n)", "speaker (n)", "name (n)", "chain (n)")
	for i, m := range r.Reader {
		writeRow(w, m.Title, m, true)
		writeRow(w, "", r.Baseline[i], false)
	}
	fmt.Fprint(w, "\nbaseline: every sentence with a quotation mark or a reporting verb\n",
		"cue, speaker, name, chain: share of the matched gold statements that have one where it is the same\n")
}

func writeRow(w io.Writer, title string, m Measure, reader bool) {
	system := "baseline"
	if reader {
		system = "reader"
	}
	fmt.Fprintf(w, "%-16s %-11s %6d %6d %7d   %9.3f %6.3f %5.3f", title, system,
		m.Gold, m.Predicted, m.Matched, m.Precision(), m.Recall(), m.F1())
	if reader {
		fmt.Fprintf(w, "   %-13s %-13s %-13s %s", m.Cue, m.Speaker, m.Named, m.Chain)
	}
	fmt.Fprintln(w)
}

// String returns the share with its n, "-" when n is 0.
func (s Share) String() string {
	if s.Of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f (%d)", s.Value(), s.Of)
}

func (r Report) writeKinds(w io.Writer) {
	if len(r.ByKind) == 0 {
		return
	}
	fmt.Fprintf(w, "\nrecall at Jaccard >= %.1f (n):", halfJaccard)
	for _, kind := range slices.Sorted(maps.Keys(r.ByKind)) {
		name := string(kind)
		if name == "" {
			name = "no kind"
		}
		fmt.Fprintf(w, "  %s %s", name, r.ByKind[kind])
	}
	fmt.Fprintln(w)
}

func (r Report) writeCalibration(w io.Writer) {
	fmt.Fprintf(w, "\n%-12s %6s %8s %6s\n", "confidence", "found", "claimed", "right")
	for _, b := range r.Calibration {
		if b.Share.Of > 0 {
			fmt.Fprintf(w, "%4.2f - %4.2f  %6d %8.3f %6.3f\n", b.From, b.To, b.Share.Of, b.Claimed(), b.Share.Value())
		}
	}
	fmt.Fprintf(w, "right: matched at Jaccard >= %.1f; mean distance %.3f\n", halfJaccard, CalibrationError(r.Calibration))
}
