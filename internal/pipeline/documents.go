package pipeline

import "hearsay/connect"

// Documents is the connector that ships: entities, copies, claims and denials over documents.
func Documents() Connector {
	r := connect.NewRelater()
	return Connector{Version: connect.Version, Sharing: MaxSharing, Derive: r.Derive, Relate: r.Relate}
}
