package capture

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"hearsay/corpus"
)

var waczCapture = corpus.Capture{Source: "set.wacz", Format: corpus.FormatWACZ, Time: archiveCapture.Time}

// zipFile is a file of a ZIP under test.
type zipFile struct {
	name, content string
	method        uint16
}

func zipOf(t testing.TB, files ...zipFile) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		fw, err := w.CreateHeader(&zip.FileHeader{Name: f.name, Method: f.method})
		if err == nil {
			_, err = io.WriteString(fw, f.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// described adds the description of files to them.
func described(files ...zipFile) []zipFile {
	var list []string
	for _, f := range files {
		list = append(list, fmt.Sprintf(`{"name": %q, "path": %q, "hash": "sha256:%s", "bytes": %d}`, f.name, f.name, corpus.DigestOf([]byte(f.content)), len(f.content)))
	}
	d := `{"profile": "data-package", "wacz_version": "1.1.1", "resources": [` + strings.Join(list, ", ") + `]}`
	own := fmt.Sprintf(`{"path": "datapackage.json", "hash": "sha256:%s"}`, corpus.DigestOf([]byte(d)))
	return append(files, zipFile{name: packageName, content: d, method: zip.Deflate}, zipFile{name: packageDigestName, content: own})
}

func inArchive(name string) []string {
	var out []string
	for _, line := range threeOut {
		out = append(out, "archive/"+name+" "+line)
	}
	return out
}

func TestWACZ(t *testing.T) {
	pages := zipFile{name: "pages/pages.jsonl", content: `{"format": "json-pages-1.0"}`, method: zip.Deflate}
	index := zipFile{name: "indexes/index.cdx.gz", content: member("cdx")}
	data := zipFile{name: "archive/data.warc.gz", content: strings.Join(memberEach(three()), "")}
	plain := zipFile{name: "archive/data.warc", content: strings.Join(three(), ""), method: zip.Deflate}
	first := zipFile{name: "archive/a.warc.gz", content: member(warcOf("response", "a", millURL, "WARC-Payload-Digest: blake3:a", answered(htmlOK, mill)))}
	second := zipFile{name: "archive/b.warc.gz", content: member(again("b", millURL, "WARC-Payload-Digest: blake3:a", htmlOK))}
	wrong := zipFile{name: data.name, content: data.content + member("\r\n")}
	swapped := func(list []zipFile, with zipFile) []zipFile { return append([]zipFile{with}, list[1:]...) }
	whole := zipOf(t, described(data, pages, index)...)
	const unfit = "WARNING set.wacz: datapackage.json: description of the archive cannot be used: "
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"as crawlers write it", whole, inArchive("data.warc.gz")},
		{"lists first", zipOf(t, append([]zipFile{pages, index}, described(data)...)...), inArchive("data.warc.gz")},
		{"not under gzip", zipOf(t, described(plain)...), inArchive("data.warc")},
		{"two archives, one of which refers to the other", zipOf(t, described(first, second)...), []string{
			"archive/a.warc.gz " + threeOut[0], "archive/b.warc.gz " + threeOut[0]}},
		{"another digest", zipOf(t, swapped(described(data), wrong)...), append(inArchive("data.warc.gz"),
			"WARNING set.wacz: archive/data.warc.gz: bytes differ from the digest in the archive (sha256:"+string(corpus.DigestOf([]byte(data.content)))+" in datapackage.json)")},
		{"another description", zipOf(t, append(described(data)[:1], zipFile{name: packageName, content: "{}"}, described(data)[2])...), append([]string{
			"WARNING set.wacz: datapackage.json: bytes differ from the digest in the archive (sha256:" + digestIn(described(data)[2].content) + " in datapackage-digest.json)"}, inArchive("data.warc.gz")...)},
		{"no description", zipOf(t, data), append([]string{unfit + "open datapackage.json: file does not exist"}, inArchive("data.warc.gz")...)},
		{"a description that is none", zipOf(t, data, zipFile{name: packageName, content: "{"}), append([]string{unfit + "unexpected end of JSON input"}, inArchive("data.warc.gz")...)},
		{"a file that is missing", zipOf(t, described(data, first)[0], described(data, first)[2]), append([]string{unfit + `"archive/a.warc.gz" is not in the archive`}, inArchive("data.warc.gz")...)},
		{"no archive in it", zipOf(t, described(pages)...), []string{"ERROR set.wacz: no record of a web archive in it"}},
		{"not a ZIP", "PK\x03\x04", []string{"ERROR set.wacz: incomplete: zip: zip: not a valid zip file"}},
		{"nothing", "", []string{"ERROR set.wacz: incomplete: zip: zip: not a valid zip file"}},
		{"a bomb", zipOf(t, described(zipFile{name: "archive/data.warc", content: three()[0] + strings.Repeat("\x00", 4<<20), method: zip.Deflate})...), []string{
			"archive/data.warc " + threeOut[0],
			"ERROR set.wacz: archive/data.warc: inflates to more than 100 times its size",
			"ERROR set.wacz: incomplete: before archive/data.warc record 2: inflates to more than 100 times its size"}},
		{"cut behind the archive", whole[:strings.Index(whole, "pages/pages")-30], append(inArchive("data.warc.gz"), "ERROR set.wacz: incomplete: zip: zip: not a valid zip file")},
		{"cut in the directory", whole[:len(whole)-10], append(inArchive("data.warc.gz"), "ERROR set.wacz: incomplete: zip: zip: not a valid zip file")},
		{"cut within the archive", whole[:len(strings.Join(memberEach(three()[:2]), ""))+150], []string{
			inArchive("data.warc.gz")[0], inArchive("data.warc.gz")[1],
			"ERROR set.wacz: archive/data.warc.gz record 3: damaged member: unexpected EOF", "ERROR set.wacz: incomplete: zip: zip: not a valid zip file"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := outcome(t, waczCapture, tt.in)
			got = dropPadding(got)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// digestIn returns the digest in a description of one file.
func digestIn(s string) string {
	_, s, _ = strings.Cut(s, "sha256:")
	return s[:64]
}

// dropPadding leaves out what is told of the rest of a ZIP behind its first
// web archive, where there is no directory to say where that ends.
func dropPadding(lines []string) (out []string) {
	for _, line := range lines {
		if !strings.HasSuffix(line, errNoMember.Error()) {
			out = append(out, line)
		}
	}
	return out
}

// A disk that fails while the archive is copied leaves what came before, and
// no file stays behind in any case.
func TestWACZSpool(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	in := zipOf(t, described(zipFile{name: "archive/data.warc.gz", content: strings.Join(memberEach(three()), "")})...)
	cause := errors.New("disk on fire")
	for _, r := range []io.Reader{strings.NewReader(in), io.MultiReader(strings.NewReader(in[:len(in)-5]), iotest.ErrReader(cause))} {
		docs := 0
		for _, err := range Documents(waczCapture, r) {
			if err == nil {
				docs++
			}
			if files, _ := os.ReadDir(dir); len(files) > 0 {
				t.Errorf("%s can be seen while it is read", files[0].Name())
			}
		}
		if docs != 3 {
			t.Errorf("%d documents", docs)
		}
	}
	t.Setenv("TMPDIR", dir+"/gone")
	_, errs := recordErrors(waczCapture, []byte(in))
	if len(errs) != 1 || !errors.Is(errs[0], os.ErrNotExist) {
		t.Errorf("without a place for the file: %v", errs)
	}
}

// A directory that names the same bytes over and over does not make a small ZIP
// a large archive.
func TestWACZOverlap(t *testing.T) {
	const times = 100
	whole := zipOf(t, zipFile{name: "archive/data.warc.gz", content: strings.Join(memberEach(three()), "")})
	const endSize = 22 // APPNOTE 4.3.16
	end := []byte(whole[len(whole)-endSize:])
	size, offset := binary.LittleEndian.Uint32(end[12:]), binary.LittleEndian.Uint32(end[16:])
	binary.LittleEndian.PutUint16(end[8:], times)
	binary.LittleEndian.PutUint16(end[10:], times)
	binary.LittleEndian.PutUint32(end[12:], times*size)
	in := whole[:offset] + strings.Repeat(whole[offset:offset+size], times) + string(end)
	docs, errs := recordErrors(waczCapture, []byte(in))
	if len(docs) >= 3*times || !slices.ContainsFunc(errs, func(err error) bool { return errors.Is(err, errOverlap) }) {
		t.Errorf("%d documents, errors %v", len(docs), errs)
	}
}

func FuzzWACZ(f *testing.F) {
	data := zipFile{name: "archive/data.warc.gz", content: member(three()[0])}
	whole := zipOf(f, described(data)...)
	f.Add([]byte(whole))
	f.Add([]byte(whole[:len(whole)-20]))
	f.Add([]byte(zipOf(f, zipFile{name: "archive/a.warc", content: three()[1], method: zip.Deflate}, zipFile{name: packageName, content: "{}"})))
	f.Fuzz(func(t *testing.T, b []byte) { fuzzArchive(t, waczCapture, b) })
}
