-- Who signs in, with what, and which companies they look after.
-- A technician who has not chosen a password yet has an empty hash, which no password fits.
ALTER TABLE technician ADD COLUMN all_companies INTEGER NOT NULL DEFAULT 1 CHECK (all_companies IN (0, 1));
ALTER TABLE technician ADD COLUMN disabled_at TEXT;
ALTER TABLE technician ADD COLUMN last_sign_in TEXT;

-- Counts only for technicians who do not look after all companies.
CREATE TABLE technician_company (
  company_id    TEXT NOT NULL REFERENCES company (id),
  technician_id TEXT NOT NULL REFERENCES technician (id),
  PRIMARY KEY (company_id, technician_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX technician_company_technician ON technician_company (technician_id, company_id);

-- The secret that an app on a phone makes codes from. It is sealed with a key that is not in this file.
CREATE TABLE second_factor (
  technician_id TEXT PRIMARY KEY REFERENCES technician (id),
  sealed        BLOB NOT NULL,
  -- The period, counted from 1970, of the last code that was used; NULL until the first code proves the app.
  last_step     INTEGER
) STRICT, WITHOUT ROWID;

-- Only keyed hashes of recovery codes are here; the key is not in this file. One that is used is deleted.
CREATE TABLE recovery_code (
  technician_id TEXT NOT NULL REFERENCES second_factor (technician_id) ON DELETE CASCADE,
  code_hash     BLOB NOT NULL,
  PRIMARY KEY (technician_id, code_hash)
) STRICT, WITHOUT ROWID;

-- Only the hash of a link's token is here. A link without a technician makes the first owner.
CREATE TABLE set_up_link (
  token_hash    BLOB PRIMARY KEY,
  technician_id TEXT REFERENCES technician (id),
  expires_at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX set_up_link_technician ON set_up_link (technician_id);
CREATE INDEX session_technician ON session (technician_id);

-- Each line of the audit carries the SHA-256 over the hash of the line before and its own fields. Lines from before
-- get theirs when this is applied: that is the only change that the trigger lets through.
ALTER TABLE audit ADD COLUMN hash BLOB CHECK (length(hash) = 32);
DROP TRIGGER audit_is_not_changed;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
WHEN old.hash IS NOT NULL OR new.hash IS NULL
  OR (new.seq, new.at, new.actor, new.action, new.company_id, new.subject)
     IS NOT (old.seq, old.at, old.actor, old.action, old.company_id, old.subject)
BEGIN SELECT RAISE(ABORT, 'the audit is only appended to'); END;
CREATE TRIGGER audit_is_chained BEFORE INSERT ON audit WHEN new.hash IS NULL
BEGIN SELECT RAISE(ABORT, 'the audit is only appended to with a hash'); END;
