package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/iccwire/iccwire/services/parser/extract/internal/decode"
	"github.com/iccwire/iccwire/services/parser/extract/internal/features"
	"github.com/iccwire/iccwire/services/parser/extract/internal/judge"
	"github.com/iccwire/iccwire/services/parser/extract/internal/meta"
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// truth is a line of truth.jsonl.
type truth struct {
	ID         string   `json:"id"`
	URL        string   `json:"url"`
	Body       string   `json:"body"`
	Paragraphs []string `json:"paragraphs"`
	Optional   []int    `json:"optional"`
}

// sample is a page with its blocks judged by its truth.
type sample struct {
	truth  truth
	site   string
	page   *page.Page
	table  *features.Table
	label  []float32
	weight []float32
	first  []float32 // the first stage's judgement, by trees that had not seen the page
	probs  []float32 // of the last judgement by trees that had not seen the page
}

// loadSet reads a folder of pages/<id>.html.gz and truth.jsonl.
func loadSet(dir string) ([]*sample, error) {
	f, err := os.Open(filepath.Join(dir, "truth.jsonl"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []*sample
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var t truth
		if err := json.Unmarshal(lines.Bytes(), &t); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name(), err)
		}
		raw, err := readPage(filepath.Join(dir, "pages", t.ID+".html.gz"))
		if err != nil {
			return nil, err
		}
		out = append(out, newSample(t, raw))
	}
	return out, lines.Err()
}

func readPage(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

func newSample(t truth, raw []byte) *sample {
	text, _ := decode.ToUTF8(raw, "")
	doc, _ := page.Parse(text)
	info := meta.Read(doc, meta.Context{URL: t.URL})
	p := page.Walk(doc)
	s := &sample{truth: t, site: site(t.URL), page: p, table: features.Build(p, judge.Hints(info))}
	s.labels()
	return s
}

// site is the registrable domain, nearly: the last two labels, three below short ones.
func site(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	parts := strings.Split(u.Hostname(), ".")
	n := 2
	if len(parts) > 2 && len(parts[len(parts)-2]) <= 3 {
		n = 3
	}
	return strings.Join(parts[max(0, len(parts)-n):], ".")
}

// labels judges the blocks by the truth. A block weighs what it is worth to the score of the
// page; one that may be kept or dropped weighs nothing.
func (s *sample) labels() {
	paragraphs := s.truth.Paragraphs
	if len(paragraphs) == 0 {
		paragraphs = []string{s.truth.Body}
	}
	var words []string
	var optional []bool
	for i, p := range paragraphs {
		may := false
		for _, k := range s.truth.Optional {
			may = may || k == i
		}
		for _, w := range tokens(p) {
			words = append(words, w)
			optional = append(optional, may)
		}
	}
	share, starts := align(s.page.Blocks, words)
	s.label, s.weight = make([]float32, len(share)), make([]float32, len(share))
	for i, v := range share {
		if v >= 0.5 {
			s.label[i] = 1
		}
		s.weight[i] = 100 * float32(s.page.Blocks[i].Words+3) / float32(max(len(words), 100))
		if at := starts[i]; at >= 0 && at < len(optional) && optional[at] {
			s.weight[i] = 0
		}
	}
}
