package corpus

// Registered is an outlet as people know it: an entry of the register. Editions
// are outlets of their own. "" is unknown, everywhere.
type Registered struct {
	Name          string   `json:"name"`
	Owner         string   `json:"owner"`
	StateRun      string   `json:"state_run"` // "yes", "no"
	Country       string   `json:"country"`
	Audience      Audience `json:"audience"`
	Readers       string   `json:"readers"` // whom it is made for, in words: "home public and partners abroad"
	Kind          string   `json:"kind"`    // "agency", "newspaper", "channel" ...
	EditionOf     string   `json:"edition_of"`
	Language      string   `json:"language"` // a BCP 47 tag
	Homepage      string   `json:"homepage"`
	Feeds         []string `json:"feeds"`
	CollectedFrom string   `json:"collected_from"` // YYYY, YYYY-MM or YYYY-MM-DD
	CollectedTo   string   `json:"collected_to"`
}

// Audience tells where the readers of an outlet live.
type Audience string

// The audiences.
const (
	Domestic Audience = "domestic"
	Foreign  Audience = "foreign"
	Both     Audience = "both"
)
