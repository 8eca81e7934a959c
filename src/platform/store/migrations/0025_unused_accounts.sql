-- SPDX-License-Identifier: EUPL-1.2
-- may still serve: 20
-- When an account was last signed in to, to the day; NULL: not since it was made. And when its owner was told that it ends
-- unless it is used.
ALTER TABLE account ADD COLUMN used_at BIGINT;
ALTER TABLE account ADD COLUMN unused_told_at BIGINT;
UPDATE account SET used_at = (SELECT max(event_date_time) FROM audit_event WHERE participant_object_id = account.id AND
    event_type_code IN ('sign_in.password', 'sign_in.code', 'sign_in.passkey') AND event_outcome_indicator = 0);
CREATE INDEX account_used ON account (coalesce(used_at, made_at)) WHERE closed_at IS NULL;
