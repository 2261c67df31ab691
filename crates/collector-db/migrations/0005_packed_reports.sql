-- What is the same in the reports of a device is kept once; a report keeps what is its own. The program carries over
-- what is in the tables of before, and drops them. Times are seconds since 1970, so that they take four bytes.

-- Stands for a device, and thereby its company, where there is a row for each report. Filled in by the program.
ALTER TABLE device ADD COLUMN number INTEGER;
CREATE UNIQUE INDEX device_number ON device (number);

ALTER TABLE report RENAME TO unpacked_report;
ALTER TABLE device_state RENAME TO unpacked_state;
DROP INDEX report_device;

-- A report without its id, its times and its whole numbers, which stand in `report.own`. Compressed with zstd.
CREATE TABLE skeleton (
  number INTEGER PRIMARY KEY,
  device INTEGER NOT NULL REFERENCES device (number),
  text   BLOB NOT NULL
) STRICT;

-- The signed originals. One that was taken back keeps its names, its times and the hash of what it said.
CREATE TABLE report (
  number       INTEGER PRIMARY KEY,
  device       INTEGER NOT NULL REFERENCES device (number),
  id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  reference    INTEGER NOT NULL UNIQUE,
  created_at   INTEGER NOT NULL,
  received_at  INTEGER NOT NULL,
  skeleton     INTEGER,
  own          BLOB,
  withdrawn_at INTEGER,
  sha256       BLOB,
  CHECK ((skeleton IS NULL) = (own IS NULL) AND (withdrawn_at IS NULL) = (sha256 IS NULL)
    AND (own IS NULL) = (sha256 IS NOT NULL))
) STRICT;
CREATE INDEX report_device ON report (device);

-- What changes with each report of a device: its last activity, the report with the latest `created_at`, and by which
-- skeleton and hash of it the next report is compared.
CREATE TABLE device_state (
  device      INTEGER PRIMARY KEY REFERENCES device (number),
  activity_at INTEGER NOT NULL,
  report      INTEGER,
  created_at  INTEGER,
  skeleton    INTEGER,
  hash        BLOB
) STRICT;
