package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
)

func titlesFound(t testing.TB, st *Store, query string, f DocumentFilter) []string {
	t.Helper()
	hits, err := st.Search(ctx, query, f)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, h := range hits {
		list = append(list, h.Document.Title)
	}
	return list
}

func testSearch(t *testing.T, st *Store) {
	crud := article(4, "2031-04-04", "Post", "D", "Share this article", "The bridge stands.")
	crud.Blocks[1].Kind = corpus.Crud
	add(t, st,
		article(1, "2031-04-01", "Post", "A", "Troops were sent to the border.", "The minister denied it."),
		article(2, "2031-04-02", "Post", "B", "The minister sent a letter.", "Sanctions followed."),
		article(3, "2031-04-03", "Harbour", "C", "A Vk-27 fell near Łódź; 12,000 people saw it.", "Norland's allies asked; U.S. officials wrote."),
		crud)
	for _, c := range []struct{ query, want string }{
		{"minister", "A B"},
		{"troop", "A"},                     // stemmed
		{"denying", "A"},                   //
		{"sanctioned", "B"},                //
		{"troops minister", "A"},           // in different blocks
		{"troops AND letter", ""},          //
		{"minister -troops", "B"},          //
		{"minister NOT troops", "B"},       //
		{"troops OR letter", "A B"},        //
		{"(troops OR letter) denied", "A"}, //
		{"troops OR letter denied", "A"},   // AND binds closer; B does not deny
		{`"the minister"`, "A B"},          //
		{`"minister denied"`, "A"},         //
		{`"minister deny"`, ""},            // a phrase is exact
		{`"border the minister"`, ""},      // a phrase ends with its block
		{"sanct*", "B"},                    //
		{"SANCTIONS", "B"},                 // case
		{"lodz", "C"},                      // marks
		{"Łódź", "C"},                      //
		{"vk-27", "C"},                     //
		{"vk 27", "C"},                     //
		{`"12,000 people"`, "C"},           //
		{"Norland", "C"},                   // before an apostrophe
		{"Norland's", "C"},                 //
		{"U.S.", "C"},                      //
		{"share", ""},                      // crud is not indexed
		{"bridge", "D"},                    //
		{"minister — denied", "A"},         // what has no letter is passed over
		{"-troops minister", "B"},          //
		{"minister -(troops OR nothing)", "B"},
		{`minister -"a letter"`, "A"},
		{"and or not", ""}, // in lower case they are words
		{"zzzz*", ""},
	} {
		got := titlesFound(t, st, c.query, DocumentFilter{})
		if fmt.Sprint(sorted(got)) != fmt.Sprint(strings.Fields(c.want)) {
			t.Errorf("%s: found %v, want [%s]", c.query, got, c.want)
		}
	}
	same(t, "narrowed by outlet", titlesFound(t, st, "sent OR saw", DocumentFilter{Outlet: "harbour"}), []string{"C"})
	same(t, "narrowed by date", titlesFound(t, st, "sent", DocumentFilter{From: "2031-04-02"}), []string{"B"})
	same(t, "narrowed by a second query", titlesFound(t, st, "minister", DocumentFilter{Text: "letter"}), []string{"B"})
	same(t, "limit", titlesFound(t, st, "minister", DocumentFilter{Limit: 1}), []string{"A"})
}

