module github.com/iccwire/iccwire/cmd

go 1.26.0

require (
	github.com/iccwire/iccwire/contract v0.1.0
	github.com/iccwire/iccwire/catalogue v0.1.0
	github.com/iccwire/iccwire/internal v0.1.0
	github.com/iccwire/iccwire/services/fetcher v0.1.0
	github.com/iccwire/iccwire/services/parser v0.1.0
	github.com/iccwire/iccwire/services/enricher v0.1.0
	github.com/iccwire/iccwire/services/indexer v0.1.0
)

replace (
	github.com/iccwire/iccwire/contract => ../contract
	github.com/iccwire/iccwire/catalogue => ../catalogue
	github.com/iccwire/iccwire/internal => ../internal
	github.com/iccwire/iccwire/services/fetcher => ../services/fetcher
	github.com/iccwire/iccwire/services/parser => ../services/parser
	github.com/iccwire/iccwire/services/enricher => ../services/enricher
	github.com/iccwire/iccwire/services/indexer => ../services/indexer
)
