-- SPDX-License-Identifier: EUPL-1.2
-- may still serve: 20
-- A letter's super-PIN was seen by the practice: the first sign-in with one makes a new one, before anything opens in it.
ALTER TABLE super_pin ADD COLUMN from_letter BIGINT NOT NULL DEFAULT 0;
-- It held from the moment that its account was made; any other was kept first.
UPDATE super_pin SET from_letter = 1 WHERE activated_at = made_at;
ALTER TABLE session ADD COLUMN asks_new_super_pin BIGINT NOT NULL DEFAULT 0;

-- Who came to the practice since then sets a second factor without SMS; accounts of before keep it.
ALTER TABLE practice ADD COLUMN no_sms_since BIGINT;
