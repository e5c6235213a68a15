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

CREATE TABLE articles (
    county      TEXT   NOT NULL,
    id          UUID   NOT NULL,
    division    TEXT   NOT NULL,
    matter      TEXT,
    question    TEXT   NOT NULL,
    answer      TEXT   NOT NULL,
    basis       TEXT,                      -- document and clause
    state       TEXT   NOT NULL,
    gap         UUID,
    author      UUID   NOT NULL,           -- does not review it
    author_name TEXT   NOT NULL,
    reviewer_name TEXT,
    review_note TEXT,
    used        BIGINT NOT NULL,           -- how often it answered a call
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL,
    PRIMARY KEY (county, id)
) WITHOUT ROWID;

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

CREATE TABLE broadcasts (
    county             TEXT     NOT NULL,
    id                 UUID     NOT NULL,
    division           TEXT     NOT NULL,    -- whose it is
    organization       UUID,
    kind               TEXT     NOT NULL,    -- of the channel
    channel            UUID,                 -- NULL: the inbox
    template           UUID,
    title              TEXT     NOT NULL,    -- with its variables, as the next
    body               TEXT     NOT NULL,
    variable_values    TEXT     NOT NULL,    -- JSON
    urgency            TEXT     NOT NULL,
    link               TEXT,
    apply_link         TEXT,
    audience           TEXT     NOT NULL,    -- JSON
    scope_reach        TEXT     NOT NULL,    -- of its author, when it was made: nobody outside is written to
    scope_division     TEXT,
    scope_organization UUID,
    state              TEXT     NOT NULL,
    spread_to          TEXT     NOT NULL,    -- where the spreading goes on
    cut_short          TEXT,                 -- why it ended before everybody had been found
    recipients         BIGINT   NOT NULL,
    waiting            BIGINT   NOT NULL,
    accepted           BIGINT   NOT NULL,
    delivered          BIGINT   NOT NULL,
    opened             BIGINT   NOT NULL,
    applied            BIGINT   NOT NULL,
    failed             BIGINT   NOT NULL,
    uncertain          BIGINT   NOT NULL,
    author_name        TEXT     NOT NULL,
    created_at         BIGINT   NOT NULL,
    finished_at        BIGINT,
    PRIMARY KEY (county, id)
) WITHOUT ROWID;

CREATE TABLE calls (
    county         TEXT   NOT NULL,
    id             UUID   NOT NULL,       -- made by the desk: the same id is the same call
    division       TEXT   NOT NULL,       -- where the matter is
    organization   UUID,                  -- the enterprise that asks, if it is one of ours
    ticket         UUID   NOT NULL,
    channel        TEXT   NOT NULL,
    level          TEXT   NOT NULL,       -- of the desk
    desk           UUID,                  -- the operator's organisation
    operator       UUID,
    operator_name  TEXT   NOT NULL,
    caller_kind    TEXT   NOT NULL,
    data_key       TEXT,                  -- wrapped; seals the next; NULL when nobody said who they are
    caller_sealed  TEXT,                  -- JSON: name, number, address
    masked_name    TEXT,
    masked_number  TEXT,
    number_index   TEXT,                  -- blind
    rang_at        BIGINT,
    answered_at    BIGINT NOT NULL,
    PRIMARY KEY (county, id)
) WITHOUT ROWID;

CREATE TABLE channels (
    id                  UUID     NOT NULL PRIMARY KEY,
    county              TEXT     NOT NULL,
    division            TEXT     NOT NULL,
    organization        UUID,
    name                TEXT     NOT NULL,
    kind                TEXT     NOT NULL,
    settings            TEXT     NOT NULL,   -- JSON
    secrets_sealed      TEXT     NOT NULL,   -- JSON
    secret_names        TEXT     NOT NULL,   -- which of them are set
    shared              SMALLINT NOT NULL,   -- places below may send by it
    enabled             SMALLINT NOT NULL,
    per_minute          INTEGER  NOT NULL,   -- 0: as many as it takes
    most_attempts       INTEGER  NOT NULL,
    first_retry_seconds INTEGER  NOT NULL,
    in_doubt            TEXT     NOT NULL,   -- hold, resend
    pace_at             BIGINT   NOT NULL,   -- pace.hpp
    paused_until        BIGINT   NOT NULL,   -- asked for by the other side; 0: never
    last_reason         TEXT,                -- why it last refused or failed
    last_reason_at      BIGINT,
    token_sealed        TEXT,                -- of an official account, fetched by the program
    token_until         BIGINT   NOT NULL,
    receipt_hash        TEXT,                -- of the token by which receipts come in
    created_at          BIGINT   NOT NULL,
    created_by          TEXT     NOT NULL,
    updated_at          BIGINT   NOT NULL
);

