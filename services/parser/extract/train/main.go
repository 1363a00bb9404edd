// Command train learns the weights of the extractor's block judgement from pages whose articles
// are known, and says how well it does on sites it has not seen. It is run by hand; its output
// is a reviewed data file. The same data give the same weights.
//
//	go run ./services/parser/extract/train -out FILE [-predictions FILE] SET_DIR...
//
// A set is a folder of pages/<id>.html.gz and truth.jsonl (id, url, body and, where known,
// paragraphs and the indexes of optional ones).
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/iccwire/iccwire/services/parser/extract/internal/features"
	"github.com/iccwire/iccwire/services/parser/extract/internal/judge"
	"github.com/iccwire/iccwire/services/parser/extract/internal/trees"
)

const folds = 5

var first = params{Trees: 350, Leaves: 12, Rate: 0.03, MinWeight: 6, Lambda: 4, Features: 0.1, Rows: 0.6, Seed: 1}

var second = params{Trees: 450, Leaves: 12, Rate: 0.02, MinWeight: 6, Lambda: 4, Features: 0.1, Rows: 0.6, Seed: 2}

func main() {
	out := flag.String("out", "", "write the weights to `FILE`")
	predictions := flag.String("predictions", "", "write the text found on unseen sites to `FOLDER`, one file a set")
	importance := flag.Bool("importance", false, "print the columns by how often the trees ask for them")
	explain := flag.String("explain", "", "print the blocks of the page with this `ID`, and how they were judged")
	flag.Parse()
	if err := run(flag.Args(), *out, *predictions, *explain, *importance); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(dirs []string, out, predictions, explain string, importance bool) error {
	var all []*sample
	sets := map[string][]*sample{}
	for _, dir := range dirs {
		s, err := loadSet(dir)
		if err != nil {
			return err
		}
		sets[dir] = s
		all = append(all, s...)
	}
	if len(all) == 0 {
		return fmt.Errorf("no pages: name at least one set's folder")
	}
	model := crossFit(all)
	for _, dir := range dirs {
		report(filepath.Base(dir), sets[dir])
		if predictions != "" {
			if err := write(filepath.Join(predictions, filepath.Base(dir)+".jsonl"), sets[dir]); err != nil {
				return err
			}
		}
	}
	if importance {
		printImportance(model)
	}
	for _, s := range all {
		if explain != "" && strings.HasPrefix(s.truth.ID, explain) {
			explainBlocks(s)
		}
	}
	if out == "" {
		return nil
	}
	return judge.Save(out, model)
}

// fold puts all pages of a site into one part.
func fold(site string) int {
	h := fnv.New32a()
	h.Write([]byte(site))
	return int(h.Sum32()>>7) % folds
}

// crossFit trains both stages on all samples, and leaves in each sample's probs what trees that
// never saw its site make of it.
func crossFit(all []*sample) *judge.Model {
	parts := make([][2][]*sample, folds)
	for k := range folds {
		for _, s := range all {
			held := 0
			if fold(s.site) == k {
				held = 1
			}
			parts[k][held] = append(parts[k][held], s)
		}
	}
	for k := range folds { // first stage, out of fold
		f := boost(table(parts[k][0], firstRows), first)
		for _, s := range parts[k][1] {
			s.probs = judge.Probs(f, s.table.Rows)
		}
	}
	rows := map[*sample][][]float32{}
	for _, s := range all {
		rows[s] = s.table.Context(s.probs)
	}
	secondRows := func(s *sample) [][]float32 { return rows[s] }
	final := map[*sample][]float32{}
	for k := range folds {
		f := boost(table(parts[k][0], secondRows), second)
		for _, s := range parts[k][1] {
			final[s] = judge.Again(f, rows[s], s.probs)
		}
	}
	m := &judge.Model{First: boost(table(all, firstRows), first), Second: boost(table(all, secondRows), second)}
	for _, s := range all {
		s.first, s.probs = s.probs, final[s]
		judge.Settle(s.page, s.probs)
	}
	return m
}

func firstRows(s *sample) [][]float32 { return s.table.Rows }

func table(samples []*sample, rows func(*sample) [][]float32) *data {
	d := &data{}
	for _, s := range samples {
		for i, row := range rows(s) {
			if row != nil {
				d.x = append(d.x, row)
				d.y = append(d.y, s.label[i])
				d.w = append(d.w, s.weight[i])
			}
		}
	}
	d.prepare()
	return d
}

// report prints the weighted error and what choosing the true blocks would give.
func report(name string, samples []*sample) {
	var missed, added, right float64
	for _, s := range samples {
		var m, a, r float64
		for i, p := range s.probs {
			w := float64(s.weight[i])
			switch {
			case p > 0.5 && s.label[i] == 0:
				a += w
			case p <= 0.5 && s.label[i] == 1:
				m += w
			case s.label[i] == 1:
				r += w
			}
		}
		if r+m > 0 {
			missed += m / (r + m)
		}
		if r+a > 0 {
			added += a / (r + a)
		}
		right++
	}
	fmt.Printf("%-14s pages %d  missed %.4f  added %.4f of the words\n", name, len(samples), missed/right, added/right)
}

func write(path string, samples []*sample) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	e := json.NewEncoder(f)
	for _, s := range samples {
		text := ""
		for _, i := range judge.Select(s.page, s.probs) {
			text += s.page.Blocks[i].Text + "\n"
		}
		if err := e.Encode(map[string]string{"id": s.truth.ID, "text": text}); err != nil {
			f.Close()
			return err
		}
	}
	return f.Close()
}

// explainBlocks prints the truth, both judgements and the text of each block; "!" marks errors.
func explainBlocks(s *sample) {
	for i, b := range s.page.Blocks {
		mark := " "
		if (s.probs[i] > 0.5) != (s.label[i] == 1) {
			mark = "!"
		}
		text := b.Text
		if len(text) > 90 {
			text = text[:90]
		}
		fmt.Printf("%s %4d %v %.2f %.2f %4d %-10s %q\n", mark, i, s.label[i], s.first[i], s.probs[i], b.Words, b.Tag, text)
	}
}

func printImportance(m *judge.Model) {
	names := features.ContextNames()
	count := make([]int, len(names))
	for _, f := range []*trees.Forest{m.First, m.Second} {
		for _, t := range f.Trees {
			for _, n := range t {
				if n.Feature >= 0 {
					count[n.Feature]++
				}
			}
		}
	}
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return count[order[i]] > count[order[j]] })
	for _, i := range order {
		fmt.Println(count[i], names[i])
	}
}
