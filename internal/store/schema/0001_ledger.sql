-- The first shape of a ledger. One text for every database: the dialect turns
-- the types below into its own and makes the search indexes.
--
-- number is a small key that rows and the search index share; id is the name
-- that people see, derived from content. Times are UTC, ISO 8601, of fixed
-- width, so that they sort as text. Columns that hold lists hold JSON.
-- access is "open", "restricted" or "embargoed until YYYY-MM-DD".

-- The originals: unchanged bytes, once for each digest, in compressed chunks.
CREATE TABLE originals (
	digest   TEXT PRIMARY KEY,
	size     INTEGER NOT NULL,
	captures INTEGER NOT NULL, -- how many captures hold on to it
	kept_at  TEXT NOT NULL
);
CREATE TABLE chunks (
	digest  TEXT NOT NULL REFERENCES originals (digest),
	seq     INTEGER NOT NULL, -- from 0
	size    INTEGER NOT NULL, -- before compression
	body    BLOB NOT NULL,    -- zstd
	PRIMARY KEY (digest, seq)
);

CREATE TABLE captures (
	number     INTEGER PRIMARY KEY,
	id         TEXT NOT NULL UNIQUE,
	source     TEXT NOT NULL,
	format     TEXT NOT NULL,
	digest     TEXT NOT NULL REFERENCES originals (digest),
	size       INTEGER NOT NULL,
	taken_at   TEXT NOT NULL,
	given      TEXT NOT NULL, -- observations
	incomplete TEXT NOT NULL,
	access     TEXT NOT NULL DEFAULT 'open'
);

-- Records of a capture that could not be read.
CREATE TABLE failures (
	capture TEXT NOT NULL REFERENCES captures (id),
	place   TEXT NOT NULL,
	reason  TEXT NOT NULL,
	PRIMARY KEY (capture, place, reason)
);

CREATE TABLE items (
	id  TEXT PRIMARY KEY,
	url TEXT NOT NULL -- normal form, '' when it is named by its bytes
);

CREATE TABLE texts (
	number INTEGER PRIMARY KEY,
	digest TEXT NOT NULL UNIQUE,
	body   TEXT NOT NULL
);

-- An item together with one of its texts, and what stands about it.
CREATE TABLE documents (
	number        INTEGER PRIMARY KEY,
	id            TEXT NOT NULL UNIQUE,
	item          TEXT NOT NULL REFERENCES items (id),
	text_digest   TEXT NOT NULL REFERENCES texts (digest),
	title         TEXT NOT NULL,
	outlet        TEXT NOT NULL,
	outlet_key    TEXT NOT NULL, -- search terms of outlet
	authors       TEXT NOT NULL,
	published     TEXT NOT NULL,
	published_key TEXT NOT NULL, -- sorts; undated last
	first_day     TEXT NOT NULL, -- the period in which it was published, '' if undated
	last_day      TEXT NOT NULL,
	language      TEXT NOT NULL,
	url           TEXT NOT NULL,
	access        TEXT NOT NULL DEFAULT 'open',
	place         TEXT NOT NULL,
	capture       TEXT NOT NULL REFERENCES captures (id), -- place and captured_at are of this one, the first
	captured_at   TEXT NOT NULL,
	digest        TEXT NOT NULL -- of the row, its blocks and its observations
);
CREATE INDEX documents_item ON documents (item);
CREATE INDEX documents_published ON documents (published_key, id);

CREATE TABLE blocks (
	document INTEGER PRIMARY KEY REFERENCES documents (number),
	body     TEXT NOT NULL -- [[start, end, kind], ...]
);

-- Everything seen about a document. The lowest rank of a field stands.
CREATE TABLE observations (
	document  INTEGER NOT NULL REFERENCES documents (number),
	rank      INTEGER NOT NULL,
	field     TEXT NOT NULL,
	value     TEXT NOT NULL,
	exactness TEXT NOT NULL,
	origin    TEXT NOT NULL,
	seen_at   TEXT NOT NULL,
	capture   TEXT NOT NULL, -- the sighting that said so first, '' for a person
	place     TEXT NOT NULL,
	PRIMARY KEY (document, rank)
);

CREATE TABLE sightings (
	document INTEGER NOT NULL REFERENCES documents (number),
	capture  TEXT NOT NULL REFERENCES captures (id),
	place    TEXT NOT NULL,
	seen_at  TEXT NOT NULL,
	PRIMARY KEY (document, capture, place)
);

