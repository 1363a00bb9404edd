package tagger

import (
	"sync"
	"testing"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
)

// sampleArticle is invented: no such report appeared.
const sampleArticle = `The International Criminal Court (ICC) said on Thursday that its judges had issued an arrest warrant for Russian President Vladimir Putin. The court's prosecutor, Karim Khan, asked for it a month earlier.
"This decision is outrageous and has no legal force," said Kremlin spokesman Dmitry Peskov. Russia does not recognise the jurisdiction of the court, which has 124 member states.
Ukraine welcomed the warrant. Germany and France said they would respect the independence of the ICC, while Hungary called the move "politically motivated".
Weather in the region stayed mild, traders said, and the harvest of the season was brought in without any trouble by the farmers of the valley.`

var shared = sync.OnceValues(func() (*Tagger, error) {
	c, err := catalogue.Default()
	if err != nil {
		return nil, err
	}
	return New(c)
})

func testTagger(tb testing.TB) *Tagger {
	tb.Helper()
	t, err := shared()
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

// toldTypes are the types of the events that are told as having happened or announced.
func toldTypes(a contract.Article) []string {
	var out []string
	for _, e := range a.Events {
		if e.Status == reported || e.Status == announced {
			out = append(out, e.Type)
		}
	}
	return out
}
