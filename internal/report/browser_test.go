package report

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html/template"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// browserVariable names the Chromium that the tests of pages run in.
const browserVariable = "HEARSAY_TEST_CHROMIUM"

// widths are those of a small laptop and of a phone.
var widths = []int{1366, 390}

// probe holds a page in a frame of each width and writes what it finds there
// into its own title as JSON.
var probe = template.Must(template.New("probe").Parse(`<!DOCTYPE html><title></title><body style="margin:0">
{{range .Widths}}<iframe width="{{.}}" height="768" srcdoc="{{$.Page}}"></iframe>{{end}}
<script>
addEventListener("load", function () {
  var out = [];
  document.querySelectorAll("iframe").forEach(function (f) {
    var d = f.contentDocument, w = f.contentWindow, all = d.createElement("style");
    all.textContent = ".source, .day { content-visibility: visible !important }";
    d.head.append(all);
    var links = Array.from(d.querySelectorAll('a[href^="#"]'));
    var input = d.querySelector('#filter [name=words]');
    var hidden = function () { return d.querySelectorAll("li.line[hidden]").length; };
    var got = { width: f.clientWidth, scroll: d.documentElement.scrollWidth,
      broken: links.filter(function (a) { return !d.getElementById(a.hash.slice(1)); }).map(String),
      links: links.length, refs: d.querySelectorAll('a.ref[href^="#p-"]').length,
      requests: w.performance.getEntriesByType("resource").map(function (r) { return r.name; }),
      marks: d.querySelectorAll("blockquote .m-content").length,
      script: !d.getElementById("filter").hidden, injected: d.querySelectorAll("script").length - 1 };
    input.value = "sappers";
    d.getElementById("filter").dispatchEvent(new w.Event("submit", { cancelable: true }));
    got.filtered = hidden();
    out.push(got);
  });
  document.title = JSON.stringify(out);
});
</script>`))

// found is what the probe tells of one width.
type found struct {
	Width, Scroll, Links, Refs, Marks, Injected, Filtered int
	Broken, Requests                                      []string
	Script                                                bool
}

func TestBriefInBrowser(t *testing.T) {
	browser := os.Getenv(browserVariable)
	if browser == "" {
		t.Skipf("%s is not set", browserVariable)
	}
	for _, got := range look(t, browser, brief(t, fixture(t), Scope{})) {
		t.Run(fmt.Sprint(got.Width), func(t *testing.T) {
			if got.Scroll > got.Width {
				t.Errorf("the page is %d wide", got.Scroll)
			}
			if len(got.Broken) > 0 || got.Refs != 10 || got.Links < 2*got.Refs {
				t.Errorf("%d links, %d references, leading nowhere: %q", got.Links, got.Refs, got.Broken)
			}
			if len(got.Requests) > 0 || got.Injected != 0 {
				t.Errorf("requests %q, %d scripts of documents", got.Requests, got.Injected)
			}
			if got.Marks < 10 {
				t.Errorf("%d passages have their content marked, want 10", got.Marks)
			}
			if !got.Script || got.Filtered != 9 {
				t.Errorf("script ran: %v; the filter hides %d of 10 lines, want 9", got.Script, got.Filtered)
			}
		})
	}
}

// look opens a brief in the browser.
func look(t *testing.T, browser string, b Brief) []found {
	t.Helper()
	var page, outer bytes.Buffer
	if err := b.WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	if err := probe.Execute(&outer, map[string]any{"Page": page.String(), "Widths": widths}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "probe.html")
	if err := os.WriteFile(path, outer.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(dump(t, browser, path)))
	if err != nil {
		t.Fatal(err)
	}
	for e := range root.Descendants() {
		if e.Type == html.ElementNode && e.Data == "title" && e.FirstChild != nil {
			var all []found
			if err := json.Unmarshal([]byte(e.FirstChild.Data), &all); err != nil {
				t.Fatalf("%v: %s", err, e.FirstChild.Data)
			}
			return all
		}
	}
	t.Fatal("the probe says nothing")
	return nil
}

// browserPatience is long: a browser that starts on a busy machine.
const browserPatience = 2 * time.Minute

// dump returns the page at path as the browser has it after loading.
func dump(t *testing.T, browser, path string) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), browserPatience)
	defer cancel()
	var stderr bytes.Buffer
	c := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND",
		"--window-size=1400,900", "--user-data-dir="+t.TempDir(), "--dump-dom", "file://"+path)
	c.Stderr, c.WaitDelay = &stderr, 10*time.Second // what the browser started may hold the pipe
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s", strings.Join(c.Args, " "), err, stderr.String())
	}
	return out
}
