package pipeline

import "hearsay/connect"

// Documents is the connector that ships: entities, copies, claims and denials over documents.
func Documents() Connector {
	return Connector{Version: connect.Version, Sharing: MaxSharing, Derive: connect.Derive, Relate: connect.NewRelater().Relate}
}