CREATE TABLE compendia (
    id          UUID   NOT NULL PRIMARY KEY,
    division    TEXT,
    title       TEXT   NOT NULL,
    preface     TEXT   NOT NULL,
    author_name TEXT   NOT NULL,
    created_at  BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE compendium_policies (
    compendium UUID    NOT NULL,
    position   INTEGER NOT NULL,
    policy     UUID    NOT NULL,
    version    INTEGER NOT NULL,
    PRIMARY KEY (compendium, position)
) WITHOUT ROWID;

CREATE TABLE contacts (
    id             UUID   NOT NULL PRIMARY KEY,
    subject_kind   TEXT   NOT NULL,          -- account, organization
    subject        UUID   NOT NULL,
    kind           TEXT   NOT NULL,          -- mobile, mail, openid
    county         TEXT   NOT NULL,
    division       TEXT,                     -- NULL: an account that sees everything
    organization   UUID,
    address_sealed TEXT   NOT NULL,
    masked_address TEXT   NOT NULL,
    updated_at     BIGINT NOT NULL,
    updated_by     TEXT   NOT NULL
);

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
) WITHOUT ROWID;

CREATE TABLE difficulty_departments (
    division     TEXT   NOT NULL,
    kind         TEXT   NOT NULL,
    county       TEXT   NOT NULL,
    organization UUID   NOT NULL,
    set_by       TEXT   NOT NULL,
    set_at       BIGINT NOT NULL,
    PRIMARY KEY (division, kind)
) WITHOUT ROWID;

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
) WITHOUT ROWID;

CREATE TABLE enrolment_codes (
    code_hash  TEXT   NOT NULL PRIMARY KEY,
    gate       UUID   NOT NULL,
    made_by    TEXT   NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
) WITHOUT ROWID;

CREATE TABLE enterprise_facts (
    organization        UUID     NOT NULL PRIMARY KEY,
    county              TEXT     NOT NULL,
    division            TEXT     NOT NULL,
    state_owned_tenant  SMALLINT,        -- rents premises owned by the state
    supplies_maker      SMALLINT,        -- makes supplies against the epidemic
    layoff_permille     INTEGER,         -- of its staff, in the year before
    updated_by          TEXT     NOT NULL,
    updated_at          BIGINT   NOT NULL
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

CREATE TABLE file_contents (
    digest     TEXT    NOT NULL PRIMARY KEY,
    size       BIGINT  NOT NULL,          -- bytes, in the clear
    pieces     INTEGER NOT NULL,
    data_key   TEXT    NOT NULL,          -- wrapped
    created_at BIGINT  NOT NULL
) WITHOUT ROWID;

CREATE TABLE file_pieces (
    digest TEXT    NOT NULL,
    number INTEGER NOT NULL,              -- from 0
    sealed TEXT    NOT NULL,
    PRIMARY KEY (digest, number)
);

CREATE TABLE files (
    county       TEXT   NOT NULL,         -- this and the next two are the owner's: its scope is theirs
    id           UUID   NOT NULL,
    division     TEXT   NOT NULL,
    organization UUID,
    owner_kind   TEXT   NOT NULL,         -- the noun: filing, visit, policy
    owner        UUID   NOT NULL,
    role         TEXT   NOT NULL,         -- what it is to the owner: commitment_letter, photograph
    name         TEXT   NOT NULL,
    media        TEXT   NOT NULL,
    size         BIGINT NOT NULL,
    digest       TEXT   NOT NULL,
    author_name  TEXT   NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (county, id)
) WITHOUT ROWID;

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
) WITHOUT ROWID;

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
) WITHOUT ROWID;

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
) WITHOUT ROWID;

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
) WITHOUT ROWID;

