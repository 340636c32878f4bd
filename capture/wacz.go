package capture

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path"
	"strings"

	"hearsay/corpus"
)

// readWACZ reads r as a ZIP with web archives in it, WACZ 1.1.1
// (specs.webrecorder.net/wacz), and yields the documents of those that lie
// under "archive/", in the order of the ZIP, as [readWARC] does for one; a
// place names the file before the record. A digest in datapackage.json that
// is not that of the file gives a warning. A ZIP has its directory at the end,
// so that r is read to its end into a temporary file first, which no other
// user can read and which is gone when the program ends, whatever ends it. Of
// a ZIP that was cut the records before the cut are found without the
// directory.
func readWACZ(c corpus.Capture, r io.Reader, yield yielder) {
	a := &archive{c: c, yield: yield, pages: newMemory()}
	f, size, err := spool(&steady{r: r})
	if err != nil {
		a.fail("", err)
		return
	}
	defer discard(f)
	whole := io.NewSectionReader(f, 0, size) // whose errors do not name the file
	zr, err := zip.NewReader(whole, size)
	switch {
	case err != nil:
		a.cut(whole, size, err)
	case a.members(zr, size):
		a.finish()
	}
}

// spool writes r into a temporary file. A reader that fails gives what it gave
// until then, as a file that was cut.
func spool(r *steady) (f *os.File, size int64, err error) {
	f, err = os.CreateTemp("", "hearsay-*.wacz") // mode 0600
	if err != nil {
		return nil, 0, fmt.Errorf("spool archive: %w", reason(err))
	}
	os.Remove(f.Name()) // where a file that is open cannot be removed, discard does it
	size, err = io.Copy(f, r)
	if err != nil && (r.err == nil || r.err == io.EOF) {
		discard(f)
		return nil, 0, fmt.Errorf("spool archive: %w", reason(err))
	}
	return f, size, nil
}

func discard(f *os.File) {
	f.Close()
	os.Remove(f.Name())
}

// members reads the web archives of a ZIP of size bytes.
func (a *archive) members(zr *zip.Reader, size int64) bool {
	digests, errs := packageDigests(zr)
	for _, err := range errs {
		if !a.fail(packageName, err) {
			return false
		}
	}
	left := uint64(size)
	for _, f := range zr.File {
		if !isArchiveName(f.Name) {
			continue
		}
		if f.CompressedSize64 > left {
			return a.harmed(printable(f.Name), &damage{errOverlap, -1})
		}
		left -= f.CompressedSize64
		if !a.member(f, digests[f.Name]) {
			return false
		}
	}
	return true
}

// errOverlap is what is wrong with a ZIP whose directory names the same bytes
// many times, so that a small one would be read for days.
var errOverlap = errors.New("the files of the archive are larger than the archive")

// member reads one web archive of a ZIP, whose bytes should have a digest.
func (a *archive) member(f *zip.File, digest labelledDigest) bool {
	r, err := openMember(f)
	if err != nil {
		return a.harmed(printable(f.Name), &damage{err, -1})
	}
	defer r.Close()
	if !a.read(printable(f.Name), newRecordReader(r)) {
		return false
	}
	_, err = io.Copy(io.Discard, r)
	switch {
	case err != nil:
		return a.harmed(printable(f.Name), &damage{err, -1})
	case digest != "" && !digest.is(r.sum.Sum(nil)):
		return a.fail(printable(f.Name), fmt.Errorf("%w (%s in %s)", ErrDigest, digest, packageName))
	}
	return true
}

// is reports whether d, if it is a SHA-256 at all, is sum.
func (d labelledDigest) is(sum []byte) bool {
	algorithm, value, _ := strings.Cut(d.key(), ":")
	return algorithm != "sha256" || value == fmt.Sprintf("%x", sum) || value == base32Of(sum)
}

// isArchiveName reports whether a file of a WACZ is a web archive.
func isArchiveName(name string) bool {
	if !strings.HasPrefix(name, "archive/") {
		return false
	}
	format, ok := formatOfName(name)
	return ok && format == corpus.FormatWARC
}

// maxInflation is how many bytes one compressed byte of a file in a ZIP may
// become. The format asks that archives, compressed already, are stored as
// they are; a plain one becomes a tenth. Deflate reaches 1,032, and what it
// holds may be compressed again.
const maxInflation = 100

// errInflation is what is wrong with a file that is made to fill memories.
var errInflation = fmt.Errorf("inflates to more than %d times its size", maxInflation)

// zipMember is a file of a ZIP being read, with the digest of what was read.
type zipMember struct {
	io.ReadCloser
	sum  hash.Hash
	left int64 // bytes that it may still give
}

func openMember(f *zip.File) (*zipMember, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	limit := int64(min(f.CompressedSize64, 1<<50))*maxInflation + headSize
	return &zipMember{r, sha256.New(), limit}, nil
}

