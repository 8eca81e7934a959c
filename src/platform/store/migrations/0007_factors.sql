-- SPDX-License-Identifier: EUPL-1.2
-- Second factors of several kinds, what is tried is counted in one place, and a session says what was used when.

-- Something that may be guessed at a few times: details, super_pin (about a registration), code (about a challenge).
CREATE TABLE counted_tries (
    what TEXT NOT NULL,
    about_id TEXT NOT NULL,
    made BIGINT NOT NULL,
    last_made_at BIGINT NOT NULL,
    last_wrong TEXT, -- a MAC: the same wrong input again, as Reload sends it, is no new guess
    PRIMARY KEY (what, about_id)
);
CREATE INDEX counted_tries_last ON counted_tries (what, last_made_at);
INSERT INTO counted_tries (what, about_id, made, last_made_at)
SELECT 'details', id, details_tries, invited_at FROM registration WHERE details_tries > 0 AND completed_at IS NULL;
INSERT INTO counted_tries (what, about_id, made, last_made_at)
SELECT 'super_pin', id, super_pin_tries, invited_at FROM registration WHERE super_pin_tries > 0 AND completed_at IS NULL;
INSERT INTO counted_tries (what, about_id, made, last_made_at)
SELECT 'code', id, tries, made_at FROM attempt WHERE tries > 0;
ALTER TABLE registration DROP COLUMN details_tries;
ALTER TABLE registration DROP COLUMN super_pin_tries;
ALTER TABLE registration DROP COLUMN last_wrong_try;

ALTER TABLE second_factor RENAME TO factor;
ALTER TABLE factor RENAME COLUMN phone TO secret; -- sealed; what only its kind understands
ALTER TABLE factor RENAME COLUMN phone_key TO lookup_key;
ALTER TABLE factor RENAME COLUMN failed_attempts TO failed_challenges;
ALTER TABLE factor ADD COLUMN is_preferred BIGINT NOT NULL DEFAULT 0; -- asked first
DROP INDEX second_factor_one_active;
CREATE INDEX factor_account ON factor (account_id);
CREATE UNIQUE INDEX factor_one_sms ON factor (account_id) WHERE kind = 'sms' AND ended_at IS NULL;

ALTER TABLE attempt RENAME TO challenge;
ALTER TABLE challenge RENAME COLUMN kind TO purpose; -- bind, sign_in, step_up, recover or change
ALTER TABLE challenge ADD COLUMN kind TEXT NOT NULL DEFAULT 'sms'; -- of the factor
ALTER TABLE challenge ADD COLUMN factor_id TEXT; -- none while it is being bound
ALTER TABLE challenge RENAME COLUMN phone TO secret; -- sealed, as of the factor
ALTER TABLE challenge RENAME COLUMN phone_key TO lookup_key;
ALTER TABLE challenge DROP COLUMN tries;
ALTER TABLE challenge DROP COLUMN last_wrong_code;
UPDATE challenge SET purpose = 'bind' WHERE purpose = 'binding';
UPDATE challenge SET factor_id = (
    SELECT factor.id FROM factor WHERE factor.account_id = challenge.account_id AND factor.ended_at IS NULL
) WHERE purpose = 'sign_in';
DROP INDEX attempt_account;
CREATE INDEX challenge_account ON challenge (account_id, made_at);
CREATE INDEX challenge_factor ON challenge (factor_id, made_at);
ALTER TABLE one_time_code RENAME COLUMN attempt_id TO challenge_id;

-- "password@1795500000000 sms@1795500012000": what was used, and when.
ALTER TABLE session ADD COLUMN methods TEXT NOT NULL DEFAULT '';
UPDATE session SET methods = 'password@' || signed_in_at || CASE WHEN level = 'two_factors' THEN ' sms@' || signed_in_at ELSE '' END;
ALTER TABLE session DROP COLUMN level;
ALTER TABLE session RENAME COLUMN attempt_id TO challenge_id; -- the binding or sign-in that goes on in it
