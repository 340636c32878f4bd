-- The figures of the current reading, each whole as the reading has it. What
-- people decide about the statement that a figure stands in stands there.
CREATE TABLE figures (
	document      INTEGER NOT NULL REFERENCES documents (number),
	place_no      INTEGER NOT NULL, -- of the figure in the document, from 0
	id            TEXT NOT NULL UNIQUE,
	statement     TEXT NOT NULL, -- the one that it stands in, '' where the outlet itself tells it
	part_of       TEXT NOT NULL, -- the figure of the document that it is a part of, '' none
	passage_start INTEGER NOT NULL, -- the sentence around it
	passage_stop  INTEGER NOT NULL,
	body          TEXT NOT NULL, -- JSON
	access        TEXT NOT NULL DEFAULT 'open',
	PRIMARY KEY (document, place_no)
);
