-- What became of tags themselves: made, renamed, deleted, made again.
CREATE TABLE tag_records (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    at           INTEGER NOT NULL,
    -- 1 created, 2 renamed, 3 deleted, 4 created again by a job that takes a deletion back
    kind         INTEGER NOT NULL,
    -- 0: a sync found it.
    by_us        INTEGER NOT NULL CHECK (by_us IN (0, 1)),
    -- 0: sent to WeChat, whose answer is not in the file yet.
    confirmed    INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    tag_id       INTEGER NOT NULL,
    name         TEXT NOT NULL,
    former_name  TEXT,
    people       INTEGER NOT NULL,
    -- Of a deleted tag, for bringing it back: who carried it (a roaring bitmap of local numbers),
    -- its colour and its note.
    members      BLOB,
    hue          INTEGER,
    note         TEXT NOT NULL DEFAULT '',
    -- The job that brought the tag back.
    job_id       INTEGER
) STRICT;

CREATE INDEX tag_records_by_time ON tag_records (at, id);

-- The deletion of a tag that this job takes back.
ALTER TABLE jobs ADD COLUMN restores INTEGER;

CREATE INDEX jobs_by_restored ON jobs (restores) WHERE restores IS NOT NULL;
