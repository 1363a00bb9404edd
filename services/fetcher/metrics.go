package fetcher

import "github.com/prometheus/client_golang/prometheus"

// metrics are the fetcher's own figures; per-feed ones are in the API, not in labels.
type metrics struct {
	polls  *prometheus.CounterVec
	took   prometheus.Histogram
	feeds  *prometheus.GaugeVec
	items  *prometheus.CounterVec
	missed prometheus.Counter
}

func newMetrics(reg prometheus.Registerer) *metrics {
	m := &metrics{
		polls: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "iccwire_fetcher_polls_total", Help: "Polls by outcome: changed, not-modified, unchanged, failed.",
		}, []string{"outcome"}),
		took: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "iccwire_fetcher_poll_seconds", Help: "Time of a poll, from the request to the record written.",
			Buckets: []float64{.01, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60},
		}),
		feeds: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "iccwire_fetcher_feeds", Help: "Feeds of this fetcher by state: new, ok, silent, failing, gone.",
		}, []string{"state"}),
		items: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "iccwire_fetcher_items_total", Help: "Items of feeds by outcome: discovered, updated, known, elsewhere (another feed had it), refused.",
		}, []string{"outcome"}),
		missed: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "iccwire_fetcher_gaps_total", Help: "Polls whose document shared no item with the one before: items may have been missed in between.",
		}),
	}
	reg.MustRegister(m.polls, m.took, m.feeds, m.items, m.missed)
	m.begin()
	return m
}

// begin shows what can be counted before it happens: a rate needs a zero to start from.
func (m *metrics) begin() {
	for _, outcome := range []string{"changed", "not-modified", "unchanged", "failed"} {
		m.polls.WithLabelValues(outcome)
	}
	for _, state := range []string{"new", "ok", "silent", "failing", "gone"} {
		m.feeds.WithLabelValues(state)
	}
	for _, outcome := range []string{"discovered", "updated", "known", "elsewhere", "refused"} {
		m.items.WithLabelValues(outcome)
	}
}
