package extract

import "github.com/iccwire/iccwire/internal/lang"

// sampled is how much of a text, in bytes, is enough to tell its language.
const sampled = 3000

// language tells a text's language; what the page declares is a hint.
func language(title, text, declared string) string {
	tag, _ := lang.Detect(title+"\n"+cutAt(text, sampled), declared)
	return tag
}
