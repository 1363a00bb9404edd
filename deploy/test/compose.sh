#!/usr/bin/env bash
# Starts deploy/compose.yaml once on a real Docker engine, lets two articles through, and takes it down again.
#
#     deploy/test/compose.sh [--keep]
#
# What it proves: the images build from deploy/Dockerfile with the classic builder; every container becomes healthy; none runs as root (but the one-shot that hands the broker its
# volume), with a writable root file system or with a capability; an article on the Court goes from a feed to the search API and a cricket
# decoy does not; Prometheus scrapes all four services; a killed service comes back; what was indexed outlives a restart.
#
# What it needs: root, and Debian's packages where there is no engine yet (docker.io, docker-compose, iptables). Where no registry can be
# reached, it builds stand-ins under the very names and tags that compose.yaml asks for, and says so:
#     golang      this machine's Go tree on busybox
#     nats        nats-server of the version in internal/go.mod, built from its Go module, on busybox
#     prometheus  Debian's prometheus on busybox
#     grafana     NOT Grafana: a file server that answers /api/health, no more. The dashboard is checked by dashboard.sh, and by nothing here.
# Stand-ins are removed at the end, so that a later pull gets the real ones. --keep leaves everything running.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
project=iccwire-test
work=$(mktemp -d)
keep=no
[ "${1:-}" = --keep ] && keep=yes
export DOCKER_BUILDKIT=0 COMPOSE_DOCKER_CLI_BUILD=0 COMPOSE_PROJECT_NAME=$project

say() { printf '\n== %s\n' "$*"; }
fail() {
  printf '\nFAILED: %s\n' "$*" >&2
  exit 1
}

# --- what must be there ------------------------------------------------------------------------------------------------------------------

install_debian() {
  command -v apt-get >/dev/null || fail "$1 is missing and this is no Debian: install it and run this again"
  [ "$(id -u)" = 0 ] || fail "$1 is missing: run this as root, or install $2 first"
  say "installing Debian's $2"
  # shellcheck disable=SC2086 # a list of packages
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $2 >"$work/apt.log" 2>&1 ||
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $2 >"$work/apt.log" 2>&1; } ||
    { tail -5 "$work/apt.log"; fail "could not install $2"; }
}

dockerd_pid=
ensure_engine() {
  command -v go >/dev/null || fail "Go is missing: see README.md"
  command -v docker >/dev/null || install_debian "the Docker client" docker.io
  if ! docker info >/dev/null 2>&1; then
    if ! command -v dockerd >/dev/null || ! command -v iptables >/dev/null; then install_debian "the Docker engine" "docker.io iptables"; fi
    if ! docker info >/dev/null 2>&1; then
      say "starting dockerd by hand, as none runs"
      dockerd >"$work/dockerd.log" 2>&1 &
      dockerd_pid=$!
      until docker info >/dev/null 2>&1; do
        kill -0 "$dockerd_pid" 2>/dev/null || { tail -5 "$work/dockerd.log"; fail "dockerd ended"; }
        sleep 0.5
      done
    fi
  fi
  if docker compose version >/dev/null 2>&1; then
    compose_command=(docker compose)
  else
    command -v docker-compose >/dev/null || install_debian "docker-compose" docker-compose
    compose_command=(docker-compose)
  fi
  command -v curl >/dev/null || install_debian curl curl
  if [ "$(busybox --list 2>/dev/null | grep -cx -e httpd -e wget -e chown)" != 3 ]; then install_debian "busybox" busybox-static; fi
  docker version --format 'engine {{.Server.Version}}, client {{.Client.Version}}'
}

compose() { "${compose_command[@]}" -f "$root/deploy/compose.yaml" -f "$root/deploy/test/compose.site.yaml" "$@"; }

# --- stand-ins ---------------------------------------------------------------------------------------------------------------------------

stand_ins=()

# have IMAGE: it is here, or a registry gives it.
have() { docker image inspect "$1" >/dev/null 2>&1 || timeout 120 docker pull -q "$1" >/dev/null 2>&1; }

# stand_in IMAGE WHAT DIR: builds DIR (rootfs/ and the rest of a Dockerfile), with busybox added, under IMAGE's name.
stand_in() {
  local image=$1 what=$2 dir=$3
  say "no registry gives $image: building a stand-in, $what"
  mkdir -p "$dir/rootfs/bin"
  cp "$(command -v busybox)" "$dir/rootfs/bin/busybox"
  {
    printf 'FROM scratch\nCOPY rootfs/ /\nRUN ["/bin/busybox", "--install", "-s", "/bin"]\n'
    cat "$dir/rest"
  } >"$dir/Dockerfile"
  docker build -q -t "$image" --label iccwire.stand-in=yes "$dir" >/dev/null
  stand_ins+=("$image")
}

