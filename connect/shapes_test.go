package connect

import (
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/measure"
)

// count is a figure for tests: number, measure, class, speaker, outlet and as-of date.
func count(n float64, measured, counted, speaker, outlet, asOf string) Figure {
	f := Figure{ID: strings.Join([]string{measured, counted, speaker, outlet, asOf, digits(n)}, "/"), Document: outlet + " " + asOf, Outlet: outlet, Published: asOf, Speaker: speaker, Chain: []string{outlet}}
	f.Low, f.High, f.Bound = &n, &n, corpus.Exactly
	f.Measure, f.Counted, f.Side, f.AsOf, f.Status, f.Method = measured, counted, "Hwarin", asOf, corpus.Actual, corpus.Claimed
	if speaker == "" {
		f.Speaker = outlet
	}
	return f
}

// with changes a figure.
func with(f Figure, changes ...func(*Figure)) Figure {
	for _, change := range changes {
		change(&f)
	}
	return f
}

func about(f *Figure) { f.Bound = corpus.About }
func atLeast(f *Figure) {
	f.Bound, f.High = corpus.AtLeast, nil
}
func upTo(f *Figure) {
	zero := 0.0
	f.Bound, f.Low = corpus.UpTo, &zero
}
func planned(f *Figure)  { f.Status = corpus.Planned }
func denied(f *Figure)   { f.Status = corpus.Denied }
func revised(f *Figure)  { f.Revised = true }
func headline(f *Figure) { f.Headline, f.ID = true, f.ID+" (headline)" }
func undatedly(f *Figure) {
	f.AsOf = ""
}
func vague(word string, low, high float64) func(*Figure) {
	return func(f *Figure) {
		f.Bound, f.Vague, f.Low, f.High = corpus.Bound(word), true, &low, &high
		if high == 0 {
			f.High = nil
		}
	}
}
func through(chain ...string) func(*Figure) {
	return func(f *Figure) { f.Chain = append(slices.Clone(chain), f.Outlet) }
}
func published(date string) func(*Figure) {
	return func(f *Figure) { f.Published, f.Document = date, f.Outlet+" "+date }
}
func at(place string) func(*Figure) { return func(f *Figure) { f.Place = place } }
func by(role string, identified corpus.Identified) func(*Figure) {
	return func(f *Figure) {
		f.Source = corpus.Source{Name: f.Speaker, Role: role, Kind: corpus.Person, Identified: identified}
	}
}

const (
	service = "Orvan Security Service"
	daily   = "The Tarn Daily"
	wire    = "Northern Wire"
	post    = "Modri Post"
	april   = "2031-04-14"
)

