package capture

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/gzip"

	"hearsay/corpus"
)

// Source is a file that can be taken in.
type Source struct {
	Path   string // that opens it, in the bytes that the file system has
	Format corpus.Format

	// Given is what an index beside the file says about it.
	Given []corpus.Observation
}

// Name is the path in valid UTF-8, as it can be kept and printed.
func (s Source) Name() string { return printable(s.Path) }

// printable returns path with every byte that is no UTF-8 as \xff and, so that
// two paths stay two, "\" before every "\" of such a path. A valid path stays
// as it is.
func printable(path string) string {
	if utf8.ValidString(path) {
		return path
	}
	var b strings.Builder
	for i, n := 0, 0; i < len(path); i += n {
		var r rune
		r, n = utf8.DecodeRuneInString(path[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, path[i])
		case r == '\\':
			b.WriteString(`\\`)
		default:
			b.WriteString(path[i : i+n])
		}
	}
	return b.String()
}

// Open opens the file. The caller closes it.
func (s Source) Open() (io.ReadCloser, error) {
	f, err := os.Open(s.Path)
	if err != nil {
		return nil, fmt.Errorf("open source: %w", err)
	}
	return f, nil
}

// What a walk may find wrong with a file.
var (
	errNoFiles = errors.New("no readable files")
	errFormat  = errors.New("unknown format")
	errOutside = errors.New("lies outside the folder of the index")
	errLink    = errors.New("is a link out of the folder")
	errNotFile = errors.New("is no file")
)

// Sources walks files and directories and yields what can be taken in, sorted
// within each directory and each once. Files whose names begin with "." are
// passed over within directories. A link that is named in paths is followed;
// one that a walk or an index comes upon only if it stays within the directory
// that was named, and does not lead back.
//
// A CSV file with a column "file" is an index: its rows become what is Given
// about the files that they name, relative to its folder, and the index is
// yielded itself before them. Files beside it that no row names are taken
// too. An index named directly, without its folder, brings the files that it
// names. What cannot be taken in yields a zero Source with a
// *[corpus.RecordError]: a missing path, a row that is broken or names a
// missing file, another kind of file, a folder with nothing in it.
func Sources(paths []string) iter.Seq2[Source, error] {
	return func(yield func(Source, error) bool) {
		w := &walk{given: map[string][]corpus.Observation{}, folders: map[string]bool{}, listed: map[string]bool{}}
		for _, p := range paths {
			w.named(filepath.Clean(p))
		}
		for _, f := range w.found {
			if f.err == nil {
				f.source.Given = w.given[f.source.Path]
			}
			if !yield(f.source, f.err) {
				return
			}
		}
	}
}

// walk collects names, not bytes: what an index gives must be known before
// the first file is yielded.
type walk struct {
	found   []finding
	given   map[string][]corpus.Observation
	folders map[string]bool // real paths being or done, against loops
	listed  map[string]bool // files found
	root    string          // real path of the directory that the person named
}

type finding struct {
	source Source
	err    error
}

func (w *walk) fail(path, record string, err error) {
	w.found = append(w.found, finding{err: &corpus.RecordError{File: printable(path), Record: record, Err: err}})
}

// named takes a path that a person named.
func (w *walk) named(path string) {
	info, err := os.Stat(path)
	if err == nil {
		w.root, err = realFolder(path, info)
	}
	switch {
	case err != nil:
		w.fail(path, "", reason(err))
	case info.IsDir():
		before := len(w.found)
		w.folder(path)
		if len(w.found) == before {
			w.fail(path, "", errNoFiles)
		}
	case isCSV(path):
		w.index(path, true)
	default:
		w.file(path, info)
	}
}

// realFolder returns the real path of a directory or of that around a file.
func realFolder(path string, info fs.FileInfo) (string, error) {
	if !info.IsDir() {
		path = filepath.Dir(path)
	}
	return realPath(path)
}

// realPath returns the absolute path without links, by which two paths can be
// compared.
func realPath(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

// stat follows path, unless a link in it leads out of what the person named.
func (w *walk) stat(path string) (fs.FileInfo, error) {
	real, err := realPath(path)
	if err != nil {
		return nil, reason(err)
	}
	if within, err := filepath.Rel(w.root, real); err != nil || !filepath.IsLocal(within) {
		return nil, errLink
	}
	info, err := os.Stat(real)
	if err != nil {
		return nil, reason(err)
	}
	return info, nil
}

// folder takes the indexes of a folder, then its files and folders in order.
func (w *walk) folder(path string) {
	real, err := realPath(path)
	if err != nil {
		w.fail(path, "", reason(err))
		return
	}
	if w.folders[real] {
		return
	}
	w.folders[real] = true
	entries, err := os.ReadDir(path)
	if err != nil {
		w.fail(path, "", reason(err))
		return
	}
	visible := entries[:0]
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			visible = append(visible, e)
		}
	}
	for _, e := range visible {
		child := filepath.Join(path, e.Name())
		if !isCSV(child) {
			continue
		}
		if info, err := w.stat(child); err == nil && info.Mode().IsRegular() {
			w.index(child, false)
		}
	}
	for _, e := range visible {
		w.child(filepath.Join(path, e.Name()))
	}
}

func (w *walk) child(path string) {
	info, err := w.stat(path)
	switch {
	case err != nil:
		w.fail(path, "", err)
	case info.IsDir():
		w.folder(path)
	case !isCSV(path) || !info.Mode().IsRegular():
		w.file(path, info)
	}
}

