package catalogue

import (
	"fmt"
	"strings"
	"testing"
)

func TestShippedDataIsClean(t *testing.T) {
	for _, p := range Lint(Data()) {
		t.Error(p)
	}
}

// sound is a small catalogue with nothing wrong in it; each test spoils it in one way by a second file.
const sound = `
as_of: 2026-01-01
entities:
  - id: org:court
    label: Court
    sources: [reg]
  - id: person:anna-example
    label: Anna Example
    offices:
      - {role: chief, body: org:court, from: 2020-01-01, to: 2024-12-31, source: reg}
    sources: [reg]
  - id: situation:north
    label: Situation in the North
    number: ICC-01/99
    sources: [reg]
  - id: case:example
    label: The Court v. Bob Example
    number: ICC-01/99-01/05
    links: [{rel: of, id: situation:north}, {rel: against, id: person:bob-example}]
    sources: [reg]
  - id: person:bob-example
    label: Bob Sample
    status: [{status: suspect, from: 2024, source: reg}]
    sources: [reg]
roles:
  - {slug: chief, body: org:court, unique: true, labels: {en: chief}}
  - {slug: icc-judge, labels: {en: judge}}
lookalikes:
  - {id: tennis-court, is: a place for tennis, instead_of: org:court, names: {en: [tennis court]}}
sources:
  reg: {title: Register, publisher: Court}
  official-names: {title: Names, publisher: Court}
`

func TestSoundDataIsClean(t *testing.T) {
	for _, p := range Lint(dir("a.yaml", sound)) {
		t.Error(p)
	}
}

