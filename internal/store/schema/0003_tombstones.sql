-- What was taken out of the ledger for good. Its identity stays, so that it is
-- not taken in again and verify can tell that it is withheld and not lost.
CREATE TABLE tombstones (
	kind    TEXT NOT NULL, -- "document", "text", "item", "statement", "capture", "original", "log"
	subject TEXT NOT NULL, -- its identity or digest; of the log, the row's number
	purge   INTEGER NOT NULL, -- the row of the log that says who took it out and why
	PRIMARY KEY (kind, subject)
);

-- What a purge still has to do: "file" once its rows are gone, until the
-- places that they had are overwritten too; "capture" for one that is being
-- parsed and holds what was taken out, until its bytes can go.
CREATE TABLE scrubs (
	kind    TEXT NOT NULL,
	subject TEXT NOT NULL, -- of "file" the purge's row in the log, else the capture
	purge   INTEGER NOT NULL, -- the row of the log that says who wants it gone
	PRIMARY KEY (kind, subject)
);

-- A purge asks who else has a text.
CREATE INDEX documents_text ON documents (text_digest);
