package capture

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"hearsay/corpus"
)

// mainContent returns the blocks of the main content of a page. It changes
// the tree.
func mainContent(root *html.Node) []pageBlock {
	body := find(root, isTag(atom.Body))
	if body == nil {
		body = root
	}
	prune(body)
	main := chooseMain(body)
	for _, n := range main {
		dropLinkLists(n)
	}
	blocks := withLead(collectIn(body, main))
	trimEdges(blocks)
	return blocks
}

// withLead returns the blocks of the main content, with the prose between
// the heading of the page and it: a lead that stands outside.
func withLead(blocks []pageBlock) []pageBlock {
	first := slices.IndexFunc(blocks, func(b pageBlock) bool { return b.main })
	heading := -1
	for i := 0; i < first; i++ {
		if blocks[i].top {
			heading = i
		}
	}
	var out []pageBlock
	for i, b := range blocks {
		switch {
		case b.main:
			out = append(out, b)
		case heading < 0 || i < heading || i > first:
		case isLead(b):
			b.kind = corpus.Standfirst
			out = append(out, b)
		case b.kind == corpus.Byline && len(b.text) <= maxByline, b.kind == corpus.Caption && len(b.text) <= maxCaption:
			out = append(out, b)
		}
	}
	return out
}

func isLead(b pageBlock) bool {
	return isProse(b) || b.kind == corpus.Standfirst && b.links*2 < len(b.text)
}

// A main content that holds less than minShare of the page's good prose is
// widened to the ancestor that holds more.
const (
	minShare  = 0.4
	goodProse = 80 // bytes of a block that counts as prose
)

// widen returns main or the nearest ancestor of it that has a fair share of
// the prose of body.
func widen(main []*html.Node, body *html.Node) []*html.Node {
	all := goodText(collect(body))
	have := 0
	for _, n := range main {
		have += goodText(collect(n))
	}
	n := main[0]
	for n != body && n.Parent != nil && float64(have) < minShare*float64(all) {
		n = n.Parent
		have = goodText(collect(n))
		main = []*html.Node{n}
	}
	return main
}

// goodText counts the bytes of blocks that are prose.
func goodText(blocks []pageBlock) int {
	n := 0
	for _, b := range blocks {
		if isProse(b) {
			n += len(b.text)
		}
	}
	return n
}

func isProse(b pageBlock) bool {
	return len(b.text) >= goodProse && b.links*2 < len(b.text) && (b.kind == corpus.Paragraph || b.kind == corpus.Quote || b.kind == corpus.List)
}

// minProse is how many blocks of prose a page must have for short lines
// before the first and after the last to count as furniture.
const minProse = 3

// trimEdges labels as crud the short lines around the prose: sections and
// dates above it, what follows the last paragraph below.
func trimEdges(blocks []pageBlock) {
	first, last, n := -1, -1, 0
	for i, b := range blocks {
		if isProse(b) {
			if n++; first < 0 {
				first = i
			}
			last = i
		}
	}
	if n < minProse {
		return
	}
	for i := range blocks {
		b := &blocks[i]
		short := len(b.text) < maxCredit && !endsSentence(b.text)
		if i < first && short && b.kind == corpus.Paragraph || i > last && (short && b.kind == corpus.Paragraph || b.kind == corpus.Heading) {
			b.kind = corpus.Crud
		}
	}
}

// contentNames is the knowledge of data/page.txt.
type contentNames struct {
	body, section, furniture, doubtful, caption, byline, standfirst, dateline []string
}

var pageNames = sync.OnceValue(func() contentNames {
	lex := readLexicon("page")
	for _, patterns := range lex {
		for i, p := range patterns {
			patterns[i] = strings.NewReplacer("^", " ", "$", " ").Replace(p)
		}
	}
	return contentNames{body: lex["body"], section: lex["section"], furniture: lex["furniture"], doubtful: lex["doubtful"], caption: lex["caption"], byline: lex["byline"], standfirst: lex["standfirst"], dateline: lex["dateline"]}
})

// maxFurniture is the share of a page's prose above which an element is no
// furniture whatever it is called. Themes call wrappers of the whole page
// "has-sidebar" and "no-ads".
const maxFurniture = 0.3

// prune removes from n what no reader takes for content, by tag, by being
// hidden and by the names that page makers give it.
func prune(n *html.Node) {
	text, links := weigh(n)
	pruneBelow(n, int(maxFurniture*float64(text-links)))
}

