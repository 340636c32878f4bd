package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hearsay/corpus"
)

// SpeakerLine is what one speaker said in the scope of a brief: a person in
// a public role, an organisation, a medium, a state or a document, joined as
// the entity that it is in the ledger, else by its name. Nobody else is joined across documents.
type SpeakerLine struct {
	Name        string // as most often written
	Kind        corpus.EntityKind
	Roles       []string // as written, most frequent first
	Statements  int
	Refusals    int      // of them, denied, declined or portrayed as silent
	Outlets     []string // by name
	Chains      []string // "Outlet, via Agency", most frequent first
	First, Last string   // date of the statements that have one
	FirstRef    *BriefLine

	Names     []string // other ones of the entity in the brief, most frequent first
	Documents int      // of the brief in which it speaks
	Decided   bool     // people had a say in what is joined
	New       bool     // the ledger has it from new documents alone
}

// profile fills in Speakers, Unnamed and Private.
func (b *Brief) profile(joined *speakerJoin) error {
	joined.learn(b.Sources)
	speakers := map[string]*speaker{}
	unnamed := map[string]*UnnamedLine{}
	for _, src := range b.Sources {
		b.profileSource(src, joined, speakers, unnamed)
	}
	for key, s := range speakers {
		l := s.line()
		if err := joined.describe(key, &l); err != nil {
			return err
		}
		b.Speakers = append(b.Speakers, l)
	}
	slices.SortFunc(b.Speakers, func(x, y SpeakerLine) int {
		return cmp.Or(cmp.Compare(y.Statements, x.Statements), cmp.Compare(x.Name, y.Name), cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.FirstRef.Ref, y.FirstRef.Ref))
	})
	for _, u := range unnamed {
		b.Unnamed = append(b.Unnamed, *u)
	}
	slices.SortFunc(b.Unnamed, func(x, y UnnamedLine) int {
		return cmp.Or(cmp.Compare(y.Statements, x.Statements), cmp.Compare(x.Outlet, y.Outlet))
	})
	return nil
}

func (b *Brief) profileSource(src *BriefSource, joined *speakerJoin, speakers map[string]*speaker, unnamed map[string]*UnnamedLine) {
	counted := false
	for _, l := range src.counted() {
		switch {
		case l.Identified != corpus.Named || l.Speaker == "":
			u := unnamed[src.Outlet]
			if u == nil {
				u = &UnnamedLine{Outlet: src.Outlet}
				unnamed[src.Outlet] = u
			}
			u.Statements++
			if !counted {
				u.Documents++
				counted = true
			}
		case !public(l.StatementLine):
			b.Private++
		default:
			key := joined.key(l)
			if speakers[key] == nil {
				speakers[key] = newSpeaker(l.Kind)
			}
			speakers[key].add(l)
		}
	}
}

// public reports whether a named speaker may have a line of its own: a person
// only in a public role, everything else always.
func public(l StatementLine) bool {
	return l.Kind != corpus.Person && l.Kind != "" || publicRole(l.Role)
}

func speakerKey(l StatementLine) string {
	return string(l.Kind) + "\x00" + strings.ToLower(oneLine(l.Speaker))
}

// speaker collects the statements of one speaker.
type speaker struct {
	SpeakerLine
	names, roles, outlets, chains, documents map[string]int
}

func newSpeaker(k corpus.EntityKind) *speaker {
	return &speaker{SpeakerLine: SpeakerLine{Kind: k},
		names: map[string]int{}, roles: map[string]int{}, outlets: map[string]int{}, chains: map[string]int{}, documents: map[string]int{}}
}

func (s *speaker) add(l *BriefLine) {
	s.Statements++
	if refuses(l.Polarity) {
		s.Refusals++
	}
	s.names[l.Speaker]++
	if l.Role != "" {
		s.roles[l.Role]++
	}
	s.outlets[l.Outlet]++
	s.documents[l.Document]++
	s.chains[chain(l.Outlet, l.Forwarded, l.Via)]++
	if s.FirstRef == nil || compareDates(l.Date, s.FirstRef.Date) < 0 {
		s.FirstRef = l
	}
	if l.Date != "" {
		if s.First == "" || l.Date < s.First {
			s.First = l.Date
		}
		s.Last = max(s.Last, l.Date)
	}
}

func (s *speaker) line() SpeakerLine {
	names := byCount(s.names)
	s.Name, s.Names, s.Documents = names[0], sameButCase(names)[1:], len(s.documents)
	s.Roles = sameButCase(byCount(s.roles))
	s.Outlets = slices.Sorted(maps.Keys(s.outlets))
	s.Chains = byCount(s.chains)
	return s.SpeakerLine
}

// few is how many roles or chains of one speaker are written out in a line.
const few = 3

// someOf joins a few of a list and says how many more there are.
func someOf(list []string) string {
	if n := len(list) - few; n > 0 {
		return strings.Join(list[:few], "; ") + fmt.Sprintf("; and %d more", n)
	}
	return strings.Join(list, "; ")
}

// sameButCase drops what stands in list before in other letter case.
func sameButCase(list []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(s string) bool {
		key := strings.ToLower(s)
		defer func() { seen[key] = true }()
		return seen[key]
	})
}

// byCount lists the keys of m, the most frequent first, then by name.
func byCount(m map[string]int) []string {
	return slices.SortedFunc(maps.Keys(m), func(x, y string) int {
		return cmp.Or(cmp.Compare(m[y], m[x]), cmp.Compare(x, y))
	})
}
