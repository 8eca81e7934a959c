-- SPDX-License-Identifier: EUPL-1.2
-- The same wrong input again, from the third time on, is answered without being compared.
ALTER TABLE throttle ADD COLUMN input_tries BIGINT NOT NULL DEFAULT 0; -- last_input, counted one after the other
ALTER TABLE throttle ADD COLUMN input_wrong BIGINT NOT NULL DEFAULT 0; -- of these, found wrong so far

-- A browser that signed in before this is a stranger's again: the telephone was reset.
ALTER TABLE account ADD COLUMN known_browsers_ended_at BIGINT NOT NULL DEFAULT 0;