func TestLintFinds(t *testing.T) {
	person := func(id, rest string) string {
		return "as_of: 2026-01-01\nentities:\n  - id: person:" + id + "\n    label: Name of " + id + "\n    sources: [reg]\n" + rest
	}
	state := func(rest string) string {
		return "as_of: 2026\nentities:\n  - {id: state:XKX, label: Kosovo, sources: [reg], " + rest + "}"
	}
	tests := []struct {
		name, yaml string
		line       int
		what       string
	}{
		{"no label", "as_of: 2026\nentities: [{id: org:x, sources: [reg]}]", 2, "has no label"},
		{"no as_of", "entities: [{id: org:x, label: X body, sources: [reg]}]", 1, "has no as_of"},
		{"no source", "as_of: 2026\nentities: [{id: org:x, label: X body}]", 2, "has no source"},
		{"unknown source of an entity", "as_of: 2026\nentities: [{id: org:x, label: X body, sources: [nowhere]}]", 2, `source "nowhere" is unknown`},
		{"bad Wikidata id", person("x", "    wikidata: 47488\n"), 3, "wikidata"},
		{"fact without source", person("x", "    offices:\n      - {role: chief, from: 2025}\n"), 7, "a fact without a source"},
		{"fact by memory of a name", person("x", "    offices:\n      - {role: chief, from: 2025, source: official-names}\n"), 7, "vouches for names only"},
		{"unknown source of a fact", person("x", "    status:\n      - {status: deceased, source: blog}\n"), 7, `source "blog" is unknown`},
		{"unknown role", person("x", "    offices:\n      - {role: king, from: 2025, source: reg}\n"), 7, `role "king" is unknown`},
		{"unknown state of an office", person("x", "    offices:\n      - {role: chief, state: asleep, from: 2025, source: reg}\n"), 7, `state "asleep"`},
		{"unknown body", person("x", "    offices:\n      - {role: chief, body: org:none, from: 2025, source: reg}\n"), 7, "org:none is unknown"},
		{"term ends before it begins", person("x", "    offices:\n      - {role: chief, from: 2027-02, to: 2026-11, source: reg}\n"), 7, "before it begins"},
		{"unique seat held twice", person("x", "    offices:\n      - {role: chief, body: org:court, from: 2024-06-01, source: reg}\n"), 3, "at the same time"},
		{"unknown status", person("x", "    status:\n      - {status: guilty, source: reg}\n"), 7, `status "guilty"`},
		{"statuses overlap", person("x", "    status:\n      - {status: deceased, from: 2020, to: 2023, source: reg}\n      - {status: deceased, from: 2021, source: reg}\n"), 8, "begins before"},
		{"withdrawn, never a party", state(`status: [{status: withdrawn, from: 2020, source: reg}]`), 3, "withdrawn after no status"},
		{"withdrawn at once", state(`status: [{status: party, from: 2010, to: 2019, source: reg}, {status: withdrawn, from: 2020, source: reg}]`), 3, "withdrawn after party"},
		{"party before the Statute", state(`status: [{status: party, from: 2001-04-01, source: reg}]`), 3, "before there was a Statute in force"},
		{"signed too late", state(`status: [{status: signatory, from: 2003-01-01, source: reg}]`), 3, "after the Statute was closed"},
		{"party without intent", state(`status: [{status: party, from: 2003-04-01, no_intent_since: 2018, source: reg}]`), 3, "no_intent_since of a party"},
		{"ratified before it signed", state(`status: [{status: party, from: 2003-04-01, source: reg}], milestones: [{type: signed, date: 2000-02-01, source: reg}, {type: ratified, date: 1999-02-01, source: reg}]`), 3, "ratified on 1999-02-01, signed on 2000-02-01"},
		{"party before it joined", state(`status: [{status: party, from: 2003-04-01, source: reg}], milestones: [{type: acceded, date: 2004-02-01, source: reg}]`), 3, "joined on 2004-02-01"},
		{"no basis of an investigation", "as_of: 2026\nentities: [{id: situation:x, label: Situation X, sources: [reg], status: [{status: investigation, source: reg}]}]", 2, "does not say how it came"},
		{"unknown basis", "as_of: 2026\nentities: [{id: situation:x, label: Situation X, sources: [reg], basis: [hearsay]}]", 2, `basis "hearsay"`},
		{"basis of a case", "as_of: 2026\nentities: [{id: case:x, label: Case X, sources: [reg], basis: [declaration]}]", 2, "has a basis"},
		{"end after as_of", person("x", "    offices:\n      - {role: chief, from: 2025-01-01, to: 2026-06-01, source: reg}\n"), 7, "known as of 2026-01-01"},
		{"end after its source", person("x", "    offices:\n      - {role: chief, from: 2020-01-01, to: 2025-06-01, source: old}\nsources: {old: {title: Old, publisher: Court, date: 2021-05}}\n"), 7, "its source is of 2021-05"},
		{"unknown source of an end", person("x", "    offices:\n      - {role: chief, from: 2020-01-01, to: 2025-06-01, source: reg, to_source: none}\n"), 7, `source "none" is unknown`},
		{"office to come", person("x", "    offices:\n      - {role: chief, from: 2027-01-01, source: reg}\n"), 7, "begins on 2027-01-01"},
		{"status to come", person("x", "    status:\n      - {status: deceased, from: 2099, source: reg}\n"), 7, "deceased from 2099"},
		{"no language", person("x", "    names: {qqq-x: [Someone]}\n"), 3, "language"},
		{"colours a terminal", person("x", "    names: {en: [\"A\\e[31mB C\"]}\n"), 3, "A\\x1b"},
		{"turns the writing", person("x", "    note: \"a\\u202eb\"\n"), 3, "u202e"},
		{"name without end", person("x", "    names: {en: ["+strings.Repeat("x", 300)+"]}\n"), 3, "a name of 300 characters"},
		{"address that is a script", "sources:\n  x: {title: T, publisher: P, url: \"javascript:alert(1)\"}", 2, "javascript"},
		{"unknown kind", "as_of: 2026\nentities: [{id: org:x, label: Body X, sources: [reg], kind: club}]", 2, `kind "club"`},
		{"kind of a person", person("x", "    kind: court\n"), 6, `kind "court"`},
		{"malformed number", "as_of: 2026\nentities: [{id: situation:x, label: Situation X, sources: [reg], number: 01/98}]", 2, `the number "01/98"`},
		{"number of a state", state(`number: ICC-01/98`), 3, "has the number"},
		{"number given twice", "as_of: 2026\nentities: [{id: situation:x, label: Situation X, sources: [reg], number: ICC-01/99}]", 2, "have the number ICC-01/99"},
		{"in itself", "as_of: 2026\nentities:\n  - {id: organ:x, label: Organ X, sources: [reg], links: [{rel: of, id: organ:y}]}\n  - {id: organ:y, label: Organ Y, sources: [reg], links: [{rel: of, id: organ:x}]}", 3, "lies in itself"},
		{"link to nowhere", person("x", "    links: [{rel: of, id: state:ZZZ}]\n"), 6, "state:ZZZ is unknown"},
		{"link without rel", person("x", "    links: [{id: org:court}]\n"), 6, "without rel"},
		{"charge unknown", "as_of: 2026\nentities: [{id: case:x, label: Case X, sources: [reg], charges: [crime:theft]}]", 2, "crime:theft is unknown"},
		{"milestone of nobody", "as_of: 2026\nentities: [{id: case:x, label: Case X, sources: [reg], milestones: [{type: warrant, who: person:none, source: reg}]}]", 2, "person:none is unknown"},
		{"milestone type", "as_of: 2026\nentities: [{id: case:x, label: Case X, sources: [reg], milestones: [{type: The Warrant, source: reg}]}]", 2, "milestone type"},
		{"number of another situation", "as_of: 2026\nentities: [{id: case:x, label: Case X, number: ICC-01/98-02/07, sources: [reg], links: [{rel: of, id: situation:north}]}]", 2, "in a situation numbered"},
		{"suspect in no case", person("x", "    status:\n      - {status: suspect, from: 2024, source: reg}\n"), 3, "is in no case"},
		{"full name claimed twice", person("x", "    names: {en: [ANNA EXAMPLE]}\n"), 3, "both claim the full name"},
		{"short name of a state", "as_of: 2026\nentities:\n  - {id: state:JOR, sources: [reg]}\n  - {id: person:x, label: Michael Jordan, sources: [reg]}", 4, "which is state:JOR"},
		{"Wikidata item claimed twice", person("x", "    wikidata: Q1\n") + "  - {id: person:y, label: Name of Y, sources: [reg], wikidata: Q1}\n", 7, "has the Wikidata item of"},
		{"Cyrillic among Latin letters", person("x", "    names: {en: [\"Аnna Other\"]}\n"), 3, "is not en"},
		{"Latin name as a Russian one", person("x", "    labels: {ru: Ivan Example}\n"), 3, "is not ru"},
		{"space at an end", person("x", "    names: {en: [\"Anna B. Example \"]}\n"), 3, "Anna B. Example "},
		{"role without label", "roles:\n  - {slug: cook}", 2, "no English label"},
		{"role in no body", "roles:\n  - {slug: cook, body: org:none, labels: {en: cook}}", 2, "org:none is unknown"},
		{"look-alike that says nothing", "lookalikes:\n  - {id: thing}", 2, "says too little"},
		{"look-alike of nothing", "lookalikes:\n  - {id: thing, is: a thing, names: {en: [thing]}, instead_of: org:none}", 2, "org:none is unknown"},
		{"look-alike that is an entity", "lookalikes:\n  - {id: thing, is: a thing, names: {en: [anna example]}}", 2, "both have the full name"},
		{"nameless source", "sources:\n  x: {url: \"https://example.org\"}", 2, "does not say what it is"},
		{"long term of a judge", person("x", "    offices:\n      - {role: icc-judge, from: 2003-03-11, to: 2013-03-10, source: reg}\n"), 3, "a judge's term of 10 years"},
		{"too many judges", judges(19), 22, "19 judges"},
	}
	for _, tt := range tests {
		found := Lint(dir("a.yaml", sound, "b.yaml", tt.yaml))
		if !hasProblem(found, "b.yaml", tt.line, tt.what) {
			t.Errorf("%s: found %v, want b.yaml:%d … %s", tt.name, found, tt.line, tt.what)
		}
		for _, p := range found {
			if p.Right == "" {
				t.Errorf("%s: does not say what would be right: %v", tt.name, p)
			}
		}
	}
}

