package report

import "strings"

// ink is a way of setting text apart on a terminal, as an SGR parameter.
// Every ink also has a sign in words or brackets, so that colour never tells
// something alone.
type ink string

// The inks: of the sixteen colours that every terminal's own palette makes
// readable on its ground.
const (
	strong      ink = "1"
	muted       ink = "2"
	sourceInk   ink = "1;36"
	cueInk      ink = "4;33"
	contentInk  ink = "32"
	viaInk      ink = "35"
	figureInk   ink = "1;4"
	refusalInk  ink = "1;31"
	uncertainty ink = "33"
	deletedInk  ink = "9;31" // struck through
	insertedInk ink = "4;32" // underlined
)

// underlined is i with a line below it.
func (i ink) underlined() ink {
	if i == "" {
		return "4"
	}
	return "4;" + i
}

// ink sets s apart where the place can show it. Each line is set apart alone,
// so that a pager or an indent does not carry the colour on.
func (st Style) ink(i ink, s string) string {
	if !st.Color || s == "" || i == "" {
		return s
	}
	lines := strings.Split(s, "\n")
	for k, l := range lines {
		if l != "" {
			lines[k] = "\x1b[" + string(i) + "m" + l + "\x1b[0m"
		}
	}
	return strings.Join(lines, "\n")
}

func (st Style) ellipsis() string { return st.pick("…", "...") }

// pick chooses between an ornament and its plain form.
func (st Style) pick(fine, plain string) string {
	if st.Unicode {
		return fine
	}
	return plain
}

// dot separates the parts of a line.
func (st Style) dot() string { return st.pick(" · ", " - ") }

// plainOrnaments replaces our own ornaments in a text that mixes them with a
// document's words.
var plainOrnaments = strings.NewReplacer("[…]", "[...]", "“", `"`, "”", `"`)

// ornaments writes s with the marks that the place can show. Where it can
// show ASCII alone, the curly quotation marks of documents become straight
// too: there is no other way to show them.
func (st Style) ornaments(s string) string {
	if st.Unicode {
		return s
	}
	return plainOrnaments.Replace(s)
}

// proseWidth is the width that prose is set to where there is no terminal.
const proseWidth = 100

func (st Style) columns() int {
	if st.Width > 0 {
		return st.Width
	}
	return proseWidth
}
