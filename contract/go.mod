module github.com/iccwire/iccwire/contract

go 1.26.0
