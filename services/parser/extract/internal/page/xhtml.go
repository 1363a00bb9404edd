package page

import "bytes"

// void are the elements that HTML itself closes at once.
var void = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true,
}

// CloseEmpty writes the empty elements of an XHTML page out, <p/> as <p></p>: the parser of HTML
// takes the first for a start alone, and all after an empty <script/> or <title/> for its text.
func CloseEmpty(page []byte) []byte {
	out := make([]byte, 0, len(page))
	for len(page) > 0 {
		at := bytes.IndexByte(page, '<')
		if at < 0 {
			break
		}
		out, page = append(out, page[:at]...), page[at:]
		end := markupEnd(page)
		out, page = appendTag(out, page[:end]), page[end:]
	}
	return append(out, page...)
}

// markupEnd is the length of the comment, section, declaration or tag at the beginning.
func markupEnd(s []byte) int {
	for _, pair := range [][2]string{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}} {
		if bytes.HasPrefix(s, []byte(pair[0])) {
			if i := bytes.Index(s, []byte(pair[1])); i >= 0 {
				return i + len(pair[1])
			}
			return len(s)
		}
	}
	quote := byte(0)
	for i, c := range s {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return len(s)
}

func appendTag(out, tag []byte) []byte {
	if !bytes.HasSuffix(tag, []byte("/>")) || len(tag) < 4 || !letter(tag[1]) {
		return append(out, tag...)
	}
	name := tag[1 : len(tag)-2]
	if i := bytes.IndexAny(name, " \t\r\n\f/"); i >= 0 {
		name = name[:i]
	}
	if void[string(bytes.ToLower(name))] {
		return append(out, tag...)
	}
	out = append(out, tag[:len(tag)-2]...)
	out = append(out, "></"...)
	return append(append(out, name...), '>')
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
