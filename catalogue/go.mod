module github.com/iccwire/iccwire/catalogue

go 1.26.0
