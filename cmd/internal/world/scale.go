package world

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

//go:embed scale.yaml
var scaleYAML []byte

const (
	scaleHosts   = 8   // over which the generated articles are spread
	itemsPerFeed = 200 // at most
)

// grammar makes texts from lines with slots.
type grammar map[string][]string

var slot = regexp.MustCompile(`\{[a-z0-9]+\}`)

// expand replaces every slot of a line, at most eight deep.
func (g grammar) expand(line string, rng *rand.Rand) string {
	for range 8 {
		if !strings.Contains(line, "{") {
			break
		}
		line = slot.ReplaceAllStringFunc(line, func(name string) string { return g.pick(name[1:len(name)-1], rng) })
	}
	return line
}

func (g grammar) pick(name string, rng *rand.Rand) string {
	lines := g[name]
	return lines[rng.IntN(len(lines))]
}

// sentence is one of the named lines as a sentence.
func (g grammar) sentence(name string, rng *rand.Rand) string {
	return capital(g.expand(g.pick(name, rng), rng))
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// generate invents n articles about the Court on scaleHosts sites, the same for the same seed.
func generate(n int, seed uint64) ([]*site, []*Article, error) {
	g := grammar{}
	if err := yaml.Unmarshal(scaleYAML, &g); err != nil {
		return nil, nil, fmt.Errorf("scale.yaml: %w", err)
	}
	sites := scaleSites(n)
	articles := make([]*Article, n)
	for i := range articles {
		rng := rand.New(rand.NewPCG(seed, uint64(i)))
		s := sites[i%scaleHosts]
		a, err := newArticle(s, fmt.Sprint(i), g.front(i, s, rng), g.body(rng))
		if err != nil {
			return nil, nil, err
		}
		articles[i] = a
	}
	return sites, articles, nil
}

func scaleSites(n int) []*site {
	layouts := []string{"classic", "wordpress", "modern", "drupal"}
	sites := make([]*site, scaleHosts)
	for i := range sites {
		s := &site{Host: fmt.Sprintf("scale%d.example", i+1), Name: fmt.Sprintf("Scale Gazette %d", i+1),
			Tagline: "All the news that was made up", Lang: "en", Country: "NL", Layout: layouts[i%len(layouts)]}
		for j := range (n/scaleHosts)/itemsPerFeed + 1 {
			s.Feeds = append(s.Feeds, siteFeed{ID: fmt.Sprintf("scale-%d-%d", i, j), Format: "rss", Focus: "icc",
				Path: fmt.Sprintf("/feed%d.xml", j), Title: fmt.Sprintf("%s, part %d", s.Name, j+1), ETag: true})
		}
		sites[i] = s
	}
	return sites
}

func (g grammar) front(i int, s *site, rng *rand.Rand) front {
	day := time.Date(2024, 1, 1, 6, 0, 0, 0, time.UTC).Add(time.Duration(i) * 11 * time.Minute)
	return front{
		Title: g.sentence("title", rng), Standfirst: g.sentence("standfirst", rng),
		Authors: []string{g.expand("{person}", rng)}, Published: day.Format(time.RFC3339), Section: "justice",
		Path:  fmt.Sprintf("/%s/report-%06d", day.Format("2006/01/02"), i),
		Feeds: []string{s.Feeds[i/scaleHosts/itemsPerFeed].ID},
		Want:  Want{Status: []string{"indexed"}, IsICC: true, Entities: []string{"org:icc"}},
	}
}

// body is a lead and ten to seventeen paragraphs of two to four sentences.
func (g grammar) body(rng *rand.Rand) string {
	paragraphs := []string{g.sentence("lead", rng) + " The International Criminal Court sits again next week."}
	for range 10 + rng.IntN(8) {
		var sentences []string
		for range 2 + rng.IntN(3) {
			sentences = append(sentences, g.sentence("sentence", rng))
		}
		paragraphs = append(paragraphs, strings.Join(sentences, " "))
	}
	return strings.Join(paragraphs, "\n\n")
}
