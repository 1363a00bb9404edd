package catalogue

import (
	"errors"
	"fmt"
	"os"
)

// maxTold bounds how many problems of a folder an error tells.
const maxTold = 20

// Open returns the built-in catalogue, with the entries of the operator's folder dir over it unless dir is empty. A
// folder in which Lint finds anything is refused; the error tells each Problem on a line of its own.
func Open(dir string) (*Catalogue, error) {
	base, err := Default()
	if err != nil || dir == "" {
		return base, err
	}
	var wrong []error
	for _, p := range Lint(os.DirFS(dir), base) {
		if wrong = append(wrong, p); len(wrong) == maxTold {
			break
		}
	}
	if len(wrong) > 0 {
		return nil, fmt.Errorf("the catalogue in %s is refused:\n%w", dir, errors.Join(wrong...))
	}
	c, err := Default(os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("the catalogue in %s: %w", dir, err)
	}
	return c, nil
}
