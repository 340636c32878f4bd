package capture

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"hearsay/corpus"
)

// post fills d from message raw of chat c and returns its place in the export.
// says is false for what has no words: the service messages that tell of the
// chat, and pictures and files without a caption.
//
// The item is the message: its address stays over exports, so that an edited
// post is another text of it. What each export writes anew (views, reactions,
// names of picture files) is no part of the text.
func (d *draft) post(c chat, raw json.RawMessage) (place string, says bool, err error) {
	var m message
	if err := json.Unmarshal(raw, &m); err != nil {
		return "", false, fmt.Errorf("parse message: no object: %w", corpus.ErrInvalid)
	}
	id := m.get("id")
	if kind := m.get("type"); kind != "message" && kind != "" {
		return "", false, nil
	}
	address, ok := m.address(c, id)
	if !ok {
		return "", false, fmt.Errorf("parse message: id %q in chat %q names no post: %w", id, c.id, corpus.ErrInvalid)
	}
	place = c.record() + " message " + id
	if !d.words(m) {
		return place, false, nil
	}
	if !utf8.Valid(raw) {
		_, bad := sequences(raw)
		d.note(fmt.Sprintf("%d bytes that are no UTF-8 became U+FFFD", bad))
	}
	d.see(corpus.FieldOutlet, c.name, "telegram name")
	if c.name == "" {
		d.see(corpus.FieldOutlet, "Telegram "+c.record(), "telegram id")
	}
	d.moments(m)
	d.see(corpus.FieldURL, address, "telegram id")
	d.sender(c, m)
	d.forwarded(m)
	d.reply(c, m)
	d.media(m)
	d.links(m)
	return place, true, nil
}

// message is one message of an export. Its fields changed over the years and
// are looked at one by one.
type message map[string]json.RawMessage

// get returns a field that is a string, a number or a boolean, else "".
func (m message) get(name string) string {
	s, _ := scalar(m[name])
	return strings.TrimSpace(s)
}

// oldChannel was added to the number of a channel in older exports, which do
// not have times as "date_unixtime" yet.
const oldChannel = 1 << 33

// address returns the address of message id of chat c, by which Telegram links
// to it whether or not the chat has a public name. Those who cannot see the
// chat cannot open it.
func (m message) address(c chat, id string) (string, bool) {
	channel, err := strconv.ParseUint(c.id, 10, 63)
	if err != nil {
		return "", false
	}
	if _, err := strconv.ParseUint(id, 10, 63); err != nil {
		return "", false
	}
	if _, later := m["date_unixtime"]; !later && channel > oldChannel && channel < oldChannel+1<<32 {
		channel -= oldChannel
	}
	return postAddress(strconv.FormatUint(channel, 10), id), true
}

func postAddress(channel, id string) string { return "https://t.me/c/" + channel + "/" + id }

// moments observes when the post was published and last edited.
func (d *draft) moments(m message) {
	if at, ok := m.moment("date_unixtime"); ok {
		d.see(corpus.FieldPublished, at, "telegram date_unixtime")
	} else {
		d.see(corpus.FieldPublished, m.get("date"), "telegram date")
	}
	if at, ok := m.moment("edited_unixtime"); ok {
		d.see("x-edited", at, "telegram edited_unixtime")
	} else if at := m.get("edited"); !strings.HasPrefix(at, "1970-") { // so old exports say "never"
		d.see("x-edited", at, "telegram edited")
	}
}

// moment returns a field with seconds since 1970 in the form of RFC 3339.
func (m message) moment(name string) (string, bool) {
	n, err := strconv.ParseInt(m.get(name), 10, 64)
	if err != nil || n <= 0 {
		return "", false
	}
	at := time.Unix(n, 0).UTC()
	return at.Format(time.RFC3339), at.Year() <= maxYear
}

// sender observes who signed a post of a channel: a forwarded one is not by
// them. Who writes in a group is a private person and no author; the name is
// kept with the message alone.
func (d *draft) sender(c chat, m message) {
	_, forwarded := m["forwarded_from"]
	switch {
	case !c.kind.isChannel():
		d.see("x-from", m.get("from"), "telegram from")
	case forwarded:
		d.see("x-signed", m.get("author"), "telegram author")
	default:
		d.see(corpus.FieldAuthor, m.get("author"), "telegram author")
	}
}

// What stands for the origin of a forwarded post where an export does not name
// it, and where it is a user rather than a chat.
const (
	unnamedOrigin = "an account without a name"
	userOrigin    = "a Telegram user"
)

// forwarded observes where a post was forwarded from. A user is a private
// person: the name is kept with the message and is no part of a chain. Exports
// before forwarded_from_id do not tell users from channels.
func (d *draft) forwarded(m message) {
	raw, ok := m["forwarded_from"]
	if !ok {
		return
	}
	const origin = "telegram forwarded_from"
	name, _ := scalar(raw)
	name = strings.TrimSpace(name)
	switch {
	case strings.HasPrefix(m.get("forwarded_from_id"), "user"):
		d.see(corpus.FieldForwarded, userOrigin, origin)
		d.see("x-forwarded-user", name, origin)
	case name == "":
		d.see(corpus.FieldForwarded, unnamedOrigin, origin)
	default:
		d.see(corpus.FieldForwarded, name, origin)
	}
}

