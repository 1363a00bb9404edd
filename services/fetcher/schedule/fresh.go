package schedule

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Fresh returns how long a response says that it stays current: Cache-Control max-age less its
// Age, else Expires less Date. It is 0 when the response says nothing, or that it is stale at
// once, and at most a year. now stands in for a missing Date.
func Fresh(h http.Header, now time.Time) time.Duration {
	age, said := maxAge(h.Values("Cache-Control"))
	if said {
		return max(0, age-seconds(h.Get("Age")))
	}
	expires, err := http.ParseTime(h.Get("Expires"))
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	return min(max(0, expires.Sub(now)), maxFresh)
}

const maxFresh = 365 * 24 * time.Hour

// maxAge reads Cache-Control; said tells whether it says anything about time.
func maxAge(values []string) (age time.Duration, said bool) {
	for directive := range strings.SplitSeq(strings.ToLower(strings.Join(values, ",")), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		switch name {
		case "no-cache", "no-store":
			return 0, true
		case "max-age":
			age, said = seconds(strings.Trim(value, `" `)), true
		}
	}
	return age, said
}

func seconds(text string) time.Duration {
	n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 63)
	if err != nil {
		return 0
	}
	return time.Duration(min(n, uint64(maxFresh/time.Second))) * time.Second
}
