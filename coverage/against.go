package coverage

import "fmt"

// Practice is how one outlet covered an event and how it covered an earlier, like one.
type Practice struct {
	Outlet string `json:"outlet"`
	Now    Cell   `json:"now"`  // of the event as a whole
	Then   Cell   `json:"then"` // of the earlier event; Unknown where the outlet is not in its table
	Why    string `json:"why"`  // in words
}

// Against holds a table against that of an earlier, like event, for the same outlets in the
// same order.
func (t Table) Against(earlier Table) []Practice {
	then := map[string]Cell{}
	for _, r := range earlier.Rows {
		then[r.Outlet] = r.Cells[0]
	}
	var list []Practice
	for _, r := range t.Rows {
		before, ok := then[r.Outlet]
		if !ok {
			before = Cell{State: Unknown, Why: "nothing of the outlet was looked at for the earlier event"}
		}
		list = append(list, Practice{r.Outlet, r.Cells[0], before, practice(r.Cells[0], before, t.Event, earlier.Event)})
	}
	return list
}

func practice(now, then Cell, e, earlier Event) string {
	return fmt.Sprintf("%s: %s; %s: %s", e.Name, inShort(now), earlier.Name, inShort(then))
}

// inShort names a state with its delay.
func inShort(c Cell) string {
	if c.First == nil {
		return string(c.Shown())
	}
	return fmt.Sprintf("%s %s", c.Shown(), after(c.Least, c.Most))
}
