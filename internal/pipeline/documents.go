package pipeline

import "hearsay/connect"

// Documents is the connector that ships: entities, copies, claims and denials over documents.
func Documents() Connector {
	return Connector{Version: connect.Version, Sharing: MaxSharing,
		Profile: connect.Profile, Relate: connect.NewRelater().Relate, Within: connect.Within, Appearances: connect.Appearances}
}
