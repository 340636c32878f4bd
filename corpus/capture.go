package corpus

import "time"

// Format tells how the bytes of a capture are read.
type Format string

// The formats that capture reads.
const (
	FormatText  Format = "text"
	FormatHTML  Format = "html"
	FormatJSONL Format = "jsonl" // one object a line, perhaps under gzip
	FormatCSV   Format = "csv"   // an index beside files: evidence for their metadata, no documents of its own
	FormatFeed  Format = "feed"  // RSS or Atom; its entries are documents

	FormatWARC     Format = "warc"     // a web archive; its pages are documents
	FormatWACZ     Format = "wacz"     // a ZIP with web archives in it
	FormatTelegram Format = "telegram" // the JSON export of Telegram's desktop program; its posts are documents
	FormatPDF      Format = "pdf"      // with a text layer
)

// Capture is one fetch or one file taken in. Its bytes are kept unchanged
// under their digest; the same bytes from the same source are one capture.
type Capture struct {
	ID     string    // of Source and Digest, see [CaptureID]
	Source string    // URL, or path relative to the ledger where the file lies below it
	Format Format    //
	Digest Digest    // of the bytes
	Size   int64     // of the bytes
	Time   time.Time // when it was taken, UTC

	// Given is what stands beside the bytes about what is in them, such as a
	// row of an index. It outranks what the bytes say.
	Given []Observation

	// Incomplete says why not all of the bytes could be read as documents,
	// "" when they could. The bytes and the good records are kept all the same.
	Incomplete string
}

// CaptureID names the capture of bytes with digest d from source.
func CaptureID(source string, d Digest) string { return identity("c", source, string(d)) }

// Sighting records that a capture contained a document.
type Sighting struct {
	Document string
	Capture  string
	Place    string // where in the capture: "" for a whole file, "line 17" in a container
	Time     time.Time
}
