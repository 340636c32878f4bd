package capture

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"sync"
)

// guard knows which addresses are not on the public internet, see
// data/addresses.txt.
type guard struct {
	refused  []namedPrefix
	embedded []embeddedPrefix
	names    []string
}

type namedPrefix struct {
	netip.Prefix
	name string // "loopback"
}

// embeddedPrefix holds IPv6 addresses that stand for an IPv4 address, which
// begins at byte at.
type embeddedPrefix struct {
	netip.Prefix
	at int
}

// publicOnly is the guard of the data file. A row of it that cannot be read is
// a mistake in the program: it panics.
var publicOnly = sync.OnceValue(func() *guard {
	lex := readLexicon("addresses")
	g := &guard{names: lex["names"]}
	for _, section := range []string{"ipv4", "ipv6"} {
		for _, line := range lex[section] {
			prefix, name, _ := strings.Cut(line, " ")
			g.refused = append(g.refused, namedPrefix{netip.MustParsePrefix(prefix), name})
		}
	}
	for _, line := range lex["embedded"] {
		prefix, at, _ := strings.Cut(line, " ")
		n, err := strconv.Atoi(at)
		if err != nil || n < 0 || n > 12 {
			panic(fmt.Sprintf("capture: addresses: [embedded] %q", line))
		}
		g.embedded = append(g.embedded, embeddedPrefix{netip.MustParsePrefix(prefix), n})
	}
	return g
})

// checkHost refuses a host that is an IP address or a name which is not
// public. What a name resolves to is known only when it is dialled.
func (g *guard) checkHost(host string) error {
	if ip, err := netip.ParseAddr(host); err == nil {
		return g.checkIP(ip)
	}
	if !strings.Contains(host, ".") {
		return fmt.Errorf("%s: %w: a name without a dot", host, ErrPrivate)
	}
	for _, name := range g.names {
		if strings.HasSuffix(host, "."+name) {
			return fmt.Errorf("%s: %w: no public name ends in %q", host, ErrPrivate, name)
		}
	}
	return nil
}

// checkIP refuses an IP address that is not public.
func (g *guard) checkIP(ip netip.Addr) error {
	plain := g.plain(ip.WithZone("").Unmap())
	for _, p := range g.refused {
		if p.Contains(plain) {
			return fmt.Errorf("%s: %w: %s", ip, ErrPrivate, p.name)
		}
	}
	return nil
}

// plain returns the IPv4 address that an IPv6 address stands for, else ip.
func (g *guard) plain(ip netip.Addr) netip.Addr {
	b := ip.As16()
	for _, p := range g.embedded {
		if p.Contains(ip) {
			v4, _ := netip.AddrFromSlice(b[p.at : p.at+4])
			return v4
		}
	}
	return ip
}
