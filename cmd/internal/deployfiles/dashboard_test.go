package deployfiles

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const (
	root   = "../../../"
	deploy = root + "deploy/"
)

// panel is what the tests read of one panel of a dashboard.
type panel struct {
	Type        string
	Title       string
	Description string
	Datasource  struct{ UID string }
	FieldConfig struct{ Defaults struct{ Unit string } }
	Targets     []struct{ Expr, LegendFormat string }
}

func TestOverviewSaysWhatItShows(t *testing.T) {
	var dashboard struct {
		Title  string
		Panels []panel
	}
	if err := json.Unmarshal(read(t, deploy+"grafana/dashboards/overview.json"), &dashboard); err != nil {
		t.Fatal(err)
	}
	if dashboard.Title != "Overview" {
		t.Errorf("title is %q, want Overview", dashboard.Title)
	}
	if !strings.Contains(string(read(t, deploy+"grafana/provisioning/datasources/prometheus.yaml")), "uid: prometheus\n") {
		t.Error("no data source is provisioned under the uid prometheus")
	}
	seen := map[string]bool{}
	for _, p := range dashboard.Panels {
		if p.Type == "row" {
			continue
		}
		if p.Title == "" || p.Description == "" || p.FieldConfig.Defaults.Unit == "" || len(p.Targets) == 0 {
			t.Errorf("panel %q lacks a title, a description, a unit or a query", p.Title)
		}
		if p.Datasource.UID != "prometheus" {
			t.Errorf("panel %q asks the data source %q, want prometheus", p.Title, p.Datasource.UID)
		}
		for _, target := range p.Targets {
			if target.LegendFormat == "" {
				t.Errorf("panel %q: %s has no legend", p.Title, target.Expr)
			}
		}
		seen[p.Title] = true
	}
	if len(seen) < 12 {
		t.Errorf("%d panels with titles of their own, want at least 12", len(seen))
	}
}

func TestNamesInDashboardAndAlertsExist(t *testing.T) {
	known := sources(t, `"(iccwire_[a-z_]+)"`)
	suffix := regexp.MustCompile(`_(bucket|sum|count)$`)
	for _, path := range []string{"grafana/dashboards/overview.json", "prometheus/rules/iccwire.yml", "test/rules_test.yml"} {
		text := string(read(t, deploy+path))
		names := regexp.MustCompile(`\biccwire_[a-z_]+`).FindAllString(text, -1)
		if len(names) == 0 {
			t.Errorf("%s names no metric", path)
		}
		for _, name := range names {
			if !known[name] && !known[suffix.ReplaceAllString(name, "")] {
				t.Errorf("%s: no service has a metric %s", path, name)
			}
		}
	}
}

// sources gathers what the pattern's group matches in the Go code of the services, tests left out.
func sources(t *testing.T, pattern string) map[string]bool {
	t.Helper()
	find, found := regexp.MustCompile(pattern), map[string]bool{}
	for _, dir := range []string{"internal", "services", "cmd"} {
		err := filepath.WalkDir(root+dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			for _, m := range find.FindAllSubmatch(text, -1) {
				found[string(m[1])] = true
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(found) == 0 {
		t.Fatalf("nothing matches %s", pattern)
	}
	return found
}