func pruneBelow(n *html.Node, limit int) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.CommentNode || c.Type == html.ElementNode && isFurniture(c, limit) {
			n.RemoveChild(c)
		} else {
			pruneBelow(c, limit)
		}
		c = next
	}
}

// isFurniture reports whether n is no content. Its name does not count when
// it holds more than limit characters of prose.
func isFurniture(n *html.Node, limit int) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Object, atom.Embed, atom.Nav, atom.Footer, atom.Aside,
		atom.Button, atom.Input, atom.Select, atom.Textarea, atom.Dialog, atom.Menu, atom.Canvas, atom.Audio, atom.Video, atom.Map, atom.Label:
		return true
	case atom.Body, atom.Html, atom.Article, atom.Main:
		return false
	}
	return isHidden(n) || hasFurnitureName(n) && prose(n) <= limit || hasDoubtfulName(n) && goodText(collect(n)) == 0
}

func isHidden(n *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", "")
	if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") || attr(n, "aria-hidden") == "true" {
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" {
			return true
		}
	}
	return false
}

// nameOf returns the names that the makers gave an element, in lower case,
// each between spaces.
func nameOf(n *html.Node) string {
	return " " + strings.ToLower(attr(n, "id")+" "+attr(n, "class")+" "+attr(n, "role")+" "+attr(n, "itemprop")) + " "
}

func hasFurnitureName(n *html.Node) bool {
	name := nameOf(n)
	return len(name) > 5 && named(name, pageNames().furniture)
}

func hasDoubtfulName(n *html.Node) bool {
	name := nameOf(n)
	return len(name) > 5 && named(name, pageNames().doubtful)
}

// named reports whether name holds one of patterns. A "^" in a pattern
// stands for the beginning of a name and "$" for its end.
func named(name string, patterns []string) bool {
	for _, p := range patterns {
		if strings.Contains(name, p) {
			return true
		}
	}
	return false
}

// minMain is the number of characters of prose that a main content must have
// for its name to be believed.
const minMain = 200

// chooseMain returns the elements with the main content, in order.
func chooseMain(body *html.Node) []*html.Node {
	names := pageNames()
	levels := []func(*html.Node) bool{
		func(n *html.Node) bool { return named(nameOf(n), names.body) },
		isTag(atom.Article),
		func(n *html.Node) bool { return n.DataAtom == atom.Main || named(nameOf(n), names.section) },
	}
	for _, want := range levels {
		if best := bestOf(body, want); best != nil {
			return widen(likeIt(body, best), body)
		}
	}
	return []*html.Node{body}
}

func bestOf(body *html.Node, want func(*html.Node) bool) *html.Node {
	var best *html.Node
	most := minMain
	for c := range body.Descendants() {
		if c.Type == html.ElementNode && want(c) {
			if n := prose(c); n > most {
				best, most = c, n
			}
		}
	}
	return best
}

// likeIt returns best and the elements beside it that bear the same name: the
// parts of a piece that is shown in parts, the posts of a thread.
func likeIt(body, best *html.Node) []*html.Node {
	name := nameOf(best)
	if strings.TrimSpace(name) == "" {
		return []*html.Node{best}
	}
	var out []*html.Node
	for c := range body.Descendants() {
		if c == best || c.Type == html.ElementNode && c.DataAtom == best.DataAtom && nameOf(c) == name && !within(c, best) && !within(best, c) &&
			(len(out) == 0 || !within(c, out[len(out)-1])) && goodText(collect(c)) > 0 {
			out = append(out, c)
		}
	}
	return out
}

func within(n, outer *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

// prose counts the characters of text below n outside links.
func prose(n *html.Node) int {
	text, links := weigh(n)
	return text - links
}

// weigh counts the bytes of text below n and those within links.
func weigh(n *html.Node) (text, links int) {
	if n.Type == html.TextNode {
		if rawText(n.Parent) {
			return 0, 0
		}
		return wordBytes(n.Data), 0
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t, l := weigh(c)
		text, links = text+t, links+l
	}
	if n.DataAtom == atom.A {
		links = text
	}
	return text, links
}

// wordBytes returns the length of s with every run of white space as one.
func wordBytes(s string) int {
	n, space := 0, true
	for i := 0; i < len(s); i++ {
		blank := s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r'
		if !blank || !space {
			n++
		}
		space = blank
	}
	if space && n > 0 {
		n--
	}
	return n
}

// dropLinkLists removes lists, tables and boxes that are mostly links.
func dropLinkLists(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode {
			switch c.DataAtom {
			case atom.Ul, atom.Ol, atom.Dl, atom.Div, atom.Section, atom.Table, atom.P, atom.H2, atom.H3, atom.H4:
				text, links := weigh(c)
				if text > 0 && links*10 > text*8 {
					n.RemoveChild(c)
					c = next
					continue
				}
			}
			dropLinkLists(c)
		}
		c = next
	}
}

