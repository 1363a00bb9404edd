package schedule

import (
	"net/http"
	"testing"
	"time"
)

const (
	minute = time.Minute
	hour   = time.Hour
)

// plain returns a feed whose share of jitter is none, or next to it.
func plain() string {
	name := "https://a.example/"
	for jitter(name, hour) > time.Second {
		name += "x"
	}
	return name
}

func TestNext(t *testing.T) {
	tests := []struct {
		name           string
		limits         Limits
		poll           Poll
		wait, interval time.Duration
		missed         bool
	}{
		{"first", Limits{}, Poll{Base: 20 * minute, New: 30}, 20 * minute, 20 * minute, false},
		{"no interval set", Limits{}, Poll{New: 30}, 15 * minute, 15 * minute, false},
		{"overlap is well", Limits{}, Poll{Base: 20 * minute, Interval: 20 * minute, New: 5, Known: 5}, 20 * minute, 20 * minute, false},
		{"no overlap", Limits{}, Poll{Base: 20 * minute, Interval: 20 * minute, New: 30}, 10 * minute, 10 * minute, true},
		{"little overlap", Limits{}, Poll{Base: 20 * minute, Interval: 20 * minute, New: 9, Known: 1}, 15 * minute, 15 * minute, false},
		{"no shorter than the minimum", Limits{}, Poll{Base: 20 * minute, Interval: 6 * minute, New: 30}, 5 * minute, 5 * minute, true},
		{"the operator may go below the minimum", Limits{}, Poll{Base: minute, Interval: minute, New: 30}, minute, minute, true},
		{"back when it calms down", Limits{}, Poll{Base: 20 * minute, Interval: 8 * minute, New: 1, Known: 9}, 10 * minute, 10 * minute, false},
		{"back, not beyond what is set", Limits{}, Poll{Base: 20 * minute, Interval: 19 * minute, Outcome: Unchanged}, 20 * minute, 20 * minute, false},
		{"quiet, not long enough", Limits{}, Poll{Base: 20 * minute, Interval: 20 * minute, Outcome: Unchanged, Unchanged: 3}, 20 * minute, 20 * minute, false},
		{"quiet", Limits{}, Poll{Base: 20 * minute, Interval: 20 * minute, Outcome: Unchanged, Unchanged: 4}, 30 * minute, 30 * minute, false},
		{"quiet for long", Limits{}, Poll{Base: 20 * minute, Interval: 70 * minute, Outcome: Unchanged, Unchanged: 40}, 80 * minute, 80 * minute, false},
		{"no longer than the maximum", Limits{Max: 45 * minute}, Poll{Base: 20 * minute, Interval: 40 * minute, Outcome: Unchanged, Unchanged: 8}, 45 * minute, 45 * minute, false},
		{"the operator may go above the maximum", Limits{}, Poll{Base: 12 * hour, Interval: 12 * hour, Outcome: Unchanged, Unchanged: 4}, 12 * hour, 12 * hour, false},
		{"awake again", Limits{}, Poll{Base: 20 * minute, Interval: 80 * minute, New: 1, Known: 9}, 20 * minute, 20 * minute, false},
		{"ttl", Limits{}, Poll{Base: 20 * minute, Interval: 20 * minute, Outcome: Unchanged, TTL: 40 * minute}, 40 * minute, 20 * minute, false},
		{"ttl shorter", Limits{}, Poll{Base: 20 * minute, Interval: 20 * minute, Outcome: Unchanged, TTL: minute}, 20 * minute, 20 * minute, false},
		{"hints are bounded", Limits{}, Poll{Base: 20 * minute, Interval: 20 * minute, Outcome: Unchanged, Update: 24 * hour, Fresh: 8760 * hour}, hour, 20 * minute, false},
		{"retry later, on success", Limits{}, Poll{Base: 20 * minute, Interval: 20 * minute, Outcome: Unchanged, RetryAfter: 2 * hour}, 2 * hour, 20 * minute, false},
		{"failed once", Limits{}, Poll{Base: 20 * minute, Interval: 10 * minute, Outcome: Failed, Failures: 1}, 20 * minute, 10 * minute, false},
		{"failed thrice", Limits{}, Poll{Base: 20 * minute, Interval: 20 * minute, Outcome: Failed, Failures: 3}, 80 * minute, 20 * minute, false},
		{"failed a million times", Limits{}, Poll{Base: 20 * minute, Interval: 20 * minute, Outcome: Failed, Failures: 1_000_000}, 6 * hour, 20 * minute, false},
		{"fails, rarely read anyway", Limits{}, Poll{Base: 12 * hour, Interval: 12 * hour, Outcome: Failed, Failures: 9}, 12 * hour, 12 * hour, false},
		{"failed, retry later", Limits{}, Poll{Base: 20 * minute, Interval: 20 * minute, Outcome: Failed, Failures: 1, RetryAfter: 3 * hour}, 3 * hour, 20 * minute, false},
		{"retry never", Limits{}, Poll{Base: 20 * minute, Interval: 20 * minute, Outcome: Failed, Failures: 1, RetryAfter: 9999 * hour}, 24 * hour, 20 * minute, false},
		{"gone", Limits{}, Poll{Base: 20 * minute, Interval: 20 * minute, Outcome: Gone, Failures: 1}, 24 * hour, 20 * minute, false},
		{"offline", Limits{}, Poll{Base: 20 * minute, Interval: 20 * minute, Outcome: Offline}, 2 * minute, 20 * minute, false},
		{"offline, read often", Limits{}, Poll{Base: minute, Interval: minute, Outcome: Offline}, minute, minute, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.poll.Feed = plain()
			plan := tt.limits.Next(tt.poll)
			if got := plan.Wait.Truncate(time.Minute); got != tt.wait || plan.Interval != tt.interval || plan.Missed != tt.missed {
				t.Errorf("wait %s, interval %s, missed %v (%s); want %s, %s, %v", plan.Wait, plan.Interval, plan.Missed, plan.Why, tt.wait, tt.interval, tt.missed)
			}
			if plan.Why == "" {
				t.Error("no reason is given")
			}
		})
	}
}