func (w *walk) file(path string, info fs.FileInfo) {
	if w.listed[path] {
		return
	}
	w.listed[path] = true
	if !info.Mode().IsRegular() {
		w.fail(path, "", errNotFile)
		return
	}
	format, err := formatOf(path)
	if err != nil {
		w.fail(path, "", err)
		return
	}
	w.found = append(w.found, finding{source: Source{Path: path, Format: format}})
}

// index takes a CSV file and remembers what its rows give. With take, the
// files that the rows name are taken as well.
func (w *walk) index(path string, take bool) {
	if w.listed[path] {
		return
	}
	w.listed[path] = true
	f, err := os.Open(path)
	if err != nil {
		w.fail(path, "", reason(err))
		return
	}
	defer f.Close()
	rows, errs, ok := readIndex(printable(path), f)
	if !ok {
		w.fail(path, "", fmt.Errorf("no column %q, so it is no index: %w", fileColumn, errFormat))
		return
	}
	w.found = append(w.found, finding{source: Source{Path: path, Format: corpus.FormatCSV}})
	for _, err := range errs {
		w.found = append(w.found, finding{err: err})
	}
	for _, row := range rows {
		w.row(path, row, take)
	}
}

func (w *walk) row(index string, row indexRow, take bool) {
	record := fmt.Sprintf("row %d", row.Row)
	if !filepath.IsLocal(filepath.FromSlash(row.File)) {
		w.fail(index, record, fmt.Errorf("file %q %w", row.File, errOutside))
		return
	}
	path := filepath.Join(filepath.Dir(index), filepath.FromSlash(row.File))
	info, err := w.stat(path)
	if err != nil {
		w.fail(index, record, fmt.Errorf("file %q: %w", row.File, err))
		return
	}
	w.given[path] = append(w.given[path], row.Fields...)
	if take {
		w.file(path, info)
	}
}

// reason returns what lies under a path error, whose path the message that
// it goes into has already.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

func isCSV(path string) bool { return strings.EqualFold(filepath.Ext(path), ".csv") }

// formatOf tells the format of a file by its name, else by its first bytes.
func formatOf(path string) (corpus.Format, error) {
	if format, ok := formatOfName(path); ok {
		return format, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return "", reason(err)
	}
	defer f.Close()
	format, err := FormatOf(path, f)
	return format, err
}

// FormatOf tells the format of a stream by the extension of its name, if it
// has a known one, else by its first bytes, which it reads from r.
func FormatOf(name string, r io.Reader) (corpus.Format, error) {
	if format, ok := formatOfName(name); ok {
		return format, nil
	}
	head := make([]byte, headSize)
	n, err := io.ReadFull(r, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return "", fmt.Errorf("read head of %s: %w", name, err)
	}
	return formatOfBytes(head[:n])
}

func formatOfName(name string) (corpus.Format, bool) {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	switch filepath.Ext(name) {
	case ".txt", ".text", ".md":
		return corpus.FormatText, true
	case ".html", ".htm", ".xhtml":
		return corpus.FormatHTML, true
	case ".jsonl", ".ndjson":
		return corpus.FormatJSONL, true
	case ".csv":
		return corpus.FormatCSV, true
	case ".pdf":
		return corpus.FormatPDF, true
	case ".rss", ".atom":
		return corpus.FormatFeed, true
	case ".warc":
		return corpus.FormatWARC, true
	case ".wacz":
		return corpus.FormatWACZ, true
	}
	return "", false
}

// formatOfBytes tells the format by the start of a file.
func formatOfBytes(head []byte) (corpus.Format, error) {
	if isGzip(head) {
		zr, err := gzip.NewReader(bytes.NewReader(head))
		if err != nil {
			return "", errFormat
		}
		head, _ = bufio.NewReaderSize(zr, headSize).Peek(headSize)
	}
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return corpus.FormatPDF, nil
	case isVersion(head):
		return corpus.FormatWARC, nil
	case isWACZ(head):
		return corpus.FormatWACZ, nil
	}
	text := decodeText(head)
	if text.binary {
		return "", ErrBinary
	}
	start := strings.ToLower(strings.TrimLeft(text.text, " \t\r\n"))
	switch {
	case strings.HasPrefix(start, "{"):
		return formatOfObject(strings.TrimLeft(text.text, " \t\r\n")), nil
	case strings.Contains(start, "<rss") || strings.Contains(start, "<feed") || strings.Contains(start, "<rdf:rdf"):
		return corpus.FormatFeed, nil
	case strings.HasPrefix(start, "<!doctype html") || strings.Contains(start, "<html") || strings.HasPrefix(start, "<!--") || strings.HasPrefix(start, "<head") || strings.HasPrefix(start, "<body"):
		return corpus.FormatHTML, nil
	case strings.HasPrefix(start, "<?xml"):
		return "", fmt.Errorf("XML that is no feed: %w", errFormat)
	}
	return corpus.FormatText, nil
}

// formatOfObject tells the format of a file that begins with an object of
// JSON.
func formatOfObject(head string) corpus.Format {
	switch {
	case isTelegram(head):
		return corpus.FormatTelegram
	case strings.Contains(head, "://jsonfeed.org/version/") || strings.Contains(head, `:\/\/jsonfeed.org\/version\/`):
		return corpus.FormatFeed
	}
	return corpus.FormatJSONL
}
