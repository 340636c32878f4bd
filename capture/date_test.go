package capture

import (
	"strings"
	"testing"

	"hearsay/corpus"
)

func TestParseDate(t *testing.T) {
	for in, want := range map[string]string{
		"2024": "2024", "2024-05": "2024-05", "202405": "2024-05", "May 2024": "2024-05", "2024-05-17": "2024-05-17", "20240517": "2024-05-17",
		"2024/5/7": "2024-05-07", "17.05.2024": "2024-05-17", "17/05/2024": "2024-05-17", "05/17/2024": "2024-05-17", "17.5.24": "2024-05-17",
		"2024-05-17T09:30:00Z": "2024-05-17T09:30:00Z", "2024-05-17T09:30:00.123+02:00": "2024-05-17T09:30:00+02:00", "2024-05-17 09:30:00 +0200": "2024-05-17T09:30:00+02:00",
		"2024-05-17T09:30+01": "2024-05-17T09:30:00+01:00", "2024-05-17T09:30": "2024-05-17", "2024-05-17 09:30:00": "2024-05-17",
		"Fri, 17 May 2024 09:30:00 GMT": "2024-05-17T09:30:00Z", "Fri, 17 May 2024 09:30:00 -0500": "2024-05-17T09:30:00-05:00", "Fri May 17 2024": "2024-05-17",
		"May 17, 2024": "2024-05-17", "May 17th, 2024 at 9:30 am": "2024-05-17", "17 May 2024": "2024-05-17", "Friday, 17 May 2024": "2024-05-17", "Sept. 3, 2024": "2024-09-03",
		"17. Mai 2024": "2024-05-17", "17. März 2024, 09:30 Uhr": "2024-03-17", "17 mai 2024": "2024-05-17", "1er août 2024": "2024-08-01", "17 de mayo de 2024": "2024-05-17",
		"17 мая 2024 г.": "2024-05-17", "17 травня 2024 р.": "2024-05-17", "17 ТРАВНЯ 2024": "2024-05-17", "2024年5月17日": "2024-05-17", "2024년 5월 17일": "2024-05-17",
		"1/2/2020": "2020", "01-02-2020 10:00:00 GMT": "2020", "2/2/2020": "2020-02-02", "1.2.2020": "2020-02-01", "13/2/2020": "2020-02-13",
		"Fri, 17 May 2024 09:30:00 EST": "2024-05-17T09:30:00-05:00", "Fri, 17 May 2024 09:30:00 MSK": "2024-05-17T09:30:00+03:00", "Fri, 17 May 2024 09:30:00 CST": "2024-05-17",
		"2024-05-17T25:30:00Z": "", "2024-02-30": "", "2024-13-01": "", "soon": "", "": "", "17": "", "May": "", "0000-00-00": "", "2024-05-17 and 2024-05-18": "",
		"99999999999999999999": "", "12:30": "", "1500-01-01": "",
	} {
		got := ""
		if d, ok := parseDate(in); ok {
			got = d.String()
		}
		if got != want {
			t.Errorf("parseDate(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDatePrecision(t *testing.T) {
	for in, want := range map[string]string{"2024": "year", "2024-05": "month", "2024-05-17": "day", "2024-05-17T09:30Z": "minute", "2024-05-17T09:30:01Z": "second"} {
		d, ok := parseDate(in)
		if !ok || d.Precision() != want {
			t.Errorf("precision of %q is %q, want %q", in, d.Precision(), want)
		}
	}
}

func TestFindDate(t *testing.T) {
	for in, want := range map[string]string{
		"By Ida Holm, May 17, 2024 | Updated May 18": "2024-05-17",
		"Опубликовано 17 мая 2024 года в 9:30":       "2024-05-17",
		"Nordhaven, 3. Juni 2024. Der Rat":           "2024-06-03",
		"In 2024 the mill had 40 workers":            "",
		"open 10:00-11:30, call 0151 2345":           "",
		"19.01.2023, 10:00-11:30":                    "2023-01-19",
		"Printed 01/02/2023, put up 3 January 2023":  "2023-01-03",
		"Printed 01/02/2023":                         "2023",
	} {
		got := ""
		if d, ok := findDate(in); ok {
			got = d.certain().String()
		}
		if got != want {
			t.Errorf("findDate(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDateOfURL(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/2024/05/17/mill":                                  "2024-05-17",
		"https://a.example/news/20240517-33.html":                            "2024-05-17",
		"https://a.example/2024-05-17_mill":                                  "2024-05-17",
		"https://web.archive.org/web/20200101000000/https://a.example/a":     "",
		"https://a.example/item/12345678":                                    "",
		"/2024/05/17":                                                        "",
		"https://archive.example/web/2020/01/02/http://a.example/2012/03/04": "2012-03-04",
	} {
		got := ""
		if d, ok := dateOfURL(in); ok {
			got = d.String()
		}
		if got != want {
			t.Errorf("dateOfURL(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2024-05-17T09:30:00+02:00", "17 мая 2024 г.", "May 17th, 2024 at 9:30 pm", "2024年5月17日", "1.1.1", "https://a.example/2024/05/17"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, parse := range []func(string) (date, bool){parseDate, findDate, dateOfURL} {
			d, ok := parse(s)
			if !ok {
				continue
			}
			again, ok := parseDate(d.String())
			if !d.valid() || !ok || again.String() != d.String() {
				t.Fatalf("%q gives %q, which parses as %q", s, d, again)
			}
		}
	})
}

// Nobody is told the first of February where it may be the second of January.
func TestAmbiguousDateIsNoted(t *testing.T) {
	records, _ := recordErrors(jsonl, []byte(`{"text":"The mill opened.","published":"1/2/2020"}`))
	pages, _ := recordErrors(web, []byte(page("<title>Mill reopens</title>", "<p>1/2/2020</p>", article)))
	for _, d := range append(records, pages...) {
		noted := false
		for _, o := range d.Observations {
			noted = noted || o.Field == fieldNote && strings.Contains(o.Value, `date "1/2/2020"`)
		}
		if d.Published != "2020" || d.Observations[0].Field == corpus.FieldPublished && d.Observations[0].Precision != "year" || !noted {
			t.Errorf("published %q, observations %v", d.Published, d.Observations)
		}
	}
	if len(records) != 1 || len(pages) != 1 {
		t.Errorf("%d records, %d pages", len(records), len(pages))
	}
}
