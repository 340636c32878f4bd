package corpus

import "strings"

// EventID names the event of a name. Case and the width of blanks do not matter.
func EventID(name string) string {
	return identity("v", "event", strings.ToLower(strings.Join(strings.Fields(name), " ")))
}
