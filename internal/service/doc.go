// Package service is what every service process has in common: configuration from flags and
// environment, a connection to the broker, logging, and one port with /metrics, /healthz and
// /readyz. It knows no stage: what a service does is its own package's business.
package service
