package deployfiles

import (
	"os"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// service is what the tests read of one service in compose.yaml.
type service struct {
	Image       string            `yaml:"image"`
	Build       map[string]any    `yaml:"build"`
	User        string            `yaml:"user"`
	ReadOnly    bool              `yaml:"read_only"`
	CapDrop     []string          `yaml:"cap_drop"`
	CapAdd      []string          `yaml:"cap_add"`
	SecurityOpt []string          `yaml:"security_opt"`
	Restart     string            `yaml:"restart"`
	Memory      string            `yaml:"mem_limit"`
	CPUs        float64           `yaml:"cpus"`
	Ports       []string          `yaml:"ports"`
	Environment map[string]string `yaml:"environment"`
	Healthcheck map[string]any    `yaml:"healthcheck"`
}

func composeServices(t *testing.T) map[string]service {
	t.Helper()
	var file struct {
		Services map[string]service `yaml:"services"`
	}
	if err := yaml.Unmarshal(read(t, deploy+"compose.yaml"), &file); err != nil {
		t.Fatal(err)
	}
	return file.Services
}

func TestComposeIsHardened(t *testing.T) {
	services := composeServices(t)
	for _, name := range []string{"nats", "fetcher", "parser", "enricher", "indexer", "prometheus", "grafana"} {
		s, ok := services[name]
		if !ok {
			t.Errorf("%s is missing", name)
			continue
		}
		for what, right := range map[string]bool{
			"read_only":           s.ReadOnly,
			"cap_drop: [ALL]":     slices.Equal(s.CapDrop, []string{"ALL"}) && len(s.CapAdd) == 0,
			"no-new-privileges":   slices.Contains(s.SecurityOpt, "no-new-privileges:true"),
			"a user but root":     s.Build != nil || s.User != "" && !strings.HasPrefix(s.User, "0"),
			"a health check":      s.Build != nil || s.Healthcheck != nil, // the built images bring their own
			"a restart policy":    s.Restart == "unless-stopped",
			"mem_limit and cpus":  s.Memory != "" && s.CPUs > 0,
			"an image with a tag": s.Build != nil || strings.Contains(s.Image, ":"),
		} {
			if !right {
				t.Errorf("%s lacks %s", name, what)
			}
		}
	}
}

func TestComposePublishesOnLoopbackOnly(t *testing.T) {
	var published []string
	for name, s := range composeServices(t) {
		for _, p := range s.Ports {
			published = append(published, p)
			if !strings.HasPrefix(p, "127.0.0.1:") {
				t.Errorf("%s publishes %s: want it on 127.0.0.1", name, p)
			}
		}
	}
	slices.Sort(published)
	if want := []string{"127.0.0.1:3000:3000", "127.0.0.1:8080:8080", "127.0.0.1:9090:9090"}; !slices.Equal(published, want) {
		t.Errorf("published ports are %v, want %v", published, want)
	}
}

func TestComposeSetsWhatTheServicesRead(t *testing.T) {
	known := sources(t, `env:"(ICCWIRE_[A-Z_]+)"`)
	for name, s := range composeServices(t) {
		for key := range s.Environment {
			if strings.HasPrefix(key, "ICCWIRE_") && !known[key] {
				t.Errorf("%s sets %s, which no service reads", name, key)
			}
		}
	}
}

func TestDockerfileKeepsToTheClassicBuilder(t *testing.T) {
	text := string(read(t, deploy+"Dockerfile"))
	for _, modern := range []string{"--mount", "<<EOF", "# syntax", "--link", "--chmod"} {
		if strings.Contains(text, modern) {
			t.Errorf("Dockerfile uses %s, which needs BuildKit", modern)
		}
	}
	for _, want := range []string{"FROM scratch", "USER 65532:65532", "CGO_ENABLED=0", "-trimpath", `"--health"`} {
		if !strings.Contains(text, want) {
			t.Errorf("Dockerfile lacks %s", want)
		}
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