// collect returns the blocks of text below n in order.
func collect(n *html.Node) []pageBlock { return collectIn(n, nil) }

// collectIn returns the blocks of text below n in order and marks those that
// lie in one of main.
func collectIn(n *html.Node, main []*html.Node) []pageBlock {
	c := &collector{main: main}
	c.walk(n, corpus.Paragraph, false)
	c.flush(corpus.Paragraph)
	return c.blocks
}

// collector gathers inline text until a block ends.
type collector struct {
	blocks []pageBlock
	buf    strings.Builder
	links  int
	main   []*html.Node
	inMain bool
	top    bool // within a heading of the first order
}

func (c *collector) walk(n *html.Node, kind corpus.BlockKind, link bool) {
	switch {
	case n.Type == html.TextNode:
		c.buf.WriteString(strings.ReplaceAll(n.Data, "\n", " "))
		if link {
			c.links += len(n.Data)
		}
		return
	case n.Type == html.ElementNode && n.DataAtom == atom.Br:
		c.buf.WriteByte('\n')
		return
	}
	if slices.Contains(c.main, n) {
		c.flush(kind)
		c.inMain = true
		defer func() { c.inMain = false }()
	}
	within := kindWithin(n, kind)
	ends := n.Type == html.ElementNode && !inline[n.DataAtom]
	if ends {
		c.flush(kind)
		c.top = c.top || n.DataAtom == atom.H1
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child, within, link || n.DataAtom == atom.A)
	}
	if ends {
		c.flush(within)
		c.top = c.top && n.DataAtom != atom.H1
	}
}

// kindWithin returns the kind of text directly within n, given that of what n
// stands in.
func kindWithin(n *html.Node, kind corpus.BlockKind) corpus.BlockKind {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return corpus.Heading
	case atom.Li, atom.Dt, atom.Dd:
		return corpus.List
	case atom.Blockquote:
		return corpus.Quote
	case atom.Figcaption:
		if text, _ := weigh(n); text <= maxCaption {
			return corpus.Caption
		}
	}
	if kind == corpus.Paragraph && n.Type == html.ElementNode {
		return kindByName(n)
	}
	return kind
}

// flush ends a block. Lines that <br> made stay lines of one block unless an
// empty line or the end of a sentence parts them.
func (c *collector) flush(kind corpus.BlockKind) {
	raw := c.buf.String()
	c.buf.Reset()
	links := c.links
	c.links = 0
	var block []string
	end := func() {
		if len(block) > 0 {
			c.blocks = append(c.blocks, pageBlock{kind: kind, text: strings.Join(block, "\n"), links: links, main: c.inMain, top: c.top})
		}
		block = nil
	}
	for line := range strings.SplitSeq(raw, "\n") {
		line = flat(line)
		if line == "" || len(block) > 0 && endsSentence(block[len(block)-1]) {
			end()
		}
		if line != "" {
			block = append(block, line)
		}
	}
	end()
}

// kindByName tells the kind of a part of the page by its name, if it is no
// longer than such parts are: themes call whole articles "by-author".
func kindByName(n *html.Node) corpus.BlockKind {
	name, names := nameOf(n), pageNames()
	if len(name) <= 5 {
		return corpus.Paragraph
	}
	for _, k := range []struct {
		kind    corpus.BlockKind
		names   []string
		longest int
	}{{corpus.Caption, names.caption, maxCaption}, {corpus.Byline, names.byline, maxByline}, {corpus.Standfirst, names.standfirst, maxStandfirst}} {
		if named(name, k.names) {
			if text, _ := weigh(n); text <= k.longest {
				return k.kind
			}
		}
	}
	return corpus.Paragraph
}

// maxStandfirst is the length in bytes of the longest standfirst.
const maxStandfirst = 800
