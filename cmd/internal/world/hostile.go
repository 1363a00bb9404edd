package world

import (
	"fmt"
	"net/http"
	"time"
)

// Hazard is a feed or a page that misbehaves, and what the pipeline should say of it.
type Hazard struct {
	Name string
	URL  string
	What string // a sentence for a person
	Feed bool   // it is a feed of its own; else the feed HazardFeed offers the page
	// Status of a page is its terminal status, or "retrying" when the failure is one that time
	// could mend; of a feed it is "failed", or "ok" where it can be read all the same.
	Status string
	Reason string // the slug with it, where there is one
	// Refusing says that Status and Reason hold only where private addresses are refused. A
	// pipeline that may fetch them dials the address, which the world refuses and remembers.
	Refusing bool
}

// hazard is a Hazard with its way of answering.
type hazard struct {
	Hazard
	handler http.HandlerFunc
}

// HazardFeed is the address of the feed that offers the hostile pages.
const HazardFeed = "http://hostile.example/feed.xml"

func (w *World) serveHazard(rw http.ResponseWriter, r *http.Request, h *hazard) {
	if a := w.pages[key(h.URL)]; a != nil {
		w.visited(a)
	}
	h.handler(rw, r)
}

// Hazards lists the bad input corner; it is empty without WithHostile.
func (w *World) Hazards() []Hazard {
	var out []Hazard
	for _, h := range w.corner {
		out = append(out, h.Hazard)
	}
	return out
}

// addHazards gives each hazard a host of its own, so that a slow one holds up no other.
func (w *World) addHazards() error {
	main := &site{Host: "hostile.example", Name: "The Hostile Corner", Tagline: "Mind the step", Lang: "en",
		Country: "AQ", Layout: "classic", Feeds: []siteFeed{{ID: "hostile", Path: "/feed.xml", Format: "rss",
			Title: "The Hostile Corner", Focus: "icc", ETag: true}}}
	w.sites = append(w.sites, main)
	if err := w.addSite(main); err != nil {
		return err
	}
	w.corner = append(w.pageHazards(), w.feedHazards()...)
	for i, h := range w.corner {
		if err := w.addHazard(h, main, i); err != nil {
			return fmt.Errorf("hazard %s: %w", h.Name, err)
		}
	}
	return nil
}

func (w *World) addHazard(h *hazard, main *site, i int) error {
	if h.Feed {
		s := &site{Host: h.Name + "-feed.hostile.example", Name: "Hostile feed: " + h.Name, Lang: "en", Country: "AQ",
			Layout: "classic", Feeds: []siteFeed{{ID: "hostile-" + h.Name, Path: "/feed.xml", Format: "hostile", Focus: "general"}}}
		h.URL = s.base() + "/feed.xml"
		w.sites, w.hazards[key(h.URL)] = append(w.sites, s), h
		return w.addSite(s)
	}
	s := *main
	s.Host, s.Feeds = h.Name+".hostile.example", nil
	w.hosts[s.Host] = &s
	a, err := newArticle(&s, h.Name, hazardFront(h, i), hazardBody)
	if err != nil {
		return err
	}
	h.URL, w.hazards[key(a.URL)] = a.URL, h
	if a.undated = h.Name == "undated"; a.undated || h.Name == "future" {
		a.Published = ""
	}
	w.articles = append(w.articles, a)
	return w.addArticle(a)
}

// hazardFront is what the feed says of a hostile page.
func hazardFront(h *hazard, i int) front {
	published := time.Date(2025, 5, 1, 8, i, 0, 0, time.UTC).Format(time.RFC3339)
	return front{Title: "The International Criminal Court and the page that is " + h.Name, Standfirst: h.What,
		Published: published, Section: "hazards", Path: "/" + h.Name, Feeds: []string{"hostile"}, Serve: serveHazard,
		Want: Want{Status: []string{h.Status}, Reason: h.Reason, IsICC: true}}
}

// hazardBody is the text of those hostile pages that have one.
const hazardBody = `The International Criminal Court in The Hague will hear the parties again in the autumn, its registrar said on Friday, after a morning on which nothing in the building worked as it should.

Judges of the Court had come to rule on a request of the defence. They found the lights out, the doors open and the transcript of the last sitting on the floor, in the wrong order but complete.

"A court that can be stopped by a page is not much of a court," said Euphemia Crabtree-Nwosu, who has clerked there since the first trial. "We picked it up and read on."

The request was rejected. The International Criminal Court sits again in September.`
