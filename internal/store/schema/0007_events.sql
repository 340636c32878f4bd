-- What people say of events: appended, never changed. An event as it stands,
-- and what stands of a person's word that an outlet is silent on it, is a fold
-- over all that was said.
CREATE TABLE events (
	seq     INTEGER PRIMARY KEY,
	event   TEXT NOT NULL, -- its identity
	name    TEXT NOT NULL,
	verb    TEXT NOT NULL, -- 'add', 'change', 'remove', 'silent', 'undo'
	body    TEXT NOT NULL, -- of add and change: its days, words and aspects, YAML; of silent: what the machine had found
	outlet  TEXT NOT NULL, -- of silent and undo, else ''
	aspect  TEXT NOT NULL, -- the same, '' the event as a whole
	person  TEXT NOT NULL,
	said_at TEXT NOT NULL,
	note    TEXT NOT NULL
);
