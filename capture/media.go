package capture

import (
	"bytes"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"hearsay/corpus"
)

// byBytes stands for types of content that say too little.
const byBytes corpus.Format = ""

// mediaFormats tells the format of a type of content, see data/media.txt.
var mediaFormats = sync.OnceValue(func() map[media]corpus.Format {
	formats := map[media]corpus.Format{"": byBytes}
	for section, names := range readLexicon("media") {
		format := corpus.Format(section)
		if section == "bytes" {
			format = byBytes
		}
		for _, name := range names {
			formats[media(name)] = format
		}
	}
	return formats
})

// media is a type of content, in lower case; "" if it is unknown.
type media string

// mediaOf returns the type of content in a header Content-Type without its
// parameters, "" if it is none.
func mediaOf(contentType string) media {
	name, _, _ := strings.Cut(contentType, ";")
	name = strings.ToLower(strings.TrimSpace(name))
	if !strings.Contains(name, "/") || strings.ContainsAny(name, " \t,") {
		return ""
	}
	return media(name)
}

// documentMedia refuses content that is no document by its declared type.
func documentMedia(h http.Header) error {
	name := mediaOf(h.Get("Content-Type"))
	if _, ok := mediaFormats()[name]; !ok {
		return fmt.Errorf("content type %q: %w", name, ErrMedia)
	}
	return nil
}

// formatOfBody tells the format of a body by the type that was declared with
// it, then by its bytes. Feeds are known by their bytes whatever they are
// declared to be, as many are declared to be pages or text.
func formatOfBody(contentType string, body []byte) (corpus.Format, error) {
	declared, ok := mediaFormats()[mediaOf(contentType)]
	if !ok {
		return "", fmt.Errorf("content type %q: %w", mediaOf(contentType), ErrMedia)
	}
	head := body[:min(len(body), headSize)]
	switch isFeed := beginsFeed(head); {
	case isFeed && declared != corpus.FormatJSONL:
		return corpus.FormatFeed, nil
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return corpus.FormatPDF, nil
	case declared == corpus.FormatHTML, declared == corpus.FormatText, declared == corpus.FormatJSONL:
		return declared, nil
	}
	found, err := formatOfBytes(head)
	switch {
	case err != nil:
		return "", fmt.Errorf("content type %q: %w: %w", mediaOf(contentType), ErrMedia, err)
	case found == corpus.FormatText && declared == corpus.FormatFeed:
		return declared, nil
	case found == corpus.FormatText && strings.HasSuffix(string(mediaOf(contentType)), "json"):
		return "", fmt.Errorf("JSON that is no record: %w", ErrMedia)
	}
	return found, nil
}

// feedStart matches the root of a feed behind a declaration and comments;
// jsonFeed what names the version of a JSON feed.
var (
	feedStart = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?is)^(?:\x{feff}|\s|<\?.*?\?>|<!--.*?-->|<!doctype rss[^>]*>)*<(?:rss|feed|rdf:RDF)[\s>]`)
	})
	jsonFeed = []byte("jsonfeed.org/version/")
)

func beginsFeed(head []byte) bool {
	if bytes.HasPrefix(bytes.TrimSpace(head), []byte("{")) {
		return bytes.Contains(bytes.ReplaceAll(head, []byte(`\/`), []byte("/")), jsonFeed)
	}
	return feedStart().Match(head)
}

// contentCharset returns the charset that a header Content-Type names, in
// lower case, "" if it names none.
func contentCharset(contentType string) string {
	_, parameters, _ := strings.Cut(strings.ToLower(contentType), ";")
	for parameter := range strings.SplitSeq(parameters, ";") {
		name, value, _ := strings.Cut(parameter, "=")
		if strings.TrimSpace(name) == "charset" {
			return strings.TrimFunc(value, func(r rune) bool { return unicode.IsSpace(r) || r == '"' || r == '\'' })
		}
	}
	return ""
}
