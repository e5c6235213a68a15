CREATE TABLE account_roles (
    account UUID NOT NULL REFERENCES accounts (id),
    role    UUID NOT NULL,                             -- built in or of the table above
    PRIMARY KEY (account, role)
) WITHOUT ROWID;

CREATE TABLE accounts (
    id                  UUID     NOT NULL PRIMARY KEY,
    sign_in_name        TEXT     NOT NULL,             -- as it was chosen
    sign_in_key         TEXT     NOT NULL UNIQUE,      -- the same without case and width
    display_name        TEXT     NOT NULL,
    organization        UUID,                          -- NULL: of the whole installation
    county              TEXT     NOT NULL,
    division            TEXT,                          -- NULL with reach everything
    reach               TEXT     NOT NULL,             -- division, organization, everything
    status              TEXT     NOT NULL,             -- invited, active, disabled
    password_hash       TEXT,
    password_changed_at BIGINT,
    must_change         SMALLINT NOT NULL,             -- the password, at the next sign-in
    totp_secret         TEXT,
    totp_confirmed      SMALLINT NOT NULL,
    totp_last_step      BIGINT,                        -- a code is good once
    last_sign_in_at     BIGINT,
    created_at          BIGINT   NOT NULL,
    created_by          TEXT     NOT NULL
);

CREATE TABLE audit_anchors (
    chain     INTEGER NOT NULL,
    number    BIGINT  NOT NULL,
    hash      TEXT    NOT NULL,
    at        BIGINT  NOT NULL,
    key_id    TEXT    NOT NULL,
    signature TEXT    NOT NULL,
    PRIMARY KEY (chain, number)
) WITHOUT ROWID;

CREATE TABLE audit_cuts (
    chain     INTEGER NOT NULL PRIMARY KEY,
    number    BIGINT  NOT NULL,
    hash      TEXT    NOT NULL,
    at        BIGINT  NOT NULL,
    key_id    TEXT    NOT NULL,
    signature TEXT    NOT NULL
) WITHOUT ROWID;

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
) WITHOUT ROWID;

CREATE TABLE county_inside (
    county TEXT    NOT NULL,
    lane   INTEGER NOT NULL,
    inside BIGINT  NOT NULL,
    PRIMARY KEY (county, lane)
) WITHOUT ROWID;

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
) WITHOUT ROWID;

CREATE TABLE data_keys (
    county  TEXT NOT NULL,
    file    UUID NOT NULL,
    wrapped TEXT NOT NULL,
    PRIMARY KEY (county, file)
) WITHOUT ROWID;

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
) WITHOUT ROWID;

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
) WITHOUT ROWID;

CREATE TABLE enrolment_codes (
    code_hash  TEXT   NOT NULL PRIMARY KEY,
    gate       UUID   NOT NULL,
    made_by    TEXT   NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
) WITHOUT ROWID;

CREATE TABLE enterprises (
    organization          UUID NOT NULL PRIMARY KEY REFERENCES organizations (id),
    legal_type            TEXT,
    registered            TEXT,      -- a date
    capital               BIGINT,    -- fen
    business_scope        TEXT,
    section               TEXT,      -- GB/T 4754-2017
    size_industry         TEXT,
    staff                 BIGINT,
    revenue               BIGINT,    -- fen, of a year
    assets                BIGINT,    -- fen
    qualified_contractor  SMALLINT,
    size_class            TEXT,
    above_designated_size SMALLINT,
    county_source         TEXT NOT NULL,   -- how the county was settled
    source                TEXT NOT NULL    -- how the enterprise came into the register
) WITHOUT ROWID;

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
    raw_sealed   TEXT   NOT NULL, settlement TEXT, settlement_note TEXT, settled_by TEXT, settled_at BIGINT,
    PRIMARY KEY (county, id)
) WITHOUT ROWID;

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
) WITHOUT ROWID;

CREATE TABLE gate_changes (
    lane    INTEGER NOT NULL PRIMARY KEY,
    version BIGINT  NOT NULL
) WITHOUT ROWID;

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
) WITHOUT ROWID;

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
) WITHOUT ROWID;

CREATE TABLE import_rows (
    county  TEXT     NOT NULL,   -- of the import
    import  UUID     NOT NULL REFERENCES imports (id),
    line    BIGINT   NOT NULL,   -- of the file
    outcome TEXT     NOT NULL,
    subject UUID,                -- the record that was created, updated or found unchanged
    warned  SMALLINT NOT NULL,
    notes   TEXT,                -- JSON: reasons and warnings; nothing where there are none
    cells   TEXT,                -- JSON: the row as it was written, where it was refused
    PRIMARY KEY (county, import, line)
) WITHOUT ROWID;

