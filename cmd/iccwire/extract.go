package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/safehttp"
	"github.com/iccwire/iccwire/services/parser"
	"github.com/iccwire/iccwire/services/parser/extract"
)

type extractCmd struct {
	Pages        []string `arg:"" optional:"" name:"file-or-url" help:"HTML files or addresses. None, or -: standard input."`
	JSONL        bool     `name:"jsonl" help:"Input is one JSON object a line: {\"id\",\"url\",\"html\"} or {\"id\",\"url\",\"path\"}."`
	URL          string   `name:"url" help:"Where the page is, for a file or standard input: resolves its links."`
	AllowPrivate bool     `env:"ICCWIRE_ALLOW_PRIVATE" help:"Let private addresses be fetched."`
	UserAgent    string   `env:"ICCWIRE_USER_AGENT" help:"How requests introduce themselves."`
}

// Help gives examples.
func (extractCmd) Help() string {
	return "Examples:\n  iccwire extract page.html\n  iccwire extract https://www.example.org/news/court-opens-trial\n  iccwire extract --jsonl < pages.jsonl > articles.jsonl"
}

// extracted is a parsed article, and how sure the extractor is of it.
type extracted struct {
	contract.Parsed
	Confidence float64  `json:"confidence"`
	Reasons    []string `json:"reasons,omitempty"`
	Next       string   `json:"next,omitempty"`
	AMP        string   `json:"amp_url,omitempty"`
}

// Run reads every page and fails if one of them could not be had.
func (c *extractCmd) Run(ctx context.Context, s *streams) error {
	out := bufio.NewWriterSize(s.out, 64<<10)
	defer out.Flush()
	web := safehttp.New(safehttp.Options{AllowPrivate: c.AllowPrivate, UserAgent: c.UserAgent})
	defer web.Close()
	if len(c.Pages) == 0 {
		c.Pages = []string{"-"}
	}
	bad := 0
	for _, page := range c.Pages {
		if err := c.page(ctx, s, web, page, out, &bad); err != nil {
			if errors.As(err, new(*outputError)) {
				return err
			}
			fmt.Fprintf(s.err, "iccwire: %s: %v\n", page, err)
			bad++
		}
	}
	if bad > 0 {
		return fmt.Errorf("%d of the pages could not be read", bad)
	}
	return nil
}

func (c *extractCmd) page(ctx context.Context, s *streams, web *safehttp.Client, page string, out *bufio.Writer, bad *int) error {
	switch {
	case c.JSONL:
		return c.lines(ctx, s, page, out, bad)
	case isAddress(page):
		res, err := web.Get(ctx, page, safehttp.Request{Accept: "text/html,*/*;q=0.1"})
		if err != nil {
			return err
		}
		id := ""
		if norm, err := contract.NormalizeURL(page); err == nil {
			id = contract.ArticleID(norm)
		}
		return read(out, id, extract.Input{URL: res.FinalURL, Body: res.Body, ContentType: res.ContentType, FetchedAt: res.FetchedAt})
	}
	body, err := readInput(s, page)
	if err != nil {
		return err
	}
	return read(out, "", extract.Input{URL: c.URL, Body: body})
}

// lines reads pages from a file of JSON Lines.
func (c *extractCmd) lines(ctx context.Context, s *streams, name string, out *bufio.Writer, bad *int) error {
	in := io.Reader(s.in)
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	return eachLine(ctx, in, func(n int, line []byte) error {
		err := c.line(s, line, out)
		if err != nil && !errors.As(err, new(*outputError)) {
			fmt.Fprintf(s.err, "iccwire: %s: line %d: %v\n", name, n, err)
			*bad++
			return nil
		}
		return err
	})
}

func (c *extractCmd) line(s *streams, line []byte, out *bufio.Writer) error {
	var in struct {
		ID          string  `json:"id"`
		URL         string  `json:"url"`
		HTML        *string `json:"html"`
		Path        string  `json:"path"`
		ContentType string  `json:"content_type"`
	}
	if err := json.Unmarshal(line, &in); err != nil {
		return fmt.Errorf("not a JSON object of the expected shape: %w", err)
	}
	page := extract.Input{URL: in.URL, ContentType: in.ContentType}
	switch {
	case in.HTML != nil:
		page.Body, page.ContentType = []byte(*in.HTML), "text/html; charset=utf-8"
	case in.Path != "":
		body, err := readInput(s, in.Path)
		if err != nil {
			return err
		}
		page.Body = body
	default:
		return errors.New(`it has neither "html" nor "path"`)
	}
	return read(out, in.ID, page)
}

// read writes one page's article.
func read(out *bufio.Writer, id string, in extract.Input) error {
	if in.FetchedAt.IsZero() {
		in.FetchedAt = time.Now()
	}
	a, err := extract.Extract(in)
	if err != nil {
		return err
	}
	p := parser.FromPage(a)
	p.ID, p.URL = id, in.URL
	return writeJSON(out, extracted{Parsed: p, Confidence: a.Confidence, Reasons: a.Reasons, Next: a.Next, AMP: a.AMP})
}

// readInput reads a file, or standard input for -, within bounds.
func readInput(s *streams, name string) ([]byte, error) {
	in := io.Reader(s.in)
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("larger than %d MB", maxFile>>20)
	}
	return data, err
}
