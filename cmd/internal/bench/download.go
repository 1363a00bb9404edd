package main

import (
	"context"
	"fmt"
	"syscall"

	"github.com/iccwire/iccwire/internal/safehttp"
)

const (
	fetchers = 64       // pages downloaded at once: as the parser does
	maxPage  = 10 << 20 // bytes; as the parser allows
)

// page is a document as it was downloaded.
type page struct {
	url, contentType string
	body             []byte // off the heap
}

// corpus is everything that the pipeline will read.
type corpus struct {
	feeds, pages []page
}

func (c *corpus) free() {
	for _, p := range append(c.feeds, c.pages...) {
		_ = syscall.Munmap(p.body[:cap(p.body)]) // the process gives it back at its end anyway
	}
	c.feeds, c.pages = nil, nil
}

// download fetches everything once to keep it, and once more to see what fetching alone costs.
func (r *report) download(ctx context.Context, srv *server) (*corpus, error) {
	feeds := make([]string, len(srv.feeds))
	for i, f := range srv.feeds {
		feeds[i] = f.URL
	}
	web := safehttp.New(safehttp.Options{AllowPrivate: true, Dial: srv.dial})
	defer web.Close()
	c := &corpus{feeds: make([]page, len(feeds)), pages: make([]page, len(srv.pages))}
	if err := fetch(ctx, web, feeds, c.feeds); err != nil {
		return nil, err
	}
	if err := fetch(ctx, web, srv.pages, c.pages); err != nil {
		return nil, err
	}
	start := fresh()
	if err := fetch(ctx, web, feeds, nil); err != nil {
		return nil, err
	}
	if err := fetch(ctx, web, srv.pages, nil); err != nil {
		return nil, err
	}
	r.Download = r.line("HTTP download", start.spent(), r.Articles, sizes(c.feeds)+sizes(c.pages))
	return c, nil
}

// fetch downloads the addresses; it keeps the documents in into unless that is nil.
func fetch(ctx context.Context, web *safehttp.Client, urls []string, into []page) error {
	return parallel(len(urls), fetchers, func(i int) error {
		res, err := web.Get(ctx, urls[i], safehttp.Request{MaxBytes: maxPage})
		if err != nil {
			return fmt.Errorf("the pages' server: %w", err)
		}
		if into == nil {
			return nil
		}
		body, err := offHeap(res.Body)
		into[i] = page{res.FinalURL, res.ContentType, body}
		return err
	})
}

func sizes(pages []page) (n int) {
	for _, p := range pages {
		n += len(p.body)
	}
	return n
}
