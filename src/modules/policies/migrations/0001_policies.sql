-- The library of policies. Reference tables: some thousands of rows, whole on every node.

CREATE TABLE policies (
    id              UUID    NOT NULL PRIMARY KEY,
    division        TEXT,                -- where it holds; NULL: everywhere
    title           TEXT    NOT NULL,
    document_number TEXT,                -- 文号
    issuer          TEXT,
    issuer_level    TEXT,
    kind            TEXT    NOT NULL,
    published_on    TEXT,                -- dates
    effective_from  TEXT,
    effective_until TEXT,
    superseded_by   UUID,
    withdrawn_at    BIGINT,
    source          TEXT,                -- where it was found: an address, a gazette
    external_id     TEXT,                -- what the file it came from calls it
    version         INTEGER NOT NULL,    -- of title and text, from 1
    text            TEXT    NOT NULL,
    created_at      BIGINT  NOT NULL,
    updated_at      BIGINT  NOT NULL,
    change          BIGINT  NOT NULL     -- the last change in the sequence of all; the index follows it
){sqlite: WITHOUT ROWID};
CREATE INDEX policies_change ON policies (change);
CREATE INDEX policies_updated ON policies (updated_at, id);
CREATE INDEX policies_title ON policies (title, id);
CREATE INDEX policies_external ON policies (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX policies_number ON policies (document_number) WHERE document_number IS NOT NULL;

-- One row. Whoever changes a policy takes the next number and holds the row until the commit, so that numbers are
-- seen in their order and an index that has read up to one has missed none below it.
CREATE TABLE policy_changes (
    one   INTEGER NOT NULL PRIMARY KEY,
    value BIGINT  NOT NULL
);
INSERT INTO policy_changes (one, value) VALUES (1, 0);

-- Every title and text a policy has had, the present one included.
CREATE TABLE policy_versions (
    policy      UUID    NOT NULL,
    version     INTEGER NOT NULL,
    title       TEXT    NOT NULL,
    text        TEXT    NOT NULL,
    note        TEXT    NOT NULL,        -- what changed and why, by its author
    author_name TEXT    NOT NULL,
    at          BIGINT  NOT NULL,
    PRIMARY KEY (policy, version)
){sqlite: WITHOUT ROWID};

-- Who may claim it: all conditions of a policy must hold.
CREATE TABLE policy_conditions (
    policy   UUID    NOT NULL,
    position INTEGER NOT NULL,           -- from 1
    fact     TEXT    NOT NULL,
    relation TEXT    NOT NULL,
    values_  TEXT    NOT NULL,           -- JSON: a list of texts
    clause   TEXT    NOT NULL,           -- the words of the policy it stands for
    PRIMARY KEY (policy, position)
){sqlite: WITHOUT ROWID};

-- Facts that conditions ask for and the register of enterprises does not hold.
CREATE TABLE enterprise_facts (
    organization        UUID     NOT NULL PRIMARY KEY,
    county              TEXT     NOT NULL,
    division            TEXT     NOT NULL,
    state_owned_tenant  SMALLINT,        -- rents premises owned by the state
    supplies_maker      SMALLINT,        -- makes supplies against the epidemic
    layoff_permille     INTEGER,         -- of its staff, in the year before
    updated_by          TEXT     NOT NULL,
    updated_at          BIGINT   NOT NULL
){sqlite: WITHOUT ROWID};

-- Copies given, by whom, to whom, when. Never changed; one given in error is taken back by a row with minus as many.
CREATE TABLE handouts (
    county       TEXT    NOT NULL,
    id           UUID    NOT NULL,       -- made by the client
    division     TEXT    NOT NULL,
    organization UUID,                   -- who was given it, where it is on the register
    recipient    TEXT    NOT NULL,       -- as written on the list
    policy       UUID,                   -- what was given: one of the two
    compendium   UUID,
    title        TEXT    NOT NULL,       -- of it, that day
    copies       INTEGER NOT NULL,
    given_by     UUID,
    given_by_name TEXT   NOT NULL,
    given_at     BIGINT  NOT NULL,
    corrects     UUID,
    note         TEXT    NOT NULL,
    PRIMARY KEY (county, id)
){sqlite: WITHOUT ROWID};
CREATE INDEX handouts_at ON handouts (given_at, id);
CREATE INDEX handouts_county ON handouts (county, given_at, id);
CREATE INDEX handouts_organization ON handouts (organization, given_at, id);
CREATE INDEX handouts_id ON handouts (id);
CREATE UNIQUE INDEX handouts_corrects ON handouts (county, corrects) WHERE corrects IS NOT NULL;

-- Chosen policies as one document. The versions are those of the day it was made.
CREATE TABLE compendia (
    id          UUID   NOT NULL PRIMARY KEY,
    division    TEXT,
    title       TEXT   NOT NULL,
    preface     TEXT   NOT NULL,
    author_name TEXT   NOT NULL,
    created_at  BIGINT NOT NULL
){sqlite: WITHOUT ROWID};
CREATE INDEX compendia_created ON compendia (created_at, id);

CREATE TABLE compendium_policies (
    compendium UUID    NOT NULL,
    position   INTEGER NOT NULL,
    policy     UUID    NOT NULL,
    version    INTEGER NOT NULL,
    PRIMARY KEY (compendium, position)
){sqlite: WITHOUT ROWID};
