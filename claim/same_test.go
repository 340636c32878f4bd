package claim

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"hearsay/corpus"
)

// couple is two statements and what Same must say of them.
type couple struct {
	name string
	a, b func(t testing.TB) Statement
	rule string // "" for two that are not the same
	sure bool
}

func couples() []couple {
	first := func(a func(t testing.TB) *article) func(t testing.TB) Statement {
		return func(t testing.TB) Statement { return a(t).nth(0) }
	}
	briefing := first(func(t testing.TB) *article {
		return newArticle(t, "Tessel Wire", "2031-04-14", "The State Security Directorate said Hwarin had suffered about 4,700 casualties in the Oskel Reach.").
			said("State Security Directorate", "said", "Hwarin had suffered about 4,700 casualties in the Oskel Reach", organisation).counted("4,700", 4700, "casualties", "person", "Hwarin")
	})
	set := func(day, who string) func(t testing.TB) Statement {
		return first(func(t testing.TB) *article {
			return newArticle(t, "Munhyang Dispatch", day, who+" said the unbreakable friendship of the two peoples would shine forever under the wise guidance of Chairman Mun Haengso.").
				said(who, "said", "the unbreakable friendship of the two peoples would shine forever under the wise guidance of Chairman Mun Haengso")
		})
	}
	return []couple{
		{"same number by one speaker", briefing, first(func(t testing.TB) *article {
			return newArticle(t, "Roundfold", "2031-04-15", "Corrany's State Security Directorate spoke of some 4,700 Hwarinese casualties.").
				said("Corrany's State Security Directorate", "spoke of", "some 4,700 Hwarinese casualties", organisation).counted("4,700", 4700, "casualties", "person", "Hwarin")
		}), "figure", true},
		{"a number that was before is not claimed", briefing, first(func(t testing.TB) *article {
			return newArticle(t, "Roundfold", "2031-04-20", "The State Security Directorate put Hwarinese casualties at 5,200, up from 4,700.").
				said("State Security Directorate", "put", "Hwarinese casualties at 5,200, up from 4,700", organisation).counted("4,700", 4700, "casualties", "person", "Hwarin")
		}), "", false},
		{"another side", briefing, first(func(t testing.TB) *article {
			return newArticle(t, "Roundfold", "2031-04-15", "The State Security Directorate said Veshtar had suffered 4,700 casualties.").
				said("State Security Directorate", "said", "Veshtar had suffered 4,700 casualties", organisation).counted("4,700", 4700, "casualties", "person", "Veshtar")
		}), "", false},
		{"a number that drifted", briefing, first(func(t testing.TB) *article {
			return newArticle(t, "Reach Front Notes", "2031-04-15", "They say 4,700 Hwarinese killed.").
				said("They", "say", "4,700 Hwarinese killed", group).counted("4,700", 4700, "killed", "person", "Hwarin")
		}), "figure", false},
		{"the outlet repeats it in its own voice", briefing, func(t testing.TB) Statement {
			return newArticle(t, "Corran Telegraph Bureau", "2031-04-16", "Hwarin has lost 4,700 men in the Oskel Reach.").counted("4,700", 4700, "casualties", "man", "Hwarin").voice()
		}, "figure", true},
		{"one quotation", first(func(t testing.TB) *article {
			return newArticle(t, "Corran Telegraph Bureau", "2031-03-26", "“The Reach is the door, and the door leads here,” Odile de Varremont said.").
				said("Odile de Varremont", "said", "The Reach is the door, and the door leads here", direct)
		}), first(func(t testing.TB) *article {
			return newArticle(t, "Plainframe Project", "2031-04", "“The Reach is the door, and the door leads here,” the minister told parliament.").
				said("the minister", "told", "The Reach is the door, and the door leads here", direct, group)
		}), "quotation", true},
		{"a set phrase of two speakers", set("2031-04-01", "Ro Un-gyo"), set("2031-04-02", "Pyon Gil-su"), "", false},
		{"a denial is not what it denies", first(func(t testing.TB) *article {
			return newArticle(t, "Tessel Wire", "2031-03-19", "Ilian Vasek-Dorn said shells had hit the clinic at Torvane Lock.").said("Ilian Vasek-Dorn", "said", "shells had hit the clinic at Torvane Lock")
		}), first(func(t testing.TB) *article {
			return newArticle(t, "Roundfold", "2031-03-19", "Tomas Brakke denied shells had hit the clinic at Torvane Lock.").said("Tomas Brakke", "denied", "shells had hit the clinic at Torvane Lock", denied)
		}), "", false},
		{"what one speaker says on one day", first(func(t testing.TB) *article {
			return newArticle(t, "Munhyang Dispatch World", "2031-03-04", "Tho Saeng Mok said our builders love peace.").said("Tho Saeng Mok", "said", "our builders love peace", on("2031-03-04"))
		}), first(func(t testing.TB) *article {
			return newArticle(t, "Corran Telegraph Bureau", "2031-03-05", "Saeng-mok Tho claimed only builders were being sent.").said("Saeng-mok Tho", "claimed", "only builders were being sent", on("2031-03-04"))
		}), "speaker and day", false},
		{"a demand claims nothing", first(func(t testing.TB) *article {
			return newArticle(t, "Tessel Wire", "2031-03-19", "Hwarin demanded that Corrany pay 4,700 crowns for Torvane Lock.").said("Hwarin", "demanded", "Corrany pay 4,700 crowns for Torvane Lock", organisation).counted("4,700", 4700, "", "crown", "")
		}), first(func(t testing.TB) *article {
			return newArticle(t, "Roundfold", "2031-03-19", "Corrany would pay 4,700 crowns for Torvane Lock, Veshtar said.").said("Veshtar", "said", "Corrany would pay 4,700 crowns for Torvane Lock", organisation).counted("4,700", 4700, "", "crown", "")
		}), "", false},
	}
}

