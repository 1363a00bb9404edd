// Package datafiles holds the test of the catalogue's YAML against its published JSON Schema, by a validator that
// importers of the catalogue need not have. It has no code of its own.
package datafiles
