-- The list of what was done is read from its newest entry on.

CREATE INDEX jobs_by_start ON jobs (started_at);

CREATE INDEX syncs_by_end ON syncs (finished_at);
