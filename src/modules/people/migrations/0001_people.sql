-- One file per person. What is sealed is sealed under the file's data key; destroying that row erases the person.
--
-- `file` names the file a record was made for, and never changes. `person` names the file it counts for: the same,
-- until two files of one person are merged.

CREATE TABLE persons (
    county          TEXT     NOT NULL,   -- where the file was opened; never changes
    id              UUID     NOT NULL,
    division        TEXT     NOT NULL,   -- of the newest entry, as are the next four
    organization    UUID,                -- NULL: no employer at present
    workshop        TEXT,
    shuttle         TEXT,
    masked_name     TEXT     NOT NULL,
    document_kind   TEXT     NOT NULL,
    document_sealed TEXT     NOT NULL,
    masked_document TEXT     NOT NULL,
    merged_into     UUID,                -- the kept file, never one that was merged itself
    created_at      BIGINT   NOT NULL,
    erased_at       BIGINT,
    PRIMARY KEY (county, id)
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX persons_id ON persons (id);
CREATE INDEX persons_merged_into ON persons (merged_into);

-- Which file a document leads to: one file per person rests on this primary key. The index is blind, so it is spread
-- by itself and not by county.
CREATE TABLE person_documents (
    document_index TEXT NOT NULL PRIMARY KEY,
    file           UUID NOT NULL,
    person         UUID NOT NULL
){sqlite: WITHOUT ROWID};
CREATE INDEX person_documents_file ON person_documents (file);

CREATE TABLE data_keys (
    county  TEXT NOT NULL,
    file    UUID NOT NULL,
    wrapped TEXT NOT NULL,
    PRIMARY KEY (county, file)
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX data_keys_file ON data_keys (file);

-- What one organisation (or, without employer, one place) knows of a person, and since when until when. A new workshop
-- closes an entry and opens the next, so that who worked beside whom on a day stays known.
CREATE TABLE person_entries (
    county             TEXT   NOT NULL,
    id                 UUID   NOT NULL,
    division           TEXT   NOT NULL,
    organization       UUID,
    file               UUID   NOT NULL,
    person             UUID   NOT NULL,
    document_kind      TEXT   NOT NULL,
    masked_document    TEXT   NOT NULL,
    name_sealed        TEXT   NOT NULL,
    masked_name        TEXT   NOT NULL,
    mobile_sealed      TEXT,
    masked_mobile      TEXT,
    mobile_index       TEXT,
    address_sealed     TEXT,
    home_division      TEXT,
    household_division TEXT,
    sex                TEXT,
    birth_year         INTEGER,
    workshop           TEXT,
    shuttle            TEXT,
    from_at            BIGINT NOT NULL,
    until_at           BIGINT,           -- NULL: at present
    PRIMARY KEY (county, id)
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX person_entries_current ON person_entries (file, organization)
    WHERE until_at IS NULL AND organization IS NOT NULL;
CREATE UNIQUE INDEX person_entries_unemployed ON person_entries (file)
    WHERE until_at IS NULL AND organization IS NULL;
CREATE INDEX person_entries_person ON person_entries (person, organization);
CREATE INDEX person_entries_roster ON person_entries (organization, from_at, id);
CREATE INDEX person_entries_place ON person_entries (county, from_at, id);
CREATE INDEX person_entries_mobile ON person_entries (mobile_index);
CREATE INDEX person_entries_household ON person_entries (household_division);

-- Declarations are destroyed when their time is over; the passes they earned say nothing of anyone's health.
CREATE TABLE health_declarations (
    county         TEXT   NOT NULL,
    id             UUID   NOT NULL,
    division       TEXT   NOT NULL,
    organization   UUID,
    file           UUID   NOT NULL,
    person         UUID   NOT NULL,
    at             BIGINT NOT NULL,
    answers_sealed TEXT   NOT NULL,      -- JSON
    result         TEXT   NOT NULL,
    reasons_sealed TEXT   NOT NULL,      -- JSON
    author_name    TEXT   NOT NULL,
    PRIMARY KEY (county, id)
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX health_declarations_id ON health_declarations (id);
CREATE INDEX health_declarations_person ON health_declarations (person, at);
CREATE INDEX health_declarations_roster ON health_declarations (organization, at, id);
CREATE INDEX health_declarations_place ON health_declarations (county, at, id);
CREATE INDEX health_declarations_division ON health_declarations (division, at);

CREATE TABLE passes (
    county        TEXT   NOT NULL,
    id            UUID   NOT NULL,
    division      TEXT   NOT NULL,
    organization  UUID,
    file          UUID   NOT NULL,
    person        UUID   NOT NULL,
    declaration   UUID   NOT NULL,
    masked_name   TEXT   NOT NULL,
    issued_at     BIGINT NOT NULL,
    expires_at    BIGINT NOT NULL,
    revoked_at    BIGINT,
    revoked_by    TEXT,
    revoke_reason TEXT,
    PRIMARY KEY (county, id)
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX passes_id ON passes (id);
CREATE INDEX passes_person ON passes (person, issued_at);
CREATE INDEX passes_roster ON passes (organization, issued_at, id);
CREATE INDEX passes_place ON passes (county, issued_at, id);
CREATE INDEX passes_declaration ON passes (declaration);

CREATE TABLE person_merges (
    id          UUID   NOT NULL PRIMARY KEY,
    kept        UUID   NOT NULL,
    merged      UUID   NOT NULL,
    reason      TEXT   NOT NULL,
    author_name TEXT   NOT NULL,
    at          BIGINT NOT NULL,
    undone_at   BIGINT,
    undone_by   TEXT
){sqlite: WITHOUT ROWID};
CREATE INDEX person_merges_kept ON person_merges (kept);
CREATE INDEX person_merges_merged ON person_merges (merged);

-- What was destroyed, when, how much of it and why; nothing of what it said.
CREATE TABLE destruction_records (
    county       TEXT   NOT NULL,
    id           UUID   NOT NULL,
    division     TEXT   NOT NULL,
    organization UUID,
    kind         TEXT   NOT NULL,
    subject      UUID,                   -- the person erased
    record_count BIGINT NOT NULL,
    until_at     BIGINT NOT NULL,        -- everything made before this
    at           BIGINT NOT NULL,
    author_name  TEXT   NOT NULL,
    reason       TEXT   NOT NULL,
    PRIMARY KEY (county, id)
){sqlite: WITHOUT ROWID};
CREATE INDEX destruction_records_at ON destruction_records (at, id);
