package capture

import (
	"fmt"
	"net/url"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/publicsuffix"

	"hearsay/corpus"
)

// metadata observes what a page says about itself, best first: JSON-LD, meta
// elements, its titles, its address, the dates that a reader sees.
func (d *draft) metadata(root *html.Node) {
	d.dayFirst = writesDayFirst(root)
	metas, things := declarations(root)
	d.linked(things)
	d.metas(metas)
	d.canonical(root)
	d.titles(root, metas)
	if t, ok := dateOfURL(d.address()); ok {
		d.seeDate(t, "url")
	}
	d.visibleDates(root)
	d.metaDates(metas, metaNames()["loose-date"])
	d.ambiguousDate(root)
	d.localDay()
}

// declarations returns the meta elements and JSON-LD objects of a page.
func declarations(root *html.Node) (metas []metaTag, things []thing) {
	for n := range root.Descendants() {
		switch {
		case n.Type == html.ElementNode && n.DataAtom == atom.Meta:
			metas = append(metas, newMetaTag(n))
		case n.Type == html.ElementNode && n.DataAtom == atom.Script && n.FirstChild != nil && strings.Contains(strings.ToLower(attr(n, "type")), "ld+json"):
			things = append(things, readThings(n.FirstChild.Data)...)
		}
	}
	return metas, things
}

// address returns the page's URL: its own, or that which it was taken from.
func (d *draft) address() string {
	if d.URL != "" {
		return d.URL
	}
	return d.file
}

// writesDayFirst reports whether a page declares a language whose writers put
// the day before the month in a date of numbers. English does both.
func writesDayFirst(root *html.Node) bool {
	n := find(root, isTag(atom.Html))
	if n == nil {
		return false
	}
	lang, _, _ := strings.Cut(strings.ToLower(attr(n, "lang")), "-")
	return len(lang) == 2 && lang != "en"
}

// pageLanguage observes the language of the text and, where the text does not
// tell, that which the page declares.
func (d *draft) pageLanguage(root *html.Node) {
	if lang := Language(d.prose()); d.Language == "" && lang != undetermined {
		d.see(corpus.FieldLanguage, lang, "text")
	}
	if n := find(root, isTag(atom.Html)); n != nil {
		// Templates declare nonsense that nobody meant: that is no warning.
		if lang := attr(n, "lang"); lang != "" {
			if _, ok := languageTag(lang); ok {
				d.seeLanguage(lang, "html lang")
			} else {
				d.note(fmt.Sprintf("unknown language %q (html lang)", lang))
			}
		}
	}
}

// metaTag is a meta element: its name or property in lower case and content.
type metaTag struct{ name, content string }

func newMetaTag(n *html.Node) metaTag {
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		if v := attr(n, key); v != "" {
			return metaTag{strings.ToLower(strings.TrimSpace(v)), strings.TrimSpace(attr(n, "content"))}
		}
	}
	return metaTag{}
}

// metaNames are the names of data/meta.txt by what they declare.
var metaNames = sync.OnceValue(func() lexicon { return readLexicon("meta") })

// eachMeta calls take with the metas of names, in the order of names.
func eachMeta(metas []metaTag, names []string, take func(metaTag)) {
	for _, name := range names {
		for _, m := range metas {
			if m.name == name && m.content != "" {
				take(m)
			}
		}
	}
}

func (d *draft) metaDates(metas []metaTag, names []string) {
	eachMeta(metas, names, func(m metaTag) {
		if t, ok := parseDate(m.content); ok && t.Day > 0 {
			d.seeDate(t, "meta "+m.name)
		}
	})
}

func (d *draft) metas(metas []metaTag) {
	d.metaDates(metas, metaNames()["date"])
	eachMeta(metas, metaNames()["author"], func(m metaTag) {
		if !strings.Contains(m.content, "://") {
			d.seeAuthors(m.content, "meta "+m.name)
		}
	})
	eachMeta(metas, metaNames()["outlet"], func(m metaTag) { d.see(corpus.FieldOutlet, m.content, "meta "+m.name) })
}

