package main

import (
	"bytes"
	"os"
	"testing"
)

func TestFilesAreCurrent(t *testing.T) {
	files, err := generate("..")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile("../" + name)
		if err != nil {
			t.Errorf("%v: run go generate in contract/", err)
			continue
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the types say: run go generate in contract/", name)
		}
	}
}

func TestEveryFieldIsDescribed(t *testing.T) {
	docs, err := readComments("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range messages {
		if docs[m.typ.Name()] == "" {
			t.Errorf("%s has no comment", m.typ.Name())
		}
	}
}
