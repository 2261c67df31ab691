-- What the help desk works with: who made an invite, whose computers are whose, earlier policies, notes.

-- Made by a technician; NULL if it was made by a command. The folded name is filled in by the program.
ALTER TABLE invite ADD COLUMN created_by TEXT REFERENCES technician (id) ON DELETE SET NULL;
ALTER TABLE invite ADD COLUMN person_folded TEXT;
CREATE INDEX invite_created ON invite (created_at, id);
CREATE INDEX invite_company_created ON invite (company_id, created_at, id);
-- With the end, so that what is open is told from what has expired by the index alone.
CREATE INDEX invite_state_created ON invite (state, created_at, id, expires_at);

-- A person is a name within a company.
CREATE INDEX invite_person ON invite (person_folded, company_id);
CREATE INDEX invite_company_person ON invite (company_id, person_folded);
CREATE INDEX device_person ON device (person_folded, company_id);
CREATE INDEX device_company_person ON device (company_id, person_folded);

-- The policies that a company had before the one it has.
CREATE TABLE former_policy (
  company_id  TEXT NOT NULL REFERENCES company (id),
  version     INTEGER NOT NULL,
  policy      TEXT NOT NULL,
  replaced_at TEXT NOT NULL,
  PRIMARY KEY (company_id, version)
) STRICT, WITHOUT ROWID;

-- What the help desk does about a device.
CREATE TABLE device_note (
  company_id    TEXT NOT NULL,
  device_id     TEXT NOT NULL,
  assigned_to   TEXT REFERENCES technician (id) ON DELETE SET NULL,
  snoozed_until TEXT,
  done_at       TEXT,
  reason        TEXT,
  PRIMARY KEY (company_id, device_id),
  FOREIGN KEY (company_id, device_id) REFERENCES device (company_id, id)
) STRICT, WITHOUT ROWID;
