package api

import (
	_ "embed"
	"net/http"
)

//go:embed openapi.json
var openAPI []byte

func (s *server) openAPI(w http.ResponseWriter, r *http.Request) error {
	return writeBody(w, r, "application/json", "no-cache", openAPI)
}
