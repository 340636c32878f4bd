package claim

import (
	"math/rand/v2"
	"testing"

	"hearsay/corpus"
)

func toll(t testing.TB, outlet, published, speaker string, more ...func(*corpus.Attribution)) Statement {
	return newArticle(t, outlet, published, speaker+" said 41 workers were hurt at Torvane Lock.").
		said(speaker, "said", "41 workers were hurt at Torvane Lock", more...).counted("41", 41, "wounded", "worker", "").nth(0)
}

// ofPiece makes the document of a statement one of several texts of a piece.
func ofPiece(s Statement) Statement {
	s.Piece = "piece"
	return s
}

// The texts of one piece that are of one day come in their order.
func TestInTimeOfOnePiece(t *testing.T) {
	older, newer := ofPiece(toll(t, "Tessel Wire", "2031-03-19", "A nurse", group)), ofPiece(toll(t, "Tessel Wire", "2031-03-19", "A medic", group))
	for range 2 { // whichever document comes first by its identity
		newer.Edition, older.Edition = 1, 0
		if got := InTime([]Statement{newer, older}); got[0].Document != older.Document {
			t.Errorf("%s, which is the later text, comes first", got[0].Document)
		}
		older, newer = newer, older
	}
}

func TestTrace(t *testing.T) {
	own := newArticle(t, "Corran Telegraph Bureau", "2031-03-20", "No fewer than 41 workers were hurt at Torvane Lock.").counted("41", 41, "wounded", "worker", "").voice()
	ministry := func(outlet, day string, more ...func(*corpus.Attribution)) Statement {
		return toll(t, outlet, day, "Defence Ministry of Veshtar", append(more, organisation)...)
	}
	wire, copied := ministry("Tessel Wire", "2031-03-19"), toll(t, "Roundfold", "2031-03-20", "A nurse", group)
	args := []corpus.Argument{{Role: "source", Document: wire.Document}, {Role: "copy", Document: copied.Document}}
	copies := []corpus.Relation{{ID: corpus.RelationID(corpus.Copied, args), Kind: corpus.Copied, Args: args}}
	for _, tt := range []struct {
		name       string
		statements []Statement
		copies     []corpus.Relation
		want       string
	}{
		{"a chain over documents", []Statement{wire, toll(t, "Roundfold", "2031-03-20", "Tessel Wire", outletSays)}, nil,
			"2 outlets, 1 origin: Defence Ministry of Veshtar, through Tessel Wire"},
		{"hops of one statement", []Statement{ministry("Roundfold", "2031-03-20", via("Tomas Brakke", "Tessel Wire"))}, nil,
			"1 outlet, 1 origin: Defence Ministry of Veshtar, through Tessel Wire, Tomas Brakke"},
		{"two origins", []Statement{wire, toll(t, "Reach Front Notes", "2031-03-18", "Ilian Vasek-Dorn")}, nil,
			"2 outlets, 2 origins: Defence Ministry of Veshtar, Ilian Vasek-Dorn"},
		{"unnamed sources are never joined", []Statement{toll(t, "Tessel Wire", "2031-03-19", "A nurse", group), toll(t, "Far Shore", "2031-03-19", "A nurse", group)}, nil,
			"2 outlets, 2 origins: A nurse, A nurse"},
		{"unnamed sources of two texts of one piece are those of one document", []Statement{ofPiece(toll(t, "Tessel Wire", "2031-03-19", "A nurse", group)), ofPiece(toll(t, "Tessel Wire", "2031-03-20", "A nurse", group))}, nil,
			"1 outlet, 1 origin: A nurse"},
		{"an own voice is no origin", []Statement{wire, own}, nil,
			"2 outlets, 1 origin: Defence Ministry of Veshtar; origin not stated in 1 passage"},
		{"an outlet that gives no source", []Statement{own, toll(t, "Plainframe Project", "2031-03-22", "Corran Telegraph Bureau", outletSays)}, nil,
			"2 outlets, 1 origin: Corran Telegraph Bureau (gives no source); origin not stated in 1 passage"},
		{"a copy has it from what it copied", []Statement{wire, copied}, copies,
			"2 outlets, 1 origin: Defence Ministry of Veshtar, through Tessel Wire"},
		{"a circle", []Statement{toll(t, "Tessel Wire", "2031-03-19", "Roundfold", outletSays), toll(t, "Roundfold", "2031-03-19", "Tessel Wire", outletSays)}, nil,
			"2 outlets, 1 origin: Roundfold, through Tessel Wire; in a circle: Roundfold, Tessel Wire"},
		{"an office that fits an unnamed hop", []Statement{ministry("Tessel Wire", "2031-03-19", via("lawmakers who attended")), toll(t, "Reach Front Notes", "2031-03-20", "Tomas Brakke", role("deputy"))}, nil,
			"2 outlets, 1 origin: Defence Ministry of Veshtar, through Tomas Brakke, lawmakers who attended"},
		{"a surname counts once and is not joined", []Statement{toll(t, "Tessel Wire", "2031-03-19", "Tomas Brakke"), toll(t, "Roundfold", "2031-03-19", "Brakke")}, nil,
			"2 outlets, 1 origin: Tomas Brakke, through Brakke"},
		{"nothing", nil, nil, "0 outlets, 0 origins"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for range 5 {
				rand.Shuffle(len(tt.statements), func(i, j int) { tt.statements[i], tt.statements[j] = tt.statements[j], tt.statements[i] })
				g := Trace(tt.statements, tt.copies)
				if got := g.String(); got != tt.want {
					t.Fatalf("got %s, want %s", got, tt.want)
				}
				for _, l := range g.Links {
					if len(l.Passages) == 0 || len(l.Passages[0].Spans) == 0 {
						t.Errorf("%s <- %s without a passage", g.Nodes[l.To].Name, g.Nodes[l.From].Name)
					}
				}
			}
		})
	}
}

