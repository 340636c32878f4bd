package capture

import (
	"errors"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// How long is waited before the same is asked again: firstBackOff, doubled
// each time up to maxBackOff, as RFC 9110 leaves it to the client. A server
// that asks for more than maxWait is not waited for within a call, and a date
// further away than maxRest is a mistake.
const (
	firstBackOff = time.Second
	maxBackOff   = 30 * time.Second
	maxWait      = 2 * time.Minute
	maxRest      = 7 * 24 * time.Hour
)

// worthAnother reports whether asking again within the same call may help.
func worthAnother(err error) bool {
	var status *StatusError
	if errors.As(err, &status) {
		return busy(status.Status) && status.RetryAfter <= maxWait
	}
	return broken(err) && !timedOut(err)
}

// backOff returns how long to wait after try n, counted from 0, failed: half
// of it by chance, so that many that failed together do not come back together.
func backOff(n int) time.Duration {
	d := min(firstBackOff<<min(n, 10), maxBackOff)
	return d/2 + rand.N(d/2)
}

// parseRetryAfter reads the header Retry-After, seconds or a date of HTTP, as
// the time from now on: 0 for what is neither or has passed, at most [maxRest].
func parseRetryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if value == "" {
		return 0
	}
	if strings.Trim(value, "0123456789") == "" {
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil || n > int64(maxRest/time.Second) {
			return maxRest
		}
		return time.Duration(n) * time.Second
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	return min(max(at.Sub(now), 0), maxRest)
}
