package runtime

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/iccwire/iccwire/contract"
)

// Metrics are the loop's own figures. Every service has the same names and tells itself apart by
// the label service, so dashboards agree between one process and many.
type Metrics struct {
	messages    *prometheus.CounterVec
	handle      prometheus.Histogram
	inFlight    prometheus.Gauge
	backlog     prometheus.Gauge
	parked      prometheus.Gauge
	redelivered prometheus.Counter
	published   prometheus.Counter
	retries     prometheus.Counter
	dead        *prometheus.CounterVec
	ended       *prometheus.CounterVec
	held        prometheus.Gauge
}

// Buckets suit work between a tenth of a millisecond and a minute (seconds).
var handleBuckets = []float64{.0001, .0005, .001, .005, .01, .05, .1, .5, 1, 2.5, 5, 10, 30, 60}

// NewMetrics registers the loop's metrics for a service.
func NewMetrics(reg prometheus.Registerer, service string) *Metrics {
	reg = prometheus.WrapRegistererWith(prometheus.Labels{"service": service}, reg)
	m := &Metrics{
		messages: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "iccwire_loop_messages_total",
			Help: "Messages handled, by outcome: done, permanent, busy, transient, panic, lost (the broker would not take the result).",
		}, []string{"outcome"}),
		handle: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "iccwire_loop_handle_seconds", Help: "Time from delivery to acknowledgement, publishing included.", Buckets: handleBuckets,
		}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "iccwire_loop_in_flight_messages", Help: "Messages in hand.",
		}),
		backlog: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "iccwire_loop_backlog_messages", Help: "Messages that wait in the stage's stream.",
		}),
		parked: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "iccwire_loop_parked_messages", Help: "Messages of all stages that are parked until a later time.",
		}),
		redelivered: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "iccwire_loop_redelivered_total", Help: "Messages that were delivered before, because a process or the broker died.",
		}),
		published: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "iccwire_loop_published_total", Help: "Messages published and confirmed.",
		}),
		retries: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "iccwire_loop_publish_retries_total", Help: "Publishes tried again: the broker was away, without leader or its stream full.",
		}),
		dead: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "iccwire_loop_dead_total", Help: "Dead letters written, by reason.",
		}, []string{"reason"}),
		ended: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "iccwire_loop_ended_total", Help: "Articles whose way ended at this stage, by terminal status.",
		}, []string{"status"}),
		held: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "iccwire_loop_held_state", Help: "1 while the stage waits for the next one to catch up.",
		}),
	}
	reg.MustRegister(m.messages, m.handle, m.inFlight, m.backlog, m.parked, m.redelivered, m.published, m.retries, m.dead, m.ended, m.held)
	m.begin()
	return m
}

// begin shows what can be counted before it happens: a rate needs a zero to start from.
func (m *Metrics) begin() {
	for _, outcome := range []string{"done", "permanent", "busy", "transient", "panic", "lost"} {
		m.messages.WithLabelValues(outcome)
	}
	for _, status := range contract.TerminalStatuses {
		m.ended.WithLabelValues(string(status))
	}
	for _, reason := range []string{"panic", "crash-loop", "too-large"} {
		m.dead.WithLabelValues(reason)
	}
}
