package corpus

// EntityKind is the kind of what a mention refers to.
type EntityKind string

// The kinds of entity. Event-like and other names have none.
const (
	Person       EntityKind = "person"
	Organisation EntityKind = "organisation"
	Outlet       EntityKind = "outlet"
	Channel      EntityKind = "channel"
	State        EntityKind = "state"
	Group        EntityKind = "group" // "experts", "two lawmakers", "analysts"
	Place        EntityKind = "place"
	Paper        EntityKind = "document" // a report, a statement, a letter that says something
)

// Identified tells how far a source is identified to a reader.
type Identified string

// The degrees of identification.
const (
	Named     Identified = "named"     // "Maria Lenz", "the Foreign Ministry"
	Partial   Identified = "partial"   // a surname or given name alone: "Jung"
	Pseudonym Identified = "pseudonym" // "Partner A"
	Unnamed   Identified = "unnamed"   // "a defector", "officials"
)

// Kind of an attribution, by how its content is set.
type Kind string

// The kinds of attribution.
const (
	Direct   Kind = "direct"   // in quotation marks
	Indirect Kind = "indirect" // in the reporter's words
	Mixed    Kind = "mixed"    // both
)

// Polarity is the source's portrayed attitude to the content.
type Polarity string

// The polarities.
const (
	Assert  Polarity = "assert"
	Deny    Polarity = "deny"    // rejects or dismisses the content
	Decline Polarity = "decline" // refuses to comment
	Silence Polarity = "silence" // is portrayed as not saying
)

// Mode is the kind of act that a statement performs, where the words show it.
type Mode string

// The modes.
const (
	Report   Mode = "report"
	Opinion  Mode = "opinion"
	Forecast Mode = "forecast"
	Threat   Mode = "threat"
	Promise  Mode = "promise"
)

// Basis is how a source says that it knows. "" where it does not say.
type Basis string

// The bases.
const (
	Witness   Basis = "witness"
	Told      Basis = "told"
	FromPaper Basis = "document"
	Inference Basis = "inference"
)

// Source is who is portrayed as communicating.
type Source struct {
	Spans      []Span     `json:"spans"` // the mention nearest to the cue; none for a floating quotation
	Name       string     `json:"name"`  // resolved within the document; a description for an unnamed source
	Role       string     `json:"role"`
	Kind       EntityKind `json:"kind"`
	Identified Identified `json:"identified"`
}

// Hop is one station between a source and the document.
type Hop struct {
	Name string     `json:"name"`
	Span Span       `json:"span"` // what justifies it; zero only for a hop taken from metadata
	Kind EntityKind `json:"kind"`
}

// Attribution is one source portrayed as communicating something (PARC 3).
type Attribution struct {
	Content  []Span // one or more pieces, in order, quotation marks left out
	Cue      Span   // zero for a floating quotation
	Source   Source
	Kind     Kind
	Polarity Polarity
	Mode     Mode
	Basis    Basis
	Via      []Hop // between the source and the document, nearest to the source first
	To       string
	Place    string
	Date     string // of the act of saying: YYYY, YYYY-MM or YYYY-MM-DD, "" if unknown

	// Confidence is in (0, 1]. Doubt says in words what lowered it.
	Confidence float64
	Doubt      string
	Rule       string // the rule that found it, such as "said-after-quote"
}

// Entity is what several mentions in one document refer to.
type Entity struct {
	Name            string     `json:"name"` // the longest form seen; a description where no name is
	Kind            EntityKind `json:"kind"`
	Role            string     `json:"role,omitempty"`
	RoleSpan        Span       `json:"role_span,omitzero"` // where the text says it
	Affiliation     string     `json:"affiliation,omitempty"`
	AffiliationSpan Span       `json:"affiliation_span,omitzero"`
	Mentions        []Mention  `json:"mentions"` // in order
}

// Mention is a place where a text refers to somebody or something (ACE).
type Mention struct {
	Span              // the whole phrase: "the expert who left"
	Named  Span       `json:"named,omitzero"` // the name proper, where it mentions by name
	Level  Level      `json:"level"`
	Number Number     `json:"number,omitempty"`
	Gender Gender     `json:"gender,omitempty"`
	Kind   EntityKind `json:"kind"` // as this mention alone shows it

	Sure   float64 `json:"sure"`   // confidence of the kind, in (0, 1]
	Joined float64 `json:"joined"` // confidence that it means the entity, in (0, 1]; 1 for the first
}

// Level says by what a mention mentions (ACE).
type Level string

// The levels of mention.
const (
	ByName    Level = "name"    // "Maria Lenz", "the Foreign Ministry"
	ByNoun    Level = "nominal" // "the expert", "two officials"
	ByPronoun Level = "pronoun" // "she", "both"
)

// Number of a mention, "" where the text does not show it.
type Number string

// The numbers.
const (
	Singular Number = "singular"
	Plural   Number = "plural"
)

// Gender of a mention, "" where the text does not show it.
type Gender string

// The genders that English shows.
const (
	Male   Gender = "male"
	Female Gender = "female"
)

// Annotations is what reading a document yields. Spans are bytes of its text.
type Annotations struct {
	System       string // name and version of what made it, such as "annotate/1"
	Sentences    []Span
	Entities     []Entity
	Terms        []Span // an outlet's own terms in quotation marks, which are no statements
	Attributions []Attribution
	Times        []Timex // in order
	Quantities   []Quantity
	Figures      []Figure
}
