package score

import (
	"cmp"
	"slices"
)

// The thresholds of a match.
const (
	// sameJaccard is for exactly the same words at the same places.
	sameJaccard = 1
	// halfJaccard counts a statement as found that shares half of the words;
	// calibration and the list of errors use it, because what is cut badly
	// but found is another error than what is not found.
	halfJaccard = 0.5
	// wellJaccard is for a statement that is cut well: one or two words more
	// or less in ten. A coverage measure does not see what is cut too long,
	// so a baseline of whole sentences does well on that and badly here.
	wellJaccard = 0.8
	// partCovered and mostCovered are the two thresholds of the published
	// scores of the Gender Gap Tracker's quotation extractor
	// (evaluate_quotes.py, quote_match_thresholds; Asr et al. 2021).
	partCovered = 0.3
	mostCovered = 0.8
)

// pair is a match of a gold statement with a prediction, by index.
type pair struct{ gold, pred int }

// matchJaccard pairs statements whose words' Jaccard index is threshold or
// more, one to one: the most alike first; among equals those whose speakers
// overlap ("A and B said" is two statements of one content), then the earlier
// in the gold, then the earlier prediction. Pairs come in that order.
func matchJaccard(gold, pred []content, threshold float64) []pair {
	type candidate struct {
		pair
		index   float64
		speaker int // 1 when the speakers overlap
	}
	var all []candidate
	for g := range gold {
		for p := range pred {
			if j := jaccard(gold[g], pred[p]); j >= threshold {
				c := candidate{pair{g, p}, j, 0}
				if overlap(gold[g].speaker, pred[p].speaker) {
					c.speaker = 1
				}
				all = append(all, c)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.index, a.index), b.speaker-a.speaker)
	})

	var pairs []pair
	goldUsed, predUsed := make([]bool, len(gold)), make([]bool, len(pred))
	for _, c := range all {
		if !goldUsed[c.gold] && !predUsed[c.pred] {
			goldUsed[c.gold], predUsed[c.pred] = true, true
			pairs = append(pairs, c.pair)
		}
	}
	return pairs
}

// matchCovered pairs each gold statement, in order, with the unused
// prediction that covers the largest share of it, if that is more than
// threshold; among equals the earlier prediction (the method of
// evaluate_quotes.py of the Gender Gap Tracker: compare_res,
// find_best_match_quote, calc_index_match_score; there on single spans).
func matchCovered(gold, pred []content, threshold float64) []pair {
	var pairs []pair
	used := make([]bool, len(pred))
	for g := range gold {
		best, share := -1, threshold
		for p := range pred {
			if used[p] {
				continue
			}
			if c := covered(gold[g], pred[p]); c > share {
				best, share = p, c
			}
		}
		if best >= 0 {
			used[best] = true
			pairs = append(pairs, pair{g, best})
		}
	}
	return pairs
}
