-- SPDX-License-Identifier: EUPL-1.2
-- Reload after a wrong super-PIN or wrong details sends the form again: that is no new guess.
ALTER TABLE registration ADD COLUMN last_wrong_try TEXT;
