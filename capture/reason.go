package capture

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Gone reports whether a fetch failed because the server has nothing there.
func Gone(err error) bool {
	var status *StatusError
	return errors.As(err, &status) && (status.Status == http.StatusNotFound || status.Status == http.StatusGone)
}

// Reason says in plain words, for a list in which the address stands already,
// why it could not be fetched.
func Reason(address string, err error) string {
	var status *StatusError
	var robots *RobotsError
	switch {
	case errors.As(err, &status):
		reason := strings.TrimSpace(fmt.Sprintf("HTTP %d %s", status.Status, http.StatusText(status.Status)))
		if status.URL != "" && status.URL != address {
			reason += " at " + status.URL
		}
		return reason
	case errors.As(err, &robots) && robots.Err != nil:
		return fmt.Sprintf("robots.txt cannot be read for now: %v", robots.Err)
	case errors.As(err, &robots):
		return fmt.Sprintf("robots.txt says %q", robots.Rule)
	}
	return strings.ReplaceAll(err.Error(), address+": ", "")
}
