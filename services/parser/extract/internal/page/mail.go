package page

import (
	"strings"

	"golang.org/x/net/html"
)

// mailWords stand in the names and prompts of fields for an e-mail address.
var mailWords = []string{"mail", "correo", "lectronique", "почт", "пошт", "بريد", "ايميل", "דוא", "e-post", "epost", "eposta", "邮箱", "郵箱", "メール", "이메일", "ईमेल"}

// mailField says whether an input asks for an e-mail address.
func mailField(n *html.Node) bool {
	prompt := ""
	for _, a := range n.Attr {
		switch a.Key {
		case "type":
			if t := strings.ToLower(a.Val); t == "email" {
				return true
			} else if t != "" && t != "text" {
				return false
			}
		case "name", "id", "placeholder", "value", "aria-label", "autocomplete", "title":
			prompt += " " + cut(a.Val)
		}
	}
	prompt = strings.ToLower(prompt)
	for _, w := range mailWords {
		if strings.Contains(prompt, w) {
			return true
		}
	}
	return false
}

// asksMail marks an element and all around it.
func (p *Page) asksMail(elem int32) {
	for elem >= 0 && !p.Elems[elem].AsksMail {
		p.Elems[elem].AsksMail = true
		elem = p.Elems[elem].Parent
	}
}
