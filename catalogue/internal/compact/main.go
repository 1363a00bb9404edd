// Command compact writes compact.json, the form of data/*.yaml that the binary carries. Run it with go generate after
// every change to the data; a test fails when it was forgotten.
package main

import (
	"fmt"
	"os"

	"github.com/iccwire/iccwire/catalogue"
)

func main() {
	out, err := catalogue.Compact(os.DirFS("data"))
	if err == nil {
		err = os.WriteFile("compact.json", out, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
