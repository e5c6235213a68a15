-- What auditors ask: everything a person or program did, everything that was done to a record. Devices are left out:
-- they write most of the rows, the ledger shows theirs, and the committer must not pay for it.
CREATE INDEX audit_log_actor ON audit_log (actor, at) WHERE actor_kind <> 'device';
CREATE INDEX audit_log_subject ON audit_log (subject, at) WHERE actor_kind <> 'device';
