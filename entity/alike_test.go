package entity

import (
	"testing"

	"hearsay/corpus"
)

func TestAlike(t *testing.T) {
	for _, tt := range []struct {
		p            Profile
		name, states string
	}{
		{Profile{Kind: corpus.Person, Name: "Tho Saeng Mok"}, "person:tho saeng mok", ""},
		{Profile{Kind: corpus.Person, Name: "Tho  Saeng  Mok", Role: "German minister"}, "person:tho saeng mok", "Germany"},
		{Profile{Kind: corpus.Person, Name: "Tho Saeng Mok", Apart: true}, "", ""},
		{Profile{Kind: corpus.Organisation, Name: "Foreign Ministry"}, "", ""},
		{Profile{Kind: corpus.Organisation, Name: "State Security Directorate"}, "organisation:state security directorate", ""},
	} {
		tt.p.Document = "d1"
		if name, states := tt.p.Alike(); name != tt.name || states != tt.states {
			t.Errorf("%s, %s: %q, %q, want %q, %q", tt.p.Name, tt.p.Role, name, states, tt.name, tt.states)
		}
	}
}
