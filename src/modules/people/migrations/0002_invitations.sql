-- How people on a roster get to their own file. Of links only hashes are kept, of codes a tag that only this
-- installation can make: eight digits alone would be guessed from a hash.
CREATE TABLE roster_invitations (
    organization UUID   NOT NULL PRIMARY KEY,
    county       TEXT   NOT NULL,
    division     TEXT   NOT NULL,
    token_hash   TEXT   NOT NULL UNIQUE,
    made_by      TEXT   NOT NULL,
    made_at      BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL
){sqlite: WITHOUT ROWID};

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
){sqlite: WITHOUT ROWID};
CREATE INDEX personal_codes_person ON personal_codes (person, organization);
