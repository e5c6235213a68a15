-- Who did what, when, to what, and with which result (GB/T 22239-2019 8.1.4.3). Rows are only ever added; each chain
-- is numbered without gaps, and each hash covers the one before it.
CREATE TABLE audit_log (
    chain        INTEGER NOT NULL,   -- the lane of the writer
    number       BIGINT  NOT NULL,   -- from 1
    at           BIGINT  NOT NULL,
    actor_kind   TEXT    NOT NULL,
    actor        UUID,
    actor_name   TEXT    NOT NULL,
    action       TEXT    NOT NULL,
    subject_kind TEXT    NOT NULL,
    subject      TEXT    NOT NULL,
    county       TEXT    NOT NULL,
    division     TEXT    NOT NULL,
    organization UUID,
    outcome      TEXT    NOT NULL,
    remote       TEXT    NOT NULL,
    detail       TEXT    NOT NULL,   -- JSON
    hash         TEXT    NOT NULL,
    PRIMARY KEY (chain, number)
){sqlite: WITHOUT ROWID};
CREATE INDEX audit_log_at ON audit_log (at);

-- Signed statements of where a chain stood, also written to the program's log: whoever cuts the end off a chain, or
-- computes its hashes anew, contradicts them.
CREATE TABLE audit_anchors (
    chain     INTEGER NOT NULL,
    number    BIGINT  NOT NULL,
    hash      TEXT    NOT NULL,
    at        BIGINT  NOT NULL,
    key_id    TEXT    NOT NULL,
    signature TEXT    NOT NULL,
    PRIMARY KEY (chain, number)
){sqlite: WITHOUT ROWID};

-- Where the beginning of a chain was cut off when its time was over: an anchor for the last row that is gone.
CREATE TABLE audit_cuts (
    chain     INTEGER NOT NULL PRIMARY KEY,
    number    BIGINT  NOT NULL,
    hash      TEXT    NOT NULL,
    at        BIGINT  NOT NULL,
    key_id    TEXT    NOT NULL,
    signature TEXT    NOT NULL
){sqlite: WITHOUT ROWID};
