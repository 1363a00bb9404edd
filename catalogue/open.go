package catalogue

import (
	"fmt"
	"os"
)

// Open returns the built-in catalogue, with the entries of the operator's folder dir over it
// unless dir is empty.
func Open(dir string) (*Catalogue, error) {
	if dir == "" {
		return Default()
	}
	c, err := Default(os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("the catalogue in %s: %w", dir, err)
	}
	return c, nil
}
