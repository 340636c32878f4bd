package score

import (
	"strings"
	"testing"

	"hearsay/corpus"
)

func value(low, high float64, bound corpus.Bound, unit, head string) corpus.Quantity {
	return corpus.Quantity{Low: &low, High: &high, Bound: bound, Unit: unit, Head: head, Counted: head}
}

// TestSameValue compares numbers, ends of ranges, open ends and vague plurals.
func TestSameValue(t *testing.T) {
	atLeast := value(41, 41, corpus.AtLeast, "", "man")
	atLeast.High = nil
	dozens := value(24, 99, "dozens", "", "man")
	dozens.Vague = true
	tests := []struct {
		gold string
		read corpus.Quantity
		want bool
	}{
		{"19", value(19, 19, corpus.Exactly, "", ""), true},
		{"19.0", value(19, 19, corpus.About, "", ""), true},
		{"0.3333333333333333", value(1.0/3, 1.0/3, corpus.Exactly, "", ""), true},
		{"19", value(20, 20, corpus.Exactly, "", ""), false},
		{"12-120", value(12, 120, corpus.Between, "", ""), true},
		{"120-12", value(12, 120, corpus.Between, "", ""), true},
		{"12-121", value(12, 120, corpus.Between, "", ""), false},
		{"-4", value(-4, -4, corpus.Exactly, "", ""), true},
		{"-6--4", value(-6, -4, corpus.Between, "", ""), true},
		{"41", atLeast, true},
		{"400", value(0, 400, corpus.UpTo, "", ""), true},
		{"12", dozens, true},
		{"24-99", dozens, true},
		{"13", dozens, false},
	}
	for _, tt := range tests {
		if got := sameValue(GoldQuantity{Value: tt.gold}, tt.read); got != tt.want {
			t.Errorf("%s and %s: %v, want %v", tt.gold, describeQuantity(tt.read), got, tt.want)
		}
	}
}

// TestSameUnit compares units and counted nouns.
func TestSameUnit(t *testing.T) {
	tests := []struct {
		norm, unit, head string
		want             bool
	}{
		{"percentage", "per cent", "", true},
		{"kilometer per hour", "kilometre per hour", "", true},
		{"Square Feet", "square foot", "", true},
		{"pound-mass", "pound", "", true},
		{"dollar", "dollar per year", "", false},
		{"barrel of oil", "barrel", "oil", true},
		{"different bosses", "", "boss", true},
		{"loaf of bread", "", "loaf", true},
		{"loaf of bread", "", "bread", false},
		{"-", "", "ship", true},
		{"-", "metre", "", false},
		{"% voter", "share", "voter", true},
		{"% registered voters", "share", "voter", true},
		{"% voter", "share", "house", false},
		{"% voter", "share", "", false},
		{"% voter", "per cent", "voter", false},
		{"% -", "share", "voter", true},
		{"voter", "share", "voter", false},
		{"dollar", "euro", "", false},
		{"dollar", "", "dollar bill", false},
		{"barrel of oil", "litre", "oil", false},
		{"different bosses", "", "worker", false},
		{"ship", "", "", false},
	}
	for _, tt := range tests {
		g := GoldQuantity{UnitNorm: tt.norm, Unit: tt.norm}
		if got := sameUnit(g, value(1, 1, corpus.Exactly, tt.unit, tt.head)); got != tt.want {
			t.Errorf("%q and %q of %q: %v, want %v", tt.norm, tt.unit, tt.head, got, tt.want)
		}
	}
}

// TestQuantities matches as multisets and tells errors apart.
func TestQuantities(t *testing.T) {
	const gold = `{"id":"a","text":"x","quantities":[{"value":"5","bound":"=","unit":"men","unit_norm":"man"},{"value":"5","bound":">","unit":"km","unit_norm":"kilometre"},{"value":"7","bound":"=","unit":"ships","unit_norm":"ship"}]}
{"id":"b","text":"y","quantities":[]}
{"id":"c","text":"z"}
{"id":"d","text":"z","quantities":[{"value":"many"}]}`
	several := value(2, 9, "several", "", "ship")
	several.Vague = true
	read := map[string][]corpus.Quantity{
		"x": {value(5, 5, corpus.Exactly, "kilometre", ""), value(5, 5, corpus.Exactly, "", "woman"), value(8, 8, corpus.Exactly, "", "")},
		"y": {several},
	}
	rep := Figures(ReadFigures("gold", strings.NewReader(gold)), func(d corpus.Document) corpus.Annotations {
		return corpus.Annotations{Quantities: read[d.Text]}
	}, true)
	if rep.Texts != 2 || len(rep.Problems) != 2 {
		t.Errorf("%d texts and problems %q, want 2 and 2", rep.Texts, rep.Problems)
	}
	if v := rep.Value; v.Right != 2 || v.Read != 3 || v.Gold != 3 {
		t.Errorf("value %+v", v)
	}
	if rep.Unit.Right != 1 || rep.SetAside != 1 || rep.Strict.Read != 4 {
		t.Errorf("unit %+v, set aside %d, strict %+v", rep.Unit, rep.SetAside, rep.Strict)
	}
	if got := kinds(rep.Errors); got != "UNIT MISS FALSE" {
		t.Errorf("errors %q", got)
	}
	var text strings.Builder
	if err := rep.WriteText(&text); err != nil || !strings.Contains(text.String(), "value + unit") || strings.Contains(text.String(), "figures found") {
		t.Errorf("text %q, %v", text.String(), err)
	}
}

// kinds returns the kinds of errors, in order.
func kinds(errors []QuantityError) string {
	var list []string
	for _, e := range errors {
		list = append(list, e.Kind)
	}
	return strings.Join(list, " ")
}
