-- Attempts to sign in by name, whether or not an officer has it: a name of nobody behaves as any other.
CREATE TABLE sign_in_attempt (
    name_hash    BLOB PRIMARY KEY,
    failed       INTEGER NOT NULL,
    locked_until INTEGER,
    last_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_attempt_by_time ON sign_in_attempt (last_at);

ALTER TABLE officer DROP COLUMN failed_attempts;
ALTER TABLE officer DROP COLUMN locked_until;
