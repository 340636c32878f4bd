package capture

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

// What is refused by the robots.txt of a server, and how often it is asked.
func TestRobotsOfServer(t *testing.T) {
	status := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(code) }
	}
	redirect := func(to string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }
	}
	refusing := "User-agent: *\nDisallow: /"
	for name, tt := range map[string]struct {
		robots    http.HandlerFunc
		refused   bool
		temporary bool
	}{
		"refusing":      {serve("text/plain", refusing), true, false},
		"missing":       {nil, false, false},
		"forbidden":     {status(403), false, false},
		"empty":         {serve("text/plain", ""), false, false},
		"500":           {status(500), true, true},
		"429":           {status(429), true, true},
		"broken off":    {reset, true, true},
		"no HTTP":       {raw("220 mail.example\r\n"), true, true},
		"huge":          {serve("text/plain", refusing+"\n"+strings.Repeat("# more\n", maxRobots)), true, false},
		"rule too late": {serve("text/plain", strings.Repeat("# more\n", maxRobots/7+1)+refusing), false, false},
		"garbage":       {serve("image/png", string(noise(10000))), false, false},
		"a page":        {serve("text/html", smallPage), false, false},
		"elsewhere":     {redirect("/moved"), true, false},
		"loop":          {redirect("/robots.txt"), false, false},
		"to a file":     {redirect("file:///etc/robots.txt"), true, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, map[string]http.HandlerFunc{"/": serve("text/html", smallPage), "/moved": serve("text/plain", refusing), "/robots.txt": tt.robots})
			f, c := newTestFetcher(t, FetchOptions{Retries: -1})
			for range 2 {
				_, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/"})
				var robots *RobotsError
				switch {
				case name == "to a file":
					if !errors.Is(err, ErrAddress) {
						t.Errorf("error %v", err)
					}
				case (err != nil) != tt.refused || errors.As(err, &robots) != tt.refused || errors.Is(err, ErrRobots) != tt.refused || Temporary(err) != tt.temporary:
					t.Errorf("error %v, temporary %t", err, Temporary(err))
				case tt.temporary && RetryAfter(err) <= 0, !tt.temporary && RetryAfter(err) != 0:
					t.Errorf("retry after %s", RetryAfter(err))
				}
			}
			if _, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/", IgnoreRobots: true}); err != nil {
				t.Errorf("against robots.txt: %v", err)
			}
			asked := s.times("/robots.txt")
			if name != "loop" && asked != 1 {
				t.Errorf("robots.txt was asked for %d times", asked)
			}
			c.Sleep(t.Context(), maxRobotsAge)
			f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/"})
			if s.times("/robots.txt") <= asked {
				t.Errorf("robots.txt was not asked for again after %s", maxRobotsAge)
			}
		})
	}
}

// A file that could not be read is asked for again soon, and what a person
// decided about one host is not decided about another.
func TestRobotsAgain(t *testing.T) {
	down := true
	s := newSite(t, map[string]http.HandlerFunc{
		"/": serve("text/html", smallPage),
		"/robots.txt": func(w http.ResponseWriter, r *http.Request) {
			if down {
				w.WriteHeader(http.StatusServiceUnavailable)
			}
		},
		"/away": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, strings.Replace("http://"+r.Host, "127.0.0.1", "localhost", 1)+"/", http.StatusFound)
		},
	})
	f, c := newTestFetcher(t, FetchOptions{Retries: -1})
	if _, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/away", IgnoreRobots: true}); !errors.Is(err, ErrRobots) {
		t.Errorf("another host: error %v", err)
	}
	_, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/"})
	if !errors.Is(err, ErrRobots) || RetryAfter(err) != robotsPause {
		t.Errorf("error %v, retry after %s", err, RetryAfter(err))
	}
	down = false
	c.Sleep(t.Context(), robotsPause)
	if _, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/"}); err != nil {
		t.Error(err)
	}
}
