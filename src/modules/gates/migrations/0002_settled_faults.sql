-- What became of a record that nobody could read as a passage, once somebody has looked at it.
ALTER TABLE faulty_passages ADD COLUMN settlement TEXT;
ALTER TABLE faulty_passages ADD COLUMN settlement_note TEXT;
ALTER TABLE faulty_passages ADD COLUMN settled_by TEXT;
ALTER TABLE faulty_passages ADD COLUMN settled_at BIGINT;
CREATE INDEX faulty_passages_id ON faulty_passages (id);
CREATE INDEX faulty_passages_place ON faulty_passages (county, received_at, id);
