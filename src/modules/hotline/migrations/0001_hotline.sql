-- The hotline: what was asked, who answers, by when, and what is known.

-- One contact with somebody outside: a phone call, a page filled in, a request by Open311.
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
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX calls_id ON calls (id);
CREATE INDEX calls_ticket ON calls (ticket);
CREATE INDEX calls_number ON calls (number_index, answered_at);
CREATE INDEX calls_answered ON calls (answered_at, id);

-- What came of a call. It is never deleted; its moves say who did what.
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
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX tickets_id ON tickets (id);
CREATE UNIQUE INDEX tickets_number ON tickets (number);
CREATE INDEX tickets_accepted ON tickets (accepted_at, id);
CREATE INDEX tickets_county ON tickets (county, accepted_at, id);
CREATE INDEX tickets_organization ON tickets (organization, accepted_at, id);
CREATE INDEX tickets_lead ON tickets (lead, accepted_at, id);
CREATE INDEX tickets_due ON tickets (due_at, id) WHERE state IN ('dispatched', 'in_progress');
CREATE INDEX tickets_gaps ON tickets (accepted_at, id) WHERE gap_state = 'waiting';
CREATE INDEX tickets_changed ON tickets (updated_at, id);
CREATE INDEX tickets_public ON tickets (accepted_at, id) WHERE public_summary IS NOT NULL;

-- The last number given in a county and year.
CREATE TABLE ticket_numbers (
    county TEXT    NOT NULL,
    year   INTEGER NOT NULL,
    last   BIGINT  NOT NULL,
    PRIMARY KEY (county, year)
){sqlite: WITHOUT ROWID};

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
){sqlite: WITHOUT ROWID};

-- Who works on a ticket: one lead and those who give their opinion.
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
){sqlite: WITHOUT ROWID};
CREATE INDEX ticket_handlers_organization ON ticket_handlers (organization, ticket);

-- Which department answers for a matter in a division and everything within it.
CREATE TABLE matter_departments (
    division     TEXT   NOT NULL,
    matter       TEXT   NOT NULL,
    county       TEXT   NOT NULL,
    organization UUID   NOT NULL,
    set_by       TEXT   NOT NULL,
    set_at       BIGINT NOT NULL,
    PRIMARY KEY (division, matter)
){sqlite: WITHOUT ROWID};

-- Similar questions that nobody could answer at once.
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
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX knowledge_gaps_id ON knowledge_gaps (id);
CREATE INDEX knowledge_gaps_open ON knowledge_gaps (county, last_at, id) WHERE state = 'open';
CREATE INDEX knowledge_gaps_weight ON knowledge_gaps (questions, id);

CREATE TABLE gap_questions (
    county   TEXT   NOT NULL,
    gap      UUID   NOT NULL,
    ticket   UUID   NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (county, gap, ticket)
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX gap_questions_ticket ON gap_questions (ticket);

-- What is known: a question and its answer, shown to everyone within the division once somebody else has reviewed it.
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
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX articles_id ON articles (id);
CREATE INDEX articles_updated ON articles (updated_at, id);
