-- SPDX-License-Identifier: EUPL-1.2
-- Each kind of message has workers of its own, which look for the most urgent one.
DROP INDEX message_due;
CREATE INDEX message_due ON message (kind, urgency, next_try_at) WHERE state = 'waiting';
