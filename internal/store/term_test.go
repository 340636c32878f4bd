package store

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// show spells out the terms of a text: surface=folded, and the stem behind a
// slash.
func show(text, language string) string {
	var l lexer
	var out []string
	for t := range l.terms(text, corpus.Span{Start: 0, End: len(text)}, stemmerFor(language)) {
		s := t.In(text) + "=" + decode(t.word)
		if t.stem != "" {
			s += "/" + decode(t.stem)
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// decode reads what code spelled.
func decode(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		switch {
		case s[0] != 'z':
			b.WriteByte(s[0])
			s = s[1:]
		case s[1] == 'z':
			b.WriteByte('z')
			s = s[2:]
		default:
			r := 0
			for _, c := range s[1:5] {
				r = r*len(codeDigits) + strings.IndexRune(codeDigits, c)
			}
			b.WriteRune(rune(r))
			s = s[5:]
		}
	}
	return b.String()
}

func TestTerms(t *testing.T) {
	for _, c := range []struct{ text, language, want string }{
		{"The Ministers denied it.", "en", "The=the Ministers=ministers/minist denied=denied/deni it=it"},
		{"The Ministers", "und", "The=the Ministers=ministers"},
		{"Vk-27, 12,000; Norland's U.S.", "und", "Vk=vk 27=27 12=12 000=000 Norland=norland s=s U=u S=s"},
		{"Łódź straße ＦＵＬＬ", "de", "Łódź=lodz straße=strasse ＦＵＬＬ=full"},
		{"ещё Ёлки", "ru", "ещё=еще Ёлки=елки/елк"},
		{"й", "uk", "й=и"},
		{"об’єкт обʼєкт", "uk", "об=об єкт=єкт об=об єкт=єкт"},
		{"и\u0306х co\u00adop", "und", "и\u0306х=их co\u00adop=coop"},
		{"정부는 말", "ko", "정부=정부 부는=부는 는=는 말=말"},
		{"NATO는", "ko", "NATO=nato 는=는"},
		{"ﾛｼｱ", "ja", "ﾛｼ=ロシ ｼｱ=シア ｱ=ア"},
		{"\u1100\u1175\u11b7\u110c\u1165\u11bc", "ko", "\u1100\u1175\u11b7\u110c\u1165\u11bc=김정 \u110c\u1165\u11bc=정"},
		{"zebra jazz", "und", "zebra=zebra jazz=jazz"},
		{"", "en", ""},
		{" -- ¹ \u0301 ", "en", ""},
	} {
		if got := show(c.text, c.language); got != c.want {
			t.Errorf("%q in %s:\n got %s\nwant %s", c.text, c.language, got, c.want)
		}
	}
}

// A word begins with another exactly when its spelling does: so a prefix is
// looked for as it is.
func TestCodeKeepsPrefixes(t *testing.T) {
	words := []string{"", "a", "z", "zz", "za", "az", "zebra", "zé", "é", "ер", "ера", "z0000", "김", "김정", "\U0001F600", "0", "00", "9z"}
	for _, a := range words {
		for _, b := range words {
			if got, want := strings.HasPrefix(code(a), code(b)), strings.HasPrefix(a, b); got != want {
				t.Errorf("%q begins with %q: %v, spelled %q and %q: %v", a, b, want, code(a), code(b), got)
			}
		}
		if decode(code(a)) != a {
			t.Errorf("%q comes back as %q", a, decode(code(a)))
		}
	}
}

func FuzzTerms(f *testing.F) {
	for _, s := range []string{"Troops were sent.", "김해서 위원장이", "Łódź об’єкт 奥斯克 ﾛｼｱ", "\u1100\u1175\u11b7", "\xff a\xfe\u0301", "e\u0301"} {
		f.Add(s, "en")
		f.Add(s, "ru")
	}
	f.Fuzz(func(t *testing.T, text, language string) {
		if !utf8.ValidString(text) {
			return // AddDocuments refuses it
		}
		var l lexer
		end := 0
		for term := range l.terms(text, corpus.Span{Start: 0, End: len(text)}, stemmerFor(language)) {
			if !term.Valid(text) || term.Empty() || term.Start < 0 || term.End < end {
				t.Fatalf("term at %d-%d after %d", term.Start, term.End, end)
			}
			end = term.End
			for _, s := range []string{term.word, term.stem} {
				if strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLower(r) && !unicode.IsDigit(r) }) {
					t.Fatalf("spelled %q", s)
				}
			}
			if term.word == "" {
				t.Fatal("a term of nothing")
			}
		}
	})
}

// Whatever word stands in a text, looking for it finds it.
func FuzzQueryFindsItsText(f *testing.F) {
	for _, s := range []string{"Troops were sent.", "김해서 위원장이", "Łódź об’єкт 奥斯克 ﾛｼｱ", "Vk-27", "4,700 of 12 000 in 2031"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		var l lexer
		for _, language := range []string{"en", "ru", "und"} {
			q, err := parseQuery(`"` + strings.ReplaceAll(text, `"`, " ") + `"`)
			if err != nil {
				continue // no letter in it
			}
			whole := strings.ReplaceAll(text, `"`, " ")
			if got := matches(whole, corpus.Span{Start: 0, End: len(whole)}, q.leaves(nil), stemmerFor(language), &l); len(got) == 0 {
				t.Fatalf("%q as a phrase is not found in itself", whole)
			}
		}
	})
}

func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{"a b", `"a b" OR c`, "(a -b) NOT c*", "((", "-", "a AND (b OR", "김* 정부"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := parseQuery(text)
		if err != nil {
			if !strings.Contains(err.Error(), "query") {
				t.Fatalf("error %v says not where", err)
			}
			return
		}
		if len(q.leaves(nil)) == 0 {
			t.Fatalf("%q looks for nothing", text)
		}
		for _, leaf := range q.leaves(nil) {
			if len(leaf.leaf.words) == 0 {
				t.Fatalf("%q has an empty word", text)
			}
		}
	})
}