golang_image() {
  local image=$1 dir=$work/golang
  mkdir -p "$dir/rootfs/usr/local" "$dir/rootfs/etc/ssl/certs"
  cp -a "$(go env GOROOT)" "$dir/rootfs/usr/local/go"
  cp /etc/ssl/certs/ca-certificates.crt "$dir/rootfs/etc/ssl/certs/"
  cat >"$dir/rest" <<'REST'
RUN mkdir -m 1777 /tmp && mkdir /go
ENV PATH=/usr/local/go/bin:/bin GOPATH=/go GOTOOLCHAIN=local
WORKDIR /go
REST
  stand_in "$image" "this machine's Go tree on busybox" "$dir"
}

nats_image() {
  local image=$1 dir=$work/nats version
  version=$(awk '$1 == "github.com/nats-io/nats-server/v2" { print $2; exit }' "$root/internal/go.mod")
  [ -n "$version" ] || fail "internal/go.mod names no nats-server"
  mkdir -p "$dir/rootfs/bin"
  (cd "$work" && GOWORK=off GOFLAGS=-mod=mod CGO_ENABLED=0 GOBIN=$dir/rootfs/bin go install -trimpath "github.com/nats-io/nats-server/v2@$version")
  echo 'ENTRYPOINT ["nats-server"]' >"$dir/rest"
  stand_in "$image" "nats-server $version from its Go module" "$dir"
}

prometheus_image() {
  local image=$1 dir=$work/prometheus binary lib
  command -v prometheus >/dev/null || install_debian prometheus prometheus
  binary=$(command -v prometheus)
  mkdir -p "$dir/rootfs/bin" "$dir/rootfs/prometheus"
  cp "$binary" "$dir/rootfs/bin/"
  for lib in $(ldd "$binary" | grep -o '/[^ ]*'); do
    mkdir -p "$dir/rootfs$(dirname "$lib")"
    cp -L "$lib" "$dir/rootfs$lib"
  done
  cat >"$dir/rest" <<'REST'
RUN chown 65534:65534 /prometheus
USER 65534:65534
ENTRYPOINT ["prometheus"]
REST
  stand_in "$image" "Debian's $(prometheus --version 2>&1 | head -1 | cut -d' ' -f1-3)" "$dir"
}

grafana_image() {
  local image=$1 dir=$work/grafana
  mkdir -p "$dir/rootfs/www/api" "$dir/rootfs/var/lib/grafana"
  echo '{"database":"ok","version":"stand-in"}' >"$dir/rootfs/www/api/health"
  cat >"$dir/rest" <<'REST'
RUN chown 472:0 /var/lib/grafana
USER 472:0
ENTRYPOINT ["busybox", "httpd", "-f", "-p", "3000", "-h", "/www"]
REST
  stand_in "$image" "which is NOT Grafana: it only answers /api/health" "$dir"
}

site_image() {
  local dir=$work/site
  mkdir -p "$dir/rootfs"
  cp -r "$root/deploy/test/site" "$dir/rootfs/www"
  sed -i "s/@NOW@/$(date -uR)/" "$dir/rootfs/www/feed.xml"
  : >"$dir/rest"
  stand_in iccwire/test-site "the test's little outlet (no registry is meant to have it)" "$dir"
}