// TestCompare holds the shapes in which figures of news meet.
func TestCompare(t *testing.T) {
	casualties := with(count(4700, "casualties", "casualties", service, wire, april), about)
	killed := count(600, "killed", "soldiers", service, wire, april)
	tests := []struct {
		name string
		a, b Figure
		want Label
		why  string // in the reason
	}{
		{"a part and its whole", killed, casualties, PartWhole, "killed is a part of casualties"},
		{"another count", casualties, count(15000, "deployed", "soldiers", service, wire, april), NotEnough, "one tells of casualties, the other of deployed"},
		{"one speaker in two outlets", casualties, with(count(4700, "casualties", "people", service, daily, april), through("two lawmakers")), SameOrigin,
			"both go back to Orvan Security Service, the one as told to Northern Wire, the other through two lawmakers and The Tarn Daily"},
		{"casualties become injured", casualties, count(4700, "wounded", "people", service, daily, "2031-04-15"), Drift, "about 4,700 casualties in Northern Wire, 4,700 wounded in The Tarn Daily"},
		{"casualties become killed through the same agency", with(casualties, func(f *Figure) { f.Speaker = "two lawmakers" }), with(count(4700, "killed", "soldiers", wire, daily, "2031-04-15")), Drift, "Northern Wire"},
		{"casualties become killed, one of the lawmakers cited", with(casualties, through("lawmakers who attended")), with(count(4700, "killed", "people", "Brannic", daily, "2031-04-15"), by("deputy", corpus.Partial)), Drift, "Brannic, deputy, is cited, and lawmakers who attended told the other"},
		{"all killed, says another", casualties, count(4700, "killed", "people", "Elsa Modri", daily, april), PartWhole, ""},
		{"more killed than casualties", casualties, count(6000, "killed", "people", "Elsa Modri", daily, april), Disagree, "would lie within about 4,700 casualties and are more"},
		{"planned beside actual", count(3000, "deployed", "soldiers", service, wire, april), with(count(12000, "deployed", "soldiers", service, wire, april), planned, upTo), NotEnough, "one is actual, the other planned"},
		{"arrived beside planned", count(3000, "present", "soldiers", service, wire, "2031-03-23"), with(count(12000, "deployed", "soldiers", service, wire, ""), planned, upTo), NotEnough, "one tells of present, the other of deployed"},
		{"a lower bound and its base", with(count(6000, "casualties", "soldiers", service, wire, april), atLeast), with(count(11000, "deployed", "soldiers", service, wire, ""), about), NotEnough, ""},
		{"workers and troops", with(count(15000, "deployed", "workers", service, wire, april), planned), count(15000, "deployed", "troops", service, wire, april), NotEnough, "one counts workers, the other soldiers; one is planned"},
		{"words for one class", count(15000, "deployed", "North Hwarin troops", service, wire, april), count(15000, "deployed", "men in uniform", "Elsa Modri", daily, april), Agree, ""},
		{"update", count(3000, "casualties", "people", service, wire, "2031-01-20"), count(4000, "casualties", "people", service, daily, "2031-03-20"), Update, "later and not lower"},
		{"update, the other way round", count(4000, "casualties", "people", service, daily, "2031-03-20"), count(3000, "casualties", "people", service, wire, "2031-01-20"), Update, "3,000 casualties as of 2031-01-20, 4,000"},
		{"still the same a month later", count(4000, "casualties", "people", service, daily, "2031-03-20"), count(4000, "casualties", "people", service, wire, "2031-04-20"), Update, ""},
		{"lowered", count(4000, "casualties", "people", service, daily, "2031-03-20"), count(3500, "casualties", "people", service, wire, april), Lowered, "later and lower"},
		{"lowered below what was rounded", with(count(4700, "casualties", "people", service, daily, "2031-03-20"), about), count(4000, "casualties", "people", service, wire, april), Lowered, "later and lower"},
		{"made exact", with(count(4700, "casualties", "people", service, daily, "2031-03-20"), about), count(4683, "casualties", "people", service, wire, april), Update, "later and not lower"},
		{"rounded later", count(4683, "casualties", "people", service, daily, "2031-03-20"), with(count(4600, "casualties", "people", service, wire, april), about), Lowered, "later and lower"},
		{"corrected", count(4000, "casualties", "people", service, daily, "2031-03-20"), with(count(3500, "casualties", "people", service, wire, april), revised), Corrected, "declared as a correction"},
		{"lowered for the same day", count(7, "killed", "workers", "Elsa Modri", daily, april), with(count(5, "killed", "workers", "Elsa Modri", wire, april), published("2031-05-20")), Lowered, "as published 2031-05-20"},
		{"one speaker, no date", count(4000, "casualties", "people", service, daily, "2031-03-20"), with(count(3000, "casualties", "people", service, wire, april), undatedly), NotEnough, "no date is told for 3,000 casualties"},
		{"one speaker of two places", with(count(7, "killed", "people", "Elsa Modri", daily, april), at("Tarn Lock")), count(50, "killed", "people", "Elsa Modri", wire, "2031-05-20"), NotEnough, "only one is of Tarn Lock"},
		{"portraits beside the killed", count(101, "count", "portraits", daily, daily, april), killed, NotEnough, "one counts portrait, the other soldiers: only a person may link them"},
		{"portraits and coffins", count(101, "count", "portraits", daily, daily, april), count(101, "count", "coffins", wire, wire, april), NotEnough, "one counts portrait, the other coffin"},
		{"a headline gives it to another", with(count(5000, "casualties", "people", "Elsa Modri", daily, april), headline), count(5000, "casualties", "people", service, daily, april), SameOrigin, "the headline gives it to Elsa Modri, the text to Orvan Security Service: the text counts"},
		{"a headline beside another number", with(count(4000, "casualties", "people", "", daily, april), headline), count(3000, "casualties", "people", service, daily, april), NotEnough, "a headline sums up its text"},
		{"two speakers of one document without a date", with(count(9, "killed", "people", "a nurse", daily, april), undatedly), with(count(7, "killed", "people", service, daily, april), undatedly), Disagree, ""},
		{"a class within that of the headline", with(count(6000, "deployed", "workers and sappers", "Veshtar", daily, april), planned, headline), with(count(5000, "deployed", "workers", "", daily, april), planned), PartWhole, "workers are among sappers and workers"},
		{"a class beyond that of the headline", with(count(600, "deployed", "workers and sappers", "Veshtar", daily, april), planned, headline), with(count(5000, "deployed", "workers", "", daily, april), planned), NotEnough, "are more"},
		{"the outlet repeats", count(5000, "casualties", "people", "", daily, april), count(5000, "casualties", "people", service, daily, april), SameOrigin, "repeats in its own words"},
		{"a vague word below", with(count(0, "killed", "soldiers", "Elsa Modri", daily, april), vague("dozens", 24, 99)), killed, NotEnough, "dozens is no number that another could contradict"},
		{"a vague word around", with(count(0, "killed", "soldiers", "Elsa Modri", daily, april), vague("several hundred", 200, 999)), killed, Agree, "several hundred"},
		{"a bare plural", with(count(0, "killed", "soldiers", "Elsa Modri", daily, april), vague("plural", 2, 0)), killed, Agree, "a plural without a number"},
		{"nobody lost", with(count(0, "lost", "soldiers", "Council of Hwarin", daily, april), denied), killed, Disagree, "none against 600 soldiers killed"},
		{"nobody lost, told of no day", with(count(0, "lost", "soldiers", "Council of Hwarin", daily, ""), denied, published(april)), killed, Disagree, "none against 600 soldiers killed"},
		{"a number is denied", with(count(4700, "casualties", "people", "Council of Hwarin", daily, ""), denied, published(april)), casualties, Disagree, "Council of Hwarin denies 4,700 casualties; Orvan Security Service tells about 4,700 casualties"},
		{"another number is denied", with(count(900, "casualties", "people", "Council of Hwarin", daily, april), denied), casualties, NotEnough, "denies 900 casualties, not about 4,700"},
		{"two speakers apart", casualties, with(count(50, "casualties", "people", "Council of Hwarin", daily, "2031-04-24"), upTo), Disagree, "10 days apart"},
		{"two speakers, two periods", casualties, count(50, "casualties", "people", "Council of Hwarin", daily, "2031-06-24"), NotEnough, "not within one period of 14 days"},
		{"two speakers, a year", casualties, count(50, "casualties", "people", "Council of Hwarin", daily, "2031"), NotEnough, "not within one period"},
		{"two speakers, no side", casualties, with(count(50, "casualties", "people", "Council of Hwarin", daily, april), func(f *Figure) { f.Side = "" }), NotEnough, "only one says whose they are: Hwarin"},
		{"a side and its people", casualties, with(count(50, "casualties", "people", "Council of Hwarin", daily, april), func(f *Figure) { f.Side = "Hwarinese" }), Disagree, ""},
		{"two sides", casualties, with(count(50, "casualties", "people", "Council of Hwarin", daily, april), func(f *Figure) { f.Side = "Orvan" }), NotEnough, "one is of Hwarin, the other of Orvan"},
		{"a day alone", casualties, with(count(50, "casualties", "people", "Council of Hwarin", daily, april), func(f *Figure) { f.Window = corpus.Increment }), NotEnough, "its day alone"},
		{"counted and said", count(7, "killed", "workers", "Elsa Modri", daily, april), with(count(9, "killed", "bodies", "a nurse", daily, april), func(f *Figure) { f.Method = corpus.VisualCount }), OtherMethod, "a statement without a count against a visual count"},
		{"soldiers among people", count(120, "killed", "soldiers", service, wire, april), count(600, "killed", "people", "Elsa Modri", daily, april), NotEnough, "the smaller number may be a part of the larger"},
		{"more soldiers than people", count(900, "killed", "soldiers", service, wire, april), count(600, "killed", "people", "Elsa Modri", daily, april), Disagree, ""},
		{"rounded", count(4683, "casualties", "people", "Elsa Modri", daily, april), count(4700, "casualties", "people", service, wire, april), Agree, ""},
		{"small numbers are counted", count(24, "killed", "people", "Elsa Modri", daily, april), count(20, "killed", "people", service, wire, april), Disagree, ""},
		{"more than a number and the number", with(count(20, "killed", "people", "Elsa Modri", daily, april), func(f *Figure) { f.Bound, f.High = corpus.MoreThan, nil }), count(20, "killed", "people", service, wire, april), Disagree, "more than 20"},
		{"a nurse and a nurse", count(9, "killed", "people", "a nurse", daily, april), count(12, "killed", "people", "a nurse", wire, april), NotEnough, "may be one"},
		{"one sentence in two outlets", with(count(9, "killed", "people", "a nurse", daily, april), said), with(count(9, "killed", "people", "a nurse", wire, april), said), SameOrigin, "the same sentence stands in"},
		{"a surname in two documents", with(count(9, "killed", "people", "Modri", daily, april), by("", corpus.Partial)), with(count(9, "killed", "people", "Elsa Modri", wire, april), by("", corpus.Named)), NotEnough, "may be one"},
		{"a land and its paper", with(count(1000, "deployed", "sappers", "Orvan", daily, ""), planned, published(april)), with(count(1000, "deployed", "sappers", "the Orvani agreement", wire, ""), planned, published(april)), SameOrigin, "both go back to"},
		{"a body by two names", count(9, "killed", "people", "Orvan's defence ministry", daily, april), count(9, "killed", "people", "Orvanian Defence Ministry", wire, april), SameOrigin, ""},
		{"one closed briefing", with(count(600, "killed", "people", "Tomas Brannic", daily, april), heardAt("a closed briefing of the committee")), with(count(600, "killed", "people", service, wire, april), heardAt("the closed-door briefing")), SameOrigin, "both go back to one occasion"},
		{"two closed hearings", with(count(600, "killed", "people", "Tomas Brannic", daily, april), heardAt("a closed briefing of the committee")), with(count(600, "killed", "people", service, wire, april), heardAt("a private dinner")), Agree, ""},
		{"told to reporters", with(count(600, "killed", "people", "officials", daily, april), heardAt("reporters")), with(count(600, "killed", "people", service, wire, april), heardAt("reporters")), Agree, ""},
		{"nothing is known", Figure{}, Figure{}, NotEnough, "not told"},
	}
	for _, tt := range tests {
		for _, x := range [][2]Figure{{tt.a, tt.b}, {tt.b, tt.a}} {
			label, why := Compare(x[0], x[1], measure.Default())
			if label != tt.want || why == "" || x[0].ID == tt.a.ID && !strings.Contains(why, tt.why) {
				t.Errorf("%s: %q: %s\nwant %q: ...%s...", tt.name, label, why, tt.want, tt.why)
			}
		}
	}
}

