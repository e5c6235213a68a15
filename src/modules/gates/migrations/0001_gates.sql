-- Gates, their devices, and everything that passes. Rows of `passages` are never changed, but for `review`, which says
-- what became of a doubt about the row and nothing about the passage itself.

CREATE TABLE gates (
    id           UUID   NOT NULL PRIMARY KEY,
    county       TEXT   NOT NULL,
    division     TEXT   NOT NULL,
    organization UUID   NOT NULL,
    site         UUID   NOT NULL,
    name         TEXT   NOT NULL,
    kind         TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    closed_at    BIGINT
){sqlite: WITHOUT ROWID};
CREATE INDEX gates_site ON gates (site);
CREATE INDEX gates_organization ON gates (organization, created_at, id);
CREATE INDEX gates_place ON gates (county, created_at, id);

CREATE TABLE devices (
    id                UUID    NOT NULL PRIMARY KEY,
    county            TEXT    NOT NULL,
    division          TEXT    NOT NULL,
    organization      UUID    NOT NULL,
    site              UUID    NOT NULL,
    gate              UUID    NOT NULL,
    name              TEXT    NOT NULL,
    salt              TEXT    NOT NULL,   -- keys the document hashes this device is given
    enrolled_at       BIGINT  NOT NULL,
    enrolled_by       TEXT    NOT NULL,   -- who made the code
    revoked_at        BIGINT,
    last_seen_at      BIGINT  NOT NULL,
    queue_length      INTEGER NOT NULL,   -- passages that wait in the device, as it said last
    oldest_waiting_at BIGINT,
    clock_skew_ms     BIGINT  NOT NULL,   -- our clock minus its clock
    app_version       TEXT    NOT NULL
){sqlite: WITHOUT ROWID};
CREATE INDEX devices_gate ON devices (gate);
CREATE INDEX devices_organization ON devices (organization, enrolled_at, id);
CREATE INDEX devices_place ON devices (county, enrolled_at, id);

-- One-time codes that turn a phone into a device of a gate. Only the hash is kept.
CREATE TABLE enrolment_codes (
    code_hash  TEXT   NOT NULL PRIMARY KEY,
    gate       UUID   NOT NULL,
    made_by    TEXT   NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
){sqlite: WITHOUT ROWID};

-- Moves on with every change of a gate or device, so that other nodes forget what they remember of them.
CREATE TABLE gate_changes (
    lane    INTEGER NOT NULL PRIMARY KEY,
    version BIGINT  NOT NULL
){sqlite: WITHOUT ROWID};

-- The ledger. `person` is the file of the person or, for a visitor without one, an id made from the blind index of
-- mobile or document: the same visitor is the same id.
CREATE TABLE passages (
    county         TEXT     NOT NULL,
    id             UUID     NOT NULL,     -- made by the device: the same id is the same passage
    division       TEXT     NOT NULL,
    organization   UUID     NOT NULL,
    site           UUID     NOT NULL,
    gate           UUID     NOT NULL,
    device         UUID,                  -- who recorded it: a device or
    actor          UUID,                  --   an account
    person         UUID,
    pass           UUID,
    direction      TEXT     NOT NULL,
    means          TEXT     NOT NULL,
    temperature    SMALLINT,              -- tenths of a degree
    verdict        TEXT     NOT NULL,
    reason         TEXT     NOT NULL,     -- 'none' for nothing but a plain admission
    at             BIGINT   NOT NULL,
    received_at    BIGINT   NOT NULL,
    offline        SMALLINT NOT NULL,     -- decided by the device, without us
    skew_ms        BIGINT,                -- our clock minus the sender's
    review         TEXT     NOT NULL,
    review_reasons TEXT,
    workshop       TEXT,
    shuttle        TEXT,
    masked_name    TEXT,
    corrects       UUID,
    fingerprint    BIGINT   NOT NULL,     -- of what was sent, to tell a repetition from another use of the id
    PRIMARY KEY (county, id),
    CHECK (verdict = 'admitted' OR reason <> 'none')
){sqlite: WITHOUT ROWID};
-- Each index costs every passage. City-wide, by county, by enterprise: the newest first. The enterprise's carries the
-- person, so that somebody's history is found at the places they go to without an index that every passage would
-- have to write at a random place.
CREATE INDEX passages_at ON passages (at, id);
CREATE INDEX passages_county ON passages (county, at, id);
CREATE INDEX passages_organization ON passages (organization, at, id, person);
-- These hold the few rows that are looked for, and cost the others nothing.
CREATE INDEX passages_exceptional ON passages (at, id) WHERE reason <> 'none';
CREATE INDEX passages_exceptional_county ON passages (county, at, id) WHERE reason <> 'none';
CREATE INDEX passages_exceptional_organization ON passages (organization, at, id) WHERE reason <> 'none';
CREATE INDEX passages_review ON passages (at, id) WHERE review <> 'none';
CREATE INDEX passages_review_county ON passages (county, at, id) WHERE review <> 'none';
CREATE INDEX passages_review_organization ON passages (organization, at, id) WHERE review <> 'none';
CREATE INDEX passages_offline ON passages (at, id) WHERE offline = 1;
CREATE UNIQUE INDEX passages_corrects ON passages (county, corrects) WHERE corrects IS NOT NULL;

