package score

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"hearsay/corpus"
)

// archiveOf invents stories of four sentences in two paragraphs; the last two are one line.
func archiveOf(n int) []corpus.Document {
	subjects := []string{"The harbour master", "A miller at Pellan", "The council of Corran", "Mara Tellon", "The ferrymen", "A driver from Veshtar", "The clerk"}
	verbs := []string{"counted", "painted", "repaired", "emptied", "sold", "inspected", "measured", "borrowed", "guarded", "moved", "cleaned"}
	things := []string{"barges", "lanterns", "granite steps", "weather vanes", "copper kettles", "fishing nets", "empty crates", "millstones", "old bridges", "wooden gates", "church bells", "market stalls", "water pumps"}
	var docs []corpus.Document
	for i := range n {
		sentence := func(k int) string {
			x := i*4 + k
			return fmt.Sprintf("%s %s %d %s near the %s before anybody in the valley of %s had noticed that the %s were gone.", subjects[x%7], verbs[x%11], x+2, things[x%13], things[(x/3+k)%13], subjects[(x/5)%7][4:], things[(x/7+5)%13])
		}
		parts := []string{sentence(0) + " " + sentence(1), sentence(2) + " " + sentence(3)}
		if i >= n-2 {
			parts = []string{"No ferry today."}
		}
		d := corpus.Document{Outlet: "Tessel Wire", Published: "2031-03-19", Title: fmt.Sprintf("Story %d", i), Text: strings.Join(parts, "\n\n")}
		start := 0
		for _, p := range parts {
			d.Blocks = append(d.Blocks, corpus.Block{Span: corpus.Span{Start: start, End: start + len(p)}, Kind: corpus.Paragraph})
			start += len(p) + 2
		}
		d.Identify(corpus.DigestOf([]byte(d.Text)), d.Title)
		docs = append(docs, d)
	}
	return docs
}

func TestPlantCopies(t *testing.T) {
	docs := archiveOf(12)
	planted := PlantCopies(docs, 5)
	if again := PlantCopies(docs, 5); !reflect.DeepEqual(planted, again) {
		t.Error("another run plants other copies")
	}
	if len(planted) != 5*len(CopyBands()) {
		t.Fatalf("%d copies", len(planted))
	}
	for _, p := range planted {
		of := docs[p.Of]
		kept := 0
		for w := range strings.FieldsSeq(of.Text) {
			if strings.Contains(p.Text, w) {
				kept++
			}
		}
		share := float64(kept) / float64(len(strings.Fields(of.Text)))
		lead := strings.Contains(p.Text, strings.Split(of.Text, "\n\n")[0])
		switch p.Band {
		case LightCopy:
			if share < 0.8 || !strings.Contains(p.Text, "(Tessel Wire) - ") || strings.Contains(p.Text, of.Text) {
				t.Errorf("light copy keeps %.2f:\n%s", share, p.Text)
			}
		case HalfCopy:
			if share < 0.4 || strings.Contains(p.Text, of.Text) {
				t.Errorf("half copy keeps %.2f:\n%s", share, p.Text)
			}
		case LeadCopy:
			if !lead || p.Host == p.Of || !strings.Contains(p.Text, strings.Split(docs[p.Host].Text, "\n\n")[0]) {
				t.Errorf("lead of %d in %d:\n%s", p.Of, p.Host, p.Text)
			}
		}
		for _, b := range p.Blocks {
			if !b.Valid(p.Text) || b.Empty() {
				t.Errorf("block %v of %d bytes", b, len(p.Text))
			}
		}
		if p.Of >= 10 {
			t.Errorf("document %d is too short to be edited", p.Of)
		}
	}
}

func TestCopies(t *testing.T) {
	rep := Copies(archiveOf(40), 20, 5)
	if rep.Documents != 40 || len(rep.Planted) != 3 || len(rep.Missed) > 5 || len(rep.Found) > 5 {
		t.Fatalf("%+v", rep)
	}
	for _, row := range rep.Planted {
		if row.Copies != 20 || row.Recall < 0.9 || row.Keyed < row.Recall || row.Sure > row.Recall {
			t.Errorf("%+v", row)
		}
	}
	if rep.Cost.All <= 0 || rep.Cost.Bytes <= 100 || rep.Growth.Documents != 80 {
		t.Errorf("%+v %+v", rep.Cost, rep.Growth)
	}
	var b strings.Builder
	if err := rep.WriteText(&b); err != nil || !strings.Contains(b.String(), "documents a second") {
		t.Errorf("%v\n%s", err, b.String())
	}
	if empty := Copies(nil, 20, 5); empty.WriteText(&b) != nil || empty.Planted[0].Copies != 0 {
		t.Errorf("%+v", empty)
	}
}