CREATE TABLE gap_questions (
    county   TEXT   NOT NULL,
    gap      UUID   NOT NULL,
    ticket   UUID   NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (county, gap, ticket)
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

CREATE TABLE knowledge_gaps (
    county       TEXT    NOT NULL,
    id           UUID    NOT NULL,
    division     TEXT    NOT NULL,         -- the county's, or the city's for what the city asks
    question     TEXT    NOT NULL,         -- the first of them
    matter       TEXT,
    questions    INTEGER NOT NULL,
    state        TEXT    NOT NULL,
    article      UUID,
    first_at     BIGINT  NOT NULL,
    last_at      BIGINT  NOT NULL,
    PRIMARY KEY (county, id)
) WITHOUT ROWID;

CREATE TABLE links (
    hash       TEXT   NOT NULL PRIMARY KEY,
    purpose    TEXT   NOT NULL,                        -- first_administrator, invitation, password_reset
    account    UUID   REFERENCES accounts (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
) WITHOUT ROWID;

CREATE TABLE matter_departments (
    division     TEXT   NOT NULL,
    matter       TEXT   NOT NULL,
    county       TEXT   NOT NULL,
    organization UUID   NOT NULL,
    set_by       TEXT   NOT NULL,
    set_at       BIGINT NOT NULL,
    PRIMARY KEY (division, matter)
) WITHOUT ROWID;

CREATE TABLE message_keys (
    key_day TEXT NOT NULL PRIMARY KEY,
    wrapped TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE message_links (
    code_hash TEXT NOT NULL PRIMARY KEY,
    county    TEXT NOT NULL,
    message   UUID NOT NULL
) WITHOUT ROWID;

CREATE TABLE message_templates (
    id           UUID   NOT NULL PRIMARY KEY,
    county       TEXT   NOT NULL,
    division     TEXT   NOT NULL,
    organization UUID,
    name         TEXT   NOT NULL,
    title        TEXT   NOT NULL,
    body         TEXT   NOT NULL,
    variables    TEXT   NOT NULL,            -- names separated by spaces
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL,
    updated_by   TEXT   NOT NULL
);

CREATE TABLE messages (
    county         TEXT     NOT NULL,
    id             UUID     NOT NULL,
    division       TEXT     NOT NULL,        -- where the recipient is, and whose
    organization   UUID,
    broadcast      UUID,
    channel        UUID,                     -- NULL: the inbox, or no channel was there
    kind           TEXT     NOT NULL,
    recipient_kind TEXT     NOT NULL,
    recipient      UUID,
    recipient_name TEXT     NOT NULL,
    masked_address TEXT,
    about_kind     TEXT,
    about          UUID,
    key_day        TEXT,
    payload_sealed TEXT,
    urgency        TEXT     NOT NULL,
    state          TEXT     NOT NULL,        -- waiting, sending, accepted, failed, uncertain, withdrawn
    due_at         BIGINT   NOT NULL,
    attempts       INTEGER  NOT NULL,        -- of the part that is next
    parts          INTEGER  NOT NULL,        -- 0: not known before it is sent
    parts_sent     INTEGER  NOT NULL,
    holder         UUID,                     -- the node that is sending it
    lease_until    BIGINT   NOT NULL,
    in_doubt_since BIGINT,                   -- a part may have been taken without our knowing
    reason         TEXT,                     -- why it last failed
    detail         TEXT,                     -- in the words of the other side
    reference      TEXT,                     -- the other side's number for it
    created_at     BIGINT   NOT NULL,
    accepted_at    BIGINT,
    delivered_at   BIGINT,
    opened_at      BIGINT,
    applied_at     BIGINT,
    PRIMARY KEY (county, id)
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

CREATE TABLE permit_changes (
    lane    INTEGER NOT NULL PRIMARY KEY,
    version BIGINT  NOT NULL
) WITHOUT ROWID;

CREATE TABLE permit_numbers (
    county TEXT    NOT NULL,
    year   INTEGER NOT NULL,
    last   BIGINT  NOT NULL,
    PRIMARY KEY (county, year)
) WITHOUT ROWID;

CREATE TABLE permit_staff (
    county      TEXT   NOT NULL,
    permit      UUID   NOT NULL,
    day         TEXT   NOT NULL,           -- a date
    staff       BIGINT NOT NULL,
    author_name TEXT   NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (county, permit, day)
) WITHOUT ROWID;

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
) WITHOUT ROWID;

CREATE TABLE policy_changes (
    one   INTEGER NOT NULL PRIMARY KEY,
    value BIGINT  NOT NULL
);

CREATE TABLE policy_conditions (
    policy   UUID    NOT NULL,
    position INTEGER NOT NULL,           -- from 1
    fact     TEXT    NOT NULL,
    relation TEXT    NOT NULL,
    values_  TEXT    NOT NULL,           -- JSON: a list of texts
    clause   TEXT    NOT NULL,           -- the words of the policy it stands for
    PRIMARY KEY (policy, position)
) WITHOUT ROWID;

CREATE TABLE policy_versions (
    policy      UUID    NOT NULL,
    version     INTEGER NOT NULL,
    title       TEXT    NOT NULL,
    text        TEXT    NOT NULL,
    note        TEXT    NOT NULL,        -- what changed and why, by its author
    author_name TEXT    NOT NULL,
    at          BIGINT  NOT NULL,
    PRIMARY KEY (policy, version)
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

CREATE TABLE review_offices (
    division     TEXT   NOT NULL,
    stage        TEXT   NOT NULL,
    county       TEXT   NOT NULL,
    organization UUID   NOT NULL,
    set_by       TEXT   NOT NULL,
    set_at       BIGINT NOT NULL,
    PRIMARY KEY (division, stage)
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
) WITHOUT ROWID;

CREATE TABLE squad_assignments (
    county       TEXT   NOT NULL,
    organization UUID   NOT NULL,
    division     TEXT   NOT NULL,
    squad        UUID   NOT NULL,
    plan         UUID   NOT NULL,
    since        BIGINT NOT NULL,
    PRIMARY KEY (county, organization)
) WITHOUT ROWID;

CREATE TABLE squad_members (
    county        TEXT   NOT NULL,
    id            UUID   NOT NULL,
    division      TEXT   NOT NULL,     -- home
    role          TEXT   NOT NULL,
    skills        TEXT   NOT NULL,     -- words separated by spaces, in order
    account       UUID,                -- with which the member signs in
    data_key      TEXT   NOT NULL,
    name_sealed   TEXT   NOT NULL,
    mobile_sealed TEXT,
    masked_name   TEXT   NOT NULL,
    masked_mobile TEXT,
    longitude     DOUBLE PRECISION,    -- of home, WGS 84
    latitude      DOUBLE PRECISION,
    absent_from   TEXT,                -- dates, both included; away between them
    absent_until  TEXT,
    left_at       BIGINT,              -- no longer a member
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    PRIMARY KEY (county, id)
) WITHOUT ROWID;

CREATE TABLE squad_needs (
    county       TEXT    NOT NULL,
    organization UUID    NOT NULL,
    division     TEXT    NOT NULL,
    looked_after INTEGER NOT NULL,     -- 0: no squad is wanted
    skills       TEXT    NOT NULL,
    opens        INTEGER NOT NULL,     -- minutes after midnight between which a visit may begin
    closes       INTEGER NOT NULL,
    stay         INTEGER NOT NULL,     -- minutes
    squad        UUID,                 -- pinned to it
    pin_reason   TEXT,
    pinned_by    TEXT,
    updated_at   BIGINT  NOT NULL,
    PRIMARY KEY (county, organization)
) WITHOUT ROWID;

CREATE TABLE squad_plan_places (
    county            TEXT    NOT NULL,
    plan              UUID    NOT NULL,
    organization      UUID    NOT NULL,
    division          TEXT    NOT NULL,
    squad             UUID,
    present           UUID,            -- the squad in force when the plan was made
    by_hand           INTEGER NOT NULL,
    weight            INTEGER NOT NULL,
    metres            BIGINT  NOT NULL,
    why               TEXT    NOT NULL,
    nearest           UUID,
    metres_to_nearest BIGINT  NOT NULL,
    extra             BIGINT  NOT NULL,
    full_squads       INTEGER NOT NULL,
    full_places       INTEGER NOT NULL,
    wanting           INTEGER NOT NULL,
    longitude         DOUBLE PRECISION,   -- where the plan took it to be, WGS 84
    latitude          DOUBLE PRECISION,
    PRIMARY KEY (county, plan, organization)
) WITHOUT ROWID;

CREATE TABLE squad_plans (
    county       TEXT    NOT NULL,
    id           UUID    NOT NULL,
    division     TEXT    NOT NULL,     -- the county
    state        TEXT    NOT NULL,
    in_force     UUID,                 -- the plan that was in force when this was made: the one its difference is from
    squads       INTEGER NOT NULL,
    enterprises  INTEGER NOT NULL,
    unlocated    INTEGER NOT NULL,     -- enterprises without coordinates
    assigned     INTEGER NOT NULL,
    unassigned   INTEGER NOT NULL,
    lacking      INTEGER NOT NULL,     -- places below the squads' lower bounds
    moved        INTEGER NOT NULL,     -- enterprises that leave their squad
    least        INTEGER NOT NULL,
    most         INTEGER NOT NULL,
    cost         BIGINT  NOT NULL,     -- metres × weight, with the price of changes
    bound        BIGINT  NOT NULL,
    travel       BIGINT  NOT NULL,
    least_travel BIGINT  NOT NULL,     -- of the plan without regard to the one in force
    change_price BIGINT  NOT NULL,
    lacks        TEXT    NOT NULL,     -- JSON: squads below their lower bound, and why
    moves        INTEGER NOT NULL,     -- by hand
    author_name  TEXT    NOT NULL,
    created_at   BIGINT  NOT NULL,
    decided_at   BIGINT,
    decider_name TEXT,
    PRIMARY KEY (county, id)
) WITHOUT ROWID;

CREATE TABLE squads (
    county       TEXT    NOT NULL,
    id           UUID    NOT NULL,
    division     TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    instructor   UUID,                 -- members; an empty seat: not complete
    liaison      UUID,
    officer      UUID,
    longitude    DOUBLE PRECISION NOT NULL,   -- where its days begin
    latitude     DOUBLE PRECISION NOT NULL,
    dissolved_at BIGINT,
    created_at   BIGINT  NOT NULL,
    updated_at   BIGINT  NOT NULL,
    PRIMARY KEY (county, id)
) WITHOUT ROWID;

CREATE TABLE ticket_handlers (
    county       TEXT    NOT NULL,
    ticket       UUID    NOT NULL,
    organization UUID    NOT NULL,
    lead         SMALLINT NOT NULL,
    assigned_at  BIGINT  NOT NULL,
    opinion      TEXT,
    opinion_by   TEXT,
    opinion_at   BIGINT,
    PRIMARY KEY (county, ticket, organization)
) WITHOUT ROWID;

CREATE TABLE ticket_moves (
    county      TEXT    NOT NULL,
    ticket      UUID    NOT NULL,
    number      INTEGER NOT NULL,          -- from 1
    at          BIGINT  NOT NULL,
    actor       UUID,
    actor_name  TEXT    NOT NULL,
    move        TEXT    NOT NULL,
    state       TEXT    NOT NULL,          -- after the move
    handler     UUID,                      -- to whom or from whom
    why         TEXT,
    PRIMARY KEY (county, ticket, number)
) WITHOUT ROWID;

CREATE TABLE ticket_numbers (
    county TEXT    NOT NULL,
    year   INTEGER NOT NULL,
    last   BIGINT  NOT NULL,
    PRIMARY KEY (county, year)
) WITHOUT ROWID;

CREATE TABLE tickets (
    county             TEXT    NOT NULL,
    id                 UUID    NOT NULL,
    division           TEXT    NOT NULL,
    organization       UUID,               -- the enterprise that asks
    number             TEXT    NOT NULL,   -- 370831-2020-000012, for people
    code_hash          TEXT    NOT NULL,   -- of the code that follows it without signing in
    channel            TEXT    NOT NULL,
    level              TEXT    NOT NULL,
    category           TEXT    NOT NULL,
    matter             TEXT,               -- class of department, as referral has it
    title              TEXT    NOT NULL,
    question           TEXT    NOT NULL,
    confidential       SMALLINT NOT NULL,
    state              TEXT    NOT NULL,
    moves              INTEGER NOT NULL,   -- so far; the number of the last one
    lead               UUID,               -- who answers to the caller
    accepted_at        BIGINT  NOT NULL,
    first_dispatched_at BIGINT,
    dispatched_at      BIGINT,
    return_by          BIGINT,
    due_at             BIGINT,
    extended_days      INTEGER NOT NULL,
    asked_days         INTEGER,            -- of an extension that waits for a decision
    returned           INTEGER NOT NULL,   -- how often
    redone             INTEGER NOT NULL,
    yellow_at          BIGINT,
    red_at             BIGINT,             -- it was late once, whatever became of it
    supervised_at      BIGINT,
    answer             TEXT,
    quote_policy       UUID,               -- what the answer quotes
    quote_article      UUID,
    replied_at         BIGINT,
    followed_up_at     BIGINT,
    reached            SMALLINT,
    rating             TEXT,
    rated_by           TEXT,
    rating_comment     TEXT,
    closed_at          BIGINT,
    ended_reason       TEXT,               -- of a rejection or merger
    merged_into        UUID,
    public_summary     TEXT,               -- without personal data, for everybody
    gap_state          TEXT    NOT NULL,   -- none, waiting, gathered
    updated_at         BIGINT  NOT NULL,
    PRIMARY KEY (county, id)
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

CREATE TABLE visit_findings (
    county       TEXT   NOT NULL,
    id           UUID   NOT NULL,
    division     TEXT   NOT NULL,
    organization UUID   NOT NULL,
    visit        UUID   NOT NULL,
    item         TEXT   NOT NULL,
    text         TEXT   NOT NULL,
    due_on       TEXT   NOT NULL,      -- a date
    found_at     BIGINT NOT NULL,
    rectified_at BIGINT,
    rectified_by TEXT,
    how          TEXT,
    PRIMARY KEY (county, id)
) WITHOUT ROWID;

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

CREATE TABLE visits (
    county       TEXT   NOT NULL,
    id           UUID   NOT NULL,      -- made by the phone, which may have been offline
    division     TEXT   NOT NULL,
    organization UUID   NOT NULL,      -- the enterprise
    squad        UUID   NOT NULL,
    visitor      UUID,
    visitor_name TEXT   NOT NULL,
    at           BIGINT NOT NULL,
    received_at  BIGINT NOT NULL,
    items        TEXT   NOT NULL,      -- JSON: an answer for every item of the checklist
    handouts     TEXT   NOT NULL,      -- JSON
    note         TEXT   NOT NULL,
    signed_as    TEXT,                 -- who of the enterprise signed, masked
    PRIMARY KEY (county, id)
) WITHOUT ROWID;

CREATE INDEX account_roles_role ON account_roles (role);

CREATE INDEX accounts_county ON accounts (county, division);

CREATE INDEX accounts_organization ON accounts (organization);

CREATE UNIQUE INDEX articles_id ON articles (id);

CREATE INDEX articles_updated ON articles (updated_at, id);

CREATE INDEX audit_log_actor ON audit_log (actor, at) WHERE actor_kind <> 'device';

CREATE INDEX audit_log_at ON audit_log (at);

CREATE INDEX audit_log_subject ON audit_log (subject, at) WHERE actor_kind <> 'device';

CREATE UNIQUE INDEX broadcasts_id ON broadcasts (id);

CREATE INDEX broadcasts_place ON broadcasts (county, created_at, id);

CREATE INDEX broadcasts_spreading ON broadcasts (created_at) WHERE state = 'spreading';

CREATE INDEX calls_answered ON calls (answered_at, id);

CREATE UNIQUE INDEX calls_id ON calls (id);

CREATE INDEX calls_number ON calls (number_index, answered_at);

CREATE INDEX calls_ticket ON calls (ticket);

CREATE INDEX channels_place ON channels (county, division);

CREATE UNIQUE INDEX channels_receipt ON channels (receipt_hash) WHERE receipt_hash IS NOT NULL;

CREATE INDEX compendia_created ON compendia (created_at, id);

CREATE INDEX contacts_organization ON contacts (organization, updated_at, id);

CREATE INDEX contacts_place ON contacts (county, updated_at, id);

CREATE UNIQUE INDEX contacts_subject ON contacts (subject, kind);

CREATE INDEX county_tallies_hour ON county_tallies (hour);

CREATE UNIQUE INDEX data_keys_file ON data_keys (file);

CREATE INDEX destruction_records_at ON destruction_records (at, id);

CREATE INDEX devices_gate ON devices (gate);

CREATE INDEX devices_organization ON devices (organization, enrolled_at, id);

CREATE INDEX devices_place ON devices (county, enrolled_at, id);

CREATE INDEX difficulties_county ON difficulties (county, raised_at, id);

CREATE UNIQUE INDEX difficulties_id ON difficulties (id);

CREATE INDEX difficulties_open ON difficulties (due_at, id) WHERE state IN ('raised', 'verified', 'claimed');

CREATE INDEX difficulties_organization ON difficulties (organization, raised_at, id);

CREATE INDEX difficulties_raised ON difficulties (raised_at, id);

CREATE INDEX difficulties_solution ON difficulties (solution) WHERE solution IS NOT NULL;

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

CREATE INDEX files_digest ON files (digest);

CREATE UNIQUE INDEX files_id ON files (id);

CREATE INDEX files_owner ON files (owner, at, id);

CREATE INDEX filing_checks_filing ON filing_checks (filing, at);

CREATE UNIQUE INDEX filing_checks_id ON filing_checks (id);

CREATE INDEX filing_reviews_county ON filing_reviews (county, due_at, id);

CREATE INDEX filing_reviews_open ON filing_reviews (due_at, id) WHERE state = 'open';

CREATE INDEX filing_reviews_organization ON filing_reviews (organization, due_at, id);

CREATE UNIQUE INDEX filing_reviews_stage ON filing_reviews (filing, round, stage);

CREATE INDEX filings_county ON filings (county, queue, id);

CREATE INDEX filings_created ON filings (created_at, id);

CREATE UNIQUE INDEX filings_id ON filings (id);

CREATE INDEX filings_organization ON filings (organization, queue, id);

CREATE UNIQUE INDEX filings_place ON filings (place)
    WHERE state IN ('draft', 'submitted', 'returned', 'accepted', 'approved');

CREATE INDEX filings_queue ON filings (queue, id);

CREATE UNIQUE INDEX gap_questions_ticket ON gap_questions (ticket);

CREATE INDEX gates_organization ON gates (organization, created_at, id);

CREATE INDEX gates_place ON gates (county, created_at, id);

CREATE INDEX gates_site ON gates (site);

CREATE INDEX handouts_at ON handouts (given_at, id);

CREATE UNIQUE INDEX handouts_corrects ON handouts (county, corrects) WHERE corrects IS NOT NULL;

CREATE INDEX handouts_county ON handouts (county, given_at, id);

CREATE INDEX handouts_id ON handouts (id);

CREATE INDEX handouts_organization ON handouts (organization, given_at, id);

CREATE INDEX health_declarations_division ON health_declarations (division, at);

CREATE UNIQUE INDEX health_declarations_id ON health_declarations (id);

CREATE INDEX health_declarations_person ON health_declarations (person, at);

CREATE INDEX health_declarations_place ON health_declarations (county, at, id);

CREATE INDEX health_declarations_roster ON health_declarations (organization, at, id);

CREATE INDEX import_rows_outcome ON import_rows (import, outcome, line);

CREATE INDEX imports_running ON imports (touched_at) WHERE state = 'running';

CREATE INDEX imports_started ON imports (started_at, id);

CREATE UNIQUE INDEX knowledge_gaps_id ON knowledge_gaps (id);

CREATE INDEX knowledge_gaps_open ON knowledge_gaps (county, last_at, id) WHERE state = 'open';

CREATE INDEX knowledge_gaps_weight ON knowledge_gaps (questions, id);

CREATE INDEX links_account ON links (account);

CREATE INDEX message_templates_place ON message_templates (county, name, id);

CREATE INDEX messages_broadcast ON messages (broadcast, state, created_at, id) WHERE broadcast IS NOT NULL;

CREATE INDEX messages_channel ON messages (channel, state, created_at, id) WHERE channel IS NOT NULL;

CREATE INDEX messages_due ON messages (channel, urgency, due_at, id) WHERE state = 'waiting';

CREATE UNIQUE INDEX messages_id ON messages (id);

CREATE INDEX messages_organization ON messages (organization, created_at, id);

CREATE INDEX messages_place ON messages (county, created_at, id);

CREATE INDEX messages_recipient ON messages (recipient, kind, created_at, id);

CREATE INDEX messages_reference ON messages (channel, reference) WHERE reference IS NOT NULL;

CREATE INDEX messages_sending ON messages (lease_until) WHERE state = 'sending';

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

CREATE INDEX permits_county ON permits (county, issued_at, id);

CREATE UNIQUE INDEX permits_filing ON permits (filing) WHERE revoked_at IS NULL;

CREATE UNIQUE INDEX permits_id ON permits (id);

CREATE INDEX permits_issued ON permits (issued_at, id);

CREATE UNIQUE INDEX permits_number ON permits (number);

CREATE INDEX permits_organization ON permits (organization, issued_at, id);

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

CREATE INDEX policies_change ON policies (change);

CREATE INDEX policies_external ON policies (external_id) WHERE external_id IS NOT NULL;

CREATE INDEX policies_number ON policies (document_number) WHERE document_number IS NOT NULL;

CREATE INDEX policies_title ON policies (title, id);

CREATE INDEX policies_updated ON policies (updated_at, id);

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

CREATE UNIQUE INDEX solutions_id ON solutions (id);

CREATE UNIQUE INDEX squad_assignments_organization ON squad_assignments (organization);

CREATE INDEX squad_assignments_squad ON squad_assignments (county, squad);

CREATE INDEX squad_members_created ON squad_members (county, created_at, id);

CREATE UNIQUE INDEX squad_members_id ON squad_members (id);

CREATE UNIQUE INDEX squad_needs_organization ON squad_needs (organization);

CREATE INDEX squad_plan_places_plan ON squad_plan_places (plan, organization);

CREATE INDEX squad_plans_created ON squad_plans (county, created_at, id);

CREATE UNIQUE INDEX squad_plans_id ON squad_plans (id);

CREATE UNIQUE INDEX squad_plans_in_force ON squad_plans (county) WHERE state = 'accepted';

CREATE UNIQUE INDEX squads_id ON squads (id);

CREATE UNIQUE INDEX squads_instructor ON squads (instructor) WHERE instructor IS NOT NULL;

CREATE UNIQUE INDEX squads_liaison ON squads (liaison) WHERE liaison IS NOT NULL;

CREATE INDEX squads_name ON squads (county, name, id);

CREATE UNIQUE INDEX squads_officer ON squads (officer) WHERE officer IS NOT NULL;

CREATE INDEX ticket_handlers_organization ON ticket_handlers (organization, ticket);

CREATE INDEX tickets_accepted ON tickets (accepted_at, id);

CREATE INDEX tickets_changed ON tickets (updated_at, id);

CREATE INDEX tickets_county ON tickets (county, accepted_at, id);

CREATE INDEX tickets_due ON tickets (due_at, id) WHERE state IN ('dispatched', 'in_progress');

CREATE INDEX tickets_gaps ON tickets (accepted_at, id) WHERE gap_state = 'waiting';

CREATE UNIQUE INDEX tickets_id ON tickets (id);

CREATE INDEX tickets_lead ON tickets (lead, accepted_at, id);

CREATE UNIQUE INDEX tickets_number ON tickets (number);

CREATE INDEX tickets_organization ON tickets (organization, accepted_at, id);

CREATE INDEX tickets_public ON tickets (accepted_at, id) WHERE public_summary IS NOT NULL;

CREATE INDEX tokens_county ON tokens (county, division);

CREATE INDEX tokens_organization ON tokens (organization);

CREATE INDEX tokens_subject ON tokens (subject);

CREATE UNIQUE INDEX visit_findings_id ON visit_findings (id);

CREATE INDEX visit_findings_open ON visit_findings (county, due_on, id) WHERE rectified_at IS NULL;

CREATE INDEX visit_findings_visit ON visit_findings (visit, id);

CREATE INDEX visitors_document ON visitors (document_index) WHERE document_index IS NOT NULL;

CREATE INDEX visitors_mobile ON visitors (mobile_index) WHERE mobile_index IS NOT NULL;

CREATE INDEX visits_at ON visits (county, at, id);

CREATE UNIQUE INDEX visits_id ON visits (id);

CREATE INDEX visits_organization ON visits (organization, at, id);

