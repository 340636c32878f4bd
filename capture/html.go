package capture

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"hearsay/corpus"
)

// htmlDocument reads a page: what it declares about itself, then its main
// content as blocks of text.
func htmlDocument(d *draft, b []byte) error {
	page, err := d.decodePage(b)
	if err != nil {
		return err
	}
	root, err := parsePage(page)
	if err != nil {
		return fmt.Errorf("parse page: %w", err)
	}
	d.metadata(root)
	blocks := mainContent(root)
	if declared := declaredBody(d.articleBody); float64(goodText(blocks)) < minShare*float64(goodText(declared)) {
		blocks = declared // a page that is drawn by a script
	}
	d.compose(d.Title, blocks)
	if d.Text == "" {
		return ErrEmpty
	}
	d.pageLanguage(root)
	return nil
}

// decodePage decodes a page by what was given beside it, else by its bytes
// where they are UTF-8, else by what it declares, else, or where nobody knows
// what it declares, by statistics.
func (d *draft) decodePage(b []byte) (string, error) {
	if decoded, ok := d.decodeGiven(b); ok {
		return d.decode(decoded)
	}
	declared, name, _ := charset.DetermineEncoding(b, "")
	head := bytes.ToLower(b[:min(len(b), headSize)])
	if name == "utf-8" || utf8.Valid(b) || !bytes.Contains(head, []byte("charset")) {
		return d.decode(b)
	}
	if label := unknownCharset(head); label != "" {
		d.note(fmt.Sprintf("unknown charset %q (declared)", label))
		return d.decode(b)
	}
	if isBinary(b) {
		return "", ErrBinary
	}
	out, err := declared.NewDecoder().Bytes(b)
	if err != nil {
		return d.decode(b)
	}
	d.see(fieldCharset, name, "bytes")
	return d.decode(out)
}

// charsetLabel matches how the head of a page declares its charset.
var charsetLabel = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`charset\s*=\s*["']?\s*([^\s"'/>;]+)`)
})

// unknownCharset returns the charset that the head of a page declares, "" if
// it is known or there is none.
func unknownCharset(head []byte) string {
	label := ""
	for _, m := range charsetLabel().FindAllSubmatch(head, -1) {
		label = string(m[1])
		if enc, _ := charset.Lookup(label); enc != nil {
			return ""
		}
	}
	return label
}

// parsePage parses a page. One that is nested deeper than the parser goes is
// parsed again without what nests.
func parsePage(page string) (*html.Node, error) {
	root, err := html.Parse(strings.NewReader(page))
	if err == nil {
		return root, nil
	}
	return html.Parse(strings.NewReader(flattenTags(page)))
}

// flattenTags returns page with only those tags that make paragraphs and
// metadata. Every other tag ends a paragraph if it is of block level.
func flattenTags(page string) string {
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			out.Write(z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			raw := bytes.Clone(z.Raw())
			name, _ := z.TagName()
			switch tag := atom.Lookup(name); {
			case keptFlat[tag]:
				out.Write(raw)
			case !inline[tag]:
				out.WriteString("<p>")
			}
		}
	}
}

// keptFlat are the tags that flattenTags keeps.
var keptFlat = map[atom.Atom]bool{
	atom.P: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.Br: true, atom.Meta: true, atom.Title: true,
	atom.Script: true, atom.Style: true, atom.Head: true, atom.Body: true, atom.Html: true, atom.Link: true,
}

// inline are the elements that do not end a line.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.Acronym: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true, atom.Cite: true, atom.Code: true,
	atom.Data: true, atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Img: true, atom.Ins: true, atom.Kbd: true,
	atom.Label: true, atom.Mark: true, atom.Nobr: true, atom.Q: true, atom.S: true, atom.Samp: true, atom.Small: true, atom.Span: true,
	atom.Strike: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true, atom.Tt: true, atom.U: true, atom.Var: true, atom.Wbr: true,
}

// pageBlock is a block of a page before it has its place in a text.
type pageBlock struct {
	kind  corpus.BlockKind
	text  string
	links int  // bytes of text that are links
	main  bool // lies in the main content
	top   bool // is a heading of the first order
}

// compose makes the text of the document from a title and blocks: title
// first, blocks joined by empty lines. A block that repeats the title is left
// out; furniture that slipped in is labelled crud.
func (d *draft) compose(title string, blocks []pageBlock) {
	var out strings.Builder
	add := func(kind corpus.BlockKind, text string) {
		inner := strings.TrimFunc(text, isBlank) // not all that is blank is a space to HTML
		if inner == "" {
			return
		}
		if out.Len() > 0 {
			out.WriteString("\n\n")
		}
		d.Blocks = append(d.Blocks, corpus.Block{Span: spanOf(out.Len()+strings.Index(text, inner), inner), Kind: kind})
		out.WriteString(text)
	}
	title = flat(strings.ReplaceAll(title, "\x00", ""))
	add(corpus.Title, title)
	for i, b := range blocks {
		b.text = strings.ReplaceAll(strings.ToValidUTF8(b.text, "\uFFFD"), "\x00", "")
		if i < titleZone && fold(b.text) == fold(title) {
			continue
		}
		add(kindInPage(b), b.text)
	}
	d.Text = out.String()
}

// kindInPage refines what markup says of a block by what its words say.
func kindInPage(b pageBlock) corpus.BlockKind {
	if b.kind == corpus.Heading || b.kind == corpus.Caption || b.kind == corpus.List || b.kind == corpus.Quote || b.kind == corpus.Standfirst || b.kind == corpus.Byline {
		if isCrud(b.text) {
			return corpus.Crud
		}
		return b.kind
	}
	switch kind := kindOfLine(b.text); kind {
	case corpus.Crud, corpus.Byline, corpus.Caption:
		return kind
	}
	return b.kind
}

// fragment makes the text of the document from a title and a piece of HTML
// or plain text, as feeds carry it.
func (d *draft) fragment(title, body string) {
	root, err := parsePage(body)
	if err != nil {
		root = &html.Node{Type: html.TextNode, Data: body}
	}
	prune(root)
	d.compose(title, collect(root))
}

// declaredBody returns the blocks of a text that a page declares in JSON-LD,
// plain or with markup.
func declaredBody(body string) []pageBlock {
	if body == "" {
		return nil
	}
	if !strings.Contains(body, "<") {
		body = strings.ReplaceAll(html.EscapeString(html.UnescapeString(body)), "\n", "<p>")
	}
	root, err := parsePage(body)
	if err != nil {
		return nil
	}
	prune(root)
	return collect(root)
}

// htmlText returns the words of a piece of HTML in one line.
func htmlText(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return flat(s)
	}
	root, err := parsePage(s)
	if err != nil {
		return flat(s)
	}
	return textOf(root)
}

// textOf returns the words within n in one line.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		switch {
		case c.Type == html.TextNode && !rawText(c.Parent):
			b.WriteString(c.Data)
		case c.Type == html.ElementNode && !inline[c.DataAtom]:
			b.WriteByte(' ')
		}
	}
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
	}
	return flat(b.String())
}

// rawText reports whether text within n is no text for a reader.
func rawText(n *html.Node) bool {
	if n == nil {
		return false
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template:
		return true
	}
	return false
}

// attr returns an attribute of n, "" if it has none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// find returns the first element below n that is as wanted.
func find(n *html.Node, want func(*html.Node) bool) *html.Node {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && want(c) {
			return c
		}
	}
	return nil
}

func isTag(tag atom.Atom) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.DataAtom == tag }
}
