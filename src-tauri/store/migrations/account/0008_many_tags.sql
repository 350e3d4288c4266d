-- Masks of a change of more than sixty tags: the units after the first sixty, from bit 0 again.

ALTER TABLE job_items ADD COLUMN todo_more INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job_items ADD COLUMN done_more INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job_items ADD COLUMN failed_more INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job_items ADD COLUMN changed_more INTEGER NOT NULL DEFAULT 0;