-- What is to be done, was done or failed. seq orders the work of a stage.
CREATE TABLE work (
	stage      TEXT NOT NULL,
	subject    TEXT NOT NULL,
	seq        INTEGER NOT NULL,
	version    TEXT NOT NULL,
	status     TEXT NOT NULL,
	error      TEXT NOT NULL,
	tries      INTEGER NOT NULL,
	not_before TEXT NOT NULL,
	PRIMARY KEY (stage, subject)
);
CREATE INDEX work_order ON work (stage, seq);

-- The current reading of a document by a stage.
CREATE TABLE annotations (
	document INTEGER NOT NULL REFERENCES documents (number),
	stage    TEXT NOT NULL,
	version  TEXT NOT NULL,
	system   TEXT NOT NULL,
	made_at  TEXT NOT NULL,
	digest   TEXT NOT NULL, -- of the JSON in body
	body     BLOB NOT NULL, -- JSON, zstd
	PRIMARY KEY (document, stage)
);

-- The attributions of the current reading, with what people decided about
-- them on top.
CREATE TABLE statements (
	number      INTEGER PRIMARY KEY,
	id          TEXT NOT NULL UNIQUE,
	document    INTEGER NOT NULL REFERENCES documents (number),
	place_no    INTEGER NOT NULL, -- of the statement in the document, from 0
	system      TEXT NOT NULL,
	content     TEXT NOT NULL,
	cue_start   INTEGER NOT NULL,
	cue_stop    INTEGER NOT NULL,
	spans       TEXT NOT NULL, -- of the source
	speaker     TEXT NOT NULL,
	speaker_key TEXT NOT NULL, -- search terms of speaker, a space before and after each
	role        TEXT NOT NULL,
	source_kind TEXT NOT NULL,
	identified  TEXT NOT NULL,
	kind        TEXT NOT NULL,
	polarity    TEXT NOT NULL,
	mode        TEXT NOT NULL,
	basis       TEXT NOT NULL,
	via         TEXT NOT NULL,
	addressee   TEXT NOT NULL,
	place       TEXT NOT NULL,
	said_on     TEXT NOT NULL,
	confidence  REAL NOT NULL,
	doubt       TEXT NOT NULL,
	rule        TEXT NOT NULL,
	standing    TEXT NOT NULL,
	person      TEXT NOT NULL,
	decided_at  TEXT NOT NULL,
	corrections TEXT NOT NULL,
	access      TEXT NOT NULL DEFAULT 'open'
);
CREATE INDEX statements_document ON statements (document, place_no);

-- Passages and sources of a document whose access differs from its own.
CREATE TABLE passages (
	document INTEGER NOT NULL REFERENCES documents (number),
	start_at INTEGER NOT NULL,
	stop_at  INTEGER NOT NULL,
	access   TEXT NOT NULL,
	PRIMARY KEY (document, start_at, stop_at)
);
CREATE TABLE sources (
	document INTEGER NOT NULL REFERENCES documents (number),
	name     TEXT NOT NULL,
	access   TEXT NOT NULL,
	PRIMARY KEY (document, name)
);

-- What people decided. All but attached is never changed.
CREATE TABLE decisions (
	seq        INTEGER PRIMARY KEY,
	subject    TEXT NOT NULL,
	verb       TEXT NOT NULL,
	field      TEXT NOT NULL,
	value      TEXT NOT NULL,
	person     TEXT NOT NULL,
	decided_at TEXT NOT NULL,
	note       TEXT NOT NULL,
	document   TEXT NOT NULL REFERENCES documents (id),
	spans      TEXT NOT NULL,
	quoted     TEXT NOT NULL,
	attached   TEXT NOT NULL -- the statement or document that it holds for now, '' when orphaned
);
CREATE INDEX decisions_subject ON decisions (subject);
CREATE INDEX decisions_document ON decisions (document);
CREATE INDEX decisions_attached ON decisions (attached);

-- The custody log. hash covers the row and the hash before it.
CREATE TABLE log (
	seq       INTEGER PRIMARY KEY,
	logged_at TEXT NOT NULL,
	kind      TEXT NOT NULL,
	subject   TEXT NOT NULL,
	detail    TEXT NOT NULL,
	hash      TEXT NOT NULL UNIQUE
);

-- How the documents or readings that a row of the log is about looked after
-- it. The row's detail holds the digest of body.
CREATE TABLE custody (
	seq  INTEGER PRIMARY KEY, -- of the log
	body TEXT NOT NULL -- [[document, digest], ...]
);

CREATE SEARCH INDEX block_terms;
CREATE SEARCH INDEX statement_terms;
