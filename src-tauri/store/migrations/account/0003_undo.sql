-- What a job needs to be taken back: which job it takes back, what really changed, and the text
-- that is meant for one person alone.

-- The job whose work this one takes back.
ALTER TABLE jobs ADD COLUMN undoes INTEGER;

CREATE INDEX jobs_by_undone ON jobs (undoes) WHERE undoes IS NOT NULL;

-- Units that found the person in another state and changed it; a part of `done`.
ALTER TABLE job_items ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;

-- The remark or the reason for blocking meant for this person; NULL for the one of the change.
ALTER TABLE job_items ADD COLUMN wanted TEXT;

UPDATE job_items SET changed = done & todo WHERE done <> 0;
