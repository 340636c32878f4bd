package claim

import (
	"fmt"
	"strings"

	"hearsay/corpus"
)

// What a quotation must share to be one. Origin: the sample, where the shortest that is told
// again has five words; set phrases of the state-media archive run over up to eight words of
// which few tell anything, names left out.
const (
	runQuoted   = 5 // words, where the same named speaker is quoted
	runTelling  = 2 // of them neither common nor names
	runAny      = 7 // where the one does not tell the speaker
	runRare     = 4
	runIndirect = 10  // where neither is a quotation
	runBoth     = 8   // where both are, and the words are plain
	runShare    = 0.5 // of the shorter content
	runMost     = 0.7 // where they do not name the same speaker
	quoteDays   = 30  // from there on it may have been said again
	bothDays    = 14  // where both quote plain words
	quotedSure  = 0.82
	quotedAgain = SureSame // 14 of 14 such pairs of 924 articles on one contest were right
	runRepeated = 10       // what an outlet repeats in as many words is one claim: 34 of 34 pairs read there and of 3,000 stories of an agency
)

// quoted joins statements that share a run of words, unless two named speakers say it.
func quoted(p *pair) Verdict {
	if p.like == other || p.one && p.like != same || p.like != same && p.days > quoteDays && !sameDay(p.a, p.b) || p.repeats() && p.days > repeatDays {
		return Verdict{}
	}
	if !(p.rareShared() >= 2 || isQuoted(p.a) && isQuoted(p.b)) || p.a.asks() || p.b.asks() {
		return Verdict{}
	}
	n, at := run(p.a.Tokens, p.b.Tokens)
	words := p.a.Tokens[at : at+n]
	if telling := tellingIn(words); p.isLong(n, telling) {
		score := quotedSure + 0.01*float64(min(telling, 10))
		if p.days > quoteDays && !sameDay(p.a, p.b) || otherDay(p.a, p.b) && p.like == same {
			score = quotedAgain
		}
		if p.repeats() && n < runRepeated {
			score = min(score, repeatMost)
		}
		shown := strings.ToLower(strings.Join(words[:min(n, 12)], " "))
		return Verdict{Same: true, Score: score, Rule: "quotation", Why: fmt.Sprintf("%d words in a row are the same: “%s”%s", n, shown, p.bySame())}
	}
	return Verdict{}
}

// isLong reports whether a run of n words tells enough to be one quotation.
func (p *pair) isLong(n, telling int) bool {
	one, both := isQuoted(p.a) || isQuoted(p.b), isQuoted(p.a) && isQuoted(p.b)
	share := float64(n) / float64(min(len(p.a.Tokens), len(p.b.Tokens)))
	switch {
	case share < runShare:
		return false
	case p.like == same && one && n >= runQuoted && telling >= runTelling:
		return true
	case share >= runMost && both && n >= runBoth && (p.days <= bothDays || sameDay(p.a, p.b)):
		return true
	case share >= runMost && one && n >= runAny && telling >= runRare:
		return true
	default:
		return share >= runMost && n >= runIndirect && telling > runRare
	}
}

// repeats reports whether one outlet tells both in two documents and no named speaker joins
// them: an outlet repeats its own set phrases.
func (p *pair) repeats() bool { return !p.one && p.like != same && p.a.Outlet == p.b.Outlet }

// repeatDays is how many days apart what an outlet repeats may be one claim, and repeatMost
// the most that it scores. Origin: the state-media archive, whose set phrases come back for
// weeks.
const (
	repeatDays = 3
	repeatMost = SureSame - 0.05
)

func isQuoted(s *Statement) bool { return s.Kind == corpus.Direct || s.Kind == corpus.Mixed }

// bySame says in words that both go back to one speaker.
func (p *pair) bySame() string {
	if p.like == same {
		return ", both by " + p.a.says()
	}
	return ""
}

// tellingIn counts the words of a run that are neither common nor names.
func tellingIn(tokens []string) int {
	n := 0
	for _, t := range tokens {
		if len(t) >= 3 && !known().common[t] && !upper(t) {
			n++
		}
	}
	return n
}

// mostTokens bounds the work on contents that run over pages.
const mostTokens = 200

// run finds the longest run of tokens that stands in both, where it begins in a.
func run(a, b []string) (n, at int) {
	a, b = a[:min(len(a), mostTokens)], b[:min(len(b), mostTokens)]
	last := make([]int, len(b)+1)
	for i := range a {
		row := make([]int, len(b)+1)
		for j := range b {
			if a[i] != b[j] {
				continue
			}
			if row[j+1] = last[j] + 1; row[j+1] > n {
				n, at = row[j+1], i+1-row[j+1]
			}
		}
		last = row
	}
	return n, at
}
