package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"github.com/iccwire/iccwire/cmd/internal/console"
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/overrides"
	"github.com/iccwire/iccwire/services/enricher/tagger"
	"github.com/iccwire/iccwire/services/parser/extract"
)

// Bounds of what is read.
const (
	maxFile = 64 << 20 // bytes of a file
	maxLine = 64 << 20 // bytes of a line of JSON
)

type tagCmd struct {
	Files     []string `arg:"" optional:"" name:"file" help:"Files to tag: plain text or HTML. None, or -: standard input."`
	JSONL     bool     `name:"jsonl" help:"Input is one JSON object a line: {\"id\",\"title\",\"text\",\"published\",\"lang\"}; all but text may be missing. So are files called *.jsonl read."`
	Published string   `help:"Date of publication, where the input does not say: a time, a day, a month or a year (ISO 8601)."`
	Lang      string   `help:"Language (BCP 47), where the input does not say; otherwise it is detected."`
	Explain   bool     `help:"Say in words what was tagged and why, instead of JSON."`
	Overrides string   `env:"ICCWIRE_OVERRIDES" type:"existingfile" help:"YAML file of corrections by hand, for articles, stories and sources."`
	folderFlag
}

// Help gives examples.
func (tagCmd) Help() string {
	return "Examples:\n  iccwire tag --published 2024-11-22 article.txt\n  iccwire tag --explain article.html\n  iccwire tag --jsonl < articles.jsonl > tagged.jsonl"
}

// Run tags every input and fails if one of them could not be read.
func (c *tagCmd) Run(ctx context.Context, s *streams) error {
	if err := checkDate(c.Published); err != nil {
		return fmt.Errorf("--published: %w", err)
	}
	known, err := c.open()
	if err != nil {
		return err
	}
	t, err := tagger.New(known)
	if err != nil {
		return err
	}
	fixes, err := readOverrides(c.Overrides, known)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(s.out, 64<<10)
	defer out.Flush()
	w := &tagWriter{tagger: t, fixes: fixes, out: out, explain: c.Explain}
	if len(c.Files) == 0 {
		c.Files = []string{"-"}
	}
	bad := 0
	for _, name := range c.Files {
		if err := c.file(ctx, s, name, w, &bad); err != nil {
			fmt.Fprintf(s.err, "iccwire: %s: %v\n", name, err)
			bad++
		}
	}
	if bad > 0 {
		return fmt.Errorf("%d of the inputs could not be tagged", bad)
	}
	return nil
}

func (c *tagCmd) file(ctx context.Context, s *streams, name string, w *tagWriter, bad *int) error {
	in := io.Reader(s.in)
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	if c.JSONL || strings.HasSuffix(name, ".jsonl") {
		return eachLine(ctx, in, func(n int, line []byte) error {
			if err := c.line(line, w); err != nil {
				if errors.As(err, new(*outputError)) {
					return err
				}
				fmt.Fprintf(s.err, "iccwire: %s: line %d: %v\n", name, n, err)
				*bad++
			}
			return nil
		})
	}
	data, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	if err != nil {
		return err
	}
	if len(data) > maxFile {
		return fmt.Errorf("larger than %d MB", maxFile>>20)
	}
	a, err := textInput(data)
	if err != nil {
		return err
	}
	return w.write(c.complete(a))
}

// complete sets what the input does not say.
func (c *tagCmd) complete(in tagger.Input) tagger.Input {
	if in.Published == "" {
		in.Published = c.Published
	}
	if in.Lang == "" {
		in.Lang = c.Lang
	}
	return in
}

// line reads one object; unknown fields are ignored.
func (c *tagCmd) line(line []byte, w *tagWriter) error {
	var in struct {
		ID        string  `json:"id"`
		Title     string  `json:"title"`
		Text      *string `json:"text"`
		Published *string `json:"published"`
		Lang      string  `json:"lang"`
		URL       string  `json:"url"`
		Source    string  `json:"source"`
	}
	if err := json.Unmarshal(line, &in); err != nil {
		return fmt.Errorf("not a JSON object of the expected shape: %w", err)
	}
	if in.Text == nil {
		return errors.New(`it has no "text"`)
	}
	a := tagger.Input{ID: in.ID, Title: in.Title, Text: *in.Text, Lang: in.Lang, URL: in.URL, Source: in.Source}
	if in.Published != nil {
		a.Published = *in.Published
	}
	if err := checkDate(a.Published); err != nil {
		return fmt.Errorf("published: %w", err)
	}
	return w.write(c.complete(a))
}

