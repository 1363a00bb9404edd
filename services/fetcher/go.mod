module github.com/iccwire/iccwire/services/fetcher

go 1.26.0

require (
	github.com/iccwire/iccwire/contract v0.1.0
	github.com/iccwire/iccwire/internal v0.1.0
)

replace (
	github.com/iccwire/iccwire/contract => ../../contract
	github.com/iccwire/iccwire/internal => ../../internal
)
