-- desk.db: which accounts this computer looks after, and the settings of the program.

CREATE TABLE accounts (
    id               TEXT PRIMARY KEY,
    name             TEXT NOT NULL,
    kind             TEXT NOT NULL CHECK (kind IN ('practice', 'official')),
    app_id           TEXT UNIQUE,
    api_base         TEXT,
    colour           TEXT,
    created_at       INTEGER NOT NULL,
    position         INTEGER NOT NULL,
    -- Only the practice account keeps its file's key here: nothing in it is worth protecting.
    practice_key     BLOB,
    practice_seed    INTEGER,
    practice_people  INTEGER,
    CHECK (kind = 'practice' OR practice_key IS NULL)
) STRICT;

CREATE TABLE settings (
    name   TEXT PRIMARY KEY,
    value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
