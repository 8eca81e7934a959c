-- SPDX-License-Identifier: EUPL-1.2
-- What is guessed at and sent in a recovery is counted apart: whoever reads a mailbox holds up no sign-in.
ALTER TABLE factor ADD COLUMN failed_in_recovery BIGINT NOT NULL DEFAULT 0; -- challenges in a row
ALTER TABLE factor ADD COLUMN recovery_waits_until BIGINT;
ALTER TABLE sms_sent ADD COLUMN for_recovery BIGINT NOT NULL DEFAULT 0;
