package report

import (
	"errors"
	"fmt"

	"hearsay/corpus"
)

// Facts tells where a document comes from: what an editor needs to find it
// again and to check that it is the same.
type Facts struct {
	DocumentLine
	Forwarded string          `json:"forwarded_from"` // whom the outlet passed the text on from, "" for a text of its own
	Sightings []SightingFacts `json:"sightings"`      // oldest first
	Versions  []string        `json:"versions"`       // documents of the same item, oldest first, this one among them
	Gone      []GoneFacts     `json:"gone"`           // addresses of it at which there is nothing now

	Replaced
}

// GoneFacts is an address at which there is nothing any more. That is an
// observation: the document stays.
type GoneFacts struct {
	URL    string `json:"url"`
	Since  string `json:"since"`  // when it was first found so, RFC 3339, UTC
	Status int    `json:"status"` // of HTTP
}

// SightingFacts is one capture that contained the document.
type SightingFacts struct {
	Capture    string        `json:"capture"`
	Source     string        `json:"source"` // path or URL; relative to the folder of the ledger where it lies below it
	Place      string        `json:"place"`  // in the capture: "" for a whole file, "line 17"
	Time       string        `json:"time"`   // RFC 3339, UTC
	Digest     corpus.Digest `json:"sha256"` // of the bytes taken in
	Size       int64         `json:"bytes"`
	Format     corpus.Format `json:"format"`
	Incomplete string        `json:"incomplete,omitempty"`
	Withheld   bool          `json:"withheld,omitempty"` // a purge took out its bytes
}

// whole names the place of a sighting for people.
func (s SightingFacts) whole() string {
	if s.Withheld && s.Source == "" {
		return "a file that was purged"
	}
	if s.Place == "" {
		return s.Source
	}
	return s.Source + ", " + s.Place
}

// facts are those of the open document.
func (h *shelf) facts() (Facts, error) {
	ctx, st, d := h.ctx, h.st, h.doc
	f := Facts{DocumentLine: documentLine(d), Forwarded: d.ForwardedFrom(), Sightings: []SightingFacts{}, Versions: []string{}, Gone: []GoneFacts{}, Replaced: h.replaced}
	sightings, err := st.Sightings(ctx, d.ID)
	if err != nil {
		return f, fmt.Errorf("sightings of %s: %w", d.ID, err)
	}
	captures := map[string]corpus.Capture{} // a page is seen many times in one
	for _, s := range sightings {
		c, known := captures[s.Capture]
		if !known {
			if c, err = st.CaptureByID(ctx, s.Capture); err != nil && !errors.Is(err, corpus.ErrWithheld) {
				return f, fmt.Errorf("capture %s: %w", s.Capture, err)
			}
			captures[s.Capture] = c
		}
		withheld := err != nil
		if !withheld {
			if withheld, err = st.Withheld(ctx, c.Digest); err != nil {
				return f, fmt.Errorf("capture %s: %w", s.Capture, err)
			}
		}
		f.Sightings = append(f.Sightings, SightingFacts{
			Capture: s.Capture, Source: c.Source, Place: s.Place, Time: stamp(s.Time),
			Digest: c.Digest, Size: c.Size, Format: c.Format, Incomplete: c.Incomplete, Withheld: withheld,
		})
	}
	for _, v := range h.texts {
		f.Versions = append(f.Versions, v.ID)
	}
	gone, err := st.Gone(ctx, d.ID)
	for _, g := range gone {
		f.Gone = append(f.Gone, GoneFacts{g.URL, stamp(g.Time), g.Status})
	}
	return f, err
}
