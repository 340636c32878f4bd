package names_test

import (
	"fmt"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/golden"
	"hearsay/names"
	"hearsay/syntax"
)

// TestGolden says who and what texts mention, and which mentions mean the same.
func TestGolden(t *testing.T) { golden.Test(t, "testdata/*.txtar", describe) }

// describe writes every entity of a kind of ours with its mentions.
func describe(text string) string {
	sentences := syntax.Read(corpus.Document{Text: text})
	mentions, entities := names.Join(sentences, names.Find(sentences))
	var b strings.Builder
	for i := range entities {
		if e := &entities[i]; e.Kind != "" {
			writeEntity(&b, text, e, mentions, entities)
		}
	}
	return b.String()
}

func writeEntity(b *strings.Builder, text string, e *names.Entity, mentions []names.Mention, entities []names.Entity) {
	fmt.Fprintf(b, "%s %q%s%s", e.Kind, e.Name, said("role", e.Role, e.RoleSpan), said("at", e.Affiliation, e.AffiliationSpan))
	for _, m := range e.Members {
		fmt.Fprintf(b, " with=%q", entities[m].Name)
	}
	b.WriteByte('\n')
	for _, k := range e.Mentions {
		m := &mentions[k]
		fmt.Fprintf(b, "  %s %d:%d %q%s%s\n", level[m.Level], m.Start, m.End, m.In(text), number[m.Number], gender[m.Gender])
	}
}

func said(key, value string, span corpus.Span) string {
	if value == "" {
		return ""
	}
	return fmt.Sprintf(" %s=%q %d:%d", key, value, span.Start, span.End)
}

var (
	level  = []string{names.Name: "name", names.Nominal: "nominal", names.Pronoun: "pronoun"}
	number = []string{names.Singular: " singular", names.Plural: " plural"}
	gender = []string{names.Male: " male", names.Female: " female"}
)
