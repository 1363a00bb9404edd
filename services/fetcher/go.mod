module github.com/iccwire/iccwire/services/fetcher

go 1.26.0

require (
	github.com/iccwire/iccwire/contract v0.1.0
	github.com/iccwire/iccwire/internal v0.1.0
)

require (
	github.com/mmcdole/gofeed v1.4.2 // indirect
	github.com/mmcdole/goxpp/v2 v2.0.0 // indirect
	go.yaml.in/yaml/v3 v3.0.6 // indirect
	golang.org/x/net v0.62.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)

replace (
	github.com/iccwire/iccwire/contract => ../../contract
	github.com/iccwire/iccwire/internal => ../../internal
)
