package capture

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	uni "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"hearsay/corpus"
)

// ErrPrivateChat means that a chat is a conversation of private people, of which
// nothing is taken in.
var ErrPrivateChat = errors.New("a conversation of private people, which is not taken in")

// chatKind is the "type" of a chat in an export, as Telegram's desktop program
// writes it.
type chatKind string

// speaksToPublic tells of every kind of chat whether it speaks to a public. A
// private channel does: everybody who is let in reads the same posts of its
// owner. A private supergroup is a conversation.
var speaksToPublic = map[chatKind]bool{
	"public_channel": true, "private_channel": true, "public_supergroup": true,
	"private_supergroup": false, "private_group": false, "personal_chat": false, "bot_chat": false,
	"saved_messages": false, "replies": false, "verification_codes": false,
}

// isChannel reports whether the posts of a chat are its owner's.
func (k chatKind) isChannel() bool { return k == "public_channel" || k == "private_channel" }

// String is the kind in words.
func (k chatKind) String() string { return strings.ReplaceAll(string(k), "_", " ") }

// chat is what an export says of a chat before its messages.
type chat struct {
	name string
	kind chatKind
	id   string // digits
}

// record names the chat where it is told of, without its name: that of a
// private chat is a person's.
func (c chat) record() string {
	if c.id == "" {
		return "chat"
	}
	return "chat " + c.id
}

// refusal says why nothing of a chat is taken in, nil where it is.
func (c chat) refusal() error {
	open, known := speaksToPublic[c.kind]
	switch {
	case c.kind == "":
		return fmt.Errorf("its messages stand before its type, so that nobody can tell whether it is public: %w", corpus.ErrInvalid)
	case !known:
		return fmt.Errorf("unknown type of chat %q: %w", string(c.kind), corpus.ErrInvalid)
	case !open:
		return fmt.Errorf("%s: %w", c.kind, ErrPrivateChat)
	}
	return nil
}

// What ends the reading of an export.
var (
	errStopped = errors.New("stopped") // the caller wants no more
	errDeep    = errors.New("nested too deeply")
)

// maxNesting is how deep values that are passed over may nest; those of
// exports nest less than ten deep.
const maxNesting = 100

// export is the JSON of Telegram's desktop program being read: one chat, or an
// account with its chats in "chats" and "left_chats".
type export struct {
	capture corpus.Capture
	yield   yielder
	dec     *json.Decoder
	room    *allowance
	chats   int
}

// readTelegram reads r as an export and yields a document a post, in the order
// of the file. No more than one message is held. One that cannot be read is an
// error of its own; where the JSON itself breaks, the posts before it stand.
func readTelegram(c corpus.Capture, r io.Reader, yield yielder) {
	room := &allowance{r: transform.NewReader(r, transform.Chain(uni.BOMOverride(transform.Nop), hexEscapes{}))}
	x := &export{capture: c, yield: yield, room: room, dec: json.NewDecoder(room)}
	err := x.top()
	switch {
	case errors.Is(err, errStopped):
	case err == io.EOF:
		yield(corpus.Document{}, &corpus.RecordError{File: c.Source, Err: ErrEmpty})
	case err != nil:
		yield(corpus.Document{}, incomplete(c.Source, fmt.Errorf("parse export: %w", whole(err))))
	case x.chats == 0:
		yield(corpus.Document{}, &corpus.RecordError{File: c.Source, Err: fmt.Errorf("an export without chats: %w", ErrEmpty)})
	}
}

