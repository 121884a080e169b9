-- Times are milliseconds since 1970, UTC. Ids of things that officers see are UUIDs as text; posts are
-- numbered. JSON stands where nothing is ever asked of the parts.

CREATE TABLE officer (
    id              TEXT PRIMARY KEY,
    name            TEXT NOT NULL UNIQUE,
    display_name    TEXT NOT NULL,
    role            TEXT NOT NULL,
    region          TEXT,
    password_hash   TEXT NOT NULL,
    failed_attempts INTEGER NOT NULL DEFAULT 0,
    locked_until    INTEGER,
    created_at      INTEGER NOT NULL,
    closed_at       INTEGER
) STRICT;

CREATE TABLE session (
    id           TEXT PRIMARY KEY,
    secret_hash  BLOB NOT NULL UNIQUE,
    officer      TEXT NOT NULL REFERENCES officer (id),
    device       TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    ended_at     INTEGER
) STRICT;
CREATE INDEX session_of_officer ON session (officer, ended_at);

CREATE TABLE token (
    id           TEXT PRIMARY KEY,
    secret_hash  BLOB NOT NULL UNIQUE,
    officer      TEXT NOT NULL REFERENCES officer (id),
    name         TEXT NOT NULL,
    actions      TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    last_used_at INTEGER,
    revoked_at   INTEGER
) STRICT;
CREATE INDEX token_of_officer ON token (officer);

CREATE TABLE import (
    id         TEXT PRIMARY KEY,
    officer    TEXT REFERENCES officer (id),
    file_name  TEXT NOT NULL,
    file_hash  BLOB NOT NULL,
    size_bytes INTEGER NOT NULL,
    format     TEXT,
    map        TEXT,
    state      TEXT NOT NULL,
    position   INTEGER NOT NULL DEFAULT 0,
    added      INTEGER NOT NULL DEFAULT 0,
    known      INTEGER NOT NULL DEFAULT 0,
    rejected   INTEGER NOT NULL DEFAULT 0,
    skipped    INTEGER NOT NULL DEFAULT 0,
    repaired   INTEGER NOT NULL DEFAULT 0,
    bytes_read INTEGER NOT NULL DEFAULT 0,
    fault      TEXT,
    begun_at   INTEGER NOT NULL,
    ended_at   INTEGER
) STRICT;
CREATE INDEX import_by_hash ON import (file_hash);

CREATE TABLE reject (
    import TEXT NOT NULL REFERENCES import (id),
    number INTEGER NOT NULL,
    unit   TEXT NOT NULL,
    line   INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (import, number)
) STRICT, WITHOUT ROWID;

