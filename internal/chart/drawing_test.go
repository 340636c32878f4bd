package chart

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

var draw = flag.String("draw", "", "directory to write the drawings to, to be looked at in a browser")

// drawings are series that ask for something of the picture, by name.
var drawings = map[string][]Series{
	"hard":     {hardSeries()},
	"panels":   {hardSeries(), easySeries(), deniedSeries()},
	"easy":     {easySeries()},
	"denied":   {deniedSeries()},
	"crowd":    {crowdSeries(120, 12)},
	"years":    {yearsSeries()},
	"one":      {{Title: "One figure", Marks: []Mark{{Date: "2031-05-04", Low: v(12), High: v(12), Stated: "a death toll of 12", Speaker: "Ministry of Health"}}}},
	"undated":  {undatedSeries()},
	"nothing":  {{Title: "Nothing is drawn", Marks: []Mark{{Date: "2031-05-04", Stated: "heavy losses"}}}},
	"noSeries": nil,
}

// TestDraw writes the drawings with the flag -draw:
//
//	go test ./internal/chart -run TestDraw -draw /tmp/drawings
func TestDraw(t *testing.T) {
	if *draw == "" {
		t.Skip("no -draw")
	}
	for name, series := range drawings {
		for _, size := range [][2]int{{1200, 700}, {700, 500}} {
			file := filepath.Join(*draw, fmt.Sprintf("%s-%d.svg", name, size[0]))
			if err := os.WriteFile(file, []byte(Figures(series, size[0], size[1])), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func v(n float64) *float64 { return &n }

// hardSeries has twenty figures in three months, two of one day, a planned
// upper bound, one origin with six outlets and values from 5 to 40,000.
func hardSeries() Series {
	const service, ministry, staff = "Oster Intelligence Service", "Ministry of Defence of Hwarin", "General Staff of Oster"
	const lenz, institute, village, unknown = "Maria Lenz", "Harbour Institute", "Mayor of Tallow", ""
	at := func(date string, low, high *float64, stated, speaker string) Mark {
		return Mark{Date: date, Low: low, High: high, Stated: stated, Speaker: speaker, Measure: "casualties", Through: "Harbour Post"}
	}
	marks := []Mark{
		at("2031-01-06", v(5), v(5), "five dead", village),
		at("2031-01-09", v(19), v(19), "19 names", "Tallow Register"),
		at("2031-01-14", v(101), v(101), "101 portraits", "Hwarin Television"),
		at("2031-01-14", v(300), nil, "at least 300 casualties", staff),
		at("2031-01-20", v(3000), v(3000), "3,000 casualties", service),
		at("2031-01-23", v(600), v(900), "between 600 and 900 killed", institute),
		at("2031-02-01", v(24), v(99), "dozens killed", lenz),
	}
	for i, outlet := range []string{"Northern News Agency", "Harbour Post", "Evening Courier", "Radio Tallow", "The Oster Times", "Channel 9"} {
		m := at(fmt.Sprintf("2031-02-%02d", 10+i/3), v(4700), v(4700), "about 4,700 casualties", service)
		m.Through, m.Origin = outlet, 1
		marks = append(marks, m)
	}
	planned := at("2031-02-18", nil, v(12000), "up to 12,000 troops are to come", service)
	planned.Planned = true
	sent := at("2031-03", v(15000), v(15000), "15,000 will be sent", ministry)
	sent.Planned = true
	denied := at("2031-02-25", v(6000), nil, "over 6,000 casualties", ministry)
	denied.Denied = true
	return Series{Title: "How many casualties the brigade of Hwarin suffered in the valley", Unit: "people", Marks: append(marks,
		planned, sent, denied,
		at("2031-02-22", v(6000), nil, "highly likely over 6,000 casualties", "Defence Intelligence of Varn"),
		at("2031-03-09", v(40000), v(40000), "40,000 in the whole army", unknown),
		at("2031-03-15", v(4000), v(5200), "4,000 to 5,200 casualties", institute),
		at("2031-03-28", v(4100), v(4100), "4,100 injured", "Two lawmakers"),
		at("2031-04-02", v(600), v(600), "600 killed", "Two lawmakers"))}
}

func easySeries() Series {
	return Series{Title: "Casualties by one service, month by month", Unit: "people", Marks: []Mark{
		{Date: "2031-01", Low: v(3000), High: v(3000), Stated: "3,000 casualties", Speaker: "Oster Intelligence Service", Origin: 1},
		{Date: "2031-03", Low: v(4000), High: v(4000), Stated: "4,000 casualties", Speaker: "Oster Intelligence Service", Origin: 2},
		{Date: "2031-04-30", Low: v(4700), High: v(4700), Stated: "about 4,700 casualties", Speaker: "Oster Intelligence Service", Origin: 3},
		{Date: "2031-04-30", Low: v(2500), High: v(3500), Stated: "2,500 to 3,500", Speaker: "Harbour Institute"},
	}}
}

func deniedSeries() Series {
	return Series{Title: "Losses, and their denial", Unit: "people", Marks: []Mark{
		{Date: "2031-02-03", Low: v(0), High: v(0), Stated: "no losses", Speaker: "Ministry of Defence of Hwarin", Denied: true},
		{Date: "2031-02-04", Low: v(0), High: v(12000), Stated: "up to 12,000", Speaker: "Maria Lenz", Planned: true},
		{Date: "2031-02-05", Low: v(200), High: v(999), Stated: "hundreds", Speaker: "Tallow Register", Denied: true},
		{Date: "2031-02-05", Low: v(2), Stated: "soldiers", Speaker: "Harbour Institute"},
		{Date: "2031-02-07", High: v(3000), Stated: "fewer than 3,000", Speaker: "Harbour Institute", Denied: true},
	}}
}

func undatedSeries() Series {
	s := easySeries()
	s.Title = "Some without a date"
	s.Marks = append(s.Marks, Mark{Low: v(900), Stated: "at least 900", Speaker: "Maria Lenz"}, Mark{Date: "2031-W05", Low: v(1200), High: v(1200), Stated: "1,200", Speaker: "Maria Lenz"})
	return s
}

func yearsSeries() Series {
	s := Series{Title: "Workers abroad", Unit: "US dollar"}
	for year := 1998; year < 2031; year += 3 {
		n := float64(year-1990) * 1.37e6
		s.Marks = append(s.Marks, Mark{Date: fmt.Sprint(year), Low: &n, High: &n, Stated: grouped(n) + " dollars", Speaker: "Bank of Oster"})
	}
	return s
}

// crowdSeries is n figures by speakers, spread over a year without an order.
func crowdSeries(n, speakers int) Series {
	s := Series{Title: fmt.Sprintf("%d figures by %d speakers", n, speakers)}
	for i := range n {
		low := float64(1 + i*7919%5000)
		high := low + float64(i%4*i)
		m := Mark{
			Date: fmt.Sprintf("2031-%02d-%02d", 1+i*31%12, 1+i*17%28), Low: &low, High: &high,
			Stated: fmt.Sprintf("some %s people", grouped(low)), Speaker: fmt.Sprintf("Speaker %d", i%speakers), Origin: i % 9,
		}
		if i%7 == 3 {
			m.High = nil
		}
		m.Planned, m.Denied = i%5 == 2, i%11 == 4
		s.Marks = append(s.Marks, m)
	}
	return s
}
