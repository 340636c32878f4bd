package entity

import (
	"strings"
	"testing"

	"hearsay/corpus"
)

// sameCases are names of one; a wrong key would keep them apart, see TestKeys.
var sameCases = []struct {
	kind corpus.EntityKind
	a, b string
	sure bool
	why  string // in the reason
}{
	{"person", "Tho Saeng Mok", "Saeng-mok Tho", true, "the same words in another order"},
	{"person", "Tho Saeng Mok", "To Saengmok", true, "written together or apart"},
	{"person", "Mun Haeng-so", "Mun Haengso", true, "written together or apart"},
	{"person", "Pavlen Strosky", "Pavlin Strossky", true, "spelt alike"},
	{"person", "Pavlen Strosky", "Павлен Стросский", true, "reads as"},
	{"person", "Ilian Vasek-Dorn", "Илиан Васек-Дорн", true, "reads as"},
	{"person", "Kim Jong Un", "Kim Jong-un", true, "the same words"},
	{"person", "Kim Jong Un", "Kim CHen Yn", true, "the same words"},
	{"person", "Kim Jong Un", "Ким Чен Ын", true, "reads as"},
	{"person", "Kim Jong Un", "김정은", true, "reads as"},
	{"person", "Ким Чен Ын", "김정은", true, "reads as"},
	{"person", "Pak Yong Sik", "Park Young-sik", true, "spelt alike"},
	{"person", "Volodymyr Zelensky", "Володимир Зеленський", true, "reads as"},
	{"person", "Volodymyr Zelensky", "Владимир Зеленский", true, "reads as"},
	{"person", "Xi Jinping", "Hsi Chin-p'ing", true, ""},
	{"person", "Robert Ellory", "Bob Ellory", true, "forms of one given name"},
	{"person", "Ellory, Robert", "Robert Ellory", true, "the same words"},
	{"person", "R. Ellory", "Robert Ellory", false, "an initial"},
	{"person", "General Ok Tae-ryun", "Ok Tae Ryun", true, "the same words"},
	{"person", "Tomas Brakke", "Tomas Aldan Brakke", true, "more names"},
	{"person", "Tomas Brakke", "Tomas A. Brakke", true, "more names"},
	{"person", "Bob Ellory", "Robert S. Ellory", false, "forms of one given name"},
	{"organisation", "Hwarin's Embassy", "the Hwarinese Embassy", false, "several of the name"},
	{"organisation", "state Senate", "State Senate", false, "several of the name"},
	{"organisation", "Hwarin's Embassy in Corran", "the Hwarinese Embassy in Corran", true, ""},
	{"person", "Bertil van den Osse", "Bertil Osse", true, "the same words"},
	{"organisation", "Foreign Ministry of Hwarin", "Hwarin's Ministry of Foreign Affairs", true, "the same words"},
	{"organisation", "Foreign Ministry of Hwarin", "the Hwarinese foreign ministry", true, "hwarinese"},
	{"organisation", "Foreign Ministry of the People's Union of Hwarin", "Hwarinese foreign ministry", true, "hwarinese"},
	{"organisation", "Corrany's defence ministry", "Corranian Ministry of Defense", true, "corranian"},
	{"organisation", "Russian Foreign Ministry", "Ministry of Foreign Affairs of the Russian Federation", true, "the same words"},
	{"organisation", "State Security Directorate", "Corrany's State Security Directorate", false, "the same words"},
	{"organisation", "Corran Telegraph Bureau", "CTB", false, "initials"},
	{"organisation", "Oskel Sapper Works Ltd", "Oskel Sapper Works Limited", true, "the same words"},
	{"outlet", "Tessel Wire", "The Tessel Wire", true, "the same words"},
	{"state", "Hwarin", "People's Union of Hwarin", true, "a long form"},
	{"state", "Russia", "Russian Federation", true, "a long form"},
	{"state", "Russia", "Россия", true, "a long form"},
}

func TestSame(t *testing.T) {
	for _, tt := range sameCases {
		v := Same(Profile{Kind: tt.kind, Name: tt.a}, Profile{Kind: tt.kind, Name: tt.b})
		if !v.Same || v.Sure != tt.sure || !strings.Contains(v.Why, tt.why) {
			t.Errorf("%s | %s: %+v, want sure %v, %q", tt.a, tt.b, v, tt.sure, tt.why)
		}
	}
}

