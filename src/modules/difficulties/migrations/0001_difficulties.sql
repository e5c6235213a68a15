-- What an enterprise struggles with, until it says that it is solved.
CREATE TABLE difficulties (
    county         TEXT    NOT NULL,
    id             UUID    NOT NULL,
    division       TEXT    NOT NULL,
    organization   UUID    NOT NULL,      -- the enterprise
    kind           TEXT    NOT NULL,
    text           TEXT    NOT NULL,
    source         TEXT    NOT NULL,
    source_record  UUID,                  -- the visit, the call, the gate
    state          TEXT    NOT NULL,
    level          TEXT    NOT NULL,      -- town, county or prefecture: whose it is now
    department     UUID,                  -- responsible; NULL: whoever claims it
    due_at         BIGINT  NOT NULL,
    raised_at      BIGINT  NOT NULL,
    raised_by      UUID,
    raiser_name    TEXT    NOT NULL,
    claimed_at     BIGINT,
    solved_at      BIGINT,
    confirmed_at   BIGINT,
    reopened       INTEGER NOT NULL,      -- times
    solution       UUID,
    moves          INTEGER NOT NULL,
    updated_at     BIGINT  NOT NULL,
    PRIMARY KEY (county, id)
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX difficulties_id ON difficulties (id);
CREATE INDEX difficulties_raised ON difficulties (raised_at, id);
CREATE INDEX difficulties_county ON difficulties (county, raised_at, id);
CREATE INDEX difficulties_organization ON difficulties (organization, raised_at, id);
CREATE INDEX difficulties_solution ON difficulties (solution) WHERE solution IS NOT NULL;
CREATE INDEX difficulties_open ON difficulties (due_at, id) WHERE state IN ('raised', 'verified', 'claimed');

-- Who, when, what and why.
CREATE TABLE difficulty_moves (
    county     TEXT    NOT NULL,
    difficulty UUID    NOT NULL,
    number     INTEGER NOT NULL,          -- from 1
    at         BIGINT  NOT NULL,
    actor      UUID,
    actor_name TEXT    NOT NULL,
    move       TEXT    NOT NULL,
    state      TEXT    NOT NULL,          -- after the move, as are the next two
    level      TEXT    NOT NULL,
    department UUID,
    solution   UUID,
    why        TEXT,
    PRIMARY KEY (county, difficulty, number)
){sqlite: WITHOUT ROWID};

-- A measure, and what it consists of. One may solve many difficulties.
CREATE TABLE solutions (
    county       TEXT   NOT NULL,         -- of the department that took it
    id           UUID   NOT NULL,
    division     TEXT   NOT NULL,
    organization UUID   NOT NULL,
    text         TEXT   NOT NULL,
    link_kind    TEXT   NOT NULL,
    link         UUID,                    -- the policy, supply, loan or person
    link_text    TEXT,
    maker_name   TEXT   NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (county, id)
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX solutions_id ON solutions (id);

-- Which department answers for a kind in a division and everything within it.
CREATE TABLE difficulty_departments (
    division     TEXT   NOT NULL,
    kind         TEXT   NOT NULL,
    county       TEXT   NOT NULL,
    organization UUID   NOT NULL,
    set_by       TEXT   NOT NULL,
    set_at       BIGINT NOT NULL,
    PRIMARY KEY (division, kind)
){sqlite: WITHOUT ROWID};
