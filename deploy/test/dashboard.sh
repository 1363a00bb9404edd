#!/usr/bin/env bash
# Runs every query of the dashboard Overview, and every alert, against a real Prometheus that scrapes a running pipeline.
#
#     deploy/test/dashboard.sh
#
# The pipeline is `iccwire demo`: all four services in one process, reading the built-in news world; no network is needed. Prometheus is the
# one on the PATH, or Debian's package. Grafana is not needed, and its drawing is not checked: titles, units and descriptions are, by
# `go test ./cmd/internal/deployfiles`. A query fails the check if Prometheus refuses it, or if it brings no number.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
demo=127.0.0.1:18080
prometheus=127.0.0.1:19090
pids=()

finish() {
  local code=$?
  trap - EXIT
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  if [ $code != 0 ]; then
    for log in "$work"/*.log; do printf '\n-- %s\n' "$log"; tail -15 "$log"; done
  fi
  rm -rf "$work"
  [ $code = 0 ] && echo "dashboard: passed"
  exit $code
}
trap finish EXIT

# wait_for SECONDS WHAT COMMAND...
wait_for() {
  local limit=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $limit ] || { echo "not so in time: $what" >&2; exit 1; }
    sleep 1
  done
}

if ! command -v prometheus >/dev/null || ! command -v promtool >/dev/null; then
  echo "installing Debian's prometheus"
  { apt-get install -y -qq --no-install-recommends prometheus || { apt-get update -qq && apt-get install -y -qq --no-install-recommends prometheus; }; } >"$work/apt.log" 2>&1
fi

promtool check config "$root/deploy/prometheus/prometheus.yml"
promtool test rules "$root/deploy/test/rules_test.yml"

cd "$root"
go build -o "$work/iccwire" ./cmd/iccwire
go build -o "$work/checkdash" ./cmd/internal/checkdash

cat >"$work/prometheus.yml" <<CONFIG
global: {scrape_interval: 1s, evaluation_interval: 1s}
rule_files: ["$root/deploy/prometheus/rules/*.yml"]
scrape_configs:
  - job_name: iccwire
    static_configs: [{targets: ["$demo"]}]
CONFIG
# Prometheus first: a rate needs a look at the counters before they move.
prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/tsdb" --web.listen-address="$prometheus" >"$work/prometheus.log" 2>&1 &
pids+=($!)
wait_for 30 "Prometheus is ready" curl -fsS "http://$prometheus/-/ready"
"$work/iccwire" demo --data "$work/data" --listen "$demo" --nats-listen none >"$work/demo.log" 2>&1 &
pids+=($!)

# number QUERY: its first value.
number() { curl -fsS "http://$prometheus/api/v1/query" --data-urlencode "query=$1" | grep -o '"value":\[[^]]*\]' | head -1 | cut -d'"' -f4; }
through() { [ "$(number 'iccwire_indexer_documents > bool 10')" = 1 ] && [ "$(number 'max(iccwire_indexer_balance_articles{status="in_flight"}) == bool 0')" = 1 ]; }
wait_for 180 "the demo's articles are indexed and none is in flight, as Prometheus sees it" through
# Two more scrapes, so that what was counted last is there twice.
sleep 3

"$work/checkdash" -prometheus "http://$prometheus" -rate 5m deploy/grafana/dashboards/overview.json

rules=$(curl -fsS "http://$prometheus/api/v1/rules")
healthy=$(grep -o '"health":"ok"' <<<"$rules" | wc -l)
total=$(grep -c 'alert:' deploy/prometheus/rules/iccwire.yml)
[ "$healthy" = "$total" ] || { echo "only $healthy of $total alerts evaluate: $rules" >&2; exit 1; }
echo "$total alerts evaluate without an error"
