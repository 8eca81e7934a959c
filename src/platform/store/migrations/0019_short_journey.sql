-- SPDX-License-Identifier: EUPL-1.2
-- The short journey: a browser may also have typed the details, which servers of the release before would take for the letter.
ALTER TABLE visit ADD COLUMN proved_by TEXT NOT NULL DEFAULT 'letter'; -- or details