CREATE TABLE imports (
    id           UUID     NOT NULL PRIMARY KEY,
    kind         TEXT     NOT NULL,   -- what the rows are: enterprises, roster …
    county       TEXT     NOT NULL,   -- whose import it is; empty: the whole installation's
    division     TEXT,
    organization UUID,
    actor        UUID,
    actor_name   TEXT     NOT NULL,
    file_name    TEXT     NOT NULL,
    mode         TEXT     NOT NULL,
    dry_run      SMALLINT NOT NULL,
    state        TEXT     NOT NULL,
    failure      TEXT,                -- JSON: why it did not come to its end
    header       TEXT     NOT NULL,   -- JSON: the columns of the file as they were written
    columns      TEXT     NOT NULL,   -- JSON: which column was taken for which field
    row_count    BIGINT   NOT NULL,
    created      BIGINT   NOT NULL,
    updated      BIGINT   NOT NULL,
    unchanged    BIGINT   NOT NULL,
    refused      BIGINT   NOT NULL,
    warned       BIGINT   NOT NULL,
    permille     INTEGER  NOT NULL,   -- of the file that is read
    started_at   BIGINT   NOT NULL,
    touched_at   BIGINT   NOT NULL,
    finished_at  BIGINT
, cells_key TEXT) WITHOUT ROWID;

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
) WITHOUT ROWID;

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
) WITHOUT ROWID;

CREATE TABLE links (
    hash       TEXT   NOT NULL PRIMARY KEY,
    purpose    TEXT   NOT NULL,                        -- first_administrator, invitation, password_reset
    account    UUID   REFERENCES accounts (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
) WITHOUT ROWID;

CREATE TABLE organizations (
    id         UUID   NOT NULL PRIMARY KEY,
    kind       TEXT   NOT NULL,
    parent     UUID   REFERENCES organizations (id),   -- nothing: the top, or an enterprise under its division's command
    name       TEXT   NOT NULL,
    uscc       TEXT   UNIQUE,
    county     TEXT   NOT NULL,   -- six digits; 370800 for the city's own and for those whose county is not settled
    division   TEXT   NOT NULL,
    address    TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE passage_reviews (
    county     TEXT   NOT NULL,
    passage    UUID   NOT NULL,
    decision   TEXT   NOT NULL,
    note       TEXT   NOT NULL,
    decided_by TEXT   NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (county, passage, at, decision)
) WITHOUT ROWID;

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
) WITHOUT ROWID;

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
) WITHOUT ROWID;

CREATE TABLE person_documents (
    document_index TEXT NOT NULL PRIMARY KEY,
    file           UUID NOT NULL,
    person         UUID NOT NULL
) WITHOUT ROWID;

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
) WITHOUT ROWID;

CREATE TABLE person_merges (
    id          UUID   NOT NULL PRIMARY KEY,
    kept        UUID   NOT NULL,
    merged      UUID   NOT NULL,
    reason      TEXT   NOT NULL,
    author_name TEXT   NOT NULL,
    at          BIGINT NOT NULL,
    undone_at   BIGINT,
    undone_by   TEXT
) WITHOUT ROWID;

CREATE TABLE personal_codes (
    county       TEXT   NOT NULL,
    organization UUID   NOT NULL,
    person       UUID   NOT NULL,
    code_tag     TEXT   NOT NULL,
    made_by      TEXT   NOT NULL,
    made_at      BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    used_at      BIGINT,
    PRIMARY KEY (county, organization, person)
) WITHOUT ROWID;

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
) WITHOUT ROWID;

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
) WITHOUT ROWID;

CREATE TABLE recovery_codes (
    account UUID   NOT NULL REFERENCES accounts (id),
    hash    TEXT   NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (account, hash)
) WITHOUT ROWID;

CREATE TABLE roles (
    id            UUID     NOT NULL PRIMARY KEY,
    name          TEXT     NOT NULL UNIQUE,
    name_en       TEXT     NOT NULL,
    permissions   TEXT     NOT NULL,
    second_factor SMALLINT NOT NULL
);