func heardAt(hearing string) func(*Figure) {
	return func(f *Figure) { f.Passage = f.Speaker + " spoke of the dead in " + hearing + "." }
}

func said(f *Figure) {
	f.Passage = "A nurse who did not want to be named said she had counted nine bodies in the yard."
}

func TestCompareSum(t *testing.T) {
	dead := with(count(600, "killed", "people", "Elsa Modri", daily, april), about)
	hurt := count(4100, "wounded", "people", "Elsa Modri", daily, april)
	plan := func(n float64, of string) Figure {
		return with(count(n, "deployed", of, service, wire, ""), planned, published(april))
	}
	tests := []struct {
		name        string
		a, plus, to Figure
		want        Label
		why         string
	}{
		{"killed and wounded", dead, hurt, with(count(4700, "casualties", "people", service, wire, april), about), Agree, "about 600 + 4,100 = about 4,700, within “about 4,700”"},
		{"of one origin", dead, hurt, count(4700, "casualties", "people", "Elsa Modri", wire, april), Agree, "one origin all the same"},
		{"too many", dead, hurt, count(900, "casualties", "people", service, wire, april), Disagree, "not “900”"},
		{"two classes", plan(5000, "construction workers"), plan(1000, "sappers"), plan(6000, "workers and sappers"), Agree, "5,000 + 1,000 = 6,000"},
		{"one class is missing", plan(5000, "workers"), plan(1000, "sappers"), plan(6000, "workers, sappers and medics"), NotEnough, "are not all of"},
		{"twice the same", dead, dead, count(1200, "casualties", "people", service, wire, april), NotEnough, "are not all of"},
		{"two speakers", dead, count(4100, "wounded", "people", service, wire, april), count(4700, "casualties", "people", service, wire, april), NotEnough, "two speakers"},
	}
	for _, tt := range tests {
		label, why := CompareSum(tt.a, tt.plus, tt.to, measure.Default())
		if label != tt.want || !strings.Contains(why, tt.why) {
			t.Errorf("%s: %q: %s\nwant %q: ...%s...", tt.name, label, why, tt.want, tt.why)
		}
	}
}
