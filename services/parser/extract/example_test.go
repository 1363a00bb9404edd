package extract_test

import (
	"fmt"

	"github.com/iccwire/iccwire/services/parser/extract"
)

func Example() {
	page := `<html lang="en"><head>
<title>Court opens hearing | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2032-03-08T09:15:00+01:00">
<meta name="author" content="By Perpetua Lindqvister">
</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Court opens hearing</h1>
<div class="article-body">
<p>Judges at the court opened a three-day hearing on Monday to decide whether the case should go to trial.</p>
<p>Prosecutors told the chamber that the former minister ordered the shelling of two market towns.</p>
<p>A decision on the charges is expected within sixty days, the presiding judge said.</p>
</div></article><footer>All rights reserved.</footer></body></html>`

	a, err := extract.Extract(extract.Input{URL: "https://harbourpost.example/a", Body: []byte(page)})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.Kind, a.Title, a.Authors, a.Published.Text, a.Lang)
	runes := []rune(a.Text)
	for _, b := range a.Blocks {
		fmt.Println(b.Kind, string(runes[b.Start:b.End]))
	}
	// Output:
	// article Court opens hearing [Perpetua Lindqvister] 2032-03-08T09:15:00+01:00 en
	// paragraph Judges at the court opened a three-day hearing on Monday to decide whether the case should go to trial.
	// paragraph Prosecutors told the chamber that the former minister ordered the shelling of two market towns.
	// paragraph A decision on the charges is expected within sixty days, the presiding judge said.
}

func ExampleKind_Readable() {
	a, err := extract.Extract(extract.Input{Body: []byte(`<title>Just a moment...</title><h2>Verify you are human</h2>`)})
	fmt.Println(a.Kind, a.Kind.Readable(), err)
	// Output: challenge_page false <nil>
}