CREATE TABLE roster_invitations (
    organization UUID   NOT NULL PRIMARY KEY,
    county       TEXT   NOT NULL,
    division     TEXT   NOT NULL,
    token_hash   TEXT   NOT NULL UNIQUE,
    made_by      TEXT   NOT NULL,
    made_at      BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE rules (
    id             UUID   NOT NULL PRIMARY KEY,
    kind           TEXT   NOT NULL,
    division       TEXT,              -- NULL: the whole country
    value          TEXT   NOT NULL,   -- as its kind spells it, or 'withdrawn'
    effective_from BIGINT NOT NULL,   -- 0: always
    source         TEXT   NOT NULL,   -- document and clause
    author         UUID,              -- NULL: came with the program
    author_name    TEXT   NOT NULL,
    note           TEXT   NOT NULL,
    created_at     BIGINT NOT NULL
);

CREATE TABLE schema_migrations (
        module     TEXT   NOT NULL,
        number     BIGINT NOT NULL,
        name       TEXT   NOT NULL,
        checksum   TEXT   NOT NULL,
        applied_at BIGINT NOT NULL,
        PRIMARY KEY (module, number));

CREATE TABLE sessions (
    id           UUID   NOT NULL PRIMARY KEY,
    token_hash   TEXT   NOT NULL UNIQUE,
    account      UUID   NOT NULL REFERENCES accounts (id),
    created_at   BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    ended_at     BIGINT,
    remote       TEXT   NOT NULL,
    user_agent   TEXT   NOT NULL
);

CREATE TABLE sign_in_attempts (
    name         TEXT    NOT NULL PRIMARY KEY,
    failures     INTEGER NOT NULL,
    last_at      BIGINT  NOT NULL,
    locked_until BIGINT
) WITHOUT ROWID;

CREATE TABLE site_inside (
    county       TEXT    NOT NULL,
    site         UUID    NOT NULL,
    lane         INTEGER NOT NULL,
    division     TEXT    NOT NULL,
    organization UUID    NOT NULL,
    inside       BIGINT  NOT NULL,
    PRIMARY KEY (county, site, lane)
) WITHOUT ROWID;

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
) WITHOUT ROWID;

CREATE TABLE sites (
    id                     UUID     NOT NULL PRIMARY KEY,
    organization           UUID     NOT NULL REFERENCES organizations (id),
    county                 TEXT     NOT NULL,
    division               TEXT     NOT NULL,
    name                   TEXT     NOT NULL,
    address                TEXT,
    longitude              DOUBLE PRECISION,   -- of the gate, WGS 84
    latitude               DOUBLE PRECISION,
    lanes                  INTEGER  NOT NULL,
    yard_length_dm         INTEGER  NOT NULL,
    deciseconds_per_person INTEGER  NOT NULL,
    status                 TEXT     NOT NULL,
    created_at             BIGINT   NOT NULL,
    updated_at             BIGINT   NOT NULL
) WITHOUT ROWID;

CREATE TABLE tokens (
    id           UUID   NOT NULL PRIMARY KEY,
    hash         TEXT   NOT NULL UNIQUE,
    kind         TEXT   NOT NULL,                      -- api, device
    subject      UUID,                                 -- the device
    name         TEXT   NOT NULL,
    permissions  TEXT   NOT NULL,
    organization UUID,
    county       TEXT   NOT NULL,
    division     TEXT,
    reach        TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    created_by   TEXT   NOT NULL,
    expires_at   BIGINT,
    revoked_at   BIGINT,
    last_used_at BIGINT
);

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
) WITHOUT ROWID;

CREATE INDEX account_roles_role ON account_roles (role);

CREATE INDEX accounts_county ON accounts (county, division);

CREATE INDEX accounts_organization ON accounts (organization);

CREATE INDEX audit_log_actor ON audit_log (actor, at) WHERE actor_kind <> 'device';

CREATE INDEX audit_log_at ON audit_log (at);

CREATE INDEX audit_log_subject ON audit_log (subject, at) WHERE actor_kind <> 'device';

CREATE INDEX county_tallies_hour ON county_tallies (hour);

CREATE UNIQUE INDEX data_keys_file ON data_keys (file);

CREATE INDEX destruction_records_at ON destruction_records (at, id);

CREATE INDEX devices_gate ON devices (gate);

CREATE INDEX devices_organization ON devices (organization, enrolled_at, id);

CREATE INDEX devices_place ON devices (county, enrolled_at, id);

CREATE INDEX faulty_passages_at ON faulty_passages (received_at, id);

CREATE INDEX faulty_passages_id ON faulty_passages (id);

CREATE INDEX faulty_passages_organization ON faulty_passages (organization, received_at, id);

CREATE INDEX faulty_passages_place ON faulty_passages (county, received_at, id);

CREATE INDEX fever_incidents_at ON fever_incidents (opened_at, id);

CREATE INDEX fever_incidents_county ON fever_incidents (county, opened_at, id);

CREATE INDEX fever_incidents_id ON fever_incidents (id);

CREATE INDEX fever_incidents_open ON fever_incidents (county, division, organization) WHERE state <> 'closed';

