package catalogue

import "testing"

func TestShippedDataIsClean(t *testing.T) {
	for _, p := range Lint(Data()) {
		t.Error(p)
	}
}