-- What visitors must answer (国发明电〔2020〕4号), sealed under a key of their own that goes with the row.
CREATE TABLE visitors (
    county         TEXT NOT NULL,
    passage        UUID NOT NULL,
    division       TEXT NOT NULL,
    organization   UUID NOT NULL,
    at             BIGINT NOT NULL,
    data_key       TEXT NOT NULL,
    answers_sealed TEXT NOT NULL,         -- JSON
    masked_name    TEXT,
    masked_mobile  TEXT,
    mobile_index   TEXT,
    document_index TEXT,
    PRIMARY KEY (county, passage)
){sqlite: WITHOUT ROWID};
CREATE INDEX visitors_mobile ON visitors (mobile_index) WHERE mobile_index IS NOT NULL;
CREATE INDEX visitors_document ON visitors (document_index) WHERE document_index IS NOT NULL;

-- What a device sent and nobody can read as a passage: kept as it came, until somebody has looked at it.
CREATE TABLE faulty_passages (
    county       TEXT   NOT NULL,
    id           UUID   NOT NULL,         -- the passage's own where it could be read
    division     TEXT   NOT NULL,
    organization UUID,
    gate         UUID,
    device       UUID,
    received_at  BIGINT NOT NULL,
    reason       TEXT   NOT NULL,
    data_key     TEXT   NOT NULL,
    raw_sealed   TEXT   NOT NULL,
    PRIMARY KEY (county, id)
){sqlite: WITHOUT ROWID};
CREATE INDEX faulty_passages_at ON faulty_passages (received_at, id);
CREATE INDEX faulty_passages_organization ON faulty_passages (organization, received_at, id);

-- What became of a doubt about a passage.
CREATE TABLE passage_reviews (
    county     TEXT   NOT NULL,
    passage    UUID   NOT NULL,
    decision   TEXT   NOT NULL,
    note       TEXT   NOT NULL,
    decided_by TEXT   NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (county, passage, at, decision)
){sqlite: WITHOUT ROWID};

-- Who is where. One row for each person and site, made with the first passage there, admitted or not; then the latest
-- admitted passage (by at, then id) decides, in whatever order they arrive.
CREATE TABLE presence (
    county       TEXT     NOT NULL,
    site         UUID     NOT NULL,
    person       UUID     NOT NULL,
    organization UUID     NOT NULL,
    inside       SMALLINT NOT NULL,
    was_inside   SMALLINT NOT NULL,       -- before the last change: tells the counters what changed
    at           BIGINT   NOT NULL,       -- of the latest admitted passage; 0: none yet
    passage      UUID     NOT NULL,
    PRIMARY KEY (county, site, person)
){sqlite: WITHOUT ROWID};
CREATE INDEX presence_person ON presence (person, organization);

-- Counters, kept in the transaction of the passages. A row is an hour; m0 … m55 are its twelve five minutes. Each
-- writer has rows of its own (lane), so that writers never wait for each other; readers add them up.
CREATE TABLE site_tallies (
    county       TEXT    NOT NULL,
    site         UUID    NOT NULL,
    hour         BIGINT  NOT NULL,        -- instant of its beginning
    direction    TEXT    NOT NULL,
    verdict      TEXT    NOT NULL,
    reason       TEXT    NOT NULL,
    lane         INTEGER NOT NULL,
    division     TEXT    NOT NULL,
    organization UUID    NOT NULL,
    m0 BIGINT NOT NULL, m5 BIGINT NOT NULL, m10 BIGINT NOT NULL, m15 BIGINT NOT NULL,
    m20 BIGINT NOT NULL, m25 BIGINT NOT NULL, m30 BIGINT NOT NULL, m35 BIGINT NOT NULL,
    m40 BIGINT NOT NULL, m45 BIGINT NOT NULL, m50 BIGINT NOT NULL, m55 BIGINT NOT NULL,
    PRIMARY KEY (county, site, hour, direction, verdict, reason, lane)
){sqlite: WITHOUT ROWID};
CREATE INDEX site_tallies_organization ON site_tallies (organization, hour);
CREATE INDEX site_tallies_place ON site_tallies (county, hour, division);

