package capture

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestRobotsRules(t *testing.T) {
	for _, tt := range []struct{ name, in, path, refused string }{
		{"no file", "", "/", ""},
		{"all", "User-agent: *\nDisallow: /", "/a", "Disallow: /"},
		{"nothing", "User-agent: *\nDisallow:", "/a", ""},
		{"robots.txt itself", "User-agent: *\nDisallow: /", "/robots.txt", ""},
		{"own group before any", "User-agent: *\nDisallow: /\nUser-agent: Hearsay\nDisallow: /b", "/a", ""},
		{"own group", "User-agent: *\nAllow: /\nUser-agent: hearsay/2.0\nDisallow: /b", "/b/c", "Disallow: /b"},
		{"own groups are one", "User-agent: hearsay\nDisallow: /a\n\nUser-agent: x\nDisallow: /c\n\nUser-agent: hearsay\nDisallow: /b", "/a", "Disallow: /a"},
		{"own group without rules", "User-agent: *\nDisallow: /\nUser-agent: hearsay", "/a", ""},
		{"longer name", "User-agent: hearsaybot\nDisallow: /", "/a", ""},
		{"shorter name", "User-agent: hear\nDisallow: /", "/a", ""},
		{"several agents", "User-agent: x\nUser-agent: hearsay\nUser-agent: y\nDisallow: /", "/a", "Disallow: /"},
		{"blank line between agents and rules", "User-agent: hearsay\n\nDisallow: /", "/a", "Disallow: /"},
		{"agents with only a delay are a group", "User-agent: *\nCrawl-delay: 5\n\nUser-agent: evil\nDisallow: /", "/a", ""},
		{"other lines end no group", "User-agent: hearsay\nSitemap: https://a.example/s.xml\nUser-agent: x\nDisallow: /", "/a", "Disallow: /"},
		{"rule before any agent", "Disallow: /\nUser-agent: *\nDisallow: /b", "/a", ""},
		{"comments and case", "USER-AGENT : * # all\r\ndisALLOW:/a # not here", "/a", "disALLOW:/a"},
		{"carriage returns", "User-agent: *\rDisallow: /a\r", "/a", "Disallow: /a"},
		{"byte order mark", "\ufeffUser-agent: *\nDisallow: /a", "/a", "Disallow: /a"},
		{"longest wins", "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c", "/a/b/d", ""},
		{"longest wins, refused", "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c", "/a/b/c", "Disallow: /a/b/c"},
		{"of two as long allow wins", "User-agent: *\nAllow: /page\nDisallow: /*age", "/page", ""},
		{"of two as long allow wins in any order", "User-agent: *\nDisallow: /*age\nAllow: /page", "/page", ""},
		{"prefix", "User-agent: *\nDisallow: /fish", "/fishheads/x?id=1", "Disallow: /fish"},
		{"case of paths", "User-agent: *\nDisallow: /fish", "/Fish", ""},
		{"folder", "User-agent: *\nDisallow: /fish/", "/fish", ""},
		{"star", "User-agent: *\nDisallow: /fish*.php", "/fishheads/catfish.php?x", "Disallow: /fish*.php"},
		{"star and end", "User-agent: *\nDisallow: /*.php$", "/a/b.php", "Disallow: /*.php$"},
		{"star and end, not the end", "User-agent: *\nDisallow: /*.php$", "/a.php?b", ""},
		{"end is taken last", "User-agent: *\nDisallow: /*ab$", "/abcab", "Disallow: /*ab$"},
		{"end that overlaps", "User-agent: *\nDisallow: /aba*ba$", "/aba", ""},
		{"end alone", "User-agent: *\nDisallow: /$", "/", "Disallow: /$"},
		{"end alone, more", "User-agent: *\nDisallow: /$", "/a", ""},
		{"star at the start", "User-agent: *\nDisallow: */print", "/a/print", "Disallow: */print"},
		{"stars at the end", "User-agent: *\nDisallow: /a**", "/a", "Disallow: /a**"},
		{"dollar within", "User-agent: *\nDisallow: /a$b", "/a$b", "Disallow: /a$b"},
		{"query", "User-agent: *\nDisallow: /*?print=", "/a?print=1", "Disallow: /*?print="},
		{"encoded star", "User-agent: *\nDisallow: /file-%2A", "/file-*", "Disallow: /file-%2A"},
		{"letters, encoded here", "User-agent: *\nDisallow: /%D1%84%d0%B0", "/фа/x", "Disallow: /%D1%84%d0%B0"},
		{"letters, encoded there", "User-agent: *\nDisallow: /фа", "/%d1%84%d0%b0", "Disallow: /фа"},
		{"what need not be encoded", "User-agent: *\nDisallow: /a%7Eb", "/a~b", "Disallow: /a%7Eb"},
		{"an encoded slash is none", "User-agent: *\nDisallow: /a%2Fb", "/a/b", ""},
		{"pattern without slash", "User-agent: *\nDisallow: private", "/private", ""},
		{"cut off within a line", "User-agent: *\n" + strings.Repeat("#", maxRobots-len("User-agent: *\n\nDisallow: /")) + "\nDisallow: /private", "/a", ""},
		{"page instead of rules", smallPage, "/a", ""},
	} {
		u, err := url.Parse("https://a.example" + tt.path)
		if err != nil {
			t.Fatal(err)
		}
		line, refused := parseRobots([]byte(tt.in), "hearsay").refuses(u)
		if line != tt.refused || refused != (tt.refused != "") {
			t.Errorf("%s: %q of %q is refused %t by %q, want %q", tt.name, tt.path, tt.in, refused, line, tt.refused)
		}
	}
}

