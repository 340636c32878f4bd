package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// page is an annotated page.
type page struct {
	URL, path   string
	Date, Title string
	With        []string
	Without     []string
	html        []byte
}

const yardstick = "github.com/markusmobius/go-trafilatura"

// loadPages reads the annotations from the source of the yardstick's own
// comparison and the pages beside it, in the order of their addresses.
func loadPages() ([]page, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", yardstick).Output()
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", yardstick, err)
	}
	dir := strings.TrimSpace(string(out))
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, "scripts", "comparison", "data.go"), nil, 0)
	if err != nil {
		return nil, fmt.Errorf("parse annotations: %w", err)
	}
	var pages []page
	ast.Inspect(file, func(n ast.Node) bool {
		kv, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		entry, isEntry := kv.Value.(*ast.CompositeLit)
		if !isEntry || entry.Type != nil {
			return true
		}
		p, name := readEntry(entry)
		p.URL = str(kv.Key)
		for _, sub := range []string{"comparison", "mock"} {
			path := filepath.Join(dir, "test-files", sub, name)
			if b, err := os.ReadFile(path); err == nil {
				p.html, p.path = b, path
				break
			}
		}
		if p.html != nil && p.URL != "" {
			pages = append(pages, p)
		}
		return false
	})
	sort.Slice(pages, func(i, j int) bool { return pages[i].URL < pages[j].URL })
	return pages, nil
}

func readEntry(lit *ast.CompositeLit) (p page, file string) {
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		switch kv.Key.(*ast.Ident).Name {
		case "File":
			file = str(kv.Value)
		case "Date":
			p.Date = str(kv.Value)
		case "Title":
			p.Title = str(kv.Value)
		case "With":
			p.With = strs(kv.Value)
		case "Without":
			p.Without = strs(kv.Value)
		}
	}
	return p, file
}

func str(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok {
		s, _ := strconv.Unquote(lit.Value)
		return s
	}
	return ""
}

func strs(e ast.Expr) []string {
	var out []string
	if lit, ok := e.(*ast.CompositeLit); ok {
		for _, x := range lit.Elts {
			out = append(out, str(x))
		}
	}
	return out
}
