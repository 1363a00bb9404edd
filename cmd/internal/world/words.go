package world

import (
	"fmt"
	"path"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// words are the strings that a site in one language puts around its articles.
type words struct {
	Dir             string    `yaml:"dir"`
	Date            string    `yaml:"date"` // Go layout with an English month name
	Months          []string  `yaml:"months"`
	Menu            []string  `yaml:"menu"`
	By              string    `yaml:"by"`
	Published       string    `yaml:"published"`
	Updated         string    `yaml:"updated"`
	Ad              string    `yaml:"ad"`
	ReadMore        string    `yaml:"read_more"`
	Related         string    `yaml:"related"`
	MostRead        string    `yaml:"most_read"`
	Share           []string  `yaml:"share"`
	Photo           string    `yaml:"photo"`
	NewsletterTitle string    `yaml:"newsletter_title"`
	NewsletterText  string    `yaml:"newsletter_text"`
	Email           string    `yaml:"email"`
	Subscribe       string    `yaml:"subscribe"`
	Cookies         string    `yaml:"cookies"`
	Accept          string    `yaml:"accept"`
	Reject          string    `yaml:"reject"`
	Search          string    `yaml:"search"`
	CommentsTitle   string    `yaml:"comments_title"`
	Comments        []comment `yaml:"comments"`
	BioFormat       string    `yaml:"bio"`
	Topics          string    `yaml:"topics"`
	Back            string    `yaml:"back"`
	More            string    `yaml:"more"`
	Minutes         string    `yaml:"minutes"`
	Legal           string    `yaml:"legal"`
	Footer          []string  `yaml:"footer"`
	ConsentTitle    string    `yaml:"consent_title"`
	Headlines       []string  `yaml:"headlines"`
	Blurbs          []string  `yaml:"blurbs"`
}

// comment is a reader's remark under an article.
type comment struct {
	Name string `yaml:"name"`
	Text string `yaml:"text"`
}

func loadWords() (map[string]*words, error) {
	entries, err := wordFiles.ReadDir("words")
	if err != nil {
		return nil, err
	}
	all := map[string]*words{}
	for _, e := range entries {
		data, err := wordFiles.ReadFile(path.Join("words", e.Name()))
		if err != nil {
			return nil, err
		}
		w := new(words)
		if err := yaml.Unmarshal(data, w); err != nil {
			return nil, fmt.Errorf("words/%s: %w", e.Name(), err)
		}
		all[strings.TrimSuffix(e.Name(), ".yaml")] = w
	}
	return all, nil
}

// Bio is the line under an article about who wrote it.
func (w *words) Bio(author string) string { return fmt.Sprintf(w.BioFormat, author) }

// day is t as the language writes a day.
func (w *words) day(t time.Time) string {
	return strings.Replace(t.Format(w.Date), t.Month().String(), w.Months[t.Month()-1], 1)
}