func (z *zipMember) Read(p []byte) (int, error) {
	n, err := z.ReadCloser.Read(p)
	z.sum.Write(p[:n])
	if z.left -= int64(n); z.left < 0 {
		return 0, errInflation
	}
	return n, err
}

// The files of a WACZ that describe it.
const (
	packageName       = "datapackage.json"
	packageDigestName = "datapackage-digest.json"
)

// maxPackage is the size in bytes above which a description is not read: ten
// thousand files are described in 2 MB.
const maxPackage = 8 << 20

// packageDigests returns the digests that a WACZ gives of its files, by name,
// and what is wrong with its description: warnings all, as the archives can be
// read without it.
func packageDigests(zr *zip.Reader) (digests map[string]labelledDigest, errs []error) {
	digests = map[string]labelledDigest{}
	b, err := readMember(zr, packageName)
	if err != nil {
		return digests, []error{fmt.Errorf("%w: %w", errPackage, err)}
	}
	var described struct {
		Resources []struct{ Path, Hash string }
	}
	if err := json.Unmarshal(b, &described); err != nil {
		return digests, []error{fmt.Errorf("%w: %w", errPackage, err)}
	}
	for _, r := range described.Resources {
		digests[r.Path] = labelledDigest(r.Hash)
		if _, err := zr.Open(r.Path); err != nil && isArchiveName(r.Path) {
			errs = append(errs, fmt.Errorf("%w: %q is not in the archive", errPackage, r.Path))
		}
	}
	var own struct{ Hash string }
	if d, err := readMember(zr, packageDigestName); err == nil && json.Unmarshal(d, &own) == nil && own.Hash != "" {
		if sum := sha256.Sum256(b); !labelledDigest(own.Hash).is(sum[:]) {
			errs = append(errs, fmt.Errorf("%w (%s in %s)", ErrDigest, own.Hash, packageDigestName))
		}
	}
	return digests, errs
}

// errPackage is a warning about the description of a WACZ.
var errPackage = errors.New("description of the archive cannot be used")

func readMember(zr *zip.Reader, name string) ([]byte, error) {
	f, err := zr.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxPackage+1))
	if len(b) > maxPackage {
		return nil, ErrTooLong
	}
	return b, err
}

// cut reads a ZIP without a directory from the first web archive in it on.
// The members of its gzip tell where records begin.
func (a *archive) cut(f io.ReaderAt, size int64, cause error) {
	a.harm = fmt.Errorf("zip: %w", cause)
	name, at := firstArchive(f, size)
	if name == "" || a.read(name, newRecordReader(io.NewSectionReader(f, at, size-at))) {
		a.finish()
	}
}

// localHead is the head of a file in a ZIP: 30 bytes, of which two numbers
// are the lengths of the name and of the extra field behind them (APPNOTE
// 4.3.7).
const (
	localHead     = "PK\x03\x04"
	localHeadSize = 30
)

// firstArchive returns the name and the offset of the first web archive in a
// ZIP whose files follow each other, "" if there is none.
func firstArchive(f io.ReaderAt, size int64) (name string, at int64) {
	head := make([]byte, min(size, firstZone))
	n, _ := f.ReadAt(head, 0)
	for head, at = head[:n], 0; ; {
		i := bytes.Index(head, []byte(localHead))
		if i < 0 {
			return "", 0
		}
		head, at = head[i:], at+int64(i)
		if name, length := localName(head); isArchiveName(name) {
			return printable(name), at + int64(length)
		}
		head, at = head[1:], at+1
	}
}

// firstZone is how far into a cut ZIP its first web archive is looked for:
// what may lie before it are lists of pages, seldom more than a megabyte.
const firstZone = 16 << 20

// maxLocalName is the length in bytes of the longest name that is looked at:
// file systems take 4,096.
const maxLocalName = 4096

// localName returns the name in a local head and the length of that head.
func localName(head []byte) (name string, length int) {
	if len(head) < localHeadSize || !bytes.HasPrefix(head, []byte(localHead)) {
		return "", 0
	}
	n := int(head[26]) | int(head[27])<<8
	extra := int(head[28]) | int(head[29])<<8
	if n > maxLocalName || len(head) < localHeadSize+n+extra {
		return "", 0
	}
	return string(head[localHeadSize : localHeadSize+n]), localHeadSize + n + extra
}

// isWACZ reports whether a file that begins with head is a WACZ: a ZIP whose
// first file is one of those that the format names.
func isWACZ(head []byte) bool {
	name, _ := localName(head)
	folder, _, _ := strings.Cut(name, "/")
	return path.Ext(name) != "" && (folder == "archive" || folder == "pages" || folder == "indexes" || folder == packageName || folder == packageDigestName)
}
