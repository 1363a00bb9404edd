package catalogue

import "fmt"

// Problem is one thing wrong in the data: where, what, and what would be right.
type Problem struct {
	File  string `json:"file"`
	Line  int    `json:"line,omitempty"` // from 1; 0 when the whole file is meant
	What  string `json:"what"`
	Right string `json:"right"`
}

// Error is file:line: what is wrong; what would be right.
func (p Problem) Error() string {
	where := p.File
	if where == "" {
		where = "catalogue"
	}
	if p.Line > 0 {
		where = fmt.Sprintf("%s:%d", where, p.Line)
	}
	return fmt.Sprintf("%s: %s; right would be: %s", where, p.What, p.Right)
}
