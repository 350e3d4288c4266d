-- What operators keep to ask with: segments, and lists of OpenIDs they pasted.

-- A question with a name. Its filter is JSON of `filter_version`.
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

-- A pasted list: the people it names, as a bitmap.
CREATE TABLE lists (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Empty while nobody saved it.
    name       TEXT NOT NULL,
    pasted_at  INTEGER NOT NULL,
    people     BLOB NOT NULL,
    -- 0 while its entries are being written.
    whole      INTEGER NOT NULL CHECK (whole IN (0, 1))
) STRICT;

-- What of a list is no people here.
CREATE TABLE list_entries (
    list_id  INTEGER NOT NULL REFERENCES lists (id) ON DELETE CASCADE,
    -- 0 unknown, 1 repeated, 2 damaged
    kind     INTEGER NOT NULL,
    place    INTEGER NOT NULL,
    line     INTEGER NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (list_id, kind, place)
) STRICT, WITHOUT ROWID;

-- Whom something happened to in a period.
CREATE INDEX events_by_kind ON events (kind, tag_id, at);

-- How somebody likes to look at the followers; the body is the window's JSON of `version`.
CREATE TABLE views (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL,
    version  INTEGER NOT NULL,
    body     TEXT NOT NULL
) STRICT;
