-- The figures of the current reading: what is searched, and the whole of each
-- as the reading has it. What people decide about the statement that a figure
-- stands in stands there.
CREATE TABLE figures (
	document      INTEGER NOT NULL REFERENCES documents (number),
	place_no      INTEGER NOT NULL, -- of the figure in the document, from 0
	id            TEXT NOT NULL UNIQUE,
	statement     TEXT NOT NULL, -- the one that it stands in, '' where the outlet itself tells it
	part_of       TEXT NOT NULL, -- the figure of the document that it is a part of, '' none
	measure       TEXT NOT NULL,
	head          TEXT NOT NULL, -- the lemma of what is counted
	counted_key   TEXT NOT NULL, -- search terms of what is counted, a space before and after each
	side          TEXT NOT NULL,
	side_key      TEXT NOT NULL, -- search terms of side, the same
	place         TEXT NOT NULL,
	as_of         TEXT NOT NULL,
	first_day     TEXT NOT NULL, -- the period of as_of, '' where it is not known
	last_day      TEXT NOT NULL,
	status        TEXT NOT NULL,
	low           REAL, -- NULL is an open end
	high          REAL,
	passage_start INTEGER NOT NULL, -- the sentence around it
	passage_stop  INTEGER NOT NULL,
	body          TEXT NOT NULL, -- JSON
	access        TEXT NOT NULL DEFAULT 'open',
	PRIMARY KEY (document, place_no)
);
CREATE INDEX figures_measure ON figures (measure);
