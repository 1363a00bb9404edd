module github.com/iccwire/iccwire/internal

go 1.26.0

require (
	github.com/iccwire/iccwire/contract v0.1.0
)

replace (
	github.com/iccwire/iccwire/contract => ../contract
)