func hasProblem(found []Problem, file string, line int, what string) bool {
	for _, p := range found {
		if p.File == file && p.Line == line && strings.Contains(p.What, what) {
			return true
		}
	}
	return false
}

// judges is a bench of n, one a line from line 4.
func judges(n int) string {
	var b strings.Builder
	b.WriteString("as_of: 2026-01-01\n# the bench\nentities:\n")
	for i := range n {
		fmt.Fprintf(&b, "  - {id: person:judge-%c, label: Judge %c Example, sources: [reg], offices: [{role: icc-judge, from: 2021-03-11, to: 2030-03-10, source: reg}]}\n", 'a'+i, 'A'+i)
	}
	return b.String()
}

func TestLintLetsPass(t *testing.T) {
	tests := []struct{ name, yaml string }{
		{"acting beside the holder", "as_of: 2026\nentities: [{id: person:x, label: Name of X, sources: [reg], offices: [{role: chief, body: org:court, state: acting, from: 2024-06-01, source: reg}]}]"},
		{"elected while another holds it", "as_of: 2026\nentities: [{id: person:x, label: Name of X, sources: [reg], offices: [{role: chief, body: org:court, state: elect, from: 2024-06-01, source: reg}]}]"},
		{"the next in office", "as_of: 2026\nentities: [{id: person:x, label: Name of X, sources: [reg], offices: [{role: chief, body: org:court, from: 2025-01-01, source: reg}]}]"},
		{"one family name of two", "as_of: 2026\nentities: [{id: person:x, label: Carl Example, sources: [reg]}]"},
		{"eighteen judges", judges(18)},
		{"a judge who finishes a trial", "as_of: 2026\nentities: [{id: person:x, label: Name of X, sources: [reg], offices: [{role: icc-judge, from: 2003, to: 2014, note: continued for a trial, source: reg}]}]"},
		{"an abbreviation in another script", "as_of: 2026\nentities: [{id: org:x, label: Name of X, acronym: {ru: [NGO]}, labels: {ar: \"منظمة X\"}, sources: [reg]}]"},
	}
	for _, tt := range tests {
		for _, p := range Lint(dir("a.yaml", sound, "b.yaml", tt.yaml)) {
			t.Errorf("%s: %v", tt.name, p)
		}
	}
}

