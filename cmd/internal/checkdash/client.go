package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// client asks a Prometheus server.
type client struct {
	server string
	window time.Duration // for $__rate_interval
}

// answer counts what a query brought.
type answer struct {
	series int
	values int    // numbers; NaN is none
	last   string // one of them
}

// maxAnswer bounds an answer's size (bytes).
const maxAnswer = 16 << 20

// ask runs one query the way its panel does: now, or over the last five minutes.
func (c client) ask(ctx context.Context, q query) (answer, error) {
	now := time.Now()
	form := url.Values{"query": {strings.ReplaceAll(q.expr, "$__rate_interval", promDuration(c.window))}}
	path := "/api/v1/query"
	if q.instant {
		form.Set("time", stamp(now))
	} else {
		path = "/api/v1/query_range"
		form.Set("start", stamp(now.Add(-5*time.Minute)))
		form.Set("end", stamp(now))
		form.Set("step", "5")
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.server+path, strings.NewReader(form.Encode()))
	if err != nil {
		return answer{}, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer res.Body.Close()
	return decode(io.LimitReader(res.Body, maxAnswer))
}

// sample is a time and a number written as text.
type sample [2]any

func decode(r io.Reader) (answer, error) {
	var body struct {
		Status, Error string
		Data          struct {
			Result []struct {
				Value  sample
				Values []sample
			}
		}
	}
	if err := json.NewDecoder(r).Decode(&body); err != nil {
		return answer{}, fmt.Errorf("no answer of Prometheus': %w", err)
	}
	if body.Status != "success" {
		return answer{}, errors.New(body.Error)
	}
	a := answer{series: len(body.Data.Result)}
	for _, series := range body.Data.Result {
		for _, s := range append(series.Values, series.Value) {
			if text, ok := s[1].(string); ok && text != "NaN" {
				a.values++
				a.last = text
			}
		}
	}
	return a, nil
}

func stamp(t time.Time) string { return fmt.Sprintf("%.3f", float64(t.UnixMilli())/1000) }

func promDuration(d time.Duration) string { return fmt.Sprintf("%dms", d.Milliseconds()) }
