package report

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hearsay/internal/store"
)

// OutletsLike tells whether an outlet of the ledger has this name, as
// "--outlet" takes it, and else lists those whose names contain it, by name;
// where none does, all.
func OutletsLike(ctx context.Context, st *store.Store, name string) (known bool, like []string, err error) {
	for _, err := range st.Documents(ctx, store.DocumentFilter{Outlet: name, Limit: 1}) {
		return err == nil, nil, err
	}
	all := map[string]bool{}
	for d, err := range st.Documents(ctx, store.DocumentFilter{}) {
		if err != nil {
			return false, nil, fmt.Errorf("outlets: %w", err)
		}
		if d.Outlet != "" {
			all[d.Outlet] = true
		}
	}
	list := slices.Sorted(maps.Keys(all))
	for _, outlet := range list {
		if strings.Contains(strings.ToLower(outlet), strings.ToLower(strings.TrimSpace(name))) {
			like = append(like, outlet)
		}
	}
	if len(like) == 0 {
		like = list
	}
	return false, like, nil
}