// reply observes the address of the message that the post answers.
func (d *draft) reply(c chat, m message) {
	id := m.get("reply_to_message_id")
	if id == "" {
		return
	}
	if channel, ok := strings.CutPrefix(m.get("reply_to_peer_id"), "channel"); ok {
		c.id = channel
	}
	if address, ok := m.address(c, id); ok {
		d.see("x-reply-to", address, "telegram reply_to_message_id")
	}
}

// media observes what hangs on the post. The files themselves need not be
// there.
func (d *draft) media(m message) {
	for _, name := range []string{"photo", "file", "file_name", "media_type", "mime_type", "sticker_emoji", "title", "performer", "place_name", "address", "via_bot"} {
		value := m.get(name)
		if strings.HasPrefix(value, "(File ") {
			value = "not in the export"
		}
		d.see(corpus.Field("x-"+strings.ReplaceAll(name, "_", "-")), value, "telegram "+name)
	}
	var at struct{ Latitude, Longitude json.Number }
	if json.Unmarshal(m["location_information"], &at) == nil && at.Latitude != "" && at.Longitude != "" {
		d.see("x-location", at.Latitude.String()+" "+at.Longitude.String(), "telegram location_information")
	}
}

// words makes the text of the post: its own, then the question and the answers
// of a poll. It reports whether there is any.
func (d *draft) words(m message) bool {
	text, quotes := m.text()
	d.Text = text
	if strings.TrimSpace(text) != "" {
		d.Blocks = Label(text, d.Title)
	}
	for i, b := range d.Blocks { // in order, as the quotes are
		for len(quotes) > 0 && quotes[0].End < b.End {
			quotes = quotes[1:]
		}
		if len(quotes) > 0 && quotes[0].Contains(b.Span) && b.Kind == corpus.Paragraph {
			d.Blocks[i].Kind = corpus.Quote
		}
	}
	d.poll(m["poll"])
	return len(d.Blocks) > 0
}

// parts returns the text of a message in stretches. It stands in
// text_entities, in older exports in text.
func (m message) parts() []textPart {
	if parts := textParts(m["text_entities"]); len(parts) > 0 {
		return parts
	}
	return textParts(m["text"])
}

// text returns the text of a message and the stretches of it that are set
// apart as quotations.
func (m message) text() (text string, quotes []corpus.Span) {
	var b strings.Builder
	for _, p := range m.parts() {
		start := b.Len()
		b.WriteString(strings.ReplaceAll(p.Text, "\x00", ""))
		if p.Type == "blockquote" {
			quotes = append(quotes, corpus.Span{Start: start, End: b.Len()})
		}
	}
	return b.String(), quotes
}

// links observes the addresses that stand behind words of the text.
func (d *draft) links(m message) {
	for _, p := range m.parts() {
		d.see("x-link", p.Href, "telegram text_link")
	}
}

// textPart is a stretch of text with its markup.
type textPart struct{ Type, Text, Href string }

// textParts reads a text: a string, or a list of strings and of objects with
// the type and the visible text of a stretch. What is neither is left out.
func textParts(raw json.RawMessage) []textPart {
	if s, ok := scalar(raw); ok && s != "" {
		return []textPart{{Text: s}}
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		list = []json.RawMessage{raw}
	}
	var parts []textPart
	for _, item := range list {
		var p textPart
		if s, ok := scalar(item); ok {
			p.Text = s
		} else if json.Unmarshal(item, &p) != nil {
			continue
		}
		if p.Text != "" {
			parts = append(parts, p)
		}
	}
	return parts
}

// poll appends the question and the answers of a poll as blocks.
func (d *draft) poll(raw json.RawMessage) {
	var p struct {
		Question json.RawMessage
		Answers  []struct{ Text json.RawMessage }
	}
	if len(raw) == 0 || json.Unmarshal(raw, &p) != nil {
		return
	}
	lines := []string{plainText(p.Question)}
	for _, a := range p.Answers {
		lines = append(lines, plainText(a.Text))
	}
	d.appendPoll(lines)
}

// plainText is a text on one line without its markup.
func plainText(raw json.RawMessage) string {
	text, _ := message{"text": raw}.text()
	return flat(text)
}

// appendPoll adds lines, the first of which is a heading, to the end of the
// text, each a block. Blank ones add nothing.
func (d *draft) appendPoll(lines []string) {
	var out strings.Builder
	if len(d.Blocks) > 0 {
		out.WriteString(d.Text)
	}
	kind := corpus.Heading
	for _, line := range lines {
		if line = strings.TrimFunc(line, isBlank); line != "" {
			if len(d.Blocks) > 0 {
				out.WriteByte('\n')
			}
			d.Blocks = append(d.Blocks, corpus.Block{Span: spanOf(out.Len(), line), Kind: kind})
			out.WriteString(line)
		}
		kind = corpus.List
	}
	d.Text = out.String()
}
