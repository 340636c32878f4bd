-- Speakers are looked up in an index, which is read whole: words stand inside
-- of a name. It holds keys of up to 2,000 bytes.
UPDATE statements SET speaker_key = substr(speaker_key, 1, 2000) WHERE length(speaker_key) > 2000;
CREATE INDEX statements_speaker ON statements (speaker_key, number);