func TestLintOfAnOverlayKnowsItsBase(t *testing.T) {
	base := mustLoad(t, dir("a.yaml", sound))
	over := dir("o.yaml", "entities:\n  - id: person:anna-example\n    offices: [{role: chief, body: org:court, from: 2030, source: reg}]\n  - {id: person:bob-example, remove: true}\n  - {id: case:example, remove: true}\n")
	for _, p := range Lint(over, base) {
		t.Error(p)
	}
	if len(Lint(over)) == 0 {
		t.Error("without its base the overlay's references should lead nowhere")
	}
	bad := dir("o.yaml", "entities:\n  - {id: person:anna-example, links: [{rel: of, id: org:none}]}\n")
	if found := Lint(bad, base); !hasProblem(found, "o.yaml", 2, "org:none is unknown") {
		t.Errorf("found %v", found)
	}
	if found := Lint(dir("o.yaml", "# nothing\n"), mustDefault(t)); len(found) != 0 {
		t.Errorf("an empty overlay of the shipped data: %v", found)
	}
}

// Lint goes on after a broken file and reports all files in order.
func TestLintReportsEverythingAtOnce(t *testing.T) {
	found := Lint(dir("a.yaml", "entities: 1", "b.yaml", sound, "c.yaml", "entities: [{id: org:x}, {id: org:y}]"))
	if len(found) < 7 || found[0].File != "a.yaml" || found[len(found)-1].File != "c.yaml" {
		t.Errorf("found %v", found)
	}
}

// What an overlay says is checked together with what lies below it.
func TestLintOfAnOverlayAndItsBaseTogether(t *testing.T) {
	base := mustLoad(t, dir("a.yaml", sound, "s.yaml", "as_of: 2026\nentities:\n  - {id: state:XKX, label: Kosovo, sources: [reg], status: [{status: signatory, from: 2000-01-01, source: reg}]}\n  - {id: person:dora-example, label: Dora Sample, sources: [reg], status: [{status: deceased, from: 2020-01-01, source: reg}]}\n"))
	for _, tt := range []struct{ name, yaml, what string }{
		{"a party since before it could be", "entities:\n  - {id: state:XKX, as_of: 2026, status: [{status: non-party, source: reg}]}", "non-party after signatory"},
		{"an office after death", "entities:\n  - {id: person:dora-example, as_of: 2026, offices: [{role: chief, from: 2019, source: reg}]}", "is chief after it"},
		{"two in one seat", "entities:\n  - {id: person:bob-example, as_of: 2026, offices: [{role: chief, body: org:court, from: 2022-01-01, source: reg}]}", "at the same time"},
		{"removed and needed", "entities:\n  - {id: org:court, remove: true}", "refers to it"},
		{"removed and never there", "entities:\n  - {id: person:anna-exmaple, remove: true}", "was never there"},
	} {
		if found := Lint(dir("o.yaml", tt.yaml), base); !hasProblem(found, "o.yaml", 2, tt.what) {
			t.Errorf("%s: found %v, want o.yaml:2 … %s", tt.name, found, tt.what)
		}
	}
	fine := "entities:\n  - {id: state:XKX, replace: true, as_of: 2026, sources: [reg], status: [{status: non-party, source: reg}]}"
	if found := Lint(dir("o.yaml", fine), base); len(found) > 0 {
		t.Errorf("a replaced entry: %v", found)
	}
}

func TestProblemSaysWhere(t *testing.T) {
	for _, tt := range []struct {
		p    Problem
		want string
	}{
		{Problem{"a.yaml", 3, "wrong", "better"}, "a.yaml:3: wrong; right would be: better"},
		{Problem{File: "a.yaml", What: "wrong", Right: "better"}, "a.yaml: wrong; right would be: better"},
		{Problem{What: "wrong", Right: "better"}, "catalogue: wrong; right would be: better"},
	} {
		if got := tt.p.Error(); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
