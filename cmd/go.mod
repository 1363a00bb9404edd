module github.com/iccwire/iccwire/cmd

go 1.26.0

require (
	github.com/iccwire/iccwire/catalogue v0.1.0
	github.com/iccwire/iccwire/contract v0.1.0
	github.com/iccwire/iccwire/internal v0.1.0
	github.com/iccwire/iccwire/services/enricher v0.1.0
	github.com/iccwire/iccwire/services/fetcher v0.1.0
	github.com/iccwire/iccwire/services/indexer v0.1.0
	github.com/iccwire/iccwire/services/parser v0.1.0
)

require (
	github.com/mmcdole/gofeed v1.4.2
	github.com/mmcdole/goxpp/v2 v2.0.0 // indirect
	go.uber.org/goleak v1.3.0
	go.yaml.in/yaml/v3 v3.0.6
	golang.org/x/net v0.62.0 // indirect
	golang.org/x/text v0.43.0
)

replace (
	github.com/iccwire/iccwire/catalogue => ../catalogue
	github.com/iccwire/iccwire/contract => ../contract
	github.com/iccwire/iccwire/internal => ../internal
	github.com/iccwire/iccwire/services/enricher => ../services/enricher
	github.com/iccwire/iccwire/services/fetcher => ../services/fetcher
	github.com/iccwire/iccwire/services/indexer => ../services/indexer
	github.com/iccwire/iccwire/services/parser => ../services/parser
)
