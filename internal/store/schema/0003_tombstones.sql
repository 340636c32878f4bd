-- What was taken out of the ledger for good. Its identity stays, so that it is
-- not taken in again and verify can tell that it is withheld and not lost.
CREATE TABLE tombstones (
	kind    TEXT NOT NULL, -- "document", "capture", "original", "item", "log" ...
	subject TEXT NOT NULL, -- its identity or digest; of the log, the row's number
	purge   INTEGER NOT NULL, -- the row of the log that says who took it out and why
	PRIMARY KEY (kind, subject)
);
