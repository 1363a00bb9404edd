package world

// LD is the page's schema.org description as news systems write it.
func (p *page) LD() any {
	ld := m{
		"@context": "https://schema.org", "@type": "NewsArticle", "headline": p.A.Title,
		"description": p.A.Standfirst, "datePublished": p.ISO, "dateModified": or(p.ISOMod, p.ISO),
		"inLanguage": p.Site.Lang, "articleSection": p.A.Section, "isAccessibleForFree": true,
		"mainEntityOfPage": m{"@type": "WebPage", "@id": p.Own}, "image": []string{p.Image},
		"author": p.people(), "publisher": p.publisher(),
	}
	return ld
}

// Graph is the same as a chain of nodes, the way a common plug-in writes it.
func (p *page) Graph() any {
	site := p.Site.base()
	return m{"@context": "https://schema.org", "@graph": []any{
		m{"@type": "WebPage", "@id": p.Own, "url": p.Own, "name": p.A.Title + " - " + p.Site.Name,
			"isPartOf": m{"@id": site + "/#website"}, "datePublished": p.ISO, "dateModified": or(p.ISOMod, p.ISO)},
		m{"@type": "Article", "@id": p.Own + "#article", "headline": p.A.Title, "datePublished": p.ISO,
			"dateModified": or(p.ISOMod, p.ISO), "author": p.people(), "isPartOf": m{"@id": p.Own},
			"inLanguage": p.Site.Lang, "articleSection": []string{p.A.Section}},
		m{"@type": "BreadcrumbList", "itemListElement": []any{
			m{"@type": "ListItem", "position": 1, "name": p.W.Menu[0], "item": site + "/"},
			m{"@type": "ListItem", "position": 2, "name": p.A.Title}}},
		m{"@type": "WebSite", "@id": site + "/#website", "url": site + "/", "name": p.Site.Name,
			"publisher": p.publisher()},
	}}
}

func (p *page) people() []m {
	out := []m{}
	for _, name := range p.A.Authors {
		out = append(out, m{"@type": "Person", "name": name})
	}
	return out
}

func (p *page) publisher() m {
	return m{"@type": "NewsMediaOrganization", "name": p.Site.Name,
		"logo": m{"@type": "ImageObject", "url": p.Site.base() + "/img/logo.svg"}}
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
