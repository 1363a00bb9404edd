package index

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/iccwire/iccwire/services/indexer/internal/sample"
)

func BenchmarkUpsert(b *testing.B) {
	for _, size := range []int{20, 100, 500} {
		b.Run(fmt.Sprintf("batch=%d", size), func(b *testing.B) {
			x := open(b, b.TempDir())
			docs := sample.Many(size)
			bytes, n := 0, 0
			for _, d := range docs {
				bytes += len(d.Text)
			}
			b.SetBytes(int64(bytes))
			for b.Loop() {
				for i := range docs {
					docs[i].ID = fmt.Sprintf("b%d", n)
					n++
				}
				upsert(b, x, docs...)
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}

func BenchmarkSearch(b *testing.B) {
	x := open(b, b.TempDir())
	const articles = 20_000
	for from, docs := 0, sample.Many(articles); from < len(docs); from += 500 {
		upsert(b, x, docs[from:from+500]...)
	}
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	for _, c := range []struct {
		name string
		q    Query
	}{
		{"words", Query{Q: "arrest warrant"}},
		{"words+facets", Query{Q: "arrest warrant", Facets: true}},
		{"rare", Query{Q: "note500"}},
		{"phrase", Query{Q: `"reasonable grounds to believe"`}},
		{"newest+facets", Query{Facets: true}},
		{"filter", Query{Q: "person:mira-testova lang:fr from:2026-07"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				find(b, x, c.q)
			}
			b.ReportMetric(float64(m.HeapInuse)/(1<<20), "heap-MB")
		})
	}
	b.Run("timeline", func(b *testing.B) {
		for b.Loop() {
			if _, err := x.Timeline(b.Context(), Query{}, ByDay); err != nil {
				b.Fatal(err)
			}
		}
	})
}