-- One post as it came, never changed. `key` is a hash of all that tells two posts apart.
CREATE TABLE signal (
    number      INTEGER PRIMARY KEY,
    key         BLOB NOT NULL UNIQUE,
    source_id   TEXT NOT NULL,
    text        TEXT NOT NULL,
    time        INTEGER,
    channel     TEXT,
    author      TEXT,
    url         TEXT,
    lang        TEXT,
    reach       INTEGER,
    region      TEXT,
    extra       TEXT,
    import      TEXT REFERENCES import (id),
    received_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER signal_is_never_changed BEFORE UPDATE ON signal
BEGIN SELECT RAISE(ABORT, 'a signal is never changed'); END;

-- What the detector found; can be computed again. `body` is the whole reading, kept from band medium on.
CREATE TABLE reading (
    signal   INTEGER PRIMARY KEY REFERENCES signal (number),
    band     INTEGER NOT NULL,
    risk     REAL NOT NULL,
    kind     TEXT NOT NULL,
    language TEXT NOT NULL,
    signs    TEXT NOT NULL,
    packs    TEXT NOT NULL,
    model    TEXT NOT NULL,
    body     TEXT
) STRICT;

-- A finding that people work on. What is listed and asked for stands in columns, the rest in `content`.
CREATE TABLE lead (
    id            TEXT PRIMARY KEY,
    title         TEXT NOT NULL,
    band          INTEGER NOT NULL,
    urgency       REAL NOT NULL,
    posts         INTEGER NOT NULL,
    units         INTEGER NOT NULL,
    decided_units INTEGER NOT NULL DEFAULT 0,
    state         TEXT NOT NULL,
    snoozed_until INTEGER,
    owner         TEXT REFERENCES officer (id),
    first_seen    INTEGER,
    last_seen     INTEGER,
    content_hash  BLOB NOT NULL,
    summary       TEXT NOT NULL,
    content       TEXT NOT NULL,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    merged_into   TEXT
) STRICT;
CREATE INDEX lead_by_urgency ON lead (state, band DESC, urgency DESC, id) WHERE merged_into IS NULL;
CREATE INDEX lead_of_owner ON lead (owner) WHERE merged_into IS NULL;

CREATE TABLE lead_facet (
    kind  TEXT NOT NULL,
    value TEXT NOT NULL,
    lead  TEXT NOT NULL REFERENCES lead (id),
    count INTEGER NOT NULL,
    PRIMARY KEY (kind, value, lead)
) STRICT, WITHOUT ROWID;
CREATE INDEX facet_of_lead ON lead_facet (lead);

CREATE VIRTUAL TABLE lead_text USING fts5 (lead UNINDEXED, words, tokenize = 'trigram');

-- Where a post belongs. A unit is what one decision holds for: a template, or a post of none.
CREATE TABLE membership (
    signal   INTEGER PRIMARY KEY REFERENCES signal (number),
    template TEXT,
    lead     TEXT REFERENCES lead (id)
) STRICT;
CREATE INDEX membership_of_lead ON membership (lead, signal) WHERE lead IS NOT NULL;
CREATE INDEX membership_of_unit ON membership (lead, template, signal) WHERE lead IS NOT NULL;

CREATE INDEX membership_of_template ON membership (template, lead) WHERE lead IS NOT NULL;

CREATE TABLE decision (
    id         TEXT PRIMARY KEY,
    lead       TEXT NOT NULL REFERENCES lead (id),
    officer    TEXT NOT NULL REFERENCES officer (id),
    choice     TEXT NOT NULL,
    reasons    TEXT NOT NULL,
    note       TEXT NOT NULL,
    snoozed_until INTEGER,
    decided_at INTEGER NOT NULL,
    undone_at  INTEGER,
    undone_by  TEXT REFERENCES officer (id)
) STRICT;
CREATE INDEX decision_of_lead ON decision (lead, decided_at);

CREATE TABLE decision_unit (
    decision TEXT NOT NULL REFERENCES decision (id),
    unit     TEXT NOT NULL,
    PRIMARY KEY (decision, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_by_unit ON decision_unit (unit);

CREATE TABLE report (
    id          TEXT PRIMARY KEY,
    code_hash   BLOB NOT NULL UNIQUE,
    text        TEXT NOT NULL,
    seen_at     TEXT,
    seen_where  TEXT NOT NULL,
    seen_on     TEXT,
    note        TEXT NOT NULL,
    locale      TEXT NOT NULL,
    state       TEXT NOT NULL,
    answer      TEXT,
    signal      INTEGER REFERENCES signal (number),
    received_at INTEGER NOT NULL
) STRICT;
CREATE INDEX report_by_time ON report (state, received_at);
CREATE INDEX report_of_signal ON report (signal);

CREATE TABLE report_file (
    report TEXT NOT NULL REFERENCES report (id),
    number INTEGER NOT NULL,
    kind   TEXT NOT NULL,
    name   TEXT NOT NULL,
    bytes  BLOB NOT NULL,
    PRIMARY KEY (report, number)
) STRICT;

CREATE TABLE contest (
    id          TEXT PRIMARY KEY,
    code_hash   BLOB NOT NULL UNIQUE,
    subject     TEXT NOT NULL,
    reason      TEXT NOT NULL,
    locale      TEXT NOT NULL,
    due         TEXT NOT NULL,
    state       TEXT NOT NULL,
    answer      TEXT,
    answered_by TEXT REFERENCES officer (id),
    received_at INTEGER NOT NULL,
    answered_at INTEGER
) STRICT;
CREATE INDEX contest_by_due ON contest (state, due);

-- Who did what, each entry bound to the one before it by its hash.
CREATE TABLE audit (
    number       INTEGER PRIMARY KEY,
    at           INTEGER NOT NULL,
    officer      TEXT,
    action       TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject      TEXT NOT NULL,
    detail       TEXT NOT NULL,
    previous     BLOB NOT NULL,
    hash         BLOB NOT NULL
) STRICT;
CREATE INDEX audit_of_subject ON audit (subject_kind, subject, number);
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is never shortened'); END;

CREATE TABLE job (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    subject    TEXT NOT NULL,
    state      TEXT NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    due_at     INTEGER NOT NULL,
    fault      TEXT,
    created_at INTEGER NOT NULL,
    ended_at   INTEGER
) STRICT;
CREATE INDEX job_by_state ON job (state, due_at);
CREATE UNIQUE INDEX job_waits_once ON job (kind, subject) WHERE state = 'waiting';

-- On which day an administrator last said that a help contact holds.
CREATE TABLE contact (
    id           TEXT PRIMARY KEY,
    confirmed_on TEXT NOT NULL,
    officer      TEXT NOT NULL REFERENCES officer (id)
) STRICT, WITHOUT ROWID;
