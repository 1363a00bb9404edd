package world

import (
	"fmt"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// encodeTo converts UTF-8 to a site's charset; what the charset lacks becomes a character
// reference, which both HTML and XML understand. An empty name leaves data alone.
func encodeTo(name string, data []byte) ([]byte, error) {
	var cm *charmap.Charmap
	switch name {
	case "":
		return data, nil
	case "windows-1251":
		cm = charmap.Windows1251
	case "iso-8859-1":
		cm = charmap.ISO8859_1
	default:
		return nil, fmt.Errorf("charset %q: not one that this world writes", name)
	}
	return encoding.HTMLEscapeUnsupported(cm.NewEncoder()).Bytes(data)
}
