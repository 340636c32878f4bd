package coverage

import "fmt"

// partial names the columns that one edition of a house has and in which none was found of
// another.
func partial(t Table) []Partial {
	var list []Partial
	for k, column := range t.Columns {
		for _, has := range t.Rows {
			for _, without := range t.Rows {
				if sameHouse(has, without) && told(has.Cells[k]) && muteOn(without.Cells[k]) {
					list = append(list, newPartial(column, has, without, without.Cells[k].State))
				}
			}
		}
	}
	return list
}

func sameHouse(a, b Row) bool {
	if a.Outlet == b.Outlet {
		return false
	}
	return a.EditionOf == b.Outlet || b.EditionOf == a.Outlet || a.EditionOf != "" && a.EditionOf == b.EditionOf
}

func told(c Cell) bool   { return c.State == Covered || c.State == Late }
func muteOn(c Cell) bool { return c.State == NoneFound || c.State == WithoutAspect }

func newPartial(column string, has, without Row, state State) Partial {
	what := "none found"
	if state == WithoutAspect {
		what = "covered without it"
	}
	return Partial{column, has.Outlet, without.Outlet,
		fmt.Sprintf("%s by %s, %s in %s", Covered, edition(has), what, edition(without))}
}

func edition(r Row) string {
	switch r.Audience {
	case "domestic", "foreign":
		return fmt.Sprintf("the %s edition, %s", r.Audience, r.Outlet)
	}
	return r.Outlet
}
