package report

import (
	"bytes"
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hearsay/corpus"
	"hearsay/measure"
)

var sgr = regexp.MustCompile("\x1b\\[[0-9;]*m")

func brief(t *testing.T, readings []reading, s Scope) Brief {
	t.Helper()
	b, err := MakeBrief(context.Background(), ledgerOf(t, readings), s, measure.Default())
	if err != nil {
		t.Fatal(err)
	}
	b.Head.Digest = corpus.DigestOf([]byte("head")) // over times, so another one each time
	return b
}

func TestBriefText(t *testing.T) {
	b := brief(t, fixture(t), Scope{})
	for _, s := range styles {
		var out bytes.Buffer
		if err := b.WriteText(&out, s.style); err != nil {
			t.Fatal(err)
		}
		checkWidth(t, out.String(), s.style)
		golden(t, "brief."+s.name+".txt", out.String())
	}
}

func TestBriefMarkdown(t *testing.T) {
	var out bytes.Buffer
	if err := brief(t, fixture(t), Scope{}).WriteMarkdown(&out); err != nil {
		t.Fatal(err)
	}
	golden(t, "brief.md", out.String())
	live := regexp.MustCompile(`\\.`).ReplaceAllString(out.String(), "")
	for _, markup := range []string{"<script", "](javascript", "**bold**", "<img", "http://x.example", "www.x"} {
		if strings.Contains(live, markup) {
			t.Errorf("%q of a document went through", markup)
		}
	}
}

func TestBriefScope(t *testing.T) {
	readings := fixture(t)
	tests := []struct {
		name       string
		scope      Scope
		statements int
		first      string // words of the first line
	}{
		{"everything", Scope{}, 10, ""},
		{"outlet", Scope{Outlet: "harbour times"}, 5, ""},
		{"days", Scope{From: "2031-03-15", To: "2031-03-31"}, 3, ""},
		{"words", Scope{Text: "sappers"}, 1, "sappers had been sent to the spillway"},
		{"what people looked at", Scope{Confirmed: true}, 2, ""},
		{"nothing", Scope{Outlet: "nobody"}, 0, ""},
	}
	st := ledgerOf(t, readings)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, err := MakeBrief(context.Background(), st, tt.scope, measure.Default())
			if err != nil {
				t.Fatal(err)
			}
			if b.Counts.Statements != tt.statements {
				t.Errorf("%d statements, want %d", b.Counts.Statements, tt.statements)
			}
			shown := len(b.Refusals)
			for _, d := range b.Days {
				shown += len(d.Lines)
			}
			if shown != tt.statements {
				t.Errorf("%d lines stand in the sections, want %d", shown, tt.statements)
			}
			if tt.first != "" && b.Sources[0].Lines[0].Text != tt.first {
				t.Errorf("says %q", b.Sources[0].Lines[0].Text)
			}
			for _, write := range []func(*bytes.Buffer) error{
				func(w *bytes.Buffer) error { return b.WriteText(w, Style{}) },
				func(w *bytes.Buffer) error { return b.WriteMarkdown(w) },
				func(w *bytes.Buffer) error { return b.WriteHTML(w) },
			} {
				var out bytes.Buffer
				if err := write(&out); err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(out.String(), string(b.Head.Digest)) {
					t.Error("no log head")
				}
				if tt.statements == 0 && !strings.Contains(out.String(), nothingInScope) {
					t.Error("does not say that there is nothing")
				}
			}
		})
	}
}

// Persons without a public role, and sources without a full name, must not
// become lines of their own, however often they speak.
func TestBriefProfilesNoPrivatePerson(t *testing.T) {
	b := brief(t, fixture(t), Scope{})
	var names []string
	for _, s := range b.Speakers {
		names = append(names, s.Name)
	}
	for _, private := range []string{"Tove Lind", "officials"} {
		if slices.Contains(names, private) {
			t.Errorf("%s has a line among %q", private, names)
		}
	}
	if !slices.Contains(names, "Ivo Strand") || !slices.Contains(names, "韩松") || b.Private != 1 || len(b.Unnamed) != 1 {
		t.Errorf("speakers %q, %d private, unnamed %v", names, b.Private, b.Unnamed)
	}
}

func TestPublicRole(t *testing.T) {
	for role, want := range map[string]bool{
		"Foreign Minister":                          true,
		"deputy director of the Harbour Institute":  true,
		"regional analyst at the Harbour Institute": true,
		"vice-president":                            true,
		"valley experts":                            true,
		"founder and chairwoman":                    true,
		"spokesman for the Interior Ministry":       true,
		"wife of the president":                     false,
		"the minister's driver":                     false,
		"resident of Lowmere":                       false,
		"a soldier under General Holm":              false,
		"министр обороны":                           true,
		"официальный представитель министерства": true,
		"жена президента":                        false,
		"водитель министра":                      false,
		"міністр оборони":                        true,
		"북한 외무상":                                 true,
		"水务局发言人":                                 true,
		"农民":                                     false,
		"":                                       false,
	} {
		if got := publicRole(role); got != want {
			t.Errorf("publicRole(%q) = %v, want %v", role, got, want)
		}
	}
}

// Every reference of the page opens its passage and leads back, every
// identity is there once, and nothing is asked of the network.
func TestBriefHTMLLinks(t *testing.T) {
	var out bytes.Buffer
	if err := brief(t, fixture(t), Scope{}).WriteHTML(&out); err != nil {
		t.Fatal(err)
	}
	checkPage(t, out.String(), 10)
}

