package trees_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/services/parser/extract/internal/trees"
)

func TestWriteAndRead(t *testing.T) {
	f := &trees.Forest{Bias: -0.5, Trees: []trees.Tree{
		{{Feature: 1, Left: 1, Right: 2, Value: 3.25}, {Feature: -1, Value: -1}, {Feature: -1, Value: 2}},
		{{Feature: -1, Value: 0.125}},
	}}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, err := trees.Read(&b, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range [][]float32{{0, 3.25}, {0, 3.26}} {
		if got.Score(row) != f.Score(row) {
			t.Errorf("%v: %v, want %v", row, got.Score(row), f.Score(row))
		}
	}
	if s := got.Score([]float32{0, 9}); s != -0.5+2+0.125 {
		t.Errorf("score %v", s)
	}
	if p := got.Prob([]float32{0, 9}); p < 0.8 || p > 0.9 {
		t.Errorf("probability %v", p)
	}
}

func TestReadRefuses(t *testing.T) {
	for name, in := range map[string]string{
		"nothing":            "",
		"no bias":            "1 2\n",
		"feature too high":   "bias 0\n5 1 2 1;1;1\n",
		"child before":       "bias 0\n0 0 1 1;1\n",
		"child beyond":       "bias 0\n0 1 7 1;1;1\n",
		"negative":           "bias 0\n-1 1 2 1;1;1\n",
		"word":               "bias 0\nx\n",
		"three words":        "bias 0\n1 2 3\n",
		"too many nodes":     "bias 0\n" + strings.Repeat("1;", 2000) + "1\n",
		"too many trees":     "bias 0\n" + strings.Repeat("1\n", 3000),
		"an empty last node": "bias 0\n0 1 2 1;1;\n",
	} {
		if _, err := trees.Read(strings.NewReader(in), 2); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("bias 0\n0 1 2 1;1;1\n")
	f.Fuzz(func(t *testing.T, in string) {
		if forest, err := trees.Read(strings.NewReader(in), 3); err == nil {
			forest.Score([]float32{1, 2, 3})
		}
	})
}
