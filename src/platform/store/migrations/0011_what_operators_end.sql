-- SPDX-License-Identifier: EUPL-1.2
-- A practice takes an invitation back, an account is closed, a patient erased; what is over goes at its time.
ALTER TABLE registration ADD COLUMN stopped_at BIGINT; -- withdrawn, or its account was closed
ALTER TABLE account ADD COLUMN closed_at BIGINT;
ALTER TABLE patient ADD COLUMN language TEXT NOT NULL DEFAULT 'nl'; -- of what the practice sends

-- A telephone that was reset keeps no number.
UPDATE factor SET secret = '', lookup_key = '' WHERE ended_at IS NOT NULL;

-- By birth date too: whose e-mail address was mistyped is found again.
CREATE INDEX patient_birth_date ON patient (practice_id, birth_date);
-- The lists of an operator, a page at a time.
DROP INDEX registration_practice;
CREATE INDEX registration_practice ON registration (practice_id, invited_at, id);
CREATE INDEX message_ended ON message (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX message_given_up ON message (expires_at) WHERE state = 'given_up';
-- What the sweeper takes.
CREATE INDEX link_expires ON link (expires_at);
CREATE INDEX factor_ended ON factor (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX super_pin_ended ON super_pin (ended_at) WHERE ended_at IS NOT NULL;
