package catalogue

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// locate notes on which line each item and each fact of the file stands.
func (d *document) locate(root *yaml.Node) {
	d.lines, d.facts, d.keys = map[string][]int{}, map[string]int{}, map[string]int{}
	if len(root.Content) == 0 {
		return
	}
	eachKey(root.Content[0], func(section string, value *yaml.Node) {
		if section == "sources" {
			eachKey(value, func(key string, v *yaml.Node) { d.keys[key] = v.Line })
			return
		}
		for i, item := range value.Content {
			d.lines[section] = append(d.lines[section], item.Line)
			eachKey(item, func(list string, v *yaml.Node) {
				d.facts[fmt.Sprintf("%s/%d/%s", section, i, list)] = v.Line
				for j, fact := range v.Content {
					d.facts[fmt.Sprintf("%s/%d/%s/%d", section, i, list, j)] = fact.Line
				}
			})
		}
	})
}

func eachKey(n *yaml.Node, visit func(string, *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		visit(n.Content[i].Value, n.Content[i+1])
	}
}

// line is where the fact stands, or the item it belongs to.
func (d *document) line(section string, item int, fact string, index int) int {
	base := fmt.Sprintf("%s/%d/%s", section, item, fact)
	if l, ok := d.facts[fmt.Sprintf("%s/%d", base, index)]; ok {
		return l
	}
	if l, ok := d.facts[base]; ok {
		return l
	}
	if lines := d.lines[section]; item < len(lines) {
		return lines[item]
	}
	return 0
}

// knownKeys lists the keys that the part of the file called by its Go type may have.
func knownKeys(typeName string) []string {
	for _, t := range []any{file{}, fileEntity{}, fileRole{}, fileLookalike{}, Office{}, Status{}, Link{}, Milestone{}, Source{}} {
		if rt := reflect.TypeOf(t); rt.Name() == typeName {
			return yamlKeys(rt)
		}
	}
	return []string{"see docs/catalogue.md"}
}

func yamlKeys(rt reflect.Type) []string {
	var keys []string
	for f := range rt.Fields() {
		tag := f.Tag.Get("yaml")
		switch {
		case f.Anonymous || strings.HasSuffix(tag, ",inline"):
			keys = append(keys, yamlKeys(f.Type)...)
		case tag != "" && tag != "-":
			keys = append(keys, tag)
		}
	}
	slices.Sort(keys)
	return keys
}
