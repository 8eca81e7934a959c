-- SPDX-License-Identifier: EUPL-1.2
-- Which code of its attempt is the newest is told by its number: the clock may have been set back in between.
ALTER TABLE one_time_code ADD COLUMN number BIGINT NOT NULL DEFAULT 0;
DROP INDEX one_time_code_attempt;
CREATE INDEX one_time_code_attempt ON one_time_code (attempt_id, number);