// textInput makes an article of a file: HTML goes through the extractor, anything else is text.
func textInput(data []byte) (tagger.Input, error) {
	if !looksLikeHTML(data) {
		text, err := decodeText(data)
		return tagger.Input{Text: text}, err
	}
	a, err := extract.Extract(extract.Input{Body: data})
	if err != nil {
		return tagger.Input{}, err
	}
	if !a.Kind.Readable() {
		return tagger.Input{}, fmt.Errorf("there is no article in this page: it is %s", strings.ReplaceAll(string(a.Kind), "_", " "))
	}
	return tagger.Input{Title: a.Title, Text: a.Text, Published: a.Published.Text, Lang: a.Lang, URL: a.Canonical, Source: a.Outlet}, nil
}

// dateForms are the forms of a date of publication.
var dateForms = []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", time.DateOnly, "2006-01", "2006"}

// checkDate refuses what is no date: offices would be resolved as if none were given.
func checkDate(s string) error {
	if s == "" {
		return nil
	}
	for _, form := range dateForms {
		if _, err := time.Parse(form, s); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%q is no date: give a time (2024-11-21T13:00:00Z), a day (2024-11-21), a month (2024-11) or a year", s)
}

// decodeText reads plain text in UTF-8, UTF-16 with its mark, or a charset that is guessed; bytes
// that no text holds are an error.
func decodeText(data []byte) (string, error) {
	enc, name, certain := charset.DetermineEncoding(data, "text/plain")
	if utf8.Valid(data) {
		name = "utf-8"
	}
	if name == "utf-8" {
		data = bytes.TrimPrefix(data, []byte("\ufeff"))
	} else if decoded, err := enc.NewDecoder().Bytes(data); err == nil && (certain || !bytes.ContainsRune(data, 0)) {
		data = bytes.TrimPrefix(decoded, []byte("\ufeff"))
	}
	if bytes.ContainsRune(data, 0) {
		return "", errors.New("this is no text: it holds zero bytes")
	}
	return strings.ToValidUTF8(string(data), "\uFFFD"), nil
}

func looksLikeHTML(data []byte) bool {
	head := bytes.ToLower(bytes.TrimLeft(data[:min(len(data), 1024)], "\ufeff \t\r\n"))
	for _, start := range []string{"<!doctype html", "<html", "<head", "<body", "<!--", "<?xml"} {
		if bytes.HasPrefix(head, []byte(start)) {
			return true
		}
	}
	return false
}

// tagWriter tags inputs and writes what was found.
type tagWriter struct {
	tagger  *tagger.Tagger
	fixes   *overrides.Set
	out     *bufio.Writer
	explain bool
}

// outputError is a failure to write: going on is no use.
type outputError struct{ error }

func (w *tagWriter) write(in tagger.Input) error {
	a := w.tagger.Tag(in)
	if a.Schema == "" {
		a.Schema = contract.SchemaArticle
	}
	if a.ID == "" {
		a.ID = textID(in)
	}
	w.fixes.Apply(&a)
	if w.explain {
		var words strings.Builder
		tagger.Explain(&words, a)
		for line := range strings.Lines(words.String()) {
			fmt.Fprintln(w.out, console.Printable(strings.TrimRight(line, "\n")))
		}
		return nil
	}
	return writeJSON(w.out, a)
}

// textID names a text that has no id by its content.
func textID(in tagger.Input) string {
	sum := sha256.Sum256([]byte(in.Title + "\x00" + in.Text))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// writeJSON writes v as one line, flushed so that a reader of a pipe gets it at once.
func writeJSON(w *bufio.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return &outputError{err}
	}
	if err := w.Flush(); err != nil {
		return &outputError{err}
	}
	return nil
}

// eachLine calls f for every line that is not blank. A line that is too long is an error that
// names it.
func eachLine(ctx context.Context, r io.Reader, f func(n int, line []byte) error) error {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 64<<10), maxLine)
	for n := 1; sc.Scan(); n++ {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		line := bytes.TrimSpace(bytes.TrimPrefix(sc.Bytes(), []byte("\ufeff")))
		if len(line) == 0 {
			continue
		}
		if err := f(n, line); err != nil {
			return err
		}
	}
	if errors.Is(sc.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("a line is longer than %d MB", maxLine>>20)
	}
	return sc.Err()
}
