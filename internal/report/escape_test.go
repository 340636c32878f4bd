package report

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
)

func TestInert(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"escape sequence", "a\x1b[31mb", "a␛[31mb"},
		{"C1 control", "a\u009b31mb", "a<U+009B>31mb"},
		{"bell and delete", "\x07\x7f", "␇␡"},
		{"override of direction", "cod\u202egnp.exe", "cod<U+202E>gnp.exe"},
		{"isolate", "\u2067x\u2069", "<U+2067>x<U+2069>"},
		{"mark of direction stays", "שלום\u200f!", "שלום\u200f!"},
		{"joiners stay", "👩\u200d🚒 می\u200cخواهم", "👩\u200d🚒 می\u200cخواهم"},
		{"tag characters", "a\U000e0041", "a<U+E0041>"},
		{"line separator", "a\u2028b", "a b"},
		{"line feed stays", "a\r\nb", "a\nb"},
		{"broken UTF-8", "a\xffb", "a\ufffdb"},
		{"scripts", "Иво 韩松 김", "Иво 韩松 김"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := inert(tt.in); got != tt.want {
				t.Errorf("inert(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestEscapeCell(t *testing.T) {
	tests := []struct{ in, want string }{
		{"=1+1", "'=1+1"},
		{"+1", "'+1"},
		{"-2", "'-2"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{" \t=1", "'  =1"},
		{"\n=1", "'\n=1"},
		{"＝1", "'＝1"},
		{"a=1", "a=1"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := escapeCell(tt.in); got != tt.want {
			t.Errorf("escapeCell(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestEscapeMarkdown(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"emphasis", "**a** _b_", `\*\*a\*\* \_b\_`},
		{"link", "[a](javascript:b)", `\[a\](javascript:b)`},
		{"bare address", "see http://x.example", `see http\://x.example`},
		{"bare www", "see www.x.example", `see www\.x.example`},
		{"markup", "<b>&amp;", `\<b\>\&amp;`},
		{"table", "a|b", `a\|b`},
		{"code", "`a`", "\\`a\\`"},
		{"heading", "# a", `\# a`},
		{"list", "- a", `\- a`},
		{"numbered list", "12. a", `12\. a`},
		{"heading of the line above", "===", `\===`},
		{"lines", "a\n\n# b", `a \# b`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := escapeMarkdown(tt.in); got != tt.want {
				t.Errorf("escapeMarkdown(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestEscapeJSONKeepsTheValue(t *testing.T) {
	in := "a\u009b\u202e\U000e0041\x1b é韩"
	b, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	b = escapeJSON(b)
	if strings.ContainsFunc(string(b), active) {
		t.Errorf("active characters are left in %q", b)
	}
	var out string
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	if out != in {
		t.Errorf("read back %q, wrote %q", out, in)
	}
}

func FuzzInert(f *testing.F) {
	for _, s := range []string{"\x1b[0m", "\u202e", "a\xffb", hostileContent} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, r := range oneLine(s) {
			if unicode.IsControl(r) || bidi(r) {
				t.Fatalf("%U is left of %q", r, s)
			}
		}
	})
}

func TestWebAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/x?q=1":       "https://a.example/x?q=1",
		"javascript:alert(1)":           "",
		"data:text/html,x":              "",
		"//a.example":                   "",
		"https://user:pw@a.example/":    "",
		"https://a.example/?q=<script>": "",
		"":                              "",
	} {
		if got := webAddress(in); got != want {
			t.Errorf("webAddress(%q) = %q, want %q", in, got, want)
		}
	}
}
