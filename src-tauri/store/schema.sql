-- Today's schema of an account's file, for readers. Written by a test from the migrations.

CREATE TABLE followers (
    id             INTEGER PRIMARY KEY,
    openid         TEXT NOT NULL UNIQUE,
    following      INTEGER NOT NULL CHECK (following IN (0, 1)),
    first_seen_at  INTEGER NOT NULL,
    follow_count   INTEGER NOT NULL,
    -- The person left between these two readings; NULL while following.
    left_after     INTEGER,
    left_before    INTEGER,
    blacklisted    INTEGER NOT NULL DEFAULT 0 CHECK (blacklisted IN (0, 1)),
    -- Only on this computer.
    block_reason   TEXT
) STRICT;

CREATE TABLE details (
    follower_id  INTEGER PRIMARY KEY REFERENCES followers (id),
    -- NULL: must be read (again).
    read_at      INTEGER,
    remark       TEXT,
    followed_at  INTEGER,
    source       TEXT,
    qr_scene     INTEGER,
    qr_text      TEXT,
    unionid      TEXT,
    language     TEXT,
    nickname     TEXT,
    sex          INTEGER,
    city         TEXT,
    province     TEXT,
    country      TEXT,
    headimgurl   TEXT,
    groupid      INTEGER
) STRICT;

CREATE TABLE tags (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL,
    wechat_count  INTEGER NOT NULL,
    position      INTEGER NOT NULL,
    listed        INTEGER NOT NULL CHECK (listed IN (0, 1))
, hue INTEGER CHECK (hue BETWEEN 0 AND 11), note TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE follower_tags (
    follower_id  INTEGER NOT NULL REFERENCES followers (id),
    tag_id       INTEGER NOT NULL REFERENCES tags (id),
    PRIMARY KEY (follower_id, tag_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    follower_id  INTEGER NOT NULL REFERENCES followers (id),
    number       INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    -- 2 left, 3 came back, 4 tagged, 5 untagged, 6 remarked, 7 blocked, 8 unblocked
    kind         INTEGER NOT NULL,
    -- The job that did it; NULL when a sync found it.
    job_id       INTEGER,
    tag_id       INTEGER,
    before       TEXT,
    after        TEXT,
    PRIMARY KEY (follower_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE jobs (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    change       TEXT NOT NULL,
    tag_names    TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN (
        'writing', 'draft', 'queued', 'running', 'paused', 'waiting', 'finished', 'cancelled'
    )),
    because      TEXT,
    until        INTEGER,
    people       INTEGER NOT NULL,
    done         INTEGER NOT NULL,
    skipped      INTEGER NOT NULL,
    failed       INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    started_at   INTEGER,
    finished_at  INTEGER
, undoes INTEGER, restores INTEGER) STRICT;

CREATE TABLE job_items (
    job_id       INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    follower_id  INTEGER NOT NULL REFERENCES followers (id),
    -- 0 pending, 1 done, 2 skipped, 3 failed
    outcome      INTEGER NOT NULL,
    reason       INTEGER,
    code         INTEGER,
    todo         INTEGER NOT NULL,
    done         INTEGER NOT NULL,
    failed       INTEGER NOT NULL,
    -- The remark or the reason for blocking before the change.
    before       TEXT, changed INTEGER NOT NULL DEFAULT 0, wanted TEXT, todo_more INTEGER NOT NULL DEFAULT 0, done_more INTEGER NOT NULL DEFAULT 0, failed_more INTEGER NOT NULL DEFAULT 0, changed_more INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (job_id, follower_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE syncs (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    status       TEXT NOT NULL CHECK (status IN ('unfinished', 'finished', 'cancelled')),
    phase        TEXT NOT NULL,
    progress     TEXT NOT NULL,
    started_at   INTEGER NOT NULL,
    finished_at  INTEGER,
    report       TEXT,
    applied_at   INTEGER,
    joined       BLOB,
    gone         BLOB,
    came_back    BLOB
, partial INTEGER NOT NULL DEFAULT 0 CHECK (partial IN (0, 1))) STRICT;

CREATE TABLE staged_pages (
    list     TEXT NOT NULL,
    page     INTEGER NOT NULL,
    -- Where the next page begins, as WeChat said with this one.
    cursor   TEXT NOT NULL,
    people   INTEGER NOT NULL,
    -- A JSON array.
    openids  TEXT NOT NULL,
    PRIMARY KEY (list, page)
) STRICT;

CREATE TABLE unreadable_answers (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    endpoint  TEXT NOT NULL,
    body      BLOB NOT NULL
) STRICT;

CREATE TABLE counters (
    name   TEXT PRIMARY KEY,
    value  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX jobs_by_undone ON jobs (undoes) WHERE undoes IS NOT NULL;

CREATE INDEX jobs_by_start ON jobs (started_at);

CREATE INDEX syncs_by_end ON syncs (finished_at);

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

CREATE TABLE settings (
    name   TEXT PRIMARY KEY,
    -- JSON of the caller's.
    value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE segments (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    position        INTEGER NOT NULL,
    name            TEXT NOT NULL,
    hue             INTEGER CHECK (hue BETWEEN 0 AND 11),
    note            TEXT NOT NULL,
    filter          TEXT NOT NULL,
    filter_version  INTEGER NOT NULL,
    saved_at        INTEGER NOT NULL,
    -- Who belonged to it at the end of the last sync (or when its filter was saved), who had come
    -- since the sync before, and who had gone: bitmaps. NULL while nothing was compared.
    compared_at     INTEGER,
    people          BLOB,
    entered         BLOB,
    gone            BLOB
) STRICT;

CREATE TABLE lists (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Empty while nobody saved it.
    name       TEXT NOT NULL,
    pasted_at  INTEGER NOT NULL,
    people     BLOB NOT NULL,
    -- 0 while its entries are being written.
    whole      INTEGER NOT NULL CHECK (whole IN (0, 1))
) STRICT;

CREATE TABLE list_entries (
    list_id  INTEGER NOT NULL REFERENCES lists (id) ON DELETE CASCADE,
    -- 0 unknown, 1 repeated, 2 damaged
    kind     INTEGER NOT NULL,
    place    INTEGER NOT NULL,
    line     INTEGER NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (list_id, kind, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX events_by_kind ON events (kind, tag_id, at);

CREATE TABLE views (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL,
    version  INTEGER NOT NULL,
    body     TEXT NOT NULL
) STRICT;

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

CREATE INDEX jobs_by_restored ON jobs (restores) WHERE restores IS NOT NULL;
