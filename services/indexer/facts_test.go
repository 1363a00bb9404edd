package indexer

import (
	"testing"

	"github.com/iccwire/iccwire/catalogue"
)

func TestFactsOf(t *testing.T) {
	f := factsOf(&catalogue.Entity{
		ID: "case:x", Type: "case", Label: "Case X", Note: "an invented case", Number: "ICC-00/00", AsOf: "2026-08", Charges: []string{"crime:y"},
		Labels:     map[string]string{"en": "Case X", "fr": "Affaire X", "de": "Affaire X", "es": "Caso X"},
		Offices:    []catalogue.Office{{Role: "icc-judge", Body: "organ:z", From: "2020", To: "2021", State: "acting"}},
		Status:     []catalogue.Status{{Status: "pre-trial", From: "2024-11-21"}},
		Milestones: []catalogue.Milestone{{Type: "verdict", Date: "2025-01-02", Who: "person:mira-testova", Note: "guilty"}},
		Links:      []catalogue.Link{{Rel: "of", ID: "situation:v"}},
	})
	if f.Label != "Case X" || f.Description != "an invented case" || f.Number != "ICC-00/00" || f.AsOf != "2026-08" || len(f.Charges) != 1 {
		t.Errorf("%+v", f)
	}
	if len(f.Aliases) != 2 || f.Aliases[0] != "Affaire X" || f.Aliases[1] != "Caso X" {
		t.Errorf("aliases %q", f.Aliases)
	}
	if r := f.Roles[0]; r.Role != "icc-judge" || r.Body != "organ:z" || r.From != "2020" || r.To != "2021" || r.State != "acting" {
		t.Errorf("%+v", r)
	}
	if s := f.Milestones[0]; s.Who != "person:mira-testova" || s.Note != "guilty" || s.Date != "2025-01-02" || s.Type != "verdict" {
		t.Errorf("%+v", s)
	}
	if f.Status[0].Status != "pre-trial" || f.Status[0].From != "2024-11-21" || f.Related[0].Rel != "of" || f.Related[0].ID != "situation:v" {
		t.Errorf("%+v %+v", f.Status, f.Related)
	}
}
