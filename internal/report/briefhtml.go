package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"net/url"
	"strings"
	"sync"

	"hearsay/corpus"
)

//go:embed brief.html
var briefPage string

//go:embed brief.css
var briefSheetCSS string

//go:embed brief.js
var briefScript string

// briefTemplate is the page of a brief. Every text of a document goes through
// "inert" and the template's own escaping.
var briefTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("brief").Funcs(template.FuncMap{
		"inert": inert, "line": oneLine, "some": someOf, "web": webAddress, "thousands": thousands, "short": short,
		"did": did, "who": who, "dateWords": dateWords, "origin": origin, "standing": standing,
		"doubts": doubts, "corrected": corrected, "failed": failed, "first": firstSpeakers, "rest": restSpeakers, "dayTitle": dayTitle, "anchor": anchor, "unquoted": unquoted, "add": func(a, b int) int { return a + b }, "lang": lang, "joint": joint,
	}).Parse(briefPage))
})

// briefView is what the page shows.
type briefView struct {
	Brief
	Title, Purpose                                                    string
	RefusalTitle, SaidTitle, SpeakersTitle, SourcesTitle, MethodTitle string
	ClaimsTitle, ClaimsNote, MoreClaims                               string
	AnswersTitle, AnswersNote, PossibleTitle, MoreAnswers             string
	Holding, Waiting                                                  []BriefAnswer
	CoverageTitle, CoverageNote, MatrixNote, MoreEvents, Quiet        string
	FiguresTitle, FigureCount, BesideNote                             string
	UnnamedTitle, DatedNote, SpeakersNote, SourcesNote, Private       string
	Fields, Counted, Method                                           []pair
	Notes                                                             []string
	Said                                                              int
	Outlets                                                           []string
	Timeline                                                          Timeline
	CSS                                                               template.CSS
	Script                                                            template.JS
	Policy                                                            string
}

// WriteHTML writes the whole brief as one page that needs nothing beside it
// and asks the network for nothing. A script filters the lines; everything
// else works without it. The anchor of a statement is "s-" with its ID, that
// of its passage "p-" with its ID.
func (b Brief) WriteHTML(w io.Writer) error {
	holding, possible := b.answers()
	return briefTemplate().Execute(w, briefView{
		Brief: b, Title: briefTitle, Purpose: briefPurpose,
		ClaimsTitle: claimsTitle, ClaimsNote: claimsNote, MoreClaims: b.moreClaims(len(b.Claims)),
		AnswersTitle: answersTitle, AnswersNote: answersNote, PossibleTitle: possibleTitle, MoreAnswers: b.moreAnswers(len(b.Answers)),
		Holding: holding, Waiting: possible,
		CoverageTitle: coverageTitle, CoverageNote: coverageNote, MatrixNote: matrixNote, MoreEvents: b.moreEvents(len(b.Events)), Quiet: b.unchanged(),
		FiguresTitle: figuresTitle, FigureCount: b.figureCount(), BesideNote: besideNote,
		RefusalTitle: refusalTitle, SaidTitle: saidTitle, SpeakersTitle: speakersTitle, SourcesTitle: sourcesTitle, MethodTitle: methodTitle,
		UnnamedTitle: unnamedTitle, DatedNote: datedNote, SpeakersNote: speakersNote, SourcesNote: sourcesNote, Private: b.privately(),
		Fields: b.scopeFields(), Counted: b.counted(), Method: b.method(), Notes: b.notes(),
		Said: b.Counts.Statements - b.Counts.Refusals, Outlets: b.outlets(), Timeline: b.timeline(),
		CSS: template.CSS(briefSheetCSS), Script: template.JS(briefScript), Policy: policy(),
	})
}

// policy forbids the page everything but its own style, its own script and
// pictures in itself: text of a document that came through as markup after
// all could neither run nor send anything.
func policy() string {
	sum := sha256.Sum256([]byte(briefScript))
	return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; base-uri 'none'; form-action 'none'"
}

// speakersOpen is how many speakers the page shows before a fold: more would
// keep a reader with thousands of articles from what was said.
const speakersOpen = 20

func firstSpeakers(all []SpeakerLine) []SpeakerLine { return all[:min(len(all), speakersOpen)] }
func restSpeakers(all []SpeakerLine) []SpeakerLine  { return all[min(len(all), speakersOpen):] }

// webAddress returns raw if it is an http(s) address that a reader may be
// sent to, else "".
func webAddress(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	if out := u.String(); inert(out) == out && !strings.ContainsAny(out, " <>\"`\\\n") {
		return out
	}
	return ""
}

// lang is the language of a document's words for the page.
func lang(d *BriefSource) string {
	if d.Language == "und" {
		return ""
	}
	return d.Language
}

// outlets are the quoted outlets, in the order of the sources.
func (b Brief) outlets() []string {
	seen := map[string]bool{}
	var out []string
	for _, src := range b.Sources {
		if !seen[src.Outlet] {
			seen[src.Outlet] = true
			out = append(out, src.Outlet)
		}
	}
	return out
}

// SpokenWords is the line of a speaker for the page.
func (s SpeakerLine) SpokenWords() string { return s.spoken() }

// Words is the line of an outlet's unnamed sources for the page.
func (u UnnamedLine) Words() string { return u.words() }

// Passages is how many passages the source has on the page.
func (s *BriefSource) Passages() int { return len(s.Lines) + len(s.Figures) + len(s.Quotes) }

// Cited is how an editor cites the source.
func (s *BriefSource) Cited() string { return s.cited() }

// Refused reports whether a line stands among denials and refusals.
func (l *BriefLine) Refused() bool { return refuses(l.Polarity) }

// Class is the class of a mark on the page.
func (p Part) Class() string {
	if p.Mark == "" || p.Mark == Skipped {
		return ""
	}
	return "m-" + string(p.Mark)
}

// Hand is "person" for a line that a person looked at.
func (l *BriefLine) Hand() string {
	if l.Standing == corpus.Machine || l.Standing == "" {
		return "machine"
	}
	return "person"
}
