package capture

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"

	"hearsay/corpus"
)

// page makes a page with an article between other things.
func page(head, sidebar, article string) string {
	return "<html><head>" + head + "</head><body><nav><a href=/>Home</a></nav><div class=sidebar>" + sidebar + "</div><article>" + article + "</article></body></html>"
}

const article = "<h1>Mill reopens</h1><p>The mill at Nordhaven opened its gates again on Friday, eight months after the flood, its owner said.</p>" +
	"<p>“We are back,” said Jon Reed, who runs the mill with his sister and thirty workers from the town and the villages.</p>"

var web = corpus.Capture{Source: "https://a.example/mill", Format: corpus.FormatHTML, Time: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}

// A page fetched again with other furniture and the same article is the same
// document.
func TestSamePageOtherFurniture(t *testing.T) {
	one, _ := recordErrors(web, []byte(page("<title>Mill reopens | Gazette</title>", "<a href=/1>Storm closes harbour</a>", article)))
	two, _ := recordErrors(web, []byte(page("<title>Mill reopens | Gazette</title><script>x=1</script>", "<a href=/2>Bread is dear</a> <p>Ten people read this.</p>", article)))
	if len(one) != 1 || len(two) != 1 || one[0].ID != two[0].ID {
		t.Errorf("texts differ:\n%q\n%q", one[0].Text, two[0].Text)
	}
}

func TestPageDates(t *testing.T) {
	for want, head := range map[string]string{
		"2024-05-17T09:30:00+02:00": `<meta property="article:published_time" content="2024-05-17T09:30:00+02:00"><meta property="article:modified_time" content="2024-06-01">`,
		"2024-05-18":                `<script type="application/ld+json">[{"@type":["NewsArticle"],"datePublished":"2024-05-18"}]</script><meta name="date" content="2024-01-01">`,
		"2024-05-19":                `<meta name="parsely-pub-date" content="2024-05-19"><script type="application/ld+json">{broken</script>`,
		"2024-05-20":                `<link rel="canonical" href="https://a.example/2024/05/20/mill"><meta name="date" content="2024-05-25">`,
		"":                          `<meta name="date" content="yesterday">`,
	} {
		docs, errs := recordErrors(web, []byte(page(head, "", article)))
		if len(docs) != 1 || len(errs) != 0 || docs[0].Published != want {
			t.Errorf("%s: published %q, errors %v", head, docs[0].Published, errs)
		}
	}
}

// A moment that a page declares in UTC stands with the day that it prints.
func TestLocalDay(t *testing.T) {
	head := `<meta property="article:published_time" content="2024-05-18T02:30:00Z">`
	for want, line := range map[string]string{"2024-05-17": "<p class=date>May 17, 2024</p>", "2024-05-18T02:30:00Z": "<p class=date>May 18, 2024</p>"} {
		docs, _ := recordErrors(web, []byte(page(head, "", strings.Replace(article, "</h1>", "</h1>"+line, 1))))
		if docs[0].Published != want {
			t.Errorf("with %q published %q, want %q", line, docs[0].Published, want)
		}
	}
}

func TestPageCharsets(t *testing.T) {
	text := `<meta charset="windows-1251"><h1>Мельница открылась</h1><p>Мельница снова открыла ворота, сообщил её владелец на встрече с рабочими.</p>`
	b, _ := charmap.Windows1251.NewEncoder().String(text)
	docs, _ := recordErrors(web, []byte(b))
	if len(docs) != 1 || docs[0].Title != "Мельница открылась" || docs[0].Language != "ru" || observed(docs[0], fieldCharset) != "windows-1251" {
		t.Errorf("got %+v", docs)
	}
}

// Markup nested deeper than the parser goes is read flat, and soon.
func TestDeepPage(t *testing.T) {
	for _, tag := range []string{"div", "blockquote", "b", "ul><li", "table><tr><td", "p><span"} {
		start := time.Now()
		in := "<title>Deep mill</title>" + strings.Repeat("<"+tag+">", 10_000) + "The mill opened its gates."
		docs, errs := recordErrors(web, []byte(in))
		if len(docs) != 1 || !strings.Contains(docs[0].Text, "The mill opened its gates.") || docs[0].Title != "Deep mill" {
			t.Errorf("%s: %d documents, errors %v", tag, len(docs), errs)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s took %v", tag, took)
		}
	}
}

func TestPageOfScript(t *testing.T) {
	body := strings.Repeat("The mill at Nordhaven opened its gates again on Friday, its owner said to all who came. ", 5)
	docs, _ := recordErrors(web, []byte(`<title>Mill</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Mill","articleBody":"`+body+`\n`+body+`"}</script><div id=app>Loading</div>`))
	if len(docs) != 1 || strings.Count(docs[0].Text, "Nordhaven") != 10 || len(docs[0].Blocks) != 3 {
		t.Errorf("got %+v", docs)
	}
}

