-- What a sync found changed elsewhere, person by person, and what an operator has set for the
-- account.

CREATE TABLE sync_moves (
    sync_id  INTEGER NOT NULL REFERENCES syncs (id) ON DELETE CASCADE,
    -- 1 tagged, 2 untagged, 3 remarked, 4 blocked, 5 unblocked, 6 unreadable, 7 asked for
    kind     INTEGER NOT NULL,
    -- 0 where no tag is meant.
    tag_id   INTEGER NOT NULL,
    -- A serialised bitmap of follower ids.
    people   BLOB NOT NULL,
    PRIMARY KEY (sync_id, kind, tag_id)
) STRICT, WITHOUT ROWID;

-- Syncs of some people only read no list and are left out where the newest whole one is meant.
ALTER TABLE syncs ADD COLUMN partial INTEGER NOT NULL DEFAULT 0 CHECK (partial IN (0, 1));

CREATE TABLE settings (
    name   TEXT PRIMARY KEY,
    -- JSON of the caller's.
    value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
