-- The register that everything else refers to. Reference tables in the sense of a distributed database: whole on every
-- node, so an enterprise that moves to another county keeps its row.
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
){sqlite: WITHOUT ROWID};
CREATE INDEX organizations_parent ON organizations (parent) WHERE parent IS NOT NULL;
CREATE INDEX organizations_name ON organizations (name, id);
CREATE INDEX organizations_county_name ON organizations (county, name, id);

-- What is known of an organisation that is an enterprise. size_class and above_designated_size follow from the columns
-- before them and are kept so that lists can filter by them.
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
){sqlite: WITHOUT ROWID};

-- Where an organisation's people go in and out.
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
){sqlite: WITHOUT ROWID};
CREATE INDEX sites_organization ON sites (organization);
CREATE INDEX sites_name ON sites (name, id);
CREATE INDEX sites_county_name ON sites (county, name, id);
