package report

import (
	"fmt"
	"slices"
	"strings"
)

// findRepeated finds the lines of texts that were replaced which a later text of the piece has
// too: the same words of the same source. Several texts of one piece are one telling, so that
// the latest of them counts; what a later text left out or changed counts as it stands in the
// text that had it.
func (b *Brief) findRepeated() {
	for _, texts := range b.revised() {
		for i, src := range texts {
			for _, l := range src.Lines {
				l.repeatIn(texts[i+1:])
			}
		}
	}
}

// revised are the sources that are texts of one piece, of each piece with several in the brief,
// the oldest first.
func (b *Brief) revised() [][]*BriefSource {
	byPiece := map[string][]*BriefSource{}
	var order []string
	for _, src := range b.Sources {
		if len(src.Versions) > 1 {
			piece := src.Versions[0]
			if byPiece[piece] == nil {
				order = append(order, piece)
			}
			byPiece[piece] = append(byPiece[piece], src)
		}
	}
	var list [][]*BriefSource
	for _, piece := range order {
		texts := byPiece[piece]
		slices.SortFunc(texts, func(x, y *BriefSource) int { return slices.Index(x.Versions, x.ID) - slices.Index(x.Versions, y.ID) })
		list = append(list, texts)
	}
	return list
}

// repeatIn notes the latest of later texts that has the line too.
func (l *BriefLine) repeatIn(later []*BriefSource) {
	for i := len(later) - 1; i >= 0; i-- {
		k := slices.IndexFunc(later[i].Lines, func(n *BriefLine) bool { return sameWords(n.StatementLine, l.StatementLine) })
		if k >= 0 {
			l.Newer = later[i].Lines[k]
			l.Newer.Older = append(l.Newer.Older, l)
			return
		}
	}
}

// sameWords reports whether two statements have the same words of the same source, letter case
// and white space aside.
func sameWords(x, y StatementLine) bool {
	return x.Polarity == y.Polarity && strings.EqualFold(oneLine(x.Speaker), oneLine(y.Speaker)) && strings.EqualFold(oneLine(x.Text), oneLine(y.Text))
}

// Listed is the line as which this one is listed: of those in several texts of a piece the one
// in the latest.
func (l *BriefLine) Listed() *BriefLine {
	if l.Newer != nil {
		return l.Newer
	}
	return l
}

// counted are the lines of a source that count.
func (src *BriefSource) counted() []*BriefLine {
	return slices.DeleteFunc(slices.Clone(src.Lines), func(l *BriefLine) bool { return l.Newer != nil })
}

// alsoIn stands before the reference of the same line in an earlier text.
const alsoIn = "also in a text that was replaced"

// olderRefs refers to the same line in earlier texts.
func (l *BriefLine) olderRefs() (list []string) {
	for _, o := range l.Older {
		list = append(list, alsoIn+" ["+o.Ref+"]")
	}
	return list
}

// AlsoIn is what stands before these references, for the page.
func (l *BriefLine) AlsoIn() string { return alsoIn }

// repeatedWords says how many lines are in no count, "" for none.
func (b Brief) repeatedWords() string {
	if b.Counts.Repeated == 0 {
		return ""
	}
	return fmt.Sprintf("; not counted: %s of texts that were replaced, which a later text of the piece has too", count(b.Counts.Repeated, "line", "lines"))
}
