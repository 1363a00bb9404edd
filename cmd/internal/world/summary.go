package world

// Summary is what a complete run of two polls of every feed ends with. Its JSON is that of the
// demo's own summary.
type Summary struct {
	Discovered int `json:"discovered"`
	Indexed    int `json:"indexed"`
	Unchanged  int `json:"unchanged"`
	Irrelevant int `json:"irrelevant"`
	Duplicate  int `json:"duplicate"`
	Skipped    int `json:"skipped"`
	Dead       int `json:"dead"`
	InFlight   int `json:"in_flight"`
}

// Summary adds up what the articles' Wants say.
func (w *World) Summary() Summary {
	var s Summary
	for _, a := range w.articles {
		for _, status := range a.Want.Status {
			s.Discovered++
			*s.count(status)++
		}
	}
	return s
}

// count is the field of a terminal status; an unknown one counts as in flight.
func (s *Summary) count(status string) *int {
	switch status {
	case "indexed":
		return &s.Indexed
	case "unchanged":
		return &s.Unchanged
	case "irrelevant":
		return &s.Irrelevant
	case "duplicate":
		return &s.Duplicate
	case "skipped":
		return &s.Skipped
	case "dead":
		return &s.Dead
	}
	return &s.InFlight
}