func TestWording(t *testing.T) {
	said := func(words string, n float64, measure string, more ...func(*corpus.Attribution)) Statement {
		a := newArticle(t, "Tessel Wire", "2031-04-14", "The Directorate said "+words+".").said("Directorate", "said", words, append(more, organisation)...)
		return a.counted("4,700", n, measure, "person", "Hwarin").nth(0)
	}
	before := said("Hwarin may have suffered 4,700 casualties near the flooded quarry", 4700, "casualties", forecast)
	own := newArticle(t, "Roundfold", "2031-04-16", "Hwarin suffered 4,700 casualties.").counted("4,700", 4700, "casualties", "person", "Hwarin").voice()
	for _, tt := range []struct {
		name  string
		after Statement
		want  []ChangeKind
	}{
		{"as it was", before, nil},
		{"shortened, without its hedge, told as a report", said("Hwarin suffered 4,700 casualties", 4700, "casualties"), []ChangeKind{Shortened, HedgeLost, Strengthened}},
		{"a graver measure", said("Hwarin may have 4,700 killed near the flooded quarry", 4700, "killed", forecast), []ChangeKind{Strengthened}},
		{"without its source", own, []ChangeKind{Shortened, HedgeLost, Strengthened, SourceLost}},
	} {
		var got []ChangeKind
		for _, c := range Wording(before, tt.after) {
			got = append(got, c.Kind)
			if c.Why == "" || len(c.Before) == 0 || len(c.After) == 0 {
				t.Errorf("%s: %s without a reason or a passage", tt.name, c.Kind)
			}
		}
		if len(got) != len(tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
			}
		}
	}
}

func TestShownIn(t *testing.T) {
	const text = "Corrany's State Security Directorate said, “4,700 men” were lost; menders of 4,700 boats"
	for stem, want := range map[string]string{"state securit directorate": "State Security Directorate", "corran": "Corrany", "#4700": "4700", "=strike": "strike", "man": "man", "men": "men"} {
		if got := shownIn(text, stem); got != want {
			t.Errorf("%q is shown as %q, want %q", stem, got, want)
		}
	}
}
