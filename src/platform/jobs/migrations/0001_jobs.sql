-- When each job runs next, how its last run went, and who is running it now.
CREATE TABLE jobs (
    name             TEXT    NOT NULL PRIMARY KEY,
    next_run_at      BIGINT  NOT NULL,
    last_started_at  BIGINT,
    last_finished_at BIGINT,
    last_outcome     TEXT,              -- done, failed
    last_error       TEXT,              -- of the last run; NULL when it was done
    failures         INTEGER NOT NULL,  -- in a row
    lease_holder     UUID,              -- of the run, not of the node
    lease_until      BIGINT
){sqlite: WITHOUT ROWID};
