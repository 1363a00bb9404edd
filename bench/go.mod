module github.com/iccwire/iccwire/bench

go 1.26.0

require (
	github.com/cloudflare/ahocorasick v0.0.0-20240916140611-054963ec9396
	github.com/iccwire/iccwire/catalogue v0.1.0
	github.com/iccwire/iccwire/services/enricher v0.1.0
	github.com/petar-dambovaliev/aho-corasick v0.0.0-20250424160509-463d218d4745
)

require (
	github.com/abadojack/whatlanggo v1.0.1 // indirect
	github.com/iccwire/iccwire/contract v0.1.0 // indirect
	github.com/iccwire/iccwire/internal v0.1.0 // indirect
	go.yaml.in/yaml/v3 v3.0.6 // indirect
	golang.org/x/text v0.43.0 // indirect
)

replace (
	github.com/iccwire/iccwire/catalogue => ../catalogue
	github.com/iccwire/iccwire/contract => ../contract
	github.com/iccwire/iccwire/internal => ../internal
	github.com/iccwire/iccwire/services/enricher => ../services/enricher
)
