-- SPDX-License-Identifier: EUPL-1.2
-- Each line of the audit log is bound by who writes it, before the chain takes it (docs/decisions/0014).

-- NULL in what was written before this.
ALTER TABLE audit_event ADD COLUMN writer TEXT; -- one connection of one process
ALTER TABLE audit_event ADD COLUMN writer_number BIGINT; -- 1, 2, 3 … of this writer
ALTER TABLE audit_event ADD COLUMN writer_mac TEXT; -- of the whole line

-- With a key: a million that wait are found as fast as one.
CREATE TABLE audit_waiting (
    event_id TEXT NOT NULL PRIMARY KEY
);
INSERT INTO audit_waiting (event_id) SELECT DISTINCT event_id FROM audit_pending;
DROP TABLE audit_pending;
ALTER TABLE audit_waiting RENAME TO audit_pending;