func TestSame(t *testing.T) {
	for _, tt := range couples() {
		t.Run(tt.name, func(t *testing.T) {
			a, b := tt.a(t), tt.b(t)
			v := Same(a, b)
			if v.Same != (tt.rule != "") || v.Rule != tt.rule || v.Sure != tt.sure {
				t.Errorf("got %q, sure %v, score %.2f: %s; want %q, %v", v.Rule, v.Sure, v.Score, v.Why, tt.rule, tt.sure)
			}
			turned := Same(b, a)
			turned.A, turned.B = turned.B, turned.A
			if !reflect.DeepEqual(v, turned) {
				t.Errorf("in the other order: %+v, want %+v", turned, v)
			}
		})
	}
}

// TestKeysMeet holds every couple that is the same to a common key.
func TestKeysMeet(t *testing.T) {
	for _, tt := range couples() {
		a, b := tt.a(t), tt.b(t)
		if tt.rule != "" && !meet(a.Meets, b.Meets) {
			t.Errorf("%s: no key in common: %q and %q", tt.name, a.Keys(), b.Keys())
		}
		if !slices.IsSorted(a.Keys()) {
			t.Errorf("%s: keys out of order: %q", tt.name, a.Keys())
		}
	}
}

// TestKept holds a statement that was kept to what it was, one with something in every field too.
func TestKept(t *testing.T) {
	filled := Statement{}
	fill(reflect.ValueOf(&filled).Elem())
	list := []Statement{filled}
	for _, tt := range couples() {
		list = append(list, tt.a(t))
	}
	for _, a := range list {
		b, err := a.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		back := Statement{Document: a.Document, Piece: a.Piece, Edition: a.Edition, Outlet: a.Outlet, Published: a.Published, Context: a.Context, Meets: a.Meets}
		if err := back.UnmarshalBinary(b); err != nil || !reflect.DeepEqual(a, back) {
			t.Errorf("got %+v, %v, want %+v", back, err, a)
		}
		if err := back.UnmarshalBinary(b[:len(b)-1]); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("cut off: %v", err)
		}
	}
}

// fill puts something into all that a value has in it.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int:
		v.SetInt(7)
	case reflect.Uint64:
		v.SetUint(7)
	case reflect.Float64:
		v.SetFloat(0.1)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	default:
		panic("nothing to put into a " + v.Kind().String())
	}
}

func TestSpecific(t *testing.T) {
	for _, tt := range []struct {
		value, want float64
	}{{4700, exactNumber}, {101, exactNumber}, {41, fullNumber}, {3_000_000, fullNumber}, {600, roundNumber}, {3000, roundNumber}, {7, smallNumber}, {20, smallNumber}} {
		if got := specific(tt.value); got != tt.want {
			t.Errorf("%v tells %v, want %v", tt.value, got, tt.want)
		}
	}
}

func TestGap(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"2031-03-19", "2031-03-20T08:00:00Z", 1},
		{"2031-03-20", "2031-03-19", -1},
		{"2031-03-26", "2031-04", 6},
		{"2031-03", "2031-03-26", 0},
		{"2031", "2030-12-30", -2},
		{"", "2031-03-26", unknownGap},
	} {
		if got := gap(tt.a, tt.b); got != tt.want {
			t.Errorf("from %q to %q: %d days, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestSources(t *testing.T) {
	person := func(name string, how corpus.Identified) corpus.Source {
		return corpus.Source{Name: name, Kind: corpus.Person, Identified: how}
	}
	office := func(name string) corpus.Source {
		return corpus.Source{Name: name, Kind: corpus.Organisation, Identified: corpus.Named}
	}
	for _, tt := range []struct {
		a, b corpus.Source
		one  bool
		want likeness
	}{
		{person("Tho Saeng Mok", corpus.Named), person("Saeng-mok Tho", corpus.Named), false, same},
		{person("Ok Tae-ryun", corpus.Named), person("Ok Pyo-min", corpus.Named), false, other},
		{person("Ok", corpus.Partial), person("Ok", corpus.Partial), false, open},
		{person("Ok", corpus.Partial), person("Ok", corpus.Partial), true, same},
		{person("Partner A", corpus.Pseudonym), person("Partner A", corpus.Pseudonym), false, open},
		{person("a nurse", corpus.Unnamed), person("a nurse", corpus.Unnamed), false, open},
		{office("State Security Directorate"), office("Corrany's State Security Directorate"), false, same},
		{office("the Foreign Ministry of Veshtar"), office("the Foreign Ministry of Hwarin"), false, other},
	} {
		if got := sources(tt.a, tt.b, tt.one); got != tt.want {
			t.Errorf("%s and %s: %v, want %v", tt.a.Name, tt.b.Name, got, tt.want)
		}
	}
}
