package annotate

// clauseReach is how many items around a cue and its subject can tell when and
// where it was said: "said in a written statement on Monday". Beyond it a day
// or a place belongs to something else.
const clauseReach = 8

// farContent is how many items may stand between a cue and what it says, all of which then
// tell whom, when and where.
const farContent = 16

// circumstance looks at the items of the clause that reports a statement.
type circumstance struct {
	view
	s *statement
}

// find returns the first answer of read on the items of the reporting clause:
// those behind the cue, nearest first, those between subject and cue, and those
// before the subject.
func (c circumstance) find(read func(i int) string) string {
	cue, end := c.itemAt(c.s.cue.Start), c.itemAt(c.s.cue.End)
	from, to := cue, cue
	if p := c.s.subjectAt; !c.s.subject.Empty() && p.from < cue {
		from, to = p.from, p.to
	}
	reach := end + clauseReach
	if said := c.itemAt(c.s.content[0].Start); said > end && said <= end+farContent {
		reach = max(reach, said) // "told a closed session of the committee on Monday that"
	}
	if found := c.forward(end, min(reach, c.len()), read); found != "" {
		return found
	}
	if found := c.forward(to, cue, read); found != "" {
		return found
	}
	for i := from - 1; i >= max(0, from-clauseReach) && !c.leaves(i) && !c.finite(i) && !opensRelative(c.low(i)) && !c.parts(i); i-- {
		if found := read(i); found != "" {
			return found
		}
	}
	return ""
}

// parts reports whether the clause before the reporting one ends at item i: "struck the mill
// on Tuesday, | and both blamed the other".
func (c circumstance) parts(i int) bool {
	return c.tok(i).is(",") && c.class(i+1, conjunction) && c.low(i+1) != "or"
}

func (c circumstance) forward(from, to int, read func(i int) string) string {
	for i := from; i < to && !c.leaves(i) && !opensRelative(c.low(i)); i++ {
		if found := read(i); found != "" {
			return found
		}
	}
	return ""
}

// leaves reports whether item i is said, and so no longer of the clause that
// reports it.
func (c circumstance) leaves(i int) bool { return c.quo(i) >= 0 || c.s.says(c.tok(i).Span) }

// itemAt returns the first item that begins at or behind a byte.
func (c circumstance) itemAt(at int) int {
	for i := range c.f.items {
		if c.start(i) >= at {
			return i
		}
	}
	return c.len()
}
