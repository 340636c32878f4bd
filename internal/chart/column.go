package chart

import (
	"strings"

	"github.com/rivo/uniseg"
)

// columns is the number of columns that s takes on a terminal.
func columns(s string) int { return uniseg.StringWidth(s) }

// padColumns fills s with blanks to n columns.
func padColumns(s string, n int) string { return s + strings.Repeat(" ", max(0, n-columns(s))) }

// cutColumns shortens s to n columns; what is cut off leaves a sign.
func cutColumns(s string, n int, sign string) string {
	if columns(s) <= n {
		return s
	}
	kept, used, state := "", columns(sign), -1
	for rest := s; rest != ""; {
		var cluster string
		var w int
		cluster, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if used += w; used > n {
			break
		}
		kept += cluster
	}
	return strings.TrimRight(kept, " ") + sign
}
