package indexer

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer/index"
	"github.com/iccwire/iccwire/services/indexer/ledger"
)

// latencyBuckets reach from a quarter of a second to a day (seconds).
var latencyBuckets = []float64{.25, .5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 3 * 3600, 12 * 3600, 86400}

// metrics are the indexer's own figures, beside the loops'.
type metrics struct {
	published  prometheus.Histogram
	discovered prometheus.Histogram
	batch      prometheus.Histogram
}

func newMetrics(reg prometheus.Registerer, x *index.Index, store *ledger.Store) *metrics {
	m := &metrics{
		published: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "iccwire_indexer_published_to_searchable_seconds", Help: "From an article's own publication time to the moment it can be found; live articles whose time is known to the second.", Buckets: latencyBuckets,
		}),
		discovered: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "iccwire_indexer_discovered_to_searchable_seconds", Help: "From the poll that found an article to the moment it can be found.", Buckets: latencyBuckets,
		}),
		batch: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "iccwire_indexer_batch_articles", Help: "Articles committed together.", Buckets: []float64{1, 2, 5, 10, 20, 50, 100, 256},
		}),
	}
	reg.MustRegister(m.published, m.discovered, m.batch, &balance{x, store})
	return m
}

// searchable observes how long an article took, once it can be found.
func (m *metrics) searchable(a contract.Article, now time.Time) {
	if a.Cause != contract.CauseLive {
		return
	}
	if t, err := time.Parse(time.RFC3339, a.Published); err == nil && !t.After(now) {
		m.published.Observe(now.Sub(t).Seconds())
	}
	if t, err := time.Parse(time.RFC3339, a.FirstSeen); err == nil && !t.After(now) {
		m.discovered.Observe(now.Sub(t).Seconds())
	}
}

// balance reads the ledger's store and the index when it is asked, so that its figures do not
// restart with the process.
type balance struct {
	index *index.Index
	store *ledger.Store
}

var (
	balanceDesc   = prometheus.NewDesc("iccwire_indexer_balance_articles", "Articles in the ledger's store by status; discovered is the sum of the others.", []string{"status"}, nil)
	documentsDesc = prometheus.NewDesc("iccwire_indexer_documents", "Articles in the index.", nil, nil)
)

// Describe implements prometheus.Collector.
func (b *balance) Describe(ch chan<- *prometheus.Desc) {
	ch <- balanceDesc
	ch <- documentsDesc
}

// Collect implements prometheus.Collector.
func (b *balance) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if n, err := b.index.Count(ctx); err == nil {
		ch <- prometheus.MustNewConstMetric(documentsDesc, prometheus.GaugeValue, float64(n))
	}
	sum, err := b.store.Balance()
	if err != nil {
		ch <- prometheus.NewInvalidMetric(balanceDesc, err)
		return
	}
	for status, n := range map[string]int{
		"discovered": sum.Discovered, "indexed": sum.Indexed, "unchanged": sum.Unchanged, "irrelevant": sum.Irrelevant,
		"duplicate": sum.Duplicate, "skipped": sum.Skipped, "dead": sum.Dead, "in_flight": sum.InFlight,
	} {
		ch <- prometheus.MustNewConstMetric(balanceDesc, prometheus.GaugeValue, float64(n), status)
	}
}
