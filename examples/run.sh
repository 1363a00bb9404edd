#!/bin/sh
# Runs both consumers against the demo's broker and checks what they took.
#
#     examples/run.sh        (or: make examples)
#
# What it proves: each consumer takes two messages and stops, goes on where it was when it is started again,
# and finds nothing left the third time; together the runs saw exactly the articles that the search API
# says are on the situation, none twice. Needs Go and Python 3.9 with venv; nats-py comes from PyPI.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
situation=palestine
work=$(mktemp -d)
demo=

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# clean ends the demo and removes what was made, however the script ends.
clean() {
  status=$?
  trap - EXIT
  if [ -n "$demo" ]; then
    kill "$demo" 2>/dev/null || true
    wait "$demo" 2>/dev/null || true
  fi
  if [ "$status" != 0 ] && [ -s "$work/demo.err" ]; then
    echo "the demo's last lines:" >&2
    tail -5 "$work/demo.err" >&2
  fi
  rm -rf "$work"
  exit "$status"
}
trap clean EXIT
trap 'exit 130' INT TERM

need() {
  command -v go >/dev/null || fail "Go is missing: https://go.dev/dl"
  command -v python3 >/dev/null || fail "Python 3 is missing: install it, on Debian with: apt-get install python3 python3-venv"
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))' || fail "Python 3.9 or later is needed, this is $(python3 --version)"
  python3 -c 'import venv, ensurepip' 2>/dev/null || fail "Python's venv is missing: on Debian install it with: apt-get install python3-venv"
}

build() {
  (cd "$here/.." && go build -trimpath -o "$work/iccwire" ./cmd/iccwire)
  (cd "$here" && GOWORK=off go vet ./... && GOWORK=off go test ./... && GOWORK=off go build -trimpath -o "$work/follow" ./go)
  python3 -m venv "$work/venv" || fail "python3 -m venv did not work: on Debian install python3-venv"
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/python/requirements.txt" ||
    fail "could not install $(cat "$here/python/requirements.txt") from PyPI: is there a network?"
  export PYTHONDONTWRITEBYTECODE=1
  (cd "$here/python" && "$work/venv/bin/python" -m unittest --quiet)
}

# start runs the demo and waits until its story is told: then nothing is on its way any more.
start() {
  "$work/iccwire" demo --data "$work/data" --listen 127.0.0.1:0 --nats-listen 127.0.0.1:0 >"$work/demo.out" 2>"$work/demo.err" &
  demo=$!
  tries=0
  until grep -q 'The balance holds' "$work/demo.out"; do
    kill -0 "$demo" 2>/dev/null || fail "the demo ended by itself"
    tries=$((tries + 1))
    [ "$tries" -le 240 ] || fail "the demo did not settle within two minutes"
    sleep 0.5
  done
  pages=$(sed -n 's/^Pages: //p' "$work/demo.err")
  nats=$(cat "$work/data/nats.url") || fail "the demo does not say where its broker listens"
  echo "the demo has settled: pages at $pages, broker at $nats"
}

# follow NAME COMMAND…: three runs of one consumer, the first one stopped early, then the check.
follow() {
  name=$1
  shift
  "$@" --nats-url "$nats" --situation "$situation" --state "$work/$name.state" --all --count 2 >"$work/$name.1"
  "$@" --nats-url "$nats" --situation "$situation" --state "$work/$name.state" --until-idle >"$work/$name.2"
  "$@" --nats-url "$nats" --situation "$situation" --state "$work/$name.state" --until-idle >"$work/$name.3"
  cat "$work/$name.1" "$work/$name.2"
  python3 "$here/check.py" "$name" "$pages" "$situation" "$work/$name.1" "$work/$name.2" "$work/$name.3" || exit 1
}

need
build
start
follow go "$work/follow"
follow python "$work/venv/bin/python" "$here/python/follow.py"
