package capture

import (
	"bytes"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Bounds of what is read. RFC 9309 asks for at least 500 KiB. Crawl-delay is
// no part of it; search engines that honour it stop at 10 to 30 seconds.
const (
	maxRobots     = 500 << 10
	maxCrawlDelay = time.Minute
)

// robots is what a robots.txt says to one product.
type robots struct {
	rules []robotsRule
	delay time.Duration // Crawl-delay, 0 if there is none
}

// robotsRule allows or refuses the paths that its pattern matches.
type robotsRule struct {
	allow  bool
	line   string   // as written
	parts  []string // of the pattern, between its stars
	ends   bool     // the pattern ends in "$"
	length int      // of the pattern in bytes
}

// parseRobots reads what body says to product, the first word of a user
// agent, by RFC 9309: the groups that name it, else those for "*". Lines that
// are none are passed over, so that anything can be read; of more than
// [maxRobots] the rest is cut off, from the start of the line.
func parseRobots(body []byte, product string) robots {
	if len(body) >= maxRobots { // the line that was cut off means another thing
		body = body[:bytes.LastIndexAny(body[:maxRobots], "\r\n")+1]
	}
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	p := robotsParser{product: strings.ToLower(product)}
	for line := range strings.FieldsFuncSeq(string(body), func(r rune) bool { return r == '\n' || r == '\r' }) {
		p.line(line)
	}
	if p.named {
		return p.own
	}
	return p.any
}

// robotsParser holds the groups read so far.
type robotsParser struct {
	product  string
	own, any robots // of the groups that name product, and of those for "*"
	named    bool   // a group names product

	// The group being read: whom its lines are for, and whether it has rules,
	// so that the next user agent begins another.
	forOwn, forAny, ruled bool
}

func (p *robotsParser) line(line string) {
	line, _, _ = strings.Cut(line, "#")
	key, value, ok := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	if !ok {
		return
	}
	switch strings.ToLower(strings.TrimSpace(key)) {
	case "user-agent":
		p.agent(value)
	case "allow":
		p.rule(true, value, line)
	case "disallow":
		p.rule(false, value, line)
	case "crawl-delay":
		p.delay(value)
	}
}

// agent adds a user agent to the group, or begins a group with it.
func (p *robotsParser) agent(value string) {
	if p.ruled {
		p.forOwn, p.forAny, p.ruled = false, false, false
	}
	switch {
	case value == "*":
		p.forAny = true
	case p.product != "" && strings.ToLower(productOf(value)) == p.product:
		p.forOwn, p.named = true, true
	}
}

func (p *robotsParser) rule(allow bool, pattern, line string) {
	p.ruled = true
	if pattern == "" {
		return
	}
	p.each(func(r *robots) { r.rules = append(r.rules, newRobotsRule(allow, pattern, line)) })
}

// delay reads a Crawl-delay in seconds. It ends the list of user agents like a
// rule: where it stands alone under "*", the group after it is another.
func (p *robotsParser) delay(value string) {
	p.ruled = true
	seconds, err := strconv.ParseFloat(value, 64)
	if err != nil || !(seconds > 0) {
		return
	}
	d := time.Duration(min(seconds, maxCrawlDelay.Seconds()) * float64(time.Second))
	p.each(func(r *robots) { r.delay = max(r.delay, d) })
}

// each calls add for what the group being read speaks to.
func (p *robotsParser) each(add func(*robots)) {
	if p.forOwn {
		add(&p.own)
	}
	if p.forAny {
		add(&p.any)
	}
}

func newRobotsRule(allow bool, pattern, line string) robotsRule {
	pattern, ends := strings.CutSuffix(pattern, "$")
	r := robotsRule{allow: allow, line: flat(strings.ToValidUTF8(line, "\uFFFD")), ends: ends}
	for part := range strings.SplitSeq(pattern, "*") {
		r.parts = append(r.parts, normalPath(part))
		r.length += len(r.parts[len(r.parts)-1])
	}
	r.length += len(r.parts) - 1 // the stars
	if ends {
		r.length++
	}
	return r
}

// refuses tells whether the path and query of an address are refused, and by
// which line. The longest pattern that matches decides; of two that are as
// long the one that allows. robots.txt itself is always allowed.
func (r robots) refuses(u *url.URL) (line string, refused bool) {
	path := pathOf(u)
	if path == "/robots.txt" {
		return "", false
	}
	var best *robotsRule
	for i := range r.rules {
		rule := &r.rules[i]
		if best != nil && (rule.length < best.length || rule.length == best.length && !rule.allow) {
			continue
		}
		if rule.matches(path) {
			best = rule
		}
	}
	if best == nil || best.allow {
		return "", false
	}
	return best.line, true
}

// matches reports whether a normal path begins as the pattern does. Each part
// is taken where it comes first, so that the time is that of reading path once.
func (r *robotsRule) matches(path string) bool {
	rest, ok := strings.CutPrefix(path, r.parts[0])
	if !ok {
		return false
	}
	middle, last := r.parts[1:], ""
	if r.ends {
		if len(middle) == 0 {
			return rest == ""
		}
		middle, last = middle[:len(middle)-1], middle[len(middle)-1]
	}
	for _, part := range middle {
		_, rest, ok = strings.Cut(rest, part)
		if !ok {
			return false
		}
	}
	return strings.HasSuffix(rest, last)
}

// pathOf returns the path and query of an address in the form in which they
// are matched.
func pathOf(u *url.URL) string {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" || u.ForceQuery {
		path += "?" + u.RawQuery
	}
	return normalPath(path)
}

// normalPath percent-encodes every byte that is not printable ASCII, "*" and
// "$", and decodes what need not be encoded, so that two spellings of one path
// are the same (RFC 9309, section 2.2.2).
func normalPath(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		c := path[i]
		if c == '%' && i+2 < len(path) && isHex(path[i+1]) && isHex(path[i+2]) {
			n, _ := strconv.ParseUint(path[i+1:i+3], 16, 8) // two hexadecimal digits
			c = byte(n)
			i += 2
			if !unreserved(c) {
				fmt.Fprintf(&b, "%%%02X", c)
				continue
			}
		}
		if c <= ' ' || c >= 0x7f || c == '*' || c == '$' {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// unreserved reports whether a byte means the same encoded or not (RFC 3986).
func unreserved(c byte) bool {
	return isLetter(c) || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

// productOf returns the product token at the start of a user agent: letters,
// "-" and "_" (RFC 9309, section 2.2.1).
func productOf(userAgent string) string {
	end := strings.IndexFunc(userAgent, func(r rune) bool { return r != '-' && r != '_' && (r >= 0x80 || !isLetter(byte(r))) })
	if end < 0 {
		return userAgent
	}
	return userAgent[:end]
}
