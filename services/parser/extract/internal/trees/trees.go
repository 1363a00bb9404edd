// Package trees evaluates boosted decision trees. It does not train them (extract/train does)
// and does not know what the features mean.
package trees

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Limits of a forest that Read accepts.
const (
	maxTrees = 2000
	maxNodes = 1024 // of a tree
)

// Forest is a sum of trees. Score is the log odds.
type Forest struct {
	Bias  float32
	Trees []Tree
}

// Tree is a binary tree; node 0 is its root.
type Tree []Node

// Node splits by a feature, or is a leaf (Feature < 0) worth Value.
type Node struct {
	Feature     int16
	Left, Right int16   // Left: feature <= Value
	Value       float32 // the threshold, or what the leaf adds
}

// A row that a part of the trees finds worse than lost is not shown to the others.
const (
	lost = -6
	part = 48 // trees between two looks
)

// Score sums what the trees say of a row of features.
func (f *Forest) Score(row []float32) float32 {
	sum := f.Bias
	for i, t := range f.Trees {
		if i%part == part-1 && sum < lost {
			break
		}
		n := &t[0]
		for n.Feature >= 0 {
			if row[n.Feature] <= n.Value {
				n = &t[n.Left]
			} else {
				n = &t[n.Right]
			}
		}
		sum += n.Value
	}
	return sum
}

// Prob is Score as a probability, 0 to 1.
func (f *Forest) Prob(row []float32) float32 {
	return float32(1 / (1 + math.Exp(-float64(f.Score(row)))))
}

// Write puts a forest into lines of text: the bias, then one tree a line, its nodes in order,
// "feature left right threshold" or "value" for a leaf, parted by ";".
func (f *Forest) Write(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "bias %s\n", number(f.Bias)); err != nil {
		return err
	}
	for _, t := range f.Trees {
		parts := make([]string, len(t))
		for i, n := range t {
			parts[i] = number(n.Value)
			if n.Feature >= 0 {
				parts[i] = fmt.Sprintf("%d %d %d %s", n.Feature, n.Left, n.Right, number(n.Value))
			}
		}
		if _, err := fmt.Fprintln(w, strings.Join(parts, ";")); err != nil {
			return err
		}
	}
	return nil
}

func number(v float32) string { return strconv.FormatFloat(float64(v), 'g', -1, 32) }

// Read reads what Write wrote. Rows of features must be at least width long; a tree that asks
// for more, or that does not end, is an error.
func Read(r io.Reader, width int) (*Forest, error) {
	f := &Forest{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	if !lines.Scan() {
		return nil, fmt.Errorf("trees: no first line: %w", io.ErrUnexpectedEOF)
	}
	if _, err := fmt.Sscanf(lines.Text(), "bias %g", &f.Bias); err != nil {
		return nil, fmt.Errorf("trees: line 1 is not \"bias <number>\": %w", err)
	}
	for line := 2; lines.Scan(); line++ {
		t, err := readTree(lines.Text(), width)
		if err != nil {
			return nil, fmt.Errorf("trees: line %d: %w", line, err)
		}
		if f.Trees = append(f.Trees, t); len(f.Trees) > maxTrees {
			return nil, fmt.Errorf("trees: more than %d trees", maxTrees)
		}
	}
	return f, lines.Err()
}

func readTree(line string, width int) (Tree, error) {
	parts := strings.Split(line, ";")
	if len(parts) > maxNodes {
		return nil, fmt.Errorf("more than %d nodes", maxNodes)
	}
	t := make(Tree, len(parts))
	for i, part := range parts {
		n, err := readNode(strings.Fields(part))
		if err != nil {
			return nil, fmt.Errorf("node %d: %w", i, err)
		}
		inner := n.Feature >= 0
		if inner && (int(n.Feature) >= width || !within(n.Left, i, len(parts)) || !within(n.Right, i, len(parts))) {
			return nil, fmt.Errorf("node %d: feature or child out of range", i)
		}
		t[i] = n
	}
	return t, nil
}

// within says whether a child comes after its parent, so that every walk ends.
func within(child int16, parent, nodes int) bool {
	return int(child) > parent && int(child) < nodes
}

func readNode(words []string) (Node, error) {
	if len(words) != 1 && len(words) != 4 {
		return Node{}, fmt.Errorf("%d words where 1 or 4 belong", len(words))
	}
	value, err := strconv.ParseFloat(words[len(words)-1], 32)
	if err != nil {
		return Node{}, err
	}
	n := Node{Feature: -1, Value: float32(value)}
	if len(words) == 1 {
		return n, nil
	}
	var ints [3]int16
	for i := range ints {
		v, err := strconv.ParseInt(words[i], 10, 16)
		if err != nil || v < 0 {
			return Node{}, fmt.Errorf("%q is no index", words[i])
		}
		ints[i] = int16(v)
	}
	n.Feature, n.Left, n.Right = ints[0], ints[1], ints[2]
	return n, nil
}
