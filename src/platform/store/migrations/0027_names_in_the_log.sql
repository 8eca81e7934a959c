-- SPDX-License-Identifier: EUPL-1.2
-- may still serve: 20
-- 1: patients read the names of those who did something for the practice; 0: their functions.
ALTER TABLE practice ADD COLUMN names_in_log BIGINT NOT NULL DEFAULT 0;