// A number is found however its thousands are set apart.
func testSearchNumbers(t *testing.T, st *Store) {
	add(t, st,
		article(1, "2031-04-01", "Post", "A", "About 4700 shells of 12,000 were gone."),
		article(2, "2031-04-02", "Post", "B", "About 4,700 shells were gone."),
		article(3, "2031-04-03", "Post", "C", "Rund 4.700 Granaten."),
		article(4, "2031-04-04", "Post", "D", "Près de 4\u202f700 obus, 1’250’000 francs."),
		article(5, "2031-04-05", "Post", "E", "Rooms 470 and 700, or 47001."))
	for query, want := range map[string]string{
		"4700": "A B C D", "4,700": "A B C D", "4.700": "A B C D", "4'700": "A B C D", "4\u202f700": "A B C D", "4\u00a0700": "A B C D",
		`"4700 shells"`: "A B", `"4,700 shells"`: "A B", `"4,700 shells of 12000"`: "A", "12000": "A",
		"1250000": "D", "1,250,000": "D", "470": "E", "4700*": "A B C D E", "47": "",
	} {
		if got := sorted(titlesFound(t, st, query, DocumentFilter{})); fmt.Sprint(got) != fmt.Sprint(strings.Fields(want)) {
			t.Errorf("%s: found %v, want [%s]", query, got, want)
		}
	}
	hits, err := st.Search(ctx, "4700", DocumentFilter{Outlet: "Post", From: "2031-04-02", To: "2031-04-02"})
	if err != nil || len(hits) != 1 || len(hits[0].Matches) != 1 {
		t.Fatal(hits, err)
	}
	if m := hits[0].Matches[0]; hits[0].Snippet[m.Start-hits[0].Start:m.End-hits[0].Start] != "4,700" {
		t.Errorf("the match is not the whole number: %+v", hits[0])
	}
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }

func testSearchScripts(t *testing.T, st *Store) {
	add(t, st,
		articleIn("ko", 1, "2031", "Post", "K", "오스켈군은 김해서 위원장이 병력을 보냈다고 밝혔다."),
		articleIn("zh", 2, "2031", "Post", "Z", "奥斯克总统林远舟德表示,部队已经抵达。"),
		articleIn("ru", 3, "2031", "Post", "R", "Министр объявил о санкциях; новый ёлочный рынок."),
		articleIn("uk", 4, "2031", "Post", "U", "Об’єкт під Лугом, санкції."),
		articleIn("ja", 5, "2031", "Post", "J", "北軍がオスケルに入った。"),
		articleIn("ko", 6, "2031", "Post", "N", "\u1100\u1175\u11b7 decomposed 김")) // 김 as three jamo
	for _, c := range []struct{ query, want string }{
		{"오스켈군", "K"},
		{"스켈군", "K"}, // inside a run
		{"김해서", "K"},
		{"김해서이", ""},
		{"은", "K"}, // one character, inside and at the end of runs
		{"밝", "K"},
		{`"김해서 위원장"`, "K"},
		{`"위원장 김해서"`, ""},
		{"김", "K N"},
		{"林远舟德", "Z"},
		{"远舟", "Z"},
		{"达", "Z"}, // the last character of a run
		{"санкции", "R"},
		{"санкції", "U"},
		{"санкция", "R"}, // stemmed in Russian alone
		{"объявила", "R"},
		{"ЁЛОЧНЫЙ", "R"},
		{"елочный", "R"},
		{"об'єкт", "U"},
		{"лугом", "U"},
		{"лугов*", ""},
		{"луго*", "U"},
		{"オスケル", "J"},
		{"ｵｽｹﾙ", "J"}, // half width
	} {
		if got := sorted(titlesFound(t, st, c.query, DocumentFilter{})); fmt.Sprint(got) != fmt.Sprint(strings.Fields(c.want)) {
			t.Errorf("%s: found %v, want [%s]", c.query, got, c.want)
		}
	}
	hits, _ := st.Search(ctx, "санкция", DocumentFilter{})
	if len(hits) != 1 || len(hits[0].Matches) != 1 || hits[0].Snippet[hits[0].Matches[0].Start-hits[0].Start:hits[0].Matches[0].End-hits[0].Start] != "санкциях" {
		t.Errorf("the word in the snippet: %+v", hits)
	}
	hits, _ = st.Search(ctx, "김해서", DocumentFilter{})
	d, _ := st.Document(ctx, hits[0].Document.ID)
	if got := hits[0].Matches[0].In(d.Text); got != "김해서" {
		t.Errorf("the match is %q", got)
	}
}