func TestWithoutSite(t *testing.T) {
	for _, tt := range [][3]string{
		{"Mill reopens | Gazette", "", "Mill reopens"}, {"Mill reopens after the flood - Nordhaven Gazette", "Nordhaven Gazette", "Mill reopens after the flood"},
		{"Flood - what now?", "", "Flood - what now?"}, {"Mill", "Mill", "Mill"}, {"The mill reopens after the long flood – Gazette", "", "The mill reopens after the long flood"},
	} {
		if got := withoutSite(tt[0], tt[1]); got != tt[2] {
			t.Errorf("withoutSite(%q, %q) = %q, want %q", tt[0], tt[1], got, tt[2])
		}
	}
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte(page("<title>a</title>", "b", article)))
	f.Add([]byte("<meta charset=utf-16><h1>a<br><br>b</h1><ul><li>c<figcaption>d\x00"))
	f.Add([]byte(`<script type="application/ld+json">{"@graph":[{"@type":"Article","articleBody":"<p>x","author":[{"name":1}]}]}</script>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		docs, errs := recordErrors(web, b)
		if len(docs)+len(errs) == 0 {
			t.Fatal("neither a document nor an error")
		}
		for _, d := range docs {
			checkDocument(t, web, d)
		}
	})
}

func BenchmarkHTML(b *testing.B) {
	in := []byte(page("<title>Mill reopens | Gazette</title>", strings.Repeat("<ul><li><a href=/1>Storm closes harbour</a></ul>", 200), strings.Repeat(article, 20)))
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		for _, err := range Documents(web, bytes.NewReader(in)) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

// A charset that nobody knows says nothing; the bytes do.
func TestUnknownCharset(t *testing.T) {
	russian := strings.Repeat("<p>Министр сообщил журналистам, что мельница снова открыта и работает без перерывов каждый день.</p>", 4)
	b, err := charmap.Windows1251.NewEncoder().Bytes([]byte(`<html><head><meta charset="cp-rus-9"><title>Мельница</title></head><body>` + russian + "</body></html>"))
	if err != nil {
		t.Fatal(err)
	}
	docs, _ := recordErrors(web, b)
	if len(docs) != 1 || !strings.Contains(docs[0].Text, "Министр сообщил") || docs[0].Language != "ru" {
		t.Fatalf("got %+v", docs)
	}
	if !slices.ContainsFunc(docs[0].Observations, func(o corpus.Observation) bool {
		return o.Field == fieldNote && o.Value == `unknown charset "cp-rus-9" (declared)`
	}) {
		t.Errorf("no note: %v", docs[0].Observations)
	}
}

func TestDayStandsFirstWhereThePagesLanguagePutsIt(t *testing.T) {
	page := func(lang string) string {
		return `<html lang="` + lang + `"><body><article><h1>Der Hafen</h1><p class="date">05/06/2024</p><p>` +
			strings.Repeat("Der Hafen bleibt geschlossen, sagte die Leitung am Freitag. ", 8) + `</p></article></body></html>`
	}
	for lang, want := range map[string]string{"de": "2024-06-05", "fr-CA": "2024-06-05", "en-GB": "2024"} {
		for d, err := range Documents(corpus.Capture{Source: "a.html", Format: corpus.FormatHTML}, strings.NewReader(page(lang))) {
			if err != nil {
				t.Fatal(err)
			}
			if d.Published != want {
				t.Errorf("lang %s: published %q, want %q", lang, d.Published, want)
			}
		}
	}
}

// A page that was fetched cannot pass itself off as one of another site, and
// may name another address of its own.
func TestCanonicalOfAnotherSite(t *testing.T) {
	for _, tt := range []struct{ source, canonical, want string }{
		{"https://news.mirror.example/a", "https://www.mirror.example/b", "https://www.mirror.example/b"},
		{"https://mirror.example/a", "https://gov.test/law", "https://mirror.example/a"},
		{"https://a.co.uk/a", "https://b.co.uk/b", "https://a.co.uk/a"},
		{"saved.html", "https://gov.test/law", "https://gov.test/law"}, // nobody knows where it is from
	} {
		c := corpus.Capture{Source: tt.source, Format: corpus.FormatHTML}
		page := `<html><head><link rel="canonical" href="` + tt.canonical + `"><meta property="og:url" content="` + tt.canonical + `"></head><body><p>The mill by the river closed on Monday.</p></body></html>`
		docs, errs := recordErrors(c, []byte(page))
		if len(errs) > 0 || len(docs) != 1 || docs[0].URL != tt.want || docs[0].Item != corpus.ItemID(tt.want, "", "") {
			t.Errorf("%+v: %+v, %v", tt, docs, errs)
		}
	}
}
