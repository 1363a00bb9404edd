package parser

import "github.com/prometheus/client_golang/prometheus"

// metrics are the parser's own figures, beside the loop's.
type metrics struct {
	fetches    *prometheus.CounterVec
	took       prometheus.Histogram
	bytes      prometheus.Counter
	extract    prometheus.Histogram
	confidence prometheus.Histogram
	waited     prometheus.Histogram
}

func newMetrics(reg prometheus.Registerer) *metrics {
	m := &metrics{
		fetches: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "iccwire_parser_fetches_total", Help: "Pages fetched, by outcome: ok, or what went wrong.",
		}, []string{"outcome"}),
		took: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "iccwire_parser_fetch_seconds", Help: "Time of a download, redirects included.",
			Buckets: []float64{.01, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60},
		}),
		bytes: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "iccwire_parser_fetch_bytes_total", Help: "Bytes of pages, decoded.",
		}),
		extract: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "iccwire_parser_extract_seconds", Help: "Time to read one page.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1},
		}),
		confidence: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "iccwire_parser_confidence_ratio", Help: "How sure the extractor was of each article, 0 to 1.",
			Buckets: []float64{.1, .2, .3, .4, .5, .6, .7, .8, .9, 1},
		}),
		waited: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "iccwire_parser_pace_seconds", Help: "How long pages had to wait for their host's next slot.",
			Buckets: []float64{.001, .1, .5, 1, 2, 5, 10, 30, 60, 300, 1800},
		}),
	}
	reg.MustRegister(m.fetches, m.took, m.bytes, m.extract, m.confidence, m.waited)
	for _, outcome := range []string{"ok", "timeout", "dns", "connect", "too-large", "status-404", "status-503"} {
		m.fetches.WithLabelValues(outcome) // a rate needs a zero to start from
	}
	return m
}
