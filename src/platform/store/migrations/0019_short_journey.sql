-- SPDX-License-Identifier: EUPL-1.2
-- The short journey: a browser may also have typed the details, which servers of the release before would take for the letter;
-- and the privacy statement is shown and not ticked.
ALTER TABLE visit ADD COLUMN proved_by TEXT NOT NULL DEFAULT 'letter'; -- or details
ALTER TABLE acceptance ADD COLUMN how TEXT NOT NULL DEFAULT 'ticked'; -- or shown
