-- Collecting from the web.

-- Addresses that are fetched: each once, with what was said of it when it was
-- given. The work of fetching one is a row of work, stage "fetch", whose seq
-- is number.
CREATE TABLE addresses (
	number     INTEGER PRIMARY KEY,
	url        TEXT NOT NULL UNIQUE, -- as it is asked for
	host       TEXT NOT NULL, -- in lower case, without a port
	feed       TEXT NOT NULL, -- the address of the feed that named it, '' if a person did
	given      TEXT NOT NULL, -- observations
	override   TEXT NOT NULL, -- who wants it fetched once against robots.txt, '' nobody
	etag       TEXT NOT NULL, -- of the last answer that had a body
	modified   TEXT NOT NULL, -- its Last-Modified
	capture    TEXT NOT NULL, -- what it became, '' if there was none yet
	final_url  TEXT NOT NULL, -- where the first answer came from, '' if there was none yet
	not_before TEXT NOT NULL, -- until when the server wants to be left alone, '' if it did not say
	added_at   TEXT NOT NULL
);
CREATE INDEX addresses_host ON addresses (host, number);
CREATE INDEX addresses_feed ON addresses (feed);

-- Addresses that are asked again and again for what is new.
CREATE TABLE feeds (
	url      TEXT PRIMARY KEY REFERENCES addresses (url),
	active   INTEGER NOT NULL, -- 0 once a person took it off the list
	entries  TEXT NOT NULL, -- digests of the identifiers of the entries that it had last, JSON
	added_at TEXT NOT NULL
);

-- Every attempt to fetch, also those that failed or were not allowed. The log
-- has a row for each.
CREATE TABLE fetches (
	seq        INTEGER PRIMARY KEY,
	url        TEXT NOT NULL,
	fetched_at TEXT NOT NULL,
	outcome    TEXT NOT NULL,
	status     INTEGER NOT NULL, -- of HTTP, 0 when there was no answer
	final_url  TEXT NOT NULL,    -- behind redirects, '' when it is url
	capture    TEXT NOT NULL,    -- the bytes, or those that have not changed since
	reason     TEXT NOT NULL,
	person     TEXT NOT NULL     -- who overrode robots.txt, '' nobody
);
CREATE INDEX fetches_url ON fetches (url, seq);
CREATE INDEX fetches_capture ON fetches (capture);

-- Stretches of time in which a feed may have named what nobody saw.
CREATE TABLE gaps (
	feed    TEXT NOT NULL REFERENCES feeds (url),
	from_at TEXT NOT NULL, -- the last time when all was well
	to_at   TEXT NOT NULL, -- when it was again
	reason  TEXT NOT NULL,
	PRIMARY KEY (feed, from_at)
);