func TestJitter(t *testing.T) {
	seen := map[time.Duration]bool{}
	for _, name := range []string{"https://a.example/feed", "https://b.example/feed", "https://c.example/feed", ""} {
		p := Poll{Feed: name, Base: hour, Interval: hour, Outcome: Unchanged}
		wait := Limits{}.Next(p).Wait
		if wait != (Limits{}).Next(p).Wait || wait < hour || wait > hour+6*minute {
			t.Errorf("%q waits %s", name, wait)
		}
		seen[wait] = true
	}
	if len(seen) < 3 {
		t.Errorf("feeds are not spread: %v", seen)
	}
}

// TestAWeek polls a feed that changes every hour by day, sleeps for two days, and fails for one.
func TestAWeek(t *testing.T) {
	p := Poll{Feed: "https://a.example/feed", Base: 15 * minute}
	polls, failed, last := 0, 0, -1
	for at := time.Duration(0); at < 7*24*hour; polls++ {
		day, now := int(at/(24*hour)), int(at/hour)
		p.New, p.Known, p.Outcome = 0, 10, Unchanged
		switch {
		case day == 6:
			p.Outcome, failed = Failed, failed+1
			p.Failures++
		case day < 4 && now != last:
			p.Outcome, p.New, p.Unchanged = Changed, 1, 0
		default:
			p.Unchanged++
		}
		last = now
		plan := Limits{}.Next(p)
		if plan.Missed || plan.Wait < 15*minute || plan.Wait > 7*hour {
			t.Fatalf("at %s: %+v", at, plan)
		}
		p.Interval = plan.Interval
		at += plan.Wait
	}
	// Four days of 15 minutes are 384 polls, two quiet days at an hour are 48, one of failures 6 or so.
	if polls < 350 || polls > 450 || failed < 5 || failed > 10 {
		t.Errorf("%d polls, %d of them failed", polls, failed)
	}
}

func TestFresh(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name   string
		header http.Header
		want   time.Duration
	}{
		{"nothing", http.Header{}, 0},
		{"max-age", http.Header{"Cache-Control": {"public, Max-Age=600"}}, 10 * minute},
		{"less its age", http.Header{"Cache-Control": {`max-age="600"`}, "Age": {"120"}}, 8 * minute},
		{"older than that", http.Header{"Cache-Control": {"max-age=60"}, "Age": {"120"}}, 0},
		{"no-cache", http.Header{"Cache-Control": {"max-age=600", "no-cache"}}, 0},
		{"before expires", http.Header{"Cache-Control": {"max-age=0"}, "Expires": {"Sun, 01 Mar 2026 13:00:00 GMT"}}, 0},
		{"private only", http.Header{"Cache-Control": {"private"}, "Expires": {"Sun, 01 Mar 2026 13:00:00 GMT"}}, hour},
		{"expires after date", http.Header{"Expires": {"Sun, 01 Mar 2026 13:00:00 GMT"}, "Date": {"Sun, 01 Mar 2026 12:30:00 GMT"}}, 30 * minute},
		{"expired", http.Header{"Expires": {"Sun, 01 Mar 2020 13:00:00 GMT"}}, 0},
		{"expires zero", http.Header{"Expires": {"0"}}, 0},
		{"nonsense", http.Header{"Cache-Control": {"max-age=soon, , ="}, "Age": {"x"}}, 0},
		{"forever", http.Header{"Cache-Control": {"max-age=9999999999999"}}, maxFresh},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Fresh(tt.header, now); got != tt.want {
				t.Errorf("Fresh = %s, want %s", got, tt.want)
			}
		})
	}
}

func TestLine(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	var l Line
	l.Answered()
	for _, step := range []struct {
		host string
		at   time.Duration
		down bool
	}{
		{"a", 0, false}, {"a", 1, false}, {"b", 2, false}, {"b", 3, false}, {"c", 4, true}, {"d", 5, true},
		{"", 0, false}, // answered
		{"a", 6, false}, {"b", 7, false}, {"c", 18, false}, {"d", 19, false}, {"e", 20, true},
	} {
		if step.host == "" {
			l.Answered()
			continue
		}
		if got := l.Unreachable(step.host, now.Add(step.at*minute)); got != step.down {
			t.Errorf("%s after %d min: down %v", step.host, step.at, got)
		}
	}
}

func TestSilence(t *testing.T) {
	usual := Gap(0, 10*hour)
	if usual != 10*hour || Gap(usual, 2*hour) != 9*hour {
		t.Errorf("gaps %s, %s", usual, Gap(usual, 2*hour))
	}
	for _, tt := range []struct {
		usual, since time.Duration
		want         bool
	}{{0, 9999 * hour, false}, {hour, 71 * hour, false}, {hour, 73 * hour, true}, {48 * hour, 200 * hour, false}, {48 * hour, 241 * hour, true}} {
		if Silent(tt.usual, tt.since) != tt.want {
			t.Errorf("usually %s, since %s: want %v", tt.usual, tt.since, tt.want)
		}
	}
}
