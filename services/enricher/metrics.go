package enricher

import "github.com/prometheus/client_golang/prometheus"

// metrics are the enricher's own figures, beside the loop's.
type metrics struct {
	articles *prometheus.CounterVec
	tag      prometheus.Histogram
	tags     prometheus.Counter
	copies   prometheus.Counter
	reloads  *prometheus.CounterVec
}

func newMetrics(reg prometheus.Registerer) *metrics {
	m := &metrics{
		articles: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "iccwire_enricher_articles_total", Help: "Articles read, by relevance: icc, none.",
		}, []string{"relevance"}),
		tag: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "iccwire_enricher_tag_seconds", Help: "Time to understand one article.",
			Buckets: []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .5, 1},
		}),
		tags: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "iccwire_enricher_tags_total", Help: "Tag messages published.",
		}),
		copies: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "iccwire_enricher_copies_total", Help: "Articles that share their story with one seen before.",
		}),
		reloads: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "iccwire_enricher_catalogue_reloads_total", Help: "Changes of the operator's catalogue, by result: taken, refused.",
		}, []string{"result"}),
	}
	reg.MustRegister(m.articles, m.tag, m.tags, m.copies, m.reloads)
	for _, result := range []string{"taken", "refused"} {
		m.reloads.WithLabelValues(result)
	}
	for _, relevance := range []string{"icc", "none"} {
		m.articles.WithLabelValues(relevance) // a rate needs a zero to start from
	}
	return m
}
