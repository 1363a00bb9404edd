# What CI runs, one target a line; see CONTRIBUTING.md.
MODULES := $(shell go list -m -f '{{.Dir}}')
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: all build test race fmt vet lint alone sync sync-check generate bench quality demo examples compose dashboard

all: fmt vet test

build: ## binaries of every command in bin/
	go build -trimpath -o bin/ work

test: ## every module's tests, with Go alone
	go test work

race: ## the same under the race detector, in random order
	go test -race -shuffle=on work

fmt: ## nothing may be printed
	@out=$$(gofmt -l .); if [ -n "$$out" ]; then echo "gofmt would change:"; echo "$$out"; exit 1; fi

vet:
	go vet work

lint: ## staticcheck, pinned; needs the module proxy
	go run $(STATICCHECK) work

alone: ## each module by itself: the walls between modules exist only so
	@set -e; for m in $(MODULES); do echo "alone: $${m#$(CURDIR)/}"; (cd $$m && GOWORK=off go vet ./... && GOWORK=off go build -o /dev/null ./...); done

sync: ## bring the modules' requirements into step
	go work sync
	@set -e; for m in $(MODULES); do (cd $$m && GOWORK=off go mod tidy); done

sync-check: sync ## nothing may change
	git diff --exit-code -- '*go.mod' '*go.sum' go.work

generate: ## contract's schemas, catalogue's compact form, the diagrams
	go generate work

bench: ## speed of each stage and of the whole, beside each other
	go run ./cmd/internal/bench

quality: ## how right the tagger is: the tables of docs/quality.md, written anew
	go test ./services/enricher/quality -run TestPublishedFigures -update

demo: ## the whole pipeline on the built-in world, to its end
	go run ./cmd/iccwire demo --once

examples: ## the consumers of examples/ against the demo's broker
	sh examples/run.sh

compose: ## deploy/compose.yaml on a real Docker engine, with stand-in images
	bash deploy/test/compose.sh

dashboard: ## the dashboard's queries against a real Prometheus
	bash deploy/test/dashboard.sh
