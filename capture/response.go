package capture

import (
	"bytes"
	"strconv"
	"strings"
)

// response is an HTTP message as a web archive holds it: the head as far as it
// can be understood, and all that stands behind it, unchanged.
type response struct {
	status int // 200 where the head has none
	fields fields
	body   []byte
}

// parseResponse reads the block of a record, or the beginning of one. It takes
// what servers and crawlers are known to leave out or to add: a status line
// without a reason or of another protocol (ICY), interim responses before the
// final one, line ends without a carriage return, folded fields. A block that
// begins with no status line is a body without a head.
func parseResponse(block []byte) response {
	for {
		r := parseMessage(block)
		if r.status/100 != 1 || len(r.body) == 0 {
			return r
		}
		block = r.body // 100 Continue, 103 Early Hints
	}
}

func parseMessage(block []byte) response {
	rest := bytes.TrimLeft(block, "\r\n")
	line, after := cutLine(rest)
	status, ok := statusOf(line)
	if !ok {
		return response{status: statusOK, fields: fields{}, body: block}
	}
	var lines []string
	for rest = after; len(rest) > 0 && len(block)-len(rest) <= maxHead; {
		line, rest = cutLine(rest)
		if line == "" {
			return response{status: status, fields: parseFields(lines), body: rest}
		}
		lines = append(lines, line)
	}
	return response{status: status, fields: parseFields(lines)}
}

// cutLine cuts the first line off b, without its end.
func cutLine(b []byte) (line string, rest []byte) {
	l, rest, _ := bytes.Cut(b, []byte("\n"))
	return strings.TrimSuffix(string(l), "\r"), rest
}

const statusOK = 200

// statusOf returns the status code of a status line.
func statusOf(line string) (int, bool) {
	words := strings.Fields(line[:min(len(line), 200)])
	if len(words) < 2 || !strings.HasPrefix(words[0], "HTTP") && words[0] != "ICY" {
		return 0, false
	}
	status, err := strconv.Atoi(words[1])
	return status, err == nil && 100 <= status && status <= 999
}

// found reports whether the response carries what was asked for.
func (r response) found() bool { return r.status/100 == statusOK/100 }

func (r response) media() media { return mediaOf(r.fields["content-type"]) }
