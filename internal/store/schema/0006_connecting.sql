-- Connecting: what is kept of each document to find those that it has to do
-- with, what was found, and what people decided about that.

-- What made the rows of the first six tables, one row; none before the first
-- document was connected. Another version or another limit makes all anew.
CREATE TABLE connecting (
	version TEXT NOT NULL,
	sharing INTEGER NOT NULL -- the most documents that a key brings together
);

-- What is compared of a document.
CREATE TABLE profiles (
	document INTEGER PRIMARY KEY REFERENCES documents (number),
	digest   TEXT NOT NULL, -- of body, the document's keys and its appearances
	body     BLOB NOT NULL  -- as the connector made it, zstd
);

-- Two documents with a key in common are compared, unless more documents than
-- connecting.sharing have that key.
CREATE TABLE keys (
	key      TEXT NOT NULL,
	document INTEGER NOT NULL REFERENCES documents (number),
	PRIMARY KEY (key, document)
);
CREATE INDEX keys_document ON keys (document);

-- An entity as one document shows it. Entities are views over these.
CREATE TABLE appearances (
	id          TEXT NOT NULL UNIQUE, -- of document and name
	document    INTEGER NOT NULL REFERENCES documents (number),
	name        TEXT NOT NULL, -- the subject of relations
	kind        TEXT NOT NULL,
	role        TEXT NOT NULL,
	affiliation TEXT NOT NULL,
	spans       TEXT NOT NULL, -- where it is mentioned, JSON
	forms       TEXT NOT NULL, -- its other names, JSON
	gender      TEXT NOT NULL,
	apart       INTEGER NOT NULL, -- 1: the text says that another bears the name
	alike       TEXT NOT NULL, -- one with all that have the same, unless states differ; '' compared itself
	states      TEXT NOT NULL, -- of the office or seat
	party       TEXT NOT NULL, -- of all that have the same the one with the least id is compared; '' each is
	keyed       INTEGER NOT NULL, -- how many keys it has where it is compared
	PRIMARY KEY (document, name)
);
CREATE INDEX appearances_party ON appearances (party, id);

-- Two appearances that are compared have a key in common, unless more of them
-- than connecting.sharing have that key.
CREATE TABLE name_keys (
	key        TEXT NOT NULL,
	appearance TEXT NOT NULL REFERENCES appearances (id),
	PRIMARY KEY (key, appearance)
);
CREATE INDEX name_keys_appearance ON name_keys (appearance);

-- What the machine proposes, each row whole in body. one and other are its
-- documents, that with the lesser id first, the same for one within a
-- document, and the subjects those of its arguments in them. There is no index
-- by kind: a document has dozens, and each index is written at another place.
CREATE TABLE relations (
	id            TEXT PRIMARY KEY,
	kind          TEXT NOT NULL,
	one           INTEGER NOT NULL REFERENCES documents (number),
	other         INTEGER NOT NULL REFERENCES documents (number),
	subject_one   TEXT NOT NULL,
	subject_other TEXT NOT NULL,
	sure          INTEGER NOT NULL, -- 1 or 0
	digest        TEXT NOT NULL, -- of body
	body          TEXT NOT NULL -- JSON
);
CREATE INDEX relations_one ON relations (one);
CREATE INDEX relations_other ON relations (other);

-- What people decided about relations and entities: appended, never changed.
-- What it is about stands in it whole, so that it outlives a run that finds
-- something else.
CREATE TABLE rulings (
	seq        INTEGER PRIMARY KEY,
	subject    TEXT NOT NULL, -- a relation, the appearance that an entity is named after, or the ruling undone
	verb       TEXT NOT NULL,
	value      TEXT NOT NULL,
	person     TEXT NOT NULL,
	decided_at TEXT NOT NULL,
	note       TEXT NOT NULL,
	about      TEXT NOT NULL -- JSON: the appearances, or the relation
);

-- The register of outlets. Its history is the log's.
CREATE TABLE outlets (
	name     TEXT PRIMARY KEY,
	name_key TEXT NOT NULL UNIQUE, -- search terms of name
	body     TEXT NOT NULL -- JSON
);

-- What was read before is to be connected.
INSERT INTO work (stage, subject, seq, version, status, error, tries, not_before)
	SELECT 'connect', d.id, d.number, '', 'pending', '', 0, '' FROM documents d
	WHERE EXISTS (SELECT 1 FROM annotations a WHERE a.document = d.number);
