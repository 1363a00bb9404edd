// Command gen writes compact.json, the form of data/*.yaml that the binary carries, and schema.json, by which editors
// check those files. Run it with go generate after every change to the data; a test fails when it was forgotten.
package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/iccwire/iccwire/catalogue"
)

func main() {
	compact, err := catalogue.Compact(os.DirFS("data"))
	schema, also := catalogue.Schema()
	if err = errors.Join(err, also); err == nil {
		err = errors.Join(os.WriteFile("compact.json", compact, 0o644), os.WriteFile("schema.json", schema, 0o644))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
