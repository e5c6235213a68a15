-- What is attached to records: photographs, letters, plans. A content is kept once, however many records it is attached
-- to: it is found by a keyed hash of its bytes, and sealed in pieces under a key of its own.
CREATE TABLE file_contents (
    digest     TEXT    NOT NULL PRIMARY KEY,
    size       BIGINT  NOT NULL,          -- bytes, in the clear
    pieces     INTEGER NOT NULL,
    data_key   TEXT    NOT NULL,          -- wrapped
    created_at BIGINT  NOT NULL
){sqlite: WITHOUT ROWID};

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
){sqlite: WITHOUT ROWID};
CREATE UNIQUE INDEX files_id ON files (id);
CREATE INDEX files_owner ON files (owner, at, id);
CREATE INDEX files_digest ON files (digest);
