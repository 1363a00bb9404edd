package main

import (
	"bufio"
	"container/list"
	"encoding/json"
	"fmt"
	"os"

	"github.com/iccwire/iccwire/contract"
)

// maxSeen bounds how many articles are remembered, in memory and in the file. A repetition comes
// within seconds or minutes, so the last ten thousand are plenty.
const maxSeen = 10_000

// fact is what a message says, and what we remember of an article.
type fact struct {
	ID      string `json:"id"` // ce-id
	Article string `json:"article"`
	Version int64  `json:"version"`
	Op      string `json:"op"` // add or remove
}

// verdict is what a message is to us.
type verdict string

const (
	isNew    = "new"    // the article is now about the situation
	isUpdate = "update" // it still is, in a later version
	isRemove = "remove" // a later version is not about it any more
	isKnown  = "known"  // nothing that we did not know
)

func (v verdict) isNews() bool { return v != isKnown }

// seen remembers the last fact of each article, the newest ones only, across restarts.
//
// iccwire delivers at least once: after a crash, here or there, a message may come again, and
// messages of one article need not come in order. Two rules make us right all the same: a ce-id
// that we had is a repetition, and of an article only a higher version says something new. With a
// database of your own, put both into the transaction that stores your result; then there is no
// moment at which one is written and the other not.
type seen struct {
	path  string
	limit int
	file  *os.File
	lines int                      // in the file
	last  map[string]*list.Element // by article
	order *list.List               // of fact, longest unchanged first
}

// openSeen reads the file, if there is one, and writes it anew: without what is outdated, and
// without half a line that a crash may have left.
func openSeen(path string, limit int) (*seen, error) {
	s := &seen{path: path, limit: limit, last: map[string]*list.Element{}, order: list.New()}
	f, err := os.Open(path)
	if err == nil {
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			var old fact
			if json.Unmarshal(lines.Bytes(), &old) == nil {
				s.keep(old)
			}
		}
	} else if !os.IsNotExist(err) {
		return nil, fmt.Errorf("cannot read what was taken before: %w", err)
	}
	return s, s.rewrite()
}

// judge compares a fact with what is known of its article.
func (s *seen) judge(f fact) verdict {
	e, known := s.last[f.Article]
	if !known && f.Op == contract.OpRemove {
		return isRemove
	}
	if !known {
		return isNew
	}
	old := e.Value.(fact)
	switch {
	case f.ID == old.ID, f.Version <= old.Version:
		return isKnown
	case f.Op == contract.OpRemove:
		return isRemove
	case old.Op == contract.OpRemove:
		return isNew
	}
	return isUpdate
}

// remember keeps a fact in memory and in the file.
func (s *seen) remember(f fact) error {
	s.keep(f)
	if s.lines >= 2*s.limit {
		return s.rewrite()
	}
	s.lines++
	if err := json.NewEncoder(s.file).Encode(f); err != nil {
		return fmt.Errorf("cannot remember what was taken: %w", err)
	}
	return nil
}

func (s *seen) keep(f fact) {
	if e, known := s.last[f.Article]; known {
		s.order.Remove(e)
	}
	s.last[f.Article] = s.order.PushBack(f)
	if s.order.Len() > s.limit {
		delete(s.last, s.order.Remove(s.order.Front()).(fact).Article)
	}
}

// rewrite puts a file in place that holds each article once.
func (s *seen) rewrite() error {
	s.close()
	f, err := os.Create(s.path + ".new")
	if err != nil {
		return fmt.Errorf("cannot write what was taken: %w", err)
	}
	s.file, s.lines = f, s.order.Len()
	w := bufio.NewWriter(f)
	for e := s.order.Front(); e != nil; e = e.Next() {
		if err := json.NewEncoder(w).Encode(e.Value); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("cannot write what was taken: %w", err)
	}
	return os.Rename(s.path+".new", s.path)
}

func (s *seen) close() {
	if s.file != nil {
		s.file.Close()
	}
}
