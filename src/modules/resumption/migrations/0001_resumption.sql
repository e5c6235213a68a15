-- An enterprise's way back to work: what it files, who reviewed it, what was seen on the spot, and the permit.

CREATE TABLE filings (
    county             TEXT    NOT NULL,
    id                 UUID    NOT NULL,
    division           TEXT    NOT NULL,   -- of the site, or of the enterprise
    organization       UUID    NOT NULL,
    site               UUID,               -- NULL: all its sites
    place              UUID    NOT NULL,   -- the site, else the enterprise: it has one filing at a time
    state              TEXT    NOT NULL,
    procedure          TEXT,               -- in force when it was submitted first, and kept
    stages             TEXT    NOT NULL,   -- JSON: the reviews of that time
    step               INTEGER NOT NULL,   -- of the stages, from 0
    round              INTEGER NOT NULL,   -- one more with each submission
    priority           TEXT    NOT NULL,
    queue              BIGINT  NOT NULL,   -- the order of work: priority first, then since when it waits
    content            TEXT    NOT NULL,   -- JSON
    data_key           TEXT,               -- wrapped; seals the next
    principal_sealed   TEXT,               -- JSON: name and mobile of the head
    principal_name     TEXT,               -- masked
    principal_mobile   TEXT,               -- masked
    lacking            TEXT    NOT NULL,   -- JSON: the papers that were listed as missing, once
    lacking_at         BIGINT,
    moves              INTEGER NOT NULL,
    checked_at         BIGINT,
    check_outcome      TEXT,
    author             UUID,               -- who submitted it: does not review it
    created_at         BIGINT  NOT NULL,
    submitted_at       BIGINT,
    decided_at         BIGINT,
    updated_at         BIGINT  NOT NULL,
    PRIMARY KEY (county, id)
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX filings_id ON filings (id);
CREATE UNIQUE INDEX filings_place ON filings (place)
    WHERE state IN ('draft', 'submitted', 'returned', 'accepted', 'approved');
CREATE INDEX filings_queue ON filings (queue, id);
CREATE INDEX filings_county ON filings (county, queue, id);
CREATE INDEX filings_organization ON filings (organization, queue, id);
CREATE INDEX filings_created ON filings (created_at, id);

-- Who, when, what and why.
CREATE TABLE filing_moves (
    county      TEXT    NOT NULL,
    filing      UUID    NOT NULL,
    number      INTEGER NOT NULL,          -- from 1
    at          BIGINT  NOT NULL,
    actor       UUID,
    actor_name  TEXT    NOT NULL,
    move        TEXT    NOT NULL,
    stage       TEXT,
    state       TEXT    NOT NULL,          -- after the move
    why         TEXT,
    clause      TEXT,
    PRIMARY KEY (county, filing, number)
){sqlite: WITHOUT ROWID};

CREATE TABLE filing_reviews (
    county       TEXT    NOT NULL,
    id           UUID    NOT NULL,
    filing       UUID    NOT NULL,
    division     TEXT    NOT NULL,
    organization UUID    NOT NULL,
    round        INTEGER NOT NULL,
    step         INTEGER NOT NULL,
    stage        TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    opened_at    BIGINT  NOT NULL,
    due_at       BIGINT  NOT NULL,
    decided_at   BIGINT,
    decided_by   UUID,
    decider_name TEXT,
    opinion      TEXT,
    clause       TEXT,
    lacking      TEXT    NOT NULL,         -- JSON
    PRIMARY KEY (county, id)
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX filing_reviews_stage ON filing_reviews (filing, round, stage);
CREATE INDEX filing_reviews_open ON filing_reviews (due_at, id) WHERE state = 'open';
CREATE INDEX filing_reviews_county ON filing_reviews (county, due_at, id);
CREATE INDEX filing_reviews_organization ON filing_reviews (organization, due_at, id);

CREATE TABLE filing_checks (
    county       TEXT   NOT NULL,
    id           UUID   NOT NULL,
    filing       UUID   NOT NULL,
    division     TEXT   NOT NULL,
    organization UUID   NOT NULL,
    kind         TEXT   NOT NULL,
    items        TEXT   NOT NULL,          -- JSON
    outcome      TEXT   NOT NULL,
    rectify_by   TEXT,                     -- a date
    note         TEXT   NOT NULL,
    checked_by   UUID,
    checker_name TEXT   NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (county, id)
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX filing_checks_id ON filing_checks (id);
CREATE INDEX filing_checks_filing ON filing_checks (filing, at);

-- Which office decides a stage in a division and everything within it. Without a row it is any reviewer of the level.
CREATE TABLE review_offices (
    division     TEXT   NOT NULL,
    stage        TEXT   NOT NULL,
    county       TEXT   NOT NULL,
    organization UUID   NOT NULL,
    set_by       TEXT   NOT NULL,
    set_at       BIGINT NOT NULL,
    PRIMARY KEY (division, stage)
){sqlite: WITHOUT ROWID};

CREATE TABLE permits (
    county        TEXT   NOT NULL,
    id            UUID   NOT NULL,
    number        TEXT   NOT NULL,
    division      TEXT   NOT NULL,
    organization  UUID   NOT NULL,
    site          UUID,                    -- NULL: all its sites
    filing        UUID   NOT NULL,
    procedure     TEXT   NOT NULL,
    issued_at     BIGINT NOT NULL,
    issued_by     TEXT   NOT NULL,
    revoked_at    BIGINT,
    revoked_by    TEXT,
    revoke_reason TEXT,
    revoke_clause TEXT,
    PRIMARY KEY (county, id)
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX permits_id ON permits (id);
CREATE UNIQUE INDEX permits_number ON permits (number);
CREATE UNIQUE INDEX permits_filing ON permits (filing) WHERE revoked_at IS NULL;
CREATE INDEX permits_organization ON permits (organization, issued_at, id);
CREATE INDEX permits_county ON permits (county, issued_at, id);
CREATE INDEX permits_issued ON permits (issued_at, id);

-- The last number given in a county and year.
CREATE TABLE permit_numbers (
    county TEXT    NOT NULL,
    year   INTEGER NOT NULL,
    last   BIGINT  NOT NULL,
    PRIMARY KEY (county, year)
){sqlite: WITHOUT ROWID};

-- How many are back at work under a permit, from a day on until the next row.
CREATE TABLE permit_staff (
    county      TEXT   NOT NULL,
    permit      UUID   NOT NULL,
    day         TEXT   NOT NULL,           -- a date
    staff       BIGINT NOT NULL,
    author_name TEXT   NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (county, permit, day)
){sqlite: WITHOUT ROWID};

-- Moves on with every permit issued or revoked, so that other nodes forget what they remember of them.
CREATE TABLE permit_changes (
    lane    INTEGER NOT NULL PRIMARY KEY,
    version BIGINT  NOT NULL
){sqlite: WITHOUT ROWID};