func testSearchRank(t *testing.T, st *Store) {
	long := strings.Repeat("Nothing of note happened on the way to the harbour that day. ", 12)
	add(t, st,
		article(1, "2031-04-03", "Post", "Once later", "The treaty."),
		article(2, "2031-04-01", "Post", "Once", "The treaty."),
		article(3, "2031-04-02", "Post", "Treaty in the title", "Nothing else."),
		article(4, "2031-04-02", "Post", "Often", "The treaty.", "The treaty.", "A treaty.", "That treaty."),
		article(5, "2031-04-02", "Post", "Far in", "First.", long+"At last the treaty was signed by all. "+long))
	hits, err := st.Search(ctx, "treaty", DocumentFilter{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range hits {
		got = append(got, h.Document.Title)
	}
	same(t, "order", got, []string{"Often", "Treaty in the title", "Once", "Far in", "Once later"})
	for _, h := range hits {
		d, _ := st.Document(ctx, h.Document.ID)
		if !strings.HasPrefix(d.Text[h.Start:], h.Snippet) || len(h.Matches) == 0 {
			t.Fatalf("%s: snippet %q at %d, matches %v", d.Title, h.Snippet, h.Start, h.Matches)
		}
		for _, m := range h.Matches {
			if !strings.EqualFold(m.In(d.Text), "treaty") || !h.Block.Contains(m) {
				t.Errorf("%s: match %q", d.Title, m.In(d.Text))
			}
		}
		m := h.Matches[0]
		if m.Start < h.Start || m.End > h.Start+len(h.Snippet) || len(h.Snippet) > snippetBytes {
			t.Errorf("%s: match %v, snippet of %d bytes at %d", d.Title, m, len(h.Snippet), h.Start)
		}
		if h.Snippet != strings.TrimSpace(h.Snippet) || h.Document.Text != "" {
			t.Errorf("%s: snippet %q", d.Title, h.Snippet)
		}
	}
}

// A rare word tells more than a common one.
func testSearchRarity(t *testing.T, st *Store) {
	docs := []corpus.Document{
		article(1, "2031-04-02", "Post", "Rare", "The isthmus."),
		article(2, "2031-04-01", "Post", "Common", "The harbour."),
	}
	for n := 3; n < 12; n++ {
		docs = append(docs, article(n, "2031-04-03", "Post", fmt.Sprint("Other ", n), "The harbour."))
	}
	add(t, st, docs...)
	got := titlesFound(t, st, "harbour OR isthmus", DocumentFilter{Limit: 2})
	same(t, "order", got, []string{"Rare", "Common"})
}

func testSearchWrong(t *testing.T, st *Store) {
	add(t, st, article(1, "2031", "Post", "A", "Text."))
	for query, says := range map[string]string{
		"":                        "character 1",
		"  ":                      "nothing to look for",
		"—":                       "nothing to look for",
		`troops "at the`:          "character 8",
		"(troops":                 "character 1",
		"troops)":                 "character 7",
		"военный )":               "character 9",
		"troops OR":               "OR with nothing after it",
		"OR troops":               "OR with nothing before it",
		"troops OR OR border":     "OR with nothing before it",
		"AND troops":              "AND with nothing before it",
		"troops AND":              "AND with nothing after it",
		"troops NOT":              "NOT with nothing after it",
		"-troops":                 "only excludes",
		"troops OR -border":       "only excludes",
		"troops -(-border)":       "only excludes",
		"()":                      "nothing in these parentheses",
		`"..."`:                   "no letter or digit",
		"a\xff":                   "UTF-8",
		strings.Repeat("(", 1000): "within each other",
		"NOT NOT troops":          "excluded twice",
		`troops "the sap*"`:       "character 16: a star in a phrase",
	} {
		_, err := st.Search(ctx, query, DocumentFilter{})
		wantError(t, query, err, corpus.ErrInvalid)
		if !strings.Contains(fmt.Sprint(err), says) {
			t.Errorf("%q: %v, want %q", query, err, says)
		}
	}
}
