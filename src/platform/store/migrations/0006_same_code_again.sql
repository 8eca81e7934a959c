-- SPDX-License-Identifier: EUPL-1.2
-- Reload after a wrong code sends the form again: that is no new guess.
ALTER TABLE attempt ADD COLUMN last_wrong_code TEXT;
