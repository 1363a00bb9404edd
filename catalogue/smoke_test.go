package catalogue

import "testing"

func TestDefaultNamesTheProsecutor(t *testing.T) {
	c, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	held := c.Holders("icc-prosecutor", "2024-06-15")
	if len(held) != 1 || held[0].Entity.ID != "person:karim-khan" || held[0].Unverified {
		t.Fatalf("prosecutor in June 2024: %+v", held)
	}
	for _, n := range held[0].Entity.Names {
		t.Log(n)
	}
}