func TestOthers(t *testing.T) {
	tests := []struct {
		kind corpus.EntityKind
		a, b string
	}{
		{"person", "Strosky", "Pavlen Strosky"}, // a family name alone
		{"person", "Strosky", "Strosky"},
		{"person", "Pavlen", "Pavlen Strosky"},
		{"person", "Ok Tae-ryun", "Ok Pyo-min"},
		{"person", "Anna Brakke", "Tomas Brakke"},
		{"person", "Daniel Brakke", "Donald Brakke"}, // two given names, spelt alike
		{"person", "Anna Brakke", "Ана Мария Лунд"},
		{"person", "Tomas Brakke Jr", "Tomas Brakke Sr"},
		{"person", "Tomas B. Brakke", "Tomas A. B. Brakke"},
		{"person", "A. Brakke", "Tomas Brakke"},
		{"person", "A. B.", "Anna Brakke"},
		{"person", "Kim Jong Un", "Kim Jong Il"},
		{"person", "Kim Jong Un", "Ким Чен Ир"},
		{"person", "Kim Jong", "Kim Jong Un"}, // a syllable is a name of its own
		{"person", "Tho Saeng Mok", "Tho Saeng Min"},
		{"person", "이재형", "이재명"},
		{"person", "Ivan Sergeevich Velt", "Ivan Borisovich Velt"},
		{"person", "Ahmad bin Hasan al-Velti", "Hasan bin Ahmad al-Velti"},
		{"organisation", "Foreign Ministry", "Ministry of Foreign Affairs"}, // whose?
		{"organisation", "Foreign Ministry", "Hwarinese foreign ministry"},
		{"organisation", "Hwarinese foreign ministry", "Corranian foreign ministry"},
		{"organisation", "Hwarinese foreign ministry", "Hwarinese defence ministry"},
		{"organisation", "Communist Party of Chile", "Communist Party of China"},
		{"organisation", "58th Brigade", "59th Brigade"},
		{"organisation", "CTB", "CTV"},
		{"organisation", "Oskel Works Ltd", "Oskel Works GmbH"},
		{"organisation", "Oskel Bank (Ulvret)", "Oskel Bank (Munhyang)"},
		{"state", "North Korea", "South Korea"},
		{"state", "Niger", "Nigeria"},
		{"", "Niger", "Niger"},
	}
	for _, tt := range tests {
		if v := Same(Profile{Kind: tt.kind, Name: tt.a}, Profile{Kind: tt.kind, Name: tt.b}); v.Same || v.Sure || v.Why == "" {
			t.Errorf("%s | %s: %+v", tt.a, tt.b, v)
		}
	}
}

func TestKindsDiffer(t *testing.T) {
	a, b := Profile{Kind: corpus.Organisation, Name: "Tessel Wire"}, Profile{Kind: corpus.Outlet, Name: "Tessel Wire"}
	if v := Same(a, b); !v.Same {
		t.Errorf("an outlet is a body: %+v", v)
	}
	b.Kind = corpus.Person
	if v := Same(a, b); v.Same || v.Why != "they are of two kinds" {
		t.Errorf("%+v", v)
	}
}

func TestRoles(t *testing.T) {
	person := func(name, role, at string) Profile {
		return Profile{Kind: corpus.Person, Name: name, Role: role, Affiliation: at}
	}
	tests := []struct {
		name       string
		a, b       Profile
		same, sure bool
		why        string
	}{
		{"the same role and body", person("R. Ellory", "spokesman of the Russian foreign ministry", ""), person("Robert Ellory", "spokesman", "Russian foreign ministry"), true, true, "the same role"},
		{"a land and its adjective", person("R. Ellory", "Hwarinese spokesman", ""), person("Robert Ellory", "spokesman of Hwarin", ""), true, true, "the same role"},
		{"offices of two states", person("Ana Sorel", "Russian defence minister", ""), person("Ana Sorel", "minister", "Ukraine"), false, false, "two states"},
		{"another role", person("Ana Sorel", "singer", ""), person("Ana Sorel", "general", ""), true, false, "another role"},
		{"another role and a name that is not the same", person("Anna Sorell", "singer", ""), person("A. Sorel", "general", ""), false, false, "another role"},
		{"a name that many bear", person("Anna Smith", "", ""), person("Anna Smith", "", ""), true, false, "many bear"},
		{"a name that many bear, in one role", person("Anna Smith", "mayor of Ulvret", ""), person("Anna Smith", "mayor", "Ulvret"), true, true, "the same role"},
	}
	for _, tt := range tests {
		if v := Same(tt.a, tt.b); v.Same != tt.same || v.Sure != tt.sure || !strings.Contains(v.Why, tt.why) {
			t.Errorf("%s: %+v", tt.name, v)
		}
	}
}

