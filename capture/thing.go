package capture

import (
	"encoding/json"
	"strings"

	"hearsay/corpus"
)

// thing is a JSON-LD object.
type thing map[string]any

// readThings returns the objects of a JSON-LD script, those of @graph and
// lists included. What cannot be parsed is none.
func readThings(src string) []thing {
	src = strings.TrimSpace(src)
	src = strings.TrimSuffix(strings.TrimPrefix(src, "<!--"), "-->")
	src = strings.TrimSuffix(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(src), "//<![CDATA[")), "//]]>")
	var v any
	if json.Unmarshal([]byte(src), &v) != nil {
		clean := strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, src)
		if json.Unmarshal([]byte(strings.TrimSuffix(strings.TrimSpace(clean), ";")), &v) != nil {
			return nil
		}
	}
	return flattenThings(v, 0)
}

// maxGraph is how deep lists of objects may nest.
const maxGraph = 4

func flattenThings(v any, depth int) []thing {
	if depth > maxGraph {
		return nil
	}
	var out []thing
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			out = append(out, flattenThings(item, depth+1)...)
		}
	case map[string]any:
		out = append(out, thing(v))
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if _, plain := v[key].(string); !plain {
				out = append(out, flattenThings(v[key], depth+1)...)
			}
		}
	}
	return out
}

// isArticle reports whether t is a piece of writing.
func (t thing) isArticle() bool {
	for _, name := range values(t["@type"]) {
		name = strings.TrimPrefix(strings.TrimPrefix(name, "http://schema.org/"), "https://schema.org/")
		if strings.HasSuffix(name, "Article") || strings.HasSuffix(name, "Posting") || name == "Report" || name == "Review" || name == "CreativeWork" ||
			name == "Recipe" || name == "VideoObject" && t["headline"] != nil || strings.HasSuffix(name, "Event") && t["datePublished"] != nil {
			return true
		}
	}
	return false
}

// values returns strings of a JSON-LD value: itself, the items of a list, the
// name of an object.
func values(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, item := range v {
			out = append(out, values(item)...)
		}
		return out
	case map[string]any:
		for _, key := range []string{"name", "@value", "legalName"} {
			if s, ok := v[key].(string); ok {
				return []string{s}
			}
		}
	}
	return nil
}

// linked observes what the JSON-LD of a page says of its article.
func (d *draft) linked(things []thing) {
	for _, articles := range []bool{true, false} {
		for _, t := range things {
			if t.isArticle() == articles {
				d.linkedDate(t, articles)
			}
		}
	}
	for _, t := range things {
		if !t.isArticle() {
			continue
		}
		if body, ok := t["articleBody"].(string); ok && len(body) > len(d.articleBody) {
			d.articleBody = body
		}
		for _, s := range values(t["headline"]) {
			d.see(corpus.FieldTitle, htmlText(s), "json-ld")
		}
		for _, s := range values(t["author"]) {
			if !strings.Contains(s, "://") {
				d.seeAuthors(htmlText(s), "json-ld")
			}
		}
		for _, s := range values(t["publisher"]) {
			d.see(corpus.FieldOutlet, htmlText(s), "json-ld")
		}
	}
}

func (d *draft) linkedDate(t thing, article bool) {
	keys := []string{"datePublished", "dateCreated"}
	if !article {
		keys = keys[:1]
	}
	for _, key := range keys {
		for _, s := range values(t[key]) {
			if at, ok := parseDate(s); ok && at.Day > 0 {
				d.seeDate(at, "json-ld")
			}
		}
	}
}