// checkPage checks the parsed page of a brief with n statements.
func checkPage(t *testing.T, page string, n int) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids, refs, scripts := map[string]int{}, 0, 0
	var links []string
	for e := range root.Descendants() {
		if e.Type != html.ElementNode {
			continue
		}
		scripts += strings.Count(e.Data, "script")
		for _, a := range e.Attr {
			switch {
			case a.Key == "id":
				ids[a.Val]++
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				links = append(links, a.Val[1:])
				refs += strings.Count(a.Val, "#p-")
			case a.Key == "href" && !strings.HasPrefix(a.Val, "https://"):
				t.Errorf("link to %q", a.Val)
			case a.Key == "src", a.Key == "srcset", a.Key == "action", strings.HasPrefix(a.Key, "on"):
				t.Errorf("<%s %s=%q>", e.Data, a.Key, a.Val)
			}
		}
		if e.Data == "link" || e.Data == "img" || e.Data == "iframe" || e.Data == "base" {
			t.Errorf("<%s> in the page", e.Data)
		}
	}
	if scripts != 1 {
		t.Errorf("%d scripts, want our own alone", scripts)
	}
	if refs != n {
		t.Errorf("%d references, want %d", refs, n)
	}
	for _, l := range links {
		if ids[l] != 1 {
			t.Errorf("#%s stands %d times in the page", l, ids[l])
		}
	}
}

func TestBriefCountsAgree(t *testing.T) {
	readings := manyReadings(t, 60, 5)
	b := briefOf(readings)
	var out bytes.Buffer
	if err := b.WriteText(&out, Style{Width: 100, Unicode: true}); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	if !strings.Contains(text, "300, of them 60 denials and refusals") {
		t.Errorf("counts are missing in %s", text[:1500])
	}
	for _, want := range []string{"20 more lines: hearsay statements", "200 more lines: hearsay statements"} {
		if !strings.Contains(text, want) {
			t.Errorf("does not say %q", want)
		}
	}
	if n := strings.Count(text, ", statement s"); n != 2*linesShown {
		t.Errorf("%d references for %d lines shown", n, 2*linesShown)
	}
}

func TestBriefCommandIsOneShellLine(t *testing.T) {
	got := Brief{DB: "my ledger.db", Scope: Scope{Outlet: "It's; rm -rf ~", From: "2031-03", Text: `"a b"`, Confirmed: true}}.command()
	want := `hearsay statements --db 'my ledger.db' --outlet 'It'\''s; rm -rf ~' --from 2031-03 --text '"a b"' --standing confirmed,corrected`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestContentShowsTheWordsOfTheText(t *testing.T) {
	d := article("O", "2031", "en", "", "", "T\nHe said that the dam was “a total loss” and \"gone\" for good.\n")
	at := func(words ...string) (out []corpus.Span) {
		for _, w := range words {
			out = append(out, find(t, d, w, 0))
		}
		return out
	}
	tests := []struct {
		name string
		a    corpus.Attribution
		want string
	}{
		{"direct", corpus.Attribution{Kind: corpus.Direct, Content: at("a total loss")}, "“a total loss”"},
		{"direct in pieces", corpus.Attribution{Kind: corpus.Direct, Content: at("a total loss", "gone")}, "“a total loss […] gone”"},
		{"indirect", corpus.Attribution{Kind: corpus.Indirect, Content: at("the dam was")}, "the dam was"},
		{"mixed in one", corpus.Attribution{Kind: corpus.Mixed, Content: at("the dam was “a total loss”")}, "the dam was “a total loss”"},
		{"mixed in pieces", corpus.Attribution{Kind: corpus.Mixed, Content: at("the dam was", "a total loss")}, "the dam was “a total loss”"},
		{"none", corpus.Attribution{Kind: corpus.Direct}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := content(d.Text, tt.a); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestDid(t *testing.T) {
	tests := []struct {
		polarity corpus.Polarity
		text     string
		want     string
	}{
		{corpus.Assert, "the dam holds", "said"},
		{corpus.Deny, "the claims", "denied"},
		{corpus.Decline, "to comment on the number", "declined"},
		{corpus.Decline, "on the number", "declined to comment"},
		{corpus.Silence, "the portraits", "is portrayed as silent"},
	}
	for _, tt := range tests {
		if got := did(StatementLine{Polarity: tt.polarity, Text: tt.text}); got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.polarity, tt.text, got, tt.want)
		}
	}
}

// No line of a brief stands without its chain and without who stands behind
// it, in any form.
func TestBriefLinesAreMarked(t *testing.T) {
	b := brief(t, fixture(t), Scope{})
	var text, md, page bytes.Buffer
	if err := errors.Join(b.WriteText(&text, Style{}), b.WriteMarkdown(&md), b.WriteHTML(&page)); err != nil {
		t.Fatal(err)
	}
	for form, out := range map[string]string{"text": text.String(), "markdown": md.String(), "html": page.String()} {
		chains := regexp.MustCompile(`(?m)^.*as reported by .*$`).FindAllString(out, -1)
		if len(chains) != b.Counts.Statements {
			t.Errorf("%s: %d chains for %d statements", form, len(chains), b.Counts.Statements)
		}
		for _, line := range chains {
			if !regexp.MustCompile(`machine, confidence \d|(confirmed|corrected) by A\. Editor`).MatchString(line) {
				t.Errorf("%s: nobody stands behind %s", form, line)
			}
		}
		for _, d := range []string{string(b.Sources[0].Digest), "via Northern News Agency", briefPurpose[:40]} {
			if !strings.Contains(out, d) {
				t.Errorf("%s: no %q", form, d)
			}
		}
	}
}