// canonical observes the address that the page gives itself.
func (d *draft) canonical(root *html.Node) {
	if n := find(root, func(n *html.Node) bool {
		return n.DataAtom == atom.Link && strings.EqualFold(attr(n, "rel"), "canonical") && corpus.NormalURL(attr(n, "href")) != ""
	}); n != nil {
		d.named(attr(n, "href"), "link canonical")
	}
	if n := find(root, func(n *html.Node) bool {
		return n.DataAtom == atom.Meta && attr(n, "property") == "og:url" && corpus.NormalURL(attr(n, "content")) != ""
	}); n != nil {
		d.named(attr(n, "content"), "meta og:url")
	}
	d.origin()
}

// fieldCanonical is an address that a page gives itself and that was not
// believed.
const fieldCanonical corpus.Field = "x-canonical"

// named observes an address that a page gives itself. It names the piece,
// unless the page was fetched from another site: anybody can say that his page
// is that of a ministry, and it would stand among the versions of hers.
func (d *draft) named(address, origin string) {
	field := corpus.FieldURL
	if from := d.fetchedFrom(); from != "" && !sameSite(from, address) {
		field = fieldCanonical
	}
	d.see(field, address, origin)
}

// fetchedFrom is the address that the bytes came from, "" if they were not
// fetched.
func (d *draft) fetchedFrom() string {
	for _, o := range d.Observations {
		if o.Field == FieldFinalURL {
			return corpus.NormalURL(o.Value)
		}
	}
	return corpus.NormalURL(d.file)
}

// sameSite reports whether two addresses are of one site: of one host, or of
// one domain that somebody can register (https://publicsuffix.org).
func sameSite(a, b string) bool {
	hosts := [2]string{}
	for i, address := range []string{a, b} {
		u, err := url.Parse(address)
		if err != nil {
			return false
		}
		hosts[i] = strings.ToLower(u.Hostname())
	}
	if hosts[0] == hosts[1] {
		return true
	}
	domainA, err1 := publicsuffix.EffectiveTLDPlusOne(hosts[0])
	domainB, err2 := publicsuffix.EffectiveTLDPlusOne(hosts[1])
	return err1 == nil && err2 == nil && domainA == domainB
}

// FieldFinalURL is the address that a fetch ended at behind redirects, given
// beside its bytes. It names the piece where the bytes name no address
// themselves, before the address that was asked for: two addresses that lead
// to one page are one item.
const FieldFinalURL corpus.Field = "x-final-url"

// origin observes where the bytes were fetched from.
func (d *draft) origin() {
	for _, o := range d.Observations {
		if o.Field == FieldFinalURL && corpus.NormalURL(o.Value) != "" {
			d.see(corpus.FieldURL, o.Value, "redirect")
		}
	}
	if corpus.NormalURL(d.file) != "" {
		d.see(corpus.FieldURL, d.file, "capture")
	}
}

// titles observes the titles of a page: declared, of its only h1, of its
// title element without the name of the site.
func (d *draft) titles(root *html.Node, metas []metaTag) {
	for _, name := range metaNames()["title"] {
		for _, m := range metas {
			if m.name == name {
				d.see(corpus.FieldTitle, withoutSite(htmlText(m.content), d.Outlet), "meta "+name)
			}
		}
	}
	if h1 := find(root, isTag(atom.H1)); h1 != nil {
		d.see(corpus.FieldTitle, textOf(h1), "h1")
	}
	if t := find(root, isTag(atom.Title)); t != nil {
		d.see(corpus.FieldTitle, withoutSite(textOf(t), d.Outlet), "title")
	}
}

// withoutSite cuts the name of the site from the end of a title: after the
// last " | ", " - " or the like, if it is the outlet's name or the shorter
// part.
func withoutSite(title, outlet string) string {
	for _, sep := range []string{" | ", " – ", " — ", " - ", " » ", " :: ", " • ", " · "} {
		i := strings.LastIndex(title, sep)
		if i < 0 {
			continue
		}
		site := title[i+len(sep):]
		if outlet != "" && strings.Contains(fold(site), fold(outlet)) || sep == " | " && len(site) < i || len(strings.Fields(site)) <= 3 && len(site)*2 < i && strings.Count(title, sep) == 1 {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}