func TestGenderAndNamesakes(t *testing.T) {
	a, b := Profile{Kind: corpus.Person, Name: "Sasha Velt", Gender: corpus.Male}, Profile{Kind: corpus.Person, Name: "Sasha Velt", Gender: corpus.Female}
	if v := Same(a, b); v.Same {
		t.Errorf("a man and a woman: %+v", v)
	}
	b.Gender, b.Apart = corpus.Male, true
	if v := Same(a, b); v.Same || !strings.Contains(v.Why, "another bears the name") {
		t.Errorf("a namesake: %+v", v)
	}
	a.Role, b.Role = "mayor of Ulvret", "mayor of Ulvret"
	if v := Same(a, b); !v.Same || v.Sure {
		t.Errorf("a namesake in the same role: %+v", v)
	}
}

// TestKeys requires a key in common of all that are the same.
func TestKeys(t *testing.T) {
	for _, tt := range sameCases {
		a, b := Profile{Kind: tt.kind, Name: tt.a}, Profile{Kind: tt.kind, Name: tt.b}
		if SameName(tt.kind, tt.a, tt.b).Same && !shareKey(a.Keys(), b.Keys()) {
			t.Errorf("%s %q | %s %q: no key in common", tt.a, a.Keys(), tt.b, b.Keys())
		}
		if n := len(a.Keys()); n > mostKeys {
			t.Errorf("%s has %d keys: %q", tt.a, n, a.Keys())
		}
	}
}

// mostKeys bounds the keys of the names here.
const mostKeys = 24

func TestOrderOfArguments(t *testing.T) {
	for _, x := range sameCases {
		for _, y := range sameCases {
			a, b := Profile{Kind: x.kind, Name: x.a}, Profile{Kind: y.kind, Name: y.b}
			if v, w := Same(a, b), Same(b, a); v.Same != w.Same || v.Sure != w.Sure || v.Score != w.Score || v.Same && v.Why != w.Why {
				t.Errorf("%s | %s: %+v, the other way %+v", a.Name, b.Name, v, w)
			}
		}
	}
}

// TestPrepared shows that a profile whose fields change is read anew.
func TestPrepared(t *testing.T) {
	a := Profile{Kind: corpus.Person, Name: "Ana Sorel"}.Prepare()
	b := a
	b.Name = "Tomas Brakke"
	if v := Same(a, b); v.Same {
		t.Errorf("%+v", v)
	}
}

func FuzzSame(f *testing.F) {
	for _, tt := range sameCases {
		f.Add(string(tt.kind), tt.a, tt.b, "spokesman of Hwarin")
	}
	f.Add("person", "’", "ß. Ǆ", "")
	f.Fuzz(func(t *testing.T, kind, a, b, role string) {
		p, q := Profile{Kind: corpus.EntityKind(kind), Name: a, Role: role}, Profile{Kind: corpus.EntityKind(kind), Name: b}
		v, w := Same(p, q), Same(q, p)
		if v.Same != w.Same || v.Score != w.Score || v.Sure && !v.Same {
			t.Errorf("%+v, the other way %+v", v, w)
		}
		if v.Same && !shareKey(p.Keys(), q.Keys()) {
			t.Errorf("%q and %q share no key", a, b)
		}
		if v.Score < 0 || v.Score > 1 || v.Why == "" {
			t.Errorf("%+v", v)
		}
	})
}

func BenchmarkSame(b *testing.B) {
	for _, tt := range []struct{ name, kind, a, b string }{
		{"order", "person", "Tho Saeng Mok", "Saeng-mok Tho"},
		{"alike", "person", "Pavlen Strosky", "Pavlin Strossky"},
		{"scripts", "person", "Volodymyr Zelensky", "Володимир Зеленський"},
		{"others", "person", "Tomas Brakke", "Ines Corvalho-Lund"},
		{"long", "person", "Bertil Aldan van den Osse", "Bertil Osse"},
		{"bodies", "organisation", "Corranian Defence Ministry", "Corrany's Ministry of Defense"},
	} {
		x, y := Profile{Kind: corpus.EntityKind(tt.kind), Name: tt.a}.Prepare(), Profile{Kind: corpus.EntityKind(tt.kind), Name: tt.b}.Prepare()
		b.Run(tt.name, func(b *testing.B) {
			for b.Loop() {
				Same(x, y)
			}
		})
	}
}

func BenchmarkKeys(b *testing.B) {
	p := Profile{Kind: corpus.Person, Name: "Volodymyr Zelensky"}
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			p.Keys()
		}
	})
	p = p.Prepare()
	b.Run("prepared", func(b *testing.B) {
		for b.Loop() {
			p.Keys()
		}
	})
}