CREATE TABLE county_tallies (
    county    TEXT    NOT NULL,
    hour      BIGINT  NOT NULL,
    direction TEXT    NOT NULL,
    verdict   TEXT    NOT NULL,
    reason    TEXT    NOT NULL,
    lane      INTEGER NOT NULL,
    m0 BIGINT NOT NULL, m5 BIGINT NOT NULL, m10 BIGINT NOT NULL, m15 BIGINT NOT NULL,
    m20 BIGINT NOT NULL, m25 BIGINT NOT NULL, m30 BIGINT NOT NULL, m35 BIGINT NOT NULL,
    m40 BIGINT NOT NULL, m45 BIGINT NOT NULL, m50 BIGINT NOT NULL, m55 BIGINT NOT NULL,
    PRIMARY KEY (county, hour, direction, verdict, reason, lane)
){sqlite: WITHOUT ROWID};
CREATE INDEX county_tallies_hour ON county_tallies (hour);

CREATE TABLE site_inside (
    county       TEXT    NOT NULL,
    site         UUID    NOT NULL,
    lane         INTEGER NOT NULL,
    division     TEXT    NOT NULL,
    organization UUID    NOT NULL,
    inside       BIGINT  NOT NULL,
    PRIMARY KEY (county, site, lane)
){sqlite: WITHOUT ROWID};
CREATE INDEX site_inside_organization ON site_inside (organization);
CREATE INDEX site_inside_place ON site_inside (county, division);

CREATE TABLE county_inside (
    county TEXT    NOT NULL,
    lane   INTEGER NOT NULL,
    inside BIGINT  NOT NULL,
    PRIMARY KEY (county, lane)
){sqlite: WITHOUT ROWID};

-- A fever incident carries the id of the passage that opened it.
CREATE TABLE fever_incidents (
    county            TEXT     NOT NULL,
    id                UUID     NOT NULL,
    division          TEXT     NOT NULL,
    organization      UUID     NOT NULL,
    site              UUID     NOT NULL,
    gate              UUID     NOT NULL,
    person            UUID,
    masked_name       TEXT,
    workshop          TEXT,
    shuttle           TEXT,
    direction         TEXT     NOT NULL,
    opened_at         BIGINT   NOT NULL,  -- when the person passed
    first_reading     SMALLINT NOT NULL,
    threshold         SMALLINT NOT NULL,  -- in force there and then
    state             TEXT     NOT NULL,
    isolated_at       BIGINT,
    second_reading    SMALLINT,
    second_reading_at BIGINT,
    outcome           TEXT,
    closed_at         BIGINT,
    handled_by        TEXT,
    notes             TEXT     NOT NULL,
    contacts          INTEGER  NOT NULL,
    traced_at         BIGINT   NOT NULL,  -- when the contacts were last looked for
    trace_until       BIGINT   NOT NULL,  -- nobody becomes a contact after this
    PRIMARY KEY (county, id)
){sqlite: WITHOUT ROWID};
CREATE INDEX fever_incidents_id ON fever_incidents (id);
CREATE INDEX fever_incidents_at ON fever_incidents (opened_at, id);
CREATE INDEX fever_incidents_county ON fever_incidents (county, opened_at, id);
CREATE INDEX fever_incidents_organization ON fever_incidents (organization, opened_at, id);
CREATE INDEX fever_incidents_open ON fever_incidents (county, division, organization) WHERE state <> 'closed';
CREATE INDEX fever_incidents_traced ON fever_incidents (traced_at) WHERE traced_at < trace_until;

CREATE TABLE incident_contacts (
    county        TEXT     NOT NULL,
    incident      UUID     NOT NULL,
    contact       UUID     NOT NULL,      -- the person, or the passage of somebody unknown
    passage       UUID     NOT NULL,      -- the first by which they came near
    division      TEXT     NOT NULL,
    organization  UUID     NOT NULL,
    at            BIGINT   NOT NULL,
    same_gate     SMALLINT NOT NULL,
    same_workshop SMALLINT NOT NULL,
    same_shuttle  SMALLINT NOT NULL,
    PRIMARY KEY (county, incident, contact)
){sqlite: WITHOUT ROWID};
