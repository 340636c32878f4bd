package main

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	readability "codeberg.org/readeck/go-readability"
	trafilatura "github.com/markusmobius/go-trafilatura"

	"hearsay/capture"
	"hearsay/corpus"
)

var extractors = map[string]func(page) result{
	"hearsay":     func(p page) result { return hearsay(p, corpus.Title, corpus.Byline, corpus.Caption, corpus.Crud) },
	"hearsay-all": func(p page) result { return hearsay(p, corpus.Title) },
	"readability": readable,
	"trafilatura": yardstickResult,
}

// hearsay counts as main text every block but those of the kinds without.
// "hearsay" leaves out what is labelled title, byline, caption or crud, as
// the others throw it away; "hearsay-all" leaves out the title alone and so
// scores the text that is stored.
func hearsay(p page, without ...corpus.BlockKind) result {
	var r result
	c := corpus.Capture{Source: p.URL, Format: corpus.FormatHTML}
	for d, err := range capture.Documents(c, bytes.NewReader(p.html)) {
		if err != nil {
			continue
		}
		var text []string
		for _, b := range d.Blocks {
			if !slices.Contains(without, b.Kind) {
				text = append(text, b.In(d.Text))
			}
		}
		r.text, r.title = strings.Join(text, "\n\n"), d.Title
		r.date = d.Published[:min(10, len(d.Published))]
	}
	return r
}

func readable(p page) result {
	u, err := url.Parse(p.URL)
	if err != nil {
		return result{}
	}
	a, err := readability.FromReader(bytes.NewReader(p.html), u)
	if err != nil {
		return result{}
	}
	r := result{text: a.TextContent, title: a.Title}
	if a.PublishedTime != nil {
		r.date = a.PublishedTime.Format("2006-01-02")
	}
	return r
}

func yardstickResult(p page) result {
	u, err := url.Parse(p.URL)
	if err != nil {
		return result{}
	}
	t, err := trafilatura.Extract(bytes.NewReader(p.html), trafilatura.Options{EnableFallback: true, ExcludeComments: true, OriginalURL: u})
	if err != nil {
		return result{}
	}
	r := result{text: t.ContentText, title: t.Metadata.Title}
	if !t.Metadata.Date.IsZero() {
		r.date = t.Metadata.Date.Format("2006-01-02")
	}
	return r
}