func TestCrawlDelay(t *testing.T) {
	for in, want := range map[string]time.Duration{"5": 5 * time.Second, "0.5": time.Second / 2, "86400": maxCrawlDelay, "1e300": maxCrawlDelay, "-1": 0, "NaN": 0, "soon": 0, "": 0} {
		if got := parseRobots([]byte("User-agent: *\nCrawl-delay: "+in), "hearsay").delay; got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestProductOf(t *testing.T) {
	for in, want := range map[string]string{"hearsay/1.0 (x)": "hearsay", "News_Room-Bot": "News_Room-Bot", "Mozilla/5.0": "Mozilla", "": "", "/x": "", "наш": ""} {
		if got := productOf(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /%2A\nCrawl-delay: 3", "/a/b?c=%zz")
	f.Add("\ufeffuser-agent: hearsay\r\rdisallow:*\x00\xff$$", "/\xff*$")
	f.Fuzz(func(t *testing.T, in, path string) {
		u, err := url.Parse("https://a.example/" + path)
		if err != nil {
			return
		}
		r := parseRobots([]byte(in), "hearsay")
		line, refused := r.refuses(u)
		if refused != (line != "") || refused && !strings.Contains(strings.ToLower(line), "disallow") {
			t.Errorf("refused %t by %q", refused, line)
		}
		if r.delay < 0 || r.delay > maxCrawlDelay {
			t.Errorf("delay %s", r.delay)
		}
		if p := pathOf(u); normalPath(p) != p {
			t.Errorf("%q becomes %q when it is made normal again", p, normalPath(p))
		}
		if again, _ := parseRobots([]byte(in), "hearsay").refuses(u); again != line {
			t.Errorf("refused by %q, then by %q", line, again)
		}
	})
}

// The longest file that is read takes no time to speak of, also with patterns
// made to be slow.
func BenchmarkRobots(b *testing.B) {
	body := []byte("User-agent: *\n" + strings.Repeat("Disallow: /*a*a*a*a*a*b\n", maxRobots/24))
	u := &url.URL{Scheme: "https", Host: "a.example", Path: "/" + strings.Repeat("a", maxAddress-100)}
	for b.Loop() {
		r := parseRobots(body, "hearsay")
		if line, refused := r.refuses(u); refused {
			b.Fatal(fmt.Sprint("refused by ", line))
		}
	}
}
