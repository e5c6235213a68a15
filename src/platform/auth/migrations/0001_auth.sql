-- Accounts, what they may do, and what they prove themselves with. Of passwords, tokens, links and recovery codes only
-- hashes are kept; the second factor's secret is sealed.
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
CREATE INDEX accounts_county ON accounts (county, division);
CREATE INDEX accounts_organization ON accounts (organization);

-- Roles made here; the built-in ones come with the program.
CREATE TABLE roles (
    id            UUID     NOT NULL PRIMARY KEY,
    name          TEXT     NOT NULL UNIQUE,
    name_en       TEXT     NOT NULL,
    permissions   TEXT     NOT NULL,
    second_factor SMALLINT NOT NULL
);

CREATE TABLE account_roles (
    account UUID NOT NULL REFERENCES accounts (id),
    role    UUID NOT NULL,                             -- built in or of the table above
    PRIMARY KEY (account, role)
){sqlite: WITHOUT ROWID};
CREATE INDEX account_roles_role ON account_roles (role);

CREATE TABLE recovery_codes (
    account UUID   NOT NULL REFERENCES accounts (id),
    hash    TEXT   NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (account, hash)
){sqlite: WITHOUT ROWID};

-- Attempts to sign in under a name, whether anyone has that name or not. The name is a blind index: people type
-- passwords into the wrong field.
CREATE TABLE sign_in_attempts (
    name         TEXT    NOT NULL PRIMARY KEY,
    failures     INTEGER NOT NULL,
    last_at      BIGINT  NOT NULL,
    locked_until BIGINT
){sqlite: WITHOUT ROWID};

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
CREATE INDEX sessions_account ON sessions (account, created_at);

-- Tokens of programs (api) and of devices at the gates.
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
CREATE INDEX tokens_subject ON tokens (subject);
CREATE INDEX tokens_county ON tokens (county, division);
CREATE INDEX tokens_organization ON tokens (organization);

-- One-time links.
CREATE TABLE links (
    hash       TEXT   NOT NULL PRIMARY KEY,
    purpose    TEXT   NOT NULL,                        -- first_administrator, invitation, password_reset
    account    UUID   REFERENCES accounts (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
){sqlite: WITHOUT ROWID};
CREATE INDEX links_account ON links (account);
