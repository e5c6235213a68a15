-- One run of one spreadsheet, and what became of each of its rows.
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
){sqlite: WITHOUT ROWID};
CREATE INDEX imports_started ON imports (started_at, id);
CREATE INDEX imports_running ON imports (touched_at) WHERE state = 'running';

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
){sqlite: WITHOUT ROWID};
CREATE INDEX import_rows_outcome ON import_rows (import, outcome, line);
