-- A report that its device took back keeps its row, so that its reference still says something and a repeat is known
-- as one. Its original is empty then.
ALTER TABLE report ADD COLUMN withdrawn_at TEXT CHECK (withdrawn_at IS NULL OR jws = '');
