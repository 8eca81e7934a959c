-- SPDX-License-Identifier: EUPL-1.2
-- An app that makes codes as second factor: which of its time steps was right last, and how many its clock differs from ours.
ALTER TABLE factor ADD COLUMN last_step BIGINT NOT NULL DEFAULT 0;
ALTER TABLE factor ADD COLUMN steps_off BIGINT NOT NULL DEFAULT 0;
ALTER TABLE challenge ADD COLUMN last_step BIGINT NOT NULL DEFAULT 0; -- of one that is being set up
ALTER TABLE challenge ADD COLUMN steps_off BIGINT NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX factor_one_totp ON factor (account_id) WHERE kind = 'totp' AND ended_at IS NULL;

ALTER TABLE factor ADD COLUMN last_used_at BIGINT; -- to sign in, or to confirm a change
