package tagger

import "github.com/iccwire/iccwire/services/enricher/tagger/lexicon"

// classes are the classes of words that rules in code ask for by name.
type classes struct {
	month, weekday, number                                                                        lexicon.Class
	today, yesterday, lastWeek, lastMonth, lastYear, thisYear                                     lexicon.Class
	ago, unitDay, unitMonth, unitYear                                                             lexicon.Class
	neg, deny, hyp, future, ask, intend                                                           lexicon.Class
	say, he, quoteNoun                                                                            lexicon.Class
	court, hague, courtword, icccourt, othercourt, beside, justice, adhoc, wrongArticle, tribunal lexicon.Class
	prosecutor, deputy, president, registrar, judge                                               lexicon.Class
	hos, hog, fm, dm, former, deputies, successor, predecessor, incumbent, under, then            lexicon.Class
	warrant, issue, request, sanction, sanctioned, impose, lift, jurisdiction                     lexicon.Class
	support, oppose, negative, positive, statement, letter, signed, joint                         lexicon.Class
	investigation, investigate, withdraw, membership, memberState, join, refuse                   lexicon.Class
	arrest, execute, cooperate, appealed, aggression, authorise, recognise, officials, execorder  lexicon.Class
	states, senators, parties, and, including, campaign, threat, spy, refer                       lexicon.Class
	against, by, decision, anon, appeal, obey, fail, aka, otp, orgword, particle, named           lexicon.Class
	convict, charge, comply, victim, crimes, threaten, release, cyber, surrender                  lexicon.Class
	since, gets, source, host, duty, harm                                                         lexicon.Class
	government, inplace, postpone, hunted, defy, disown, partisan, cancel, close, drop            lexicon.Class

	offices map[lexicon.Class]string // class to the role that it names
}

// officeRoles gives the role that a class of office words stands for.
var officeRoles = map[string]string{
	"office_prosecutor": "icc-prosecutor", "office_deputy": "icc-deputy-prosecutor", "office_president": "icc-president",
	"office_registrar": "icc-registrar", "office_judge": "judge", "office_hos": "head-of-state", "office_hog": "head-of-government",
	"office_fm": "foreign-minister", "office_dm": "defence-minister", "office_minister": "minister",
	"office_spokesperson": "spokesperson", "office_lawmaker": "lawmaker", "office_lawyer": "counsel",
	"office_vp": "vice-president", "office_jm": "justice-minister", "office_deputies": "icc-deputy-prosecutor", "office_chair": "chair",
	"office_diplomat": "diplomat", "office_leader": "leader", "office_expert": "expert", "office_other": "",
}

func newClasses(l *lexicon.Lexicon) classes {
	var c classes
	for name, at := range map[string]*lexicon.Class{
		"month": &c.month, "weekday": &c.weekday, "number": &c.number, "today": &c.today, "yesterday": &c.yesterday,
		"last_week": &c.lastWeek, "last_month": &c.lastMonth, "last_year": &c.lastYear, "this_year": &c.thisYear, "ago": &c.ago,
		"unit_day": &c.unitDay, "unit_month": &c.unitMonth, "unit_year": &c.unitYear, "neg": &c.neg, "deny": &c.deny,
		"hyp": &c.hyp, "future": &c.future, "ask": &c.ask, "intend": &c.intend, "say": &c.say, "he": &c.he, "quote_noun": &c.quoteNoun, "court": &c.court,
		"hague": &c.hague, "courtword": &c.courtword, "beside": &c.beside, "justice": &c.justice, "adhoc": &c.adhoc, "wrong_article": &c.wrongArticle, "tribunal": &c.tribunal, "icccourt": &c.icccourt, "othercourt": &c.othercourt,
		"office_prosecutor": &c.prosecutor, "office_deputy": &c.deputy, "office_president": &c.president,
		"office_registrar": &c.registrar, "office_judge": &c.judge, "office_hos": &c.hos, "office_hog": &c.hog, "office_fm": &c.fm,
		"office_dm": &c.dm, "former": &c.former,
		"office_deputies": &c.deputies, "successor": &c.successor, "predecessor": &c.predecessor, "incumbent": &c.incumbent, "under": &c.under, "then": &c.then, "warrant": &c.warrant, "issue": &c.issue, "request": &c.request,
		"sanction": &c.sanction, "sanctioned": &c.sanctioned, "impose": &c.impose, "lift": &c.lift, "jurisdiction": &c.jurisdiction,
		"support": &c.support, "oppose": &c.oppose, "negative": &c.negative, "positive": &c.positive, "statement": &c.statement,
		"letter": &c.letter, "signed": &c.signed, "joint": &c.joint, "investigation": &c.investigation,
		"investigate": &c.investigate, "withdraw": &c.withdraw, "membership": &c.membership, "member_state": &c.memberState,
		"join": &c.join, "refuse": &c.refuse, "arrest": &c.arrest, "execute": &c.execute, "cooperate": &c.cooperate,
		"recognise": &c.recognise, "officials": &c.officials, "execorder": &c.execorder, "states": &c.states,
		"senators": &c.senators, "parties": &c.parties, "and": &c.and, "including": &c.including, "campaign": &c.campaign,
		"threat": &c.threat, "spy": &c.spy, "refer": &c.refer, "charge": &c.charge, "comply": &c.comply, "victim": &c.victim,
		"crimes": &c.crimes, "convict": &c.convict, "threaten": &c.threaten, "release": &c.release, "cyber": &c.cyber, "surrender": &c.surrender,
		"government": &c.government, "inplace": &c.inplace, "defer": &c.postpone, "hunted": &c.hunted, "defy": &c.defy,
		"disown": &c.disown, "partisan": &c.partisan, "cancel": &c.cancel, "close": &c.close, "drop": &c.drop,
		"aka": &c.aka, "anon": &c.anon, "against": &c.against, "by": &c.by, "decision": &c.decision, "appeal": &c.appeal, "appealed": &c.appealed, "aggression": &c.aggression, "authorise": &c.authorise, "obey": &c.obey, "fail": &c.fail, "otp": &c.otp, "orgword": &c.orgword, "particle": &c.particle, "named": &c.named, "since": &c.since, "source": &c.source, "host": &c.host, "duty": &c.duty, "harm": &c.harm, "gets": &c.gets,
	} {
		*at = l.Class(name)
	}
	c.offices = map[lexicon.Class]string{}
	for name, role := range officeRoles {
		c.offices[l.Class(name)] = role
	}
	return c
}
