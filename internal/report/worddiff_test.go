package report

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// marksOfEdits writes edits with the marks of a terminal without colour.
func marksOfEdits(old, new string, edits []edit) string {
	var b strings.Builder
	for _, e := range edits {
		switch e.change {
		case Same:
			b.WriteString(e.new.In(new))
		case Deleted:
			fmt.Fprintf(&b, "[-%s-]", e.old.In(old))
		case Inserted:
			fmt.Fprintf(&b, "{+%s+}", e.new.In(new))
		}
	}
	return b.String()
}

func TestWordDiff(t *testing.T) {
	for _, tt := range []struct{ name, old, new, want string }{
		{"both empty", "", "", ""},
		{"nothing before", "", "The mill.", "{+The mill.+}"},
		{"nothing left", "The mill.", "", "[-The mill.-]"},
		{"the same", "The mill closed.", "The mill closed.", "The mill closed."},
		{"a word", "killed 120 soldiers", "killed 600 soldiers", "killed [-120-]{+600+} soldiers"},
		{"a word more", "killed soldiers", "killed 600 soldiers", "killed {+600 +}soldiers"},
		{"a word less", "The old mill closed", "The mill closed", "The [-old -]mill closed"},
		{"at the beginning", "Officials said so", "Nobody said so", "[-Officials-]{+Nobody+} said so"},
		{"at the end", "The mill closed.", "The mill closed?", "The mill closed[-.-]{+?+}"},
		{"part of a word", "declined", "decline", "[-declined-]{+decline+}"},
		{"a sign", "He said, it fell", "He said it fell", "He said[-,-] it fell"},
		{"words in a row", "the red old mill fell", "the blue new mill fell", "the [-red old-]{+blue new+} mill fell"},
		{"words with signs between", "red, old: gone", "blue, new: gone", "[-red, old-]{+blue, new+}: gone"},
		{"nothing in common", "red old mill", "blue", "[-red old mill-]{+blue+}"},
		{"white space", "the mill  fell", "the mill fell", "the mill[-  -]{+ +}fell"},
		{"a paragraph more", "One.\n\nThree.", "One.\n\nTwo.\n\nThree.", "One.\n\n{+Two.\n\n+}Three."},
		{"a paragraph less", "One.\n\nTwo.\n\nThree.", "One.\n\nThree.", "One.\n\n[-Two.\n\n-]Three."},
		{"a paragraph moved", "One.\n\nTwo words.\n\nThree.", "Two words.\n\nThree.\n\nOne.", "[-One.\n\n-]Two words.\n\nThree.{+\n\nOne.+}"},
		{"a paragraph parted", "One two.\n\nEnd.", "One.\n\nTwo two.\n\nEnd.", ""},
		{"Chinese", "大坝安全。", "大坝很安全！", "大坝{+很+}安全[-。-]{+！+}"},
		{"Russian", "Убиты 600 солдат", "Убито 600 солдат", "[-Убиты-]{+Убито+} 600 солдат"},
		{"Korean", "병사 600명이 숨졌다", "병사 700명이 숨졌다", "병사 [-600명이-]{+700명이+} 숨졌다"},
		{"a letter of two runes", "cafe\u0301 open", "cafe open", "[-cafe\u0301-]{+cafe+} open"},
		{"broken bytes", "a \xff b", "a \xfe b", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			edits := wordDiff(tt.old, tt.new)
			checkEdits(t, tt.old, tt.new, edits)
			if got := marksOfEdits(tt.old, tt.new, edits); tt.want != "" && got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// checkEdits checks what holds for the edits of any two texts.
func checkEdits(t *testing.T, old, new string, edits []edit) {
	t.Helper()
	var o, n strings.Builder
	at := shared{}
	for i, e := range edits {
		if e.old.Start != at.old || e.new.Start != at.new || e.old.Empty() && e.new.Empty() {
			t.Fatalf("edit %d is %v behind %v", i, e, at)
		}
		if utf8.ValidString(old) && utf8.ValidString(new) && (!e.old.Valid(old) || !e.new.Valid(new)) {
			t.Fatalf("edit %d, %v, cuts a character", i, e)
		}
		o.WriteString(e.old.In(old))
		n.WriteString(e.new.In(new))
		right := map[Change]bool{Same: e.old.In(old) == e.new.In(new), Deleted: e.new.Empty(), Inserted: e.old.Empty()}
		if !right[e.change] {
			t.Fatalf("edit %d is called %s: %q and %q", i, e.change, e.old.In(old), e.new.In(new))
		}
		if i > 0 && (edits[i-1].change == e.change || edits[i-1].change == Inserted && e.change == Deleted) {
			t.Fatalf("edit %d, %s, comes behind %s", i, e.change, edits[i-1].change)
		}
		at = shared{e.old.End, e.new.End, 0}
	}
	if o.String() != old || n.String() != new {
		t.Fatalf("the edits make %q of %q, and %q of %q", o.String(), old, n.String(), new)
	}
}

// The comparison by words is the shortest there is.
func TestCommonRunsAreLongest(t *testing.T) {
	x := uint32(7)
	random := func(n, of int) []int32 {
		out := make([]int32, n)
		for i := range out {
			x = x*1664525 + 1013904223
			out[i] = int32(x>>16) % int32(of)
		}
		return out
	}
	for i := range 300 {
		a, b := random(i%17, 3), random(i%13, 3)
		got := 0
		for _, r := range commonRuns(a, b, 100) {
			for k := range r.n {
				if a[r.old+k] != b[r.new+k] {
					t.Fatalf("%v and %v: run %v is not common", a, b, r)
				}
			}
			got += r.n
		}
		if want := longest(a, b); got != want {
			t.Fatalf("%v and %v: %d in common, %d found", a, b, want, got)
		}
	}
}

// longest is the length of the longest common subsequence, by definition.
func longest(a, b []int32) int {
	row := make([]int, len(b)+1)
	for i := range a {
		was := 0
		for j := range b {
			here := row[j+1]
			if a[i] == b[j] {
				row[j+1] = was + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			was = here
		}
	}
	return row[len(b)]
}

// A long text takes no longer for having nothing in common with another: then
// lines are replaced.
func TestWordDiffOfLongTexts(t *testing.T) {
	long := func(word string) string {
		var b strings.Builder
		for i := range 100_000 {
			fmt.Fprintf(&b, "%s%d ", word, i)
			if i%50 == 0 {
				fmt.Fprintf(&b, "\nline %d\n", i/200)
			}
		}
		return b.String()
	}
	old := long("a") + "\nThis line holds.\n" + long("b")
	new := long("c") + "\nThis line holds.\n" + long("d")
	edits := wordDiff(old, new)
	checkEdits(t, old, new, edits)
	// Both sides of the line are replaced; the space at the end stays.
	if got := len(edits); got != 6 || strings.TrimSpace(edits[2].new.In(new)) != "This line holds." {
		t.Errorf("%d edits, the third of %q", got, edits[min(2, got-1)].new.In(new))
	}
}

func FuzzWordDiff(f *testing.F) {
	f.Add("The mill closed on Monday, the owner said.", "The mill will close, its owner said on Monday.")
	f.Add("a\n\nb\n\nc", "c\n\nb\r\n\r\na")
	f.Add("大坝安全。", "大 坝\u0301安")
	f.Add("\xff a", "a \xff\xfe")
	f.Fuzz(func(t *testing.T, old, new string) {
		edits := wordDiff(old, new)
		checkEdits(t, old, new, edits)
		if fmt.Sprint(edits) != fmt.Sprint(wordDiff(old, new)) {
			t.Fatal("two readings differ")
		}
		if old == new && old != "" && len(edits) != 1 {
			t.Fatalf("%d edits of what is the same", len(edits))
		}
	})
}

func BenchmarkWordDiff(b *testing.B) {
	old := strings.Repeat("The dam above the town is sound and under watch, the minister said on Friday, and no village will be left without warning.\n\n", 40)
	new := strings.ReplaceAll(strings.Replace(old, "sound", "safe", 7), "Friday", "Saturday")
	b.SetBytes(int64(len(old)))
	for b.Loop() {
		wordDiff(old, new)
	}
}