ensure_images() {
  local image
  have golang:1.26 || golang_image golang:1.26
  sed -n 's/^ *image: *//p' "$root/deploy/compose.yaml" | sort -u >"$work/images"
  while read -r image; do
    case $image in
      iccwire/*) ;; # built here
      nats:*) have "$image" || nats_image "$image" ;;
      prom/prometheus:*) have "$image" || prometheus_image "$image" ;;
      grafana/grafana:*) have "$image" || grafana_image "$image" ;;
      *) have "$image" || fail "compose.yaml asks for $image, for which this test knows no stand-in" ;;
    esac
  done <"$work/images"
  site_image
}

# --- checks ------------------------------------------------------------------------------------------------------------------------------

# wait_for SECONDS WHAT COMMAND...: asks until the command succeeds.
wait_for() {
  local limit=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >"$work/last" 2>&1; do
    [ $SECONDS -lt $limit ] || { tail -20 "$work/last"; compose ps; compose logs --tail=25; fail "not so in time: $what"; }
    sleep 1
  done
  echo "ok   $what"
}

containers() { docker ps -aq --filter "label=com.docker.compose.project=$project"; }

all_healthy() {
  local id state bad=0 seen=0
  for id in $(containers); do
    state=$(docker inspect -f '{{index .Config.Labels "com.docker.compose.service"}} {{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{else}}-{{end}} {{.State.ExitCode}}' "$id")
    case $state in
      *' running healthy 0' | 'nats-volume exited - 0' | 'site running - 0') seen=$((seen + 1)) ;;
      *) bad=1; echo "$state" ;;
    esac
  done
  [ $bad = 0 ] && [ $seen = 9 ]
}

check_hardening() {
  local id facts
  for id in $(containers); do
    facts=$(docker inspect -f '{{index .Config.Labels "com.docker.compose.service"}} readonly={{.HostConfig.ReadonlyRootfs}} drop={{.HostConfig.CapDrop}} security={{.HostConfig.SecurityOpt}} user={{.Config.User}} memory={{.HostConfig.Memory}}' "$id")
    case $facts in
      site\ *) ;;
      nats-volume\ readonly=true\ drop=\[ALL\]*no-new-privileges*) ;;
      *readonly=true\ drop=\[ALL\]*no-new-privileges*user=[1-9]*memory=[1-9]*) ;;
      *) fail "not as hardened as it should be: $facts" ;;
    esac
  done
  echo "ok   read-only, no capabilities, no new privileges, not root, memory limited: all"
  docker ps --format '{{.Ports}}' --filter "label=com.docker.compose.project=$project" | tr ',' '\n' | grep -e '->' | grep -v '^ *127\.0\.0\.1:' &&
    fail "a port is published beyond loopback"
  echo "ok   ports are published on loopback only"
}

get() { curl -fsS -m 5 "$1"; }
# search WORD PATTERN: the API answers for the word, and the pattern is in the answer. (No pipe: grep -q would break it off.)
search() {
  local answer
  answer=$(get "http://127.0.0.1:8080/api/v1/articles?q=$1") && grep -q -e "$2" <<<"$answer"
}
found() { search judges 'charges-confirmed'; }
decoy_absent() { search umpires '"items"' && ! search umpires 'sport/umpires'; }
# prom QUERY: what Prometheus answers.
prom() { get "http://127.0.0.1:9090/api/v1/query?query=$1"; }
scraped() { [ "$(prom up | grep -o '"job":"[a-z]*"[^}]*},"value":\[[^]]*"1"\]' | grep -c -E '"job":"(fetcher|parser|enricher|indexer)"')" = 4 ]; }
balanced() {
  local answer
  answer=$(prom 'iccwire_indexer_balance_articles')
  for want in '"status":"discovered"},"value":[^]]*"2"' '"status":"indexed"},"value":[^]]*"1"' '"status":"irrelevant"},"value":[^]]*"1"' '"status":"in_flight"},"value":[^]]*"0"'; do
    grep -q -e "$want" <<<"$answer" || { echo "$answer"; return 1; }
  done
}

parser_container() { docker ps -q --filter "label=com.docker.compose.project=$project" --filter label=com.docker.compose.service=parser; }
restarted() { [ "$(docker inspect -f '{{.RestartCount}}' "$(parser_container)")" -ge 1 ] && all_healthy; }

# --- the test ----------------------------------------------------------------------------------------------------------------------------

finish() {
  local code=$?
  trap - EXIT
  if [ $keep = yes ]; then
    say "left running, as asked (project $project)"
    exit $code
  fi
  say "taking it down"
  compose down --volumes --remove-orphans --timeout 45 >/dev/null 2>&1 || true
  docker image rm -f "${stand_ins[@]}" iccwire/{fetcher,parser,enricher,indexer} >/dev/null 2>&1 || true
  if [ -n "$dockerd_pid" ]; then
    kill "$dockerd_pid" || true
    wait "$dockerd_pid" 2>/dev/null || true
  fi
  rm -rf "$work"
  [ $code = 0 ] && echo "compose: passed"
  exit $code
}

main() {
  say "engine"
  ensure_engine
  trap finish EXIT
  ensure_images
  say "building the four images"
  compose build --quiet fetcher parser enricher indexer 2>"$work/build.log" || { tail -30 "$work/build.log"; fail "the images do not build"; }
  docker images --format '{{.Repository}}: {{.Size}}' --filter reference='iccwire/*'
  say "starting"
  compose up -d >"$work/up.log" 2>&1 || { tail -20 "$work/up.log"; compose logs --tail=25; fail "compose up"; }
  wait_for 180 "every container is healthy" all_healthy
  check_hardening
  say "messages flow"
  wait_for 120 "the article on the Court can be found" found
  decoy_absent || fail "the cricket decoy can be found, or the API does not answer"
  echo "ok   the cricket decoy cannot"
  wait_for 60 "Prometheus scrapes the four services" scraped
  wait_for 90 "the balance holds: 2 discovered, 1 indexed, 1 irrelevant, 0 in flight" balanced
  wait_for 30 "Grafana (or its stand-in) answers" get http://127.0.0.1:3000/api/health
  say "a service is killed"
  docker exec "$(parser_container)" /service --health || fail "the health check of a healthy parser fails"
  kill -KILL "$(docker inspect -f '{{.State.Pid}}' "$(parser_container)")"
  wait_for 90 "the parser came back by itself" restarted
  say "everything is stopped and started again"
  compose stop --timeout 45 >/dev/null 2>&1
  for id in $(containers); do
    docker inspect -f '{{index .Config.Labels "com.docker.compose.service"}} {{.State.ExitCode}}' "$id"
  done | awk '$1 ~ /^(fetcher|parser|enricher|indexer)$/ && $2 != 0 { print "exit code " $2 " from the " $1; bad = 1 } END { exit bad }' || fail "a service did not end in order"
  echo "ok   the services ended in order"
  compose start >/dev/null 2>&1 || compose up -d >/dev/null 2>&1
  wait_for 180 "every container is healthy again" all_healthy
  wait_for 30 "the article can still be found" found
  wait_for 90 "the balance still holds: nothing lost, nothing twice" balanced
}

main
