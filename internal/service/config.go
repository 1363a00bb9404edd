package service

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"strings"
)

// Config is what every service process needs. The tags serve the command line: each flag has an
// environment variable.
type Config struct {
	NATSURL   string    `name:"nats-url" env:"ICCWIRE_NATS_URL" default:"nats://127.0.0.1:4222" help:"Address of the NATS server, with user and password where it wants them."`
	NATSCreds string    `name:"nats-creds" env:"ICCWIRE_NATS_CREDS" type:"path" help:"Credentials file for the NATS server."`
	Listen    string    `name:"listen" env:"ICCWIRE_LISTEN" default:"127.0.0.1:9100" help:"Address of /metrics, /healthz and /readyz."`
	Replicas  int       `name:"replicas" env:"ICCWIRE_REPLICAS" default:"1" help:"Copies of each stream that is created: 1 alone, 3 in a cluster."`
	Log       LogConfig `embed:"" prefix:"log-"`
}

// LogConfig says how a process logs.
type LogConfig struct {
	Level  string `name:"level" env:"ICCWIRE_LOG_LEVEL" default:"info" enum:"debug,info,warn,error" help:"Least level that is logged: debug, info, warn or error."`
	Format string `name:"format" env:"ICCWIRE_LOG_FORMAT" default:"text" enum:"text,json" help:"Form of the log: text or json."`
}

// Validate names the field that is wrong.
func (c Config) Validate() error {
	switch {
	case c.NATSURL == "":
		return errors.New("--nats-url (ICCWIRE_NATS_URL) is empty: give the broker's address, such as nats://127.0.0.1:4222")
	case c.Replicas < 1 || c.Replicas > 5:
		return fmt.Errorf("--replicas is %d: it must be between 1 and 5", c.Replicas)
	}
	return nil
}

// Logger returns a logger on w.
func (c LogConfig) Logger(w io.Writer) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.Level)); err != nil {
		level = slog.LevelInfo
	}
	opts := &slog.HandlerOptions{Level: level}
	if c.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, opts))
	}
	return slog.New(slog.NewTextHandler(w, opts))
}

// ReplicaID makes a name for one replica of a service: the host's name, which is the container's
// under compose, and a random part. Each call makes another.
func ReplicaID() string {
	host, err := os.Hostname()
	if err != nil || host == "" {
		host = "host"
	}
	return fmt.Sprintf("%s-%08x", strings.ToLower(host), rand.Uint32())
}
