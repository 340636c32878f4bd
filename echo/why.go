package echo

import "fmt"

// Why says in words what makes it an echo, in the same words whichever text is the first.
func (e *Echo) Why() string {
	return fmt.Sprintf("%s; %s; %s", e.what(), e.length(), e.Order.words())
}

func (e *Echo) what() string {
	one, other := e.ShareA, e.ShareB
	names := [2]string{"one text", "the other"}
	switch e.Order.Source {
	case A:
		one, other, names = e.ShareB, e.ShareA, [2]string{"the copy", "the source"}
	case B:
		names = [2]string{"the copy", "the source"}
	default:
		one, other = max(one, other), min(one, other)
	}
	if e.Kind == Exact {
		return fmt.Sprintf("%s: the same words in the same order", e.Kind)
	}
	return fmt.Sprintf("%s: %s of %s stands in %s, %s the other way round", e.Kind, percent(one), names[0], names[1], percent(other))
}

func (e *Echo) length() string {
	return fmt.Sprintf("the longest shared passage has %d words", e.Longest.Words)
}

func percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }

func (o Order) words() string {
	switch {
	case o.Agency != "":
		return "which was first is not known: " + o.By
	case o.Source == Neither:
		return "which was first is not known"
	case o.Disputed:
		return "the copy is told by its credit (" + o.By + "), though its date is the earlier one"
	case o.Credited != Neither:
		return "the copy is told by its credit (" + o.By + ")"
	}
	return "the copy is the later one " + o.By
}
