package main

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// serve DIR NAME serves the files of a folder on loopback until the script
// ends, and puts the address into $NAME.
func serve(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: serve DIR NAME")
	}
	server := httptest.NewServer(site(ts.MkAbs(args[0])))
	ts.Defer(server.Close)
	ts.Setenv(args[1], server.URL)
}

// site answers with the files of a folder, which a script may change. A file
// "x.status" holds the status with which x is answered, and perhaps the
// seconds to wait; "x.location" where x has moved to. In feeds SITE stands for
// the address of the site.
func site(dir string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		file := filepath.Join(dir, filepath.FromSlash(path.Clean("/"+r.URL.Path)))
		if b, err := os.ReadFile(file + ".status"); err == nil {
			answerStatus(w, strings.Fields(string(b)))
			return
		}
		if b, err := os.ReadFile(file + ".location"); err == nil {
			http.Redirect(w, r, strings.TrimSpace(string(b)), http.StatusMovedPermanently)
			return
		}
		b, err := os.ReadFile(file)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		body := strings.ReplaceAll(string(b), "SITE", "http://"+r.Host)
		w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256([]byte(body))))
		w.Header().Set("Content-Type", contentType(file))
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(body))
	})
}

func answerStatus(w http.ResponseWriter, words []string) {
	code, err := strconv.Atoi(words[0])
	if err != nil {
		code = http.StatusTeapot
	}
	if len(words) > 1 {
		w.Header().Set("Retry-After", words[1])
	}
	w.WriteHeader(code)
}

func contentType(file string) string {
	switch filepath.Ext(file) {
	case ".xml":
		return "application/rss+xml"
	case ".txt":
		return "text/plain; charset=utf-8"
	}
	return "text/html; charset=utf-8"
}
