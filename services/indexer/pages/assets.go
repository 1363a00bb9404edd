package pages

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
	"path"
	"time"

	"github.com/iccwire/iccwire/services/indexer/web"
)

//go:embed static templates
var files embed.FS

// assets are the files that pages load, under names that change with their content.
type assets struct{ body map[string][]byte }

func newAssets() *assets {
	a := &assets{body: map[string][]byte{}}
	entries, _ := files.ReadDir("static") // embedded: it is there
	for _, e := range entries {
		a.body[e.Name()], _ = files.ReadFile(path.Join("static", e.Name()))
	}
	return a
}

// url returns the address of a file, good for as long as the file is the same.
func (a *assets) url(name string) string {
	sum := sha256.Sum256(a.body[name])
	return "/static/" + name + "?v=" + hex.EncodeToString(sum[:6])
}

func (s *server) static(w http.ResponseWriter, r *http.Request) error {
	return s.file(w, r, r.PathValue("file"))
}

func (s *server) favicon(w http.ResponseWriter, r *http.Request) error {
	return s.file(w, r, "icon.svg")
}

func (s *server) robots(w http.ResponseWriter, r *http.Request) error {
	return s.file(w, r, "robots.txt")
}

func (s *server) file(w http.ResponseWriter, r *http.Request, name string) error {
	body, ok := s.assets.body[name]
	if !ok {
		return web.NewProblem(http.StatusNotFound, "There is no such file.")
	}
	w.Header().Set("Cache-Control", "public, max-age=86400")
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
	return nil
}