// whole returns io.EOF in the middle of a value as what it is.
func whole(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// top reads the outermost object, which is a chat or an account.
func (x *export) top() error {
	var only chat
	t, err := x.token()
	if err != nil {
		return err
	}
	if t != json.Delim('{') {
		return fmt.Errorf("no object: %w", corpus.ErrInvalid)
	}
	return whole(x.keys(func(key string) error {
		if key == "chats" || key == "left_chats" {
			return x.object(x.list)
		}
		return x.chatKey(&only, key)
	}))
}

// list reads a key of an account's "chats".
func (x *export) list(key string) error {
	if key != "list" {
		return x.skip()
	}
	return x.array(func() error {
		var c chat
		return x.object(func(key string) error { return x.chatKey(&c, key) })
	})
}

// chatKey reads one key of a chat.
func (x *export) chatKey(c *chat, key string) error {
	known := map[string]*string{"name": &c.name, "type": (*string)(&c.kind), "id": &c.id}
	switch p := known[key]; {
	case p != nil:
		raw, err := x.value()
		if err == nil {
			*p, _ = scalar(raw)
		}
		return err
	case key == "messages":
		x.chats++
		return x.messages(*c)
	}
	return x.skip()
}

// messages reads the messages of a chat, or passes over them and says why.
func (x *export) messages(c chat) error {
	if err := c.refusal(); err != nil {
		if !x.yield(corpus.Document{}, &corpus.RecordError{File: x.capture.Source, Record: c.record(), Err: err}) {
			return errStopped
		}
		return x.skip()
	}
	n := 0
	return x.array(func() error {
		raw, err := x.value()
		if err != nil {
			return err
		}
		n++
		if !x.post(c, n, raw) {
			return errStopped
		}
		return nil
	})
}

// post yields the document of one message, the n-th of its chat, if it says
// anything.
func (x *export) post(c chat, n int, raw json.RawMessage) bool {
	d := newPart(x.capture)
	place, says, err := d.post(c, raw)
	if place == "" {
		place = fmt.Sprintf("%s, the message at place %d", c.record(), n)
	}
	switch {
	case err != nil:
		return x.yield(corpus.Document{}, &corpus.RecordError{File: x.capture.Source, Record: place, Err: err})
	case !says:
		return true
	}
	return d.yield(corpus.DigestOf(raw), place, place, x.yield)
}

// object reads an object and calls take with each key, to read its value.
// What is no object is passed over.
func (x *export) object(take func(key string) error) error {
	t, err := x.token()
	if err != nil {
		return err
	}
	if t != json.Delim('{') {
		return x.skipRest(t)
	}
	return x.keys(take)
}

// keys reads an object behind its opening brace.
func (x *export) keys(take func(key string) error) error {
	for x.dec.More() {
		t, err := x.token()
		if err != nil {
			return err
		}
		key, _ := t.(string)
		if err := take(key); err != nil {
			return err
		}
	}
	_, err := x.token()
	return err
}

// array reads an array and calls take before each item, to read it. What is no
// array is passed over.
func (x *export) array(take func() error) error {
	t, err := x.token()
	if err != nil {
		return err
	}
	if t != json.Delim('[') {
		return x.skipRest(t)
	}
	for x.dec.More() {
		if err := take(); err != nil {
			return err
		}
	}
	_, err = x.token()
	return err
}

// skip passes over the next value and holds none of it.
func (x *export) skip() error {
	t, err := x.token()
	if err != nil {
		return err
	}
	return x.skipRest(t)
}

// skipRest passes over the rest of the value that began with t.
func (x *export) skipRest(t json.Token) error {
	for depth := nesting(t); depth > 0; {
		if depth > maxNesting {
			return errDeep
		}
		t, err := x.token()
		if err != nil {
			return err
		}
		depth += nesting(t)
	}
	return nil
}

func nesting(t json.Token) int {
	switch t {
	case json.Delim('{'), json.Delim('['):
		return 1
	case json.Delim('}'), json.Delim(']'):
		return -1
	}
	return 0
}

func (x *export) token() (json.Token, error) {
	x.room.left = MaxRecord
	return x.dec.Token()
}

func (x *export) value() (raw json.RawMessage, err error) {
	x.room.left = MaxRecord
	err = x.dec.Decode(&raw)
	return raw, err
}

// allowance reads no more than it has left: a value without an end is not
// held. It reads as much at once as it is asked for, as a [json.Decoder] looks
// through all white space before a value again after every read.
type allowance struct {
	r    io.Reader
	left int
}

func (a *allowance) Read(p []byte) (int, error) {
	if a.left <= 0 {
		return 0, ErrTooLong
	}
	n, err := io.ReadFull(a.r, p[:min(len(p), a.left)])
	a.left -= n
	if n > 0 {
		return n, nil // an error comes again
	}
	return n, err
}

// hexEscapes makes \u001f of \x1f, which the program writes for control
// characters and no reader of JSON knows.
type hexEscapes struct{ transform.NopResetter }

// Transform implements [transform.Transformer].
func (hexEscapes) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		out, step := nextEscape(src[nSrc:])
		switch {
		case step == 1 && out == `\` && !atEOF:
			return nDst, nSrc, transform.ErrShortSrc
		case step == 0: // no escape up to the end or the next one
			n := bytes.IndexByte(src[nSrc:], '\\')
			if n < 0 {
				n = len(src) - nSrc
			}
			n = copy(dst[nDst:], src[nSrc:nSrc+n])
			nDst, nSrc = nDst+n, nSrc+n
			if n == 0 {
				return nDst, nSrc, transform.ErrShortDst
			}
			continue
		case len(dst)-nDst < len(out):
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += copy(dst[nDst:], out)
		nSrc += step
	}
	return nDst, nSrc, nil
}

// nextEscape returns what an escape at the start of src becomes and how long
// it is there, 0 where there is none. A backslash at the end is one alone.
func nextEscape(src []byte) (out string, step int) {
	switch {
	case src[0] != '\\':
		return "", 0
	case len(src) == 1:
		return `\`, 1
	case src[1] == 'x':
		return `\u00`, 2
	}
	return string(src[:2]), 2
}

// accountKeys are what follows "about" in the export of an account.
var accountKeys = map[string]bool{
	"personal_information": true, "profile_pictures": true, "stories": true, "contacts": true, "frequent_contacts": true,
	"sessions": true, "web_sessions": true, "other_data": true, "chats": true, "left_chats": true,
}

// errFound ends the reading of a head that has told enough.
var errFound = errors.New("found")

// isTelegram reports whether a file that begins with head, an object, is an
// export: of a chat, which names a type of chat or has messages with their
// time, or of an account.
func isTelegram(head string) bool {
	room := &allowance{r: transform.NewReader(strings.NewReader(head), hexEscapes{})}
	x := &export{room: room, dec: json.NewDecoder(room)}
	last := ""
	return errFound == x.object(func(key string) error {
		before := last
		last = key
		switch {
		case before == "about" && accountKeys[key]:
			return errFound
		case key == "messages":
			return x.array(x.isMessage)
		case key == "type":
			return x.isChatKind()
		}
		return x.skip()
	})
}

// isChatKind returns errFound if the next value is a type of chat.
func (x *export) isChatKind() error {
	t, err := x.token()
	if err != nil {
		return err
	}
	name, _ := t.(string)
	if _, known := speaksToPublic[chatKind(name)]; known {
		return errFound
	}
	return x.skipRest(t)
}

// isMessage returns errFound if the next value is an object with the time of a
// message.
func (x *export) isMessage() error {
	return x.object(func(key string) error {
		if key == "date_unixtime" {
			return errFound
		}
		return x.skip()
	})
}
