package catalogue_test

import (
	"fmt"
	"log"

	"github.com/iccwire/iccwire/catalogue"
)

// Who was the Court's prosecutor when an article of 2013 speaks of "the prosecutor"?
func ExampleCatalogue_Holders() {
	c, err := catalogue.Default()
	if err != nil {
		log.Fatal(err)
	}
	for _, h := range c.Holders("icc-prosecutor", "2013-09-10") {
		fmt.Println(h.Entity.Label, "since", h.Office.From)
	}
	// Output: Fatou Bensouda since 2012-06-15
}

// A name may be written in any language, with or without accents.
func ExampleCatalogue_Find() {
	c, err := catalogue.Default()
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range []string{"Cour penale internationale", "ICC-01/18", "المحكمة الجنائية الدولية"} {
		for _, e := range c.Find(name) {
			fmt.Println(e.ID)
		}
	}
	// Output:
	// org:icc
	// situation:palestine
	// org:icc
}

// How did a state stand to the Statute on a day?
func ExampleEntity_StatusOn() {
	c, err := catalogue.Default()
	if err != nil {
		log.Fatal(err)
	}
	burundi, _ := c.Entity("state:BDI")
	for _, day := range []catalogue.Date{"2010-01-01", "2017-01-01", "2020-01-01"} {
		s, _ := burundi.StatusOn(day)
		fmt.Println(day, s.Status)
	}
	// Output:
	// 2010-01-01 party
	// 2017-01-01 withdrawing
	// 2020-01-01 withdrawn
}
