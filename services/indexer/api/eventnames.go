package api

import "strings"

// eventNames are the types of events in plain English, for badges, filters and feeds.
var eventNames = map[string]string{
	"accession":                      "Accession to the Statute",
	"appeal":                         "Appeal",
	"arrest_surrender":               "Arrest or surrender",
	"charges_confirmed":              "Charges confirmed",
	"charges_dropped":                "Charges dropped",
	"cyber_attack":                   "Cyber attack",
	"election_appointment":           "Election or appointment",
	"espionage":                      "Espionage",
	"hearing":                        "Hearing",
	"investigation_closed":           "Investigation closed",
	"investigation_opened":           "Investigation opened",
	"investigation_requested":        "Investigation requested",
	"jurisdiction_accepted":          "Jurisdiction accepted",
	"jurisdiction_ruling":            "Ruling on jurisdiction",
	"leave_misconduct":               "Leave or misconduct",
	"letter_against":                 "Letter against the Court",
	"non_compliance":                 "Failure to cooperate",
	"preliminary_examination_closed": "Preliminary examination closed",
	"preliminary_examination_opened": "Preliminary examination opened",
	"proceedings_terminated":         "Proceedings ended",
	"recusal":                        "Recusal",
	"referral":                       "Referred to the Court",
	"referral_asp":                   "Referred to the Assembly",
	"release":                        "Release",
	"reparations":                    "Reparations",
	"sanctions_imposed":              "Sanctions imposed",
	"sanctions_lifted":               "Sanctions lifted",
	"sentence":                       "Sentence",
	"statement_of_support":           "Statement of support",
	"threats":                        "Threats",
	"trial_opened":                   "Trial opened",
	"verdict":                        "Verdict",
	"warrant_cancelled":              "Warrant cancelled",
	"warrant_issued":                 "Warrant issued",
	"warrant_requested":              "Warrant requested",
	"withdrawal":                     "Withdrawal from the Statute",
	"withdrawal_revoked":             "Withdrawal taken back",
}

// EventName writes a type of event in plain English; of one that is not known it makes words.
func EventName(typ string) string {
	if name, ok := eventNames[typ]; ok {
		return name
	}
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' {
			return ' '
		}
		return r
	}, typ)
}
