package catalogue

import "testing"

func TestDateValid(t *testing.T) {
	for d, want := range map[Date]bool{
		"": true, "2021": true, "2021-06": true, "2021-06-16": true, "2024-02-29": true, "1998-07-17": true,
		"2023-02-29": false, "2021-13": false, "2021-6": false, "2021-06-16T00:00": false, "21": false, "yesterday": false,
		"0000": false, "9999": false, "2021-06-": false, "-021": false, "２０２１": false,
	} {
		if got := d.Valid(); got != want {
			t.Errorf("%q valid: %v, want %v", d, got, want)
		}
	}
}

func TestDateCompare(t *testing.T) {
	tests := []struct {
		a, b Date
		want int
	}{
		{"2021-06-15", "2021-06-16", -1}, {"2021-06-16", "2021-06-15", 1}, {"2021-06-16", "2021-06-16", 0},
		{"2021", "2021-06-16", 0}, {"2021-06", "2021-06-16", 0}, {"2021-05", "2021-06-16", -1}, {"2022", "2021-12-31", 1},
		{"", "2021", 0}, {"2021", "", 0}, {"", "", 0},
	}
	for _, tt := range tests {
		if got := tt.a.Compare(tt.b); got != tt.want {
			t.Errorf("%q to %q: %d, want %d", tt.a, tt.b, got, tt.want)
		}
		if got := tt.a.Before(tt.b); got != (tt.want < 0) {
			t.Errorf("%q before %q: %v", tt.a, tt.b, got)
		}
	}
}

func TestWithin(t *testing.T) {
	tests := []struct {
		on, from, to Date
		want         bool
	}{
		{"2024-06-15", "2021-06-16", "", true}, {"2021-06-16", "2021-06-16", "", true}, {"2021-06-15", "2021-06-16", "", false},
		{"2021-06-15", "2012-06-15", "2021-06-15", true}, {"2021-06-16", "2012-06-15", "2021-06-15", false},
		{"2021-06", "2021-06-16", "", true}, {"2021", "2022", "", false}, {"2021-03-01", "2021", "2021", true},
		{"", "2021", "", true}, {"", "2021", "2022", false}, {"2021", "", "", true},
	}
	for _, tt := range tests {
		if got := within(tt.on, tt.from, tt.to); got != tt.want {
			t.Errorf("%q in %q to %q: %v, want %v", tt.on, tt.from, tt.to, got, tt.want)
		}
	}
}
