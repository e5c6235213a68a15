-- Squads of three, the enterprises each looks after, and their visits. Members and squads belong to a place and to no
-- organisation: an enterprise sees its own assignment, visits and findings, and nobody's file.
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
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX squad_members_id ON squad_members (id);
CREATE INDEX squad_members_created ON squad_members (county, created_at, id);

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
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX squads_id ON squads (id);
CREATE INDEX squads_name ON squads (county, name, id);
-- A member sits in one squad.
CREATE UNIQUE INDEX squads_instructor ON squads (instructor) WHERE instructor IS NOT NULL;
CREATE UNIQUE INDEX squads_liaison ON squads (liaison) WHERE liaison IS NOT NULL;
CREATE UNIQUE INDEX squads_officer ON squads (officer) WHERE officer IS NOT NULL;

-- What an enterprise asks of its squad. Without a row: nothing in particular.
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
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX squad_needs_organization ON squad_needs (organization);

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
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX squad_plans_id ON squad_plans (id);
CREATE INDEX squad_plans_created ON squad_plans (county, created_at, id);
CREATE UNIQUE INDEX squad_plans_in_force ON squad_plans (county) WHERE state = 'accepted';

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
){sqlite: WITHOUT ROWID};
CREATE INDEX squad_plan_places_plan ON squad_plan_places (plan, organization);

-- Who looks after whom now.
CREATE TABLE squad_assignments (
    county       TEXT   NOT NULL,
    organization UUID   NOT NULL,
    division     TEXT   NOT NULL,
    squad        UUID   NOT NULL,
    plan         UUID   NOT NULL,
    since        BIGINT NOT NULL,
    PRIMARY KEY (county, organization)
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX squad_assignments_organization ON squad_assignments (organization);
CREATE INDEX squad_assignments_squad ON squad_assignments (county, squad);

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
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX visits_id ON visits (id);
CREATE INDEX visits_at ON visits (county, at, id);
CREATE INDEX visits_organization ON visits (organization, at, id);

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
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX visit_findings_id ON visit_findings (id);
CREATE INDEX visit_findings_visit ON visit_findings (visit, id);
CREATE INDEX visit_findings_open ON visit_findings (county, due_on, id) WHERE rectified_at IS NULL;