CREATE INDEX fever_incidents_organization ON fever_incidents (organization, opened_at, id);

CREATE INDEX fever_incidents_traced ON fever_incidents (traced_at) WHERE traced_at < trace_until;

CREATE INDEX gates_organization ON gates (organization, created_at, id);

CREATE INDEX gates_place ON gates (county, created_at, id);

CREATE INDEX gates_site ON gates (site);

CREATE INDEX health_declarations_division ON health_declarations (division, at);

CREATE UNIQUE INDEX health_declarations_id ON health_declarations (id);

CREATE INDEX health_declarations_person ON health_declarations (person, at);

CREATE INDEX health_declarations_place ON health_declarations (county, at, id);

CREATE INDEX health_declarations_roster ON health_declarations (organization, at, id);

CREATE INDEX import_rows_outcome ON import_rows (import, outcome, line);

CREATE INDEX imports_running ON imports (touched_at) WHERE state = 'running';

CREATE INDEX imports_started ON imports (started_at, id);

CREATE INDEX links_account ON links (account);

CREATE INDEX organizations_county_name ON organizations (county, name, id);

CREATE INDEX organizations_name ON organizations (name, id);

CREATE INDEX organizations_parent ON organizations (parent) WHERE parent IS NOT NULL;

CREATE INDEX passages_at ON passages (at, id);

CREATE UNIQUE INDEX passages_corrects ON passages (county, corrects) WHERE corrects IS NOT NULL;

CREATE INDEX passages_county ON passages (county, at, id);

CREATE INDEX passages_exceptional ON passages (at, id) WHERE reason <> 'none';

CREATE INDEX passages_exceptional_county ON passages (county, at, id) WHERE reason <> 'none';

CREATE INDEX passages_exceptional_organization ON passages (organization, at, id) WHERE reason <> 'none';

CREATE INDEX passages_offline ON passages (at, id) WHERE offline = 1;

CREATE INDEX passages_organization ON passages (organization, at, id, person);

CREATE INDEX passages_review ON passages (at, id) WHERE review <> 'none';

CREATE INDEX passages_review_county ON passages (county, at, id) WHERE review <> 'none';

CREATE INDEX passages_review_organization ON passages (organization, at, id) WHERE review <> 'none';

CREATE INDEX passes_declaration ON passes (declaration);

CREATE UNIQUE INDEX passes_id ON passes (id);

CREATE INDEX passes_person ON passes (person, issued_at);

CREATE INDEX passes_place ON passes (county, issued_at, id);

CREATE INDEX passes_roster ON passes (organization, issued_at, id);

CREATE INDEX person_documents_file ON person_documents (file);

CREATE UNIQUE INDEX person_entries_current ON person_entries (file, organization)
    WHERE until_at IS NULL AND organization IS NOT NULL;

CREATE INDEX person_entries_household ON person_entries (household_division);

CREATE INDEX person_entries_mobile ON person_entries (mobile_index);

CREATE INDEX person_entries_person ON person_entries (person, organization);

CREATE INDEX person_entries_place ON person_entries (county, from_at, id);

CREATE INDEX person_entries_roster ON person_entries (organization, from_at, id);

CREATE UNIQUE INDEX person_entries_unemployed ON person_entries (file)
    WHERE until_at IS NULL AND organization IS NULL;

CREATE INDEX person_merges_kept ON person_merges (kept);

CREATE INDEX person_merges_merged ON person_merges (merged);

CREATE INDEX personal_codes_person ON personal_codes (person, organization);

CREATE UNIQUE INDEX persons_id ON persons (id);

CREATE INDEX persons_merged_into ON persons (merged_into);

CREATE INDEX presence_person ON presence (person, organization);

CREATE INDEX rules_kind ON rules (kind, division, effective_from);

CREATE INDEX sessions_account ON sessions (account, created_at);

CREATE INDEX site_inside_organization ON site_inside (organization);

CREATE INDEX site_inside_place ON site_inside (county, division);

CREATE INDEX site_tallies_organization ON site_tallies (organization, hour);

CREATE INDEX site_tallies_place ON site_tallies (county, hour, division);

CREATE INDEX sites_county_name ON sites (county, name, id);

CREATE INDEX sites_name ON sites (name, id);

CREATE INDEX sites_organization ON sites (organization);

CREATE INDEX tokens_county ON tokens (county, division);

CREATE INDEX tokens_organization ON tokens (organization);

CREATE INDEX tokens_subject ON tokens (subject);

CREATE INDEX visitors_document ON visitors (document_index) WHERE document_index IS NOT NULL;

CREATE INDEX visitors_mobile ON visitors (mobile_index) WHERE mobile_index IS NOT NULL;

