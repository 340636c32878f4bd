package capture

import (
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
)

func TestKindOfLine(t *testing.T) {
	for kind, lines := range map[corpus.BlockKind][]string{
		corpus.Crud: {"top of page", "Share", "SHARE", "Leave a Reply", "foo_logo_07.png", "Support Lantern now!", "Your donations directly help us", "Article audio sponsored by X",
			"We use cookies to give you the best experience.", "Read more: Ten mills", "Читайте также: Десять мельниц", "* * *", "Photo: Tessel Wire", "AP Images", "Home | Nation | Lowmere | Sport", "Menu   Search   Subscribe", "12 comments", "Read also: What is Lowmere Lock?", "Recommended: Ten mills", "Help us go on. Donate now!", "© 2024 Gazette", "관련기사", "分享",
			"Subscribe to our newsletter and get the news first!"},
		corpus.Byline: {"By Ida Holm", "By Ida Holm and Per Lund, Nordhaven", "(IDA HOLM / PER LUND)", "Ida Holm, Science Correspondent", "Editor: Dana Whitlock", "17 May 2024", "Автор: Ида Хольм",
			"Article by Ida Holm, Analyst at PORT. The article was prepared by volunteers."},
		corpus.Caption: {"The mill in October. Photo: Tessel Wire", "The mayor has not answered. (Image |tesselstock/someone)", "Ferry crews (left) and the mayor", "The mill. /AP", "Мельница. Фото: Вестник",
			"Filmed by the crew and released in May.", "Headline: “The mill is back”"},
		corpus.Heading: {"◆ What the crews say", "<Inside Nordhaven> The mill is back", "## Part two"},
		corpus.List:    {"• One", "1. One", "2) Two"},
		corpus.Quote:   {"> One"},
		corpus.Paragraph: {"Share prices fell on Monday.", "Support for the mayor is falling now.", "By Monday the mill had closed.", "By the end of the year it was over.",
			"Closing the mill was a mistake, he said.", "“Please subscribe to our newsletter,” the mayor said.", "Comments by the mayor caused anger in the town.",
			"Related costs have risen.", "More from the region is expected, he said.", "Tessel Wire reported that the ferry was lost.", "The photo showed the mayor at the mill, the agency Tessel Wire said on Monday.",
			"In 1917 the mill burned down.", "Video of the mill was shared by thousands.", "Advertisement is what they live on."},
	} {
		for _, line := range lines {
			if got := kindOfLine(line); got != kind {
				t.Errorf("kindOfLine(%q) = %s, want %s", line, got, kind)
			}
		}
	}
}

func TestLabelSingleLine(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"The mill opened.", "paragraph"},
		{"The mill opened.\rThe road is closed.", "paragraph paragraph"},
		{"The mill opened.\u2028The road is closed.", "paragraph paragraph"},
		{"Read moreThe mill opened its gates.", "crud paragraph"},
		{"The mill in the autumn light of the last year. Photo: Tessel WireThe owner said on Friday that it will open again.", "caption paragraph"},
		{"- One thing\n- Another thing", "list list"},
		{"— Да, — сказал он.\n— Нет.", "paragraph paragraph"},
		{"He came, saw, and left. , Then, as he said, , , it rained., ,", "paragraph crud paragraph crud paragraph crud"},
	} {
		var kinds []string
		blocks := Label(tt.in, "")
		checkBlocks(t, tt.in, blocks)
		for _, b := range blocks {
			kinds = append(kinds, string(b.Kind))
		}
		if got := strings.Join(kinds, " "); got != tt.want {
			t.Errorf("Label(%q) = %s, want %s", tt.in, got, tt.want)
		}
	}
}

// A text of very many lines is labelled in time that grows with its length.
func TestLabelManyLines(t *testing.T) {
	const limit = 20 * time.Second // it takes about one, under the race detector four
	for _, unit := range []string{"Share\n", "One\nTwo\n", "Ida Holm\n", "a, , b ", "1. x\n", "By Ida Holm\n", "Ж. , Ж"} {
		text := strings.Repeat(unit, 400_000/len(unit))
		start := time.Now()
		checkBlocks(t, text, Label(text, ""))
		if took := time.Since(start); took > limit {
			t.Errorf("%d bytes of %q took %v", len(text), unit, took)
		}
	}
}
