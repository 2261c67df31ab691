-- From an invite to a stored report. Keys of what belongs to a company lead with the company.
-- Times are UTC text to the second (`2026-11-22T10:04:00Z`), whose order is the order of the times.

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE company (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  name_folded TEXT NOT NULL UNIQUE,
  phone       TEXT,
  hours       TEXT,
  policy      TEXT NOT NULL,
  created_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE technician (
  id            TEXT PRIMARY KEY,
  email         TEXT NOT NULL UNIQUE,
  name          TEXT NOT NULL,
  role          TEXT NOT NULL CHECK (role IN ('owner', 'technician', 'auditor')),
  password_hash TEXT NOT NULL,
  created_at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Only the hash of a session's token is here: who reads this table cannot sign in with it.
CREATE TABLE session (
  token_hash    BLOB PRIMARY KEY,
  technician_id TEXT NOT NULL REFERENCES technician (id) ON DELETE CASCADE,
  created_at    TEXT NOT NULL,
  expires_at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_expiry ON session (expires_at);

-- Only the keyed hash of an invite's code is here.
CREATE TABLE invite (
  company_id TEXT NOT NULL REFERENCES company (id),
  id         TEXT NOT NULL UNIQUE,
  code_hash  BLOB NOT NULL UNIQUE,
  person     TEXT,
  state      TEXT NOT NULL CHECK (state IN ('open', 'used', 'revoked')),
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  device_id  TEXT,
  PRIMARY KEY (company_id, id),
  CHECK ((state = 'used') = (device_id IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  company_id    TEXT NOT NULL REFERENCES company (id),
  id            TEXT NOT NULL UNIQUE,
  person        TEXT,
  person_folded TEXT,
  key_x         TEXT NOT NULL,
  thumbprint    TEXT NOT NULL UNIQUE,
  os_family     TEXT NOT NULL,
  enrolled_at   TEXT NOT NULL,
  -- The later of enrolment and last report: lists are ordered and paged by it.
  activity_at   TEXT NOT NULL,
  PRIMARY KEY (company_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_activity ON device (activity_at, id);
CREATE INDEX device_company_activity ON device (company_id, activity_at, id);

-- The signed originals, never changed.
CREATE TABLE report (
  company_id  TEXT NOT NULL,
  device_id   TEXT NOT NULL,
  id          TEXT NOT NULL UNIQUE,
  reference   TEXT NOT NULL UNIQUE,
  sha256      TEXT NOT NULL,
  jws         TEXT NOT NULL,
  created_at  TEXT NOT NULL,
  received_at TEXT NOT NULL,
  FOREIGN KEY (company_id, device_id) REFERENCES device (company_id, id)
) STRICT;
CREATE INDEX report_device ON report (company_id, device_id, received_at);

-- What a device's newest report says, taken apart, so that lists need not open the originals.
CREATE TABLE device_state (
  company_id  TEXT NOT NULL,
  device_id   TEXT NOT NULL,
  report_id   TEXT NOT NULL,
  reference   TEXT NOT NULL,
  created_at  TEXT NOT NULL,
  received_at TEXT NOT NULL,
  os          TEXT NOT NULL,
  checks      TEXT NOT NULL,
  PRIMARY KEY (company_id, device_id),
  FOREIGN KEY (company_id, device_id) REFERENCES device (company_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT,
  at         TEXT NOT NULL,
  actor      TEXT NOT NULL,
  action     TEXT NOT NULL,
  company_id TEXT,
  subject    TEXT
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is only appended to'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is only appended to'); END;
