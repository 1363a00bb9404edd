package api

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer/index"
)

// MaxExport is how many articles can be taken away at once, the newest ones.
const MaxExport = 100_000

// exportPage is how many articles are read from the index at a time.
const exportPage = index.MaxLimit

// export streams the articles that match, the newest first. Once the first is written an error can
// only be told by breaking the connection, which clients report.
func (s *server) export(w http.ResponseWriter, r *http.Request, begin func(io.Writer) func(*contract.Article) error, contentType, name string) error {
	q, err := readQuery(r, "excel")
	if err != nil {
		return err
	}
	left := MaxExport
	if v := r.URL.Query().Get("limit"); v != "" {
		if left, err = strconv.Atoi(v); err != nil || left < 1 || left > MaxExport {
			return badRequest(fmt.Sprintf("limit is a number from 1 to %d", MaxExport))
		}
	}
	q.Sort, q.Limit = index.ByNewest, min(exportPage, left)
	found, err := s.Index.Search(r.Context(), q)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	if r.Method == http.MethodHead {
		return nil
	}
	if err := s.stream(w, r, q, found, left, begin(w)); err != nil {
		s.Log.Warn("an export was cut off", "path", r.URL.Path, "error", err)
		panic(http.ErrAbortHandler)
	}
	return nil
}

func (s *server) stream(w http.ResponseWriter, r *http.Request, q index.Query, found index.Result, left int, write func(*contract.Article) error) error {
	control := http.NewResponseController(w)
	for {
		_ = control.SetWriteDeadline(time.Now().Add(time.Minute)) // where it is not supported, the server's own holds
		for _, hit := range found.Items {
			if left--; left < 0 {
				return write(nil)
			}
			if err := write(hit.Article); err != nil {
				return err
			}
		}
		if q.Cursor = found.Next; q.Cursor == "" || left == 0 {
			return write(nil)
		}
		var err error
		if found, err = s.Index.Search(r.Context(), q); err != nil {
			return err
		}
	}
}

func (s *server) exportJSONL(w http.ResponseWriter, r *http.Request) error {
	return s.export(w, r, func(w io.Writer) func(*contract.Article) error {
		e := json.NewEncoder(w)
		return func(a *contract.Article) error {
			if a == nil {
				return nil
			}
			return e.Encode(a)
		}
	}, "application/x-ndjson", "articles.jsonl")
}

func (s *server) exportCSV(w http.ResponseWriter, r *http.Request) error {
	excel := r.URL.Query().Get("excel") == "1"
	return s.export(w, r, func(w io.Writer) func(*contract.Article) error {
		if excel {
			_, _ = io.WriteString(w, "\ufeff") // without it Excel takes UTF-8 for something else
		}
		c := csv.NewWriter(w)
		_ = c.Write(csvColumns) // an error stays and is returned by the next call
		return func(a *contract.Article) error {
			if a == nil {
				c.Flush()
				return c.Error()
			}
			return c.Write(csvRow(a))
		}
	}, "text/csv; charset=utf-8", "articles.csv")
}

var csvColumns = []string{
	"id", "published", "lang", "source", "title", "url", "story", "copy", "relevance",
	"situations", "persons", "states", "organs", "events", "supports", "opposes", "version",
}

func csvRow(a *contract.Article) []string {
	story, isCopy := a.ID, false
	if a.Story != nil {
		story, isCopy = a.Story.ID, a.Story.Copy
	}
	row := []string{
		a.ID, a.Published, a.Lang, a.Source, a.Title, a.URL, story, strconv.FormatBool(isCopy),
		strconv.FormatFloat(a.Relevance.Score, 'f', 2, 64), entityIDs(a, "situation"), entityIDs(a, "person"),
		entityIDs(a, "state"), entityIDs(a, "organ"), eventTypes(a), actors(a, "supports"), actors(a, "opposes"),
		strconv.FormatInt(a.Version, 10),
	}
	for i := range row {
		row[i] = safeCell(row[i])
	}
	return row
}

// safeCell keeps a spreadsheet from taking a stranger's text for a formula.
func safeCell(s string) string {
	trimmed := strings.TrimLeft(s, " \u00a0\ufeff")
	if trimmed != "" && strings.ContainsRune("=+-@\t\r\n|%＝＋－＠", []rune(trimmed)[0]) {
		return "'" + s
	}
	return s
}

func entityIDs(a *contract.Article, typ string) string {
	var ids []string
	for _, e := range a.Entities {
		if e.Type == typ {
			ids = append(ids, e.ID)
		}
	}
	return strings.Join(ids, " ")
}

func eventTypes(a *contract.Article) string {
	var list []string
	for _, e := range a.Events {
		list = append(list, strings.TrimSuffix(e.Type+"@"+e.Date, "@"))
	}
	return strings.Join(list, " ")
}

func actors(a *contract.Article, stance string) string {
	var list []string
	for _, p := range a.Positions {
		if p.Stance == stance {
			list = append(list, p.Actor+"→"+p.Target)
		}
	}
	return strings.Join(list, " ")
}
