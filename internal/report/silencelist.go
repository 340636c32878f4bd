package report

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"hearsay/coverage"
)

// silenceLine is one cell, for CSV.
type silenceLine struct {
	table SilenceTable
	row   SilenceRow
	SilenceCell
}

// WriteSilenceCSV writes a line for each cell.
func WriteSilenceCSV(w io.Writer, tables []SilenceTable) error {
	return writeList(w, CSV, cellLines(tables), list[silenceLine]{
		head: []string{"event_id", "event", "from", "to", "outlet", "edition_of", "audience", "column", "state", "machine", "why", "doubt",
			"least_delay", "most_delay", "published", "document", "passage_at", "passage", "items", "days", "days_collected", "in_all",
			"expected", "chance_of_none", "model", "others", "near", "silent_by", "silent_at", "silent_note", "replaced_by", "replaced_on"},
		row: silenceLine.cells,
	})
}

func cellLines(tables []SilenceTable) iter.Seq2[silenceLine, error] {
	return func(yield func(silenceLine, error) bool) {
		for _, t := range tables {
			for _, r := range t.Rows {
				for _, c := range r.Cells {
					if !yield(silenceLine{t, r, c}, nil) {
						return
					}
				}
			}
		}
	}
}

func (l silenceLine) cells() []string {
	first, silent, p := EventPassage{}, coverage.Confirmation{}, l.row.Proof
	least, most, at := "", "", ""
	if l.First != nil {
		first = *l.First
		least, most, at = fmt.Sprint(l.Least), fmt.Sprint(l.Most), rangesText([]Range{first.At})
	}
	if l.Silent != nil {
		silent = *l.Silent
	}
	expected, chance := "", ""
	if p.Own.Model != "" {
		expected, chance = fmt.Sprintf("%.4g", p.Own.Expected), fmt.Sprintf("%.4g", p.Own.Chance)
	}
	var near []string
	for _, n := range l.row.Near {
		near = append(near, fmt.Sprintf("%s %s", n.Document, rangesText([]Range{n.At})))
	}
	return []string{l.table.ID, l.table.Event.Name, l.table.Event.From, l.table.Event.To, l.row.Outlet, l.row.EditionOf, l.row.Audience, l.Column,
		string(l.State), string(l.Machine), l.Why, l.Doubt, least, most, first.Published, first.Document, at, first.Quote,
		fmt.Sprint(p.Items), fmt.Sprint(p.Days), fmt.Sprint(p.Collected), fmt.Sprint(p.InAll),
		expected, chance, p.Own.Model, strings.Join(p.Others, "; "), strings.Join(near, "; "),
		silent.By, silent.At, silent.Note, first.ReplacedBy, first.ReplacedOn}
}

// WriteSilenceJSON writes an object for each event, one a line.
func WriteSilenceJSON(w io.Writer, tables []SilenceTable) error {
	for _, t := range tables {
		if err := writeJSON(w, t); err != nil {
			return err
		}
	}
	return nil
}

// WriteSilenceMarkdown writes tables as Markdown that GitHub and CommonMark
// show alike.
func WriteSilenceMarkdown(w io.Writer, tables []SilenceTable) error {
	m := markdown{}
	for i, t := range tables {
		if i > 0 {
			m.WriteString("\n")
		}
		m.silence(t)
	}
	_, err := io.WriteString(w, m.String())
	return err
}

func (m *markdown) silence(t SilenceTable) {
	m.f("## %s\n\n%s; covered in time until %s; %s\n\n", t.Event.Name, eventDays(t.Event), t.Days.To, t.ID)
	for _, n := range t.Notes {
		m.f("> %s\n\n", n)
	}
	m.silenceMatrix(t)
	m.f("\n\"None found\" is the machine's word, with what it rests on below; \"silent\" is a person's.\n")
	m.firstPassages(t)
	m.silenceProofs(t)
	m.besideTable(t)
}

// besideTable writes what is shown beside a table, see [sheet.besideTable].
func (m *markdown) besideTable(t SilenceTable) {
	for i, p := range t.Partial {
		if i == 0 {
			m.heading("One edition and not another")
		}
		m.f("- %s: %s\n", p.Column, p.Why)
	}
	if t.Against != nil {
		m.heading("Held against " + t.Against.Event)
		for _, p := range t.Against.Practice {
			m.f("- %s: %s; then %s\n", p.Outlet, string(p.Now), string(p.Then))
		}
	}
	for i, l := range t.Said {
		if i == 0 {
			m.heading("Portrayed as silent in documents on the event")
		}
		m.f("- **%s** · %s · %s, %s ", who(l.Speaker, l.Role), l.Text, short(l.ID), chainLine(Style{Unicode: true}, l.StatementLine))
		m.cite(l.cited)
		m.WriteString("\n")
	}
}

// heading begins a part of a table.
func (m *markdown) heading(title string) {
	m.WriteString("\n###" + strings.Repeat("#", m.deeper))
	m.f(" %s\n\n", title)
}

func (m *markdown) silenceMatrix(t SilenceTable) {
	m.f("| outlet |")
	for _, c := range t.Columns {
		m.f(" %s |", c)
	}
	m.WriteString("\n|---|" + strings.Repeat("---|", len(t.Columns)) + "\n")
	for _, r := range t.Rows {
		m.f("| %s |", r.Outlet)
		for _, c := range r.Cells {
			m.f(" %s ", c.words(Style{Unicode: true}))
			m.cite(c.Cited())
			m.WriteString("|")
		}
		m.WriteString("\n")
	}
}

func (m *markdown) firstPassages(t SilenceTable) {
	begun := false
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if !c.has() || c.First == nil {
				continue
			}
			if !begun {
				m.heading("First passages")
				begun = true
			}
			m.f("- **%s** · %s · %s · %s, %s · “%s”\n", r.Outlet, c.Column, strings.Join(known(c.Why, c.First.ReplacedMark()), "; "), short(c.First.Document), rangesText([]Range{c.First.At}), c.First.Quote)
			if c.Doubt != "" {
				m.f("  Doubt: %s\n", c.Doubt)
			}
		}
	}
}

func (m *markdown) silenceProofs(t SilenceTable) {
	begun := false
	for _, r := range t.Rows {
		groups := alikeCells(r)
		for _, c := range groups {
			if !begun {
				m.heading("Not covered, or not known")
				begun = true
			}
			m.cellProof(r.Outlet, c)
		}
		if len(groups) > 0 && r.Proof.Days > 0 {
			m.rowProof(r)
		}
	}
}

func (m *markdown) cellProof(outlet string, c SilenceCell) {
	m.f("- **%s** · %s · %s: %s\n", outlet, c.Column, string(c.State), c.Why)
	if c.State == coverage.Silent {
		m.f("  - %s\n", c.wordOn())
	}
	if c.Doubt != "" {
		m.f("  - doubt: %s\n", c.Doubt)
	}
}

func (m *markdown) rowProof(r SilenceRow) {
	for _, words := range known(r.collecting(), r.ownRate()) {
		m.f("  - %s\n", words)
	}
	for _, n := range r.Near {
		if n.cited != nil {
			m.f("  - %s ", n.words())
			m.cite(n.cited)
			m.WriteString("\n")
			continue
		}
		m.f("  - %s · %s · %s, %s · “%s”\n", n.words(),
			day(n.Published), short(n.Document), rangesText([]Range{n.At}), n.Quote)
	}
	for _, l := range r.Said {
		m.f("  - said of its silence: %s %s, %s ", l.Text, l.ID, chainLine(Style{Unicode: true}, l.StatementLine))
		m.cite(l.cited)
		m.WriteString("\n")
	}
}
