-- The outbox: what is to be said to whom by which channel, and what became of it.

-- By what messages leave. Secrets are sealed; settings hold none.
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
CREATE INDEX channels_place ON channels (county, division);
CREATE UNIQUE INDEX channels_receipt ON channels (receipt_hash) WHERE receipt_hash IS NOT NULL;

-- Where an account or an organisation is reached: one address of each kind.
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
CREATE UNIQUE INDEX contacts_subject ON contacts (subject, kind);
CREATE INDEX contacts_place ON contacts (county, updated_at, id);
CREATE INDEX contacts_organization ON contacts (organization, updated_at, id);

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
CREATE INDEX message_templates_place ON message_templates (county, name, id);

-- One thing said to many. The counters are kept in the transaction of the fact.
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
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX broadcasts_id ON broadcasts (id);
CREATE INDEX broadcasts_place ON broadcasts (county, created_at, id);
CREATE INDEX broadcasts_spreading ON broadcasts (created_at) WHERE state = 'spreading';

-- One message to one recipient. Its own text and address are sealed under the key of its day; those of a broadcast are
-- made from the broadcast and the recipient's contact when it is sent.
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
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX messages_id ON messages (id);
CREATE INDEX messages_due ON messages (channel, urgency, due_at, id) WHERE state = 'waiting';
CREATE INDEX messages_sending ON messages (lease_until) WHERE state = 'sending';
CREATE INDEX messages_broadcast ON messages (broadcast, state, created_at, id) WHERE broadcast IS NOT NULL;
CREATE INDEX messages_recipient ON messages (recipient, kind, created_at, id);
CREATE INDEX messages_place ON messages (county, created_at, id);
CREATE INDEX messages_organization ON messages (organization, created_at, id);
CREATE INDEX messages_reference ON messages (channel, reference) WHERE reference IS NOT NULL;

-- Which message a link belongs to. Only the hash of its code is kept.
CREATE TABLE message_links (
    code_hash TEXT NOT NULL PRIMARY KEY,
    county    TEXT NOT NULL,
    message   UUID NOT NULL
){sqlite: WITHOUT ROWID};

-- The data key of each day; destroying one erases what that day's messages said and to which address.
CREATE TABLE message_keys (
    key_day TEXT NOT NULL PRIMARY KEY,
    wrapped TEXT NOT NULL
){sqlite: WITHOUT ROWID};
