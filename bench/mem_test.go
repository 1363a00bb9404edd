package bench

import (
	"runtime"
	"testing"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/services/enricher/tagger"
)

// BenchmarkResident reports what the catalogue and the tagger keep in memory, in MB.
func BenchmarkResident(b *testing.B) {
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		c, err := catalogue.Default()
		if err != nil {
			b.Fatal(err)
		}
		t, err := tagger.New(c)
		if err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
		runtime.KeepAlive(t)
	}
}
