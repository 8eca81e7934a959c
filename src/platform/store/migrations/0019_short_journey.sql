-- SPDX-License-Identifier: EUPL-1.2
-- The short journey: a browser may also have typed the details (details or letter), and the privacy statement is shown and not
-- ticked. Servers of the release before, which write neither, may serve beside it.
ALTER TABLE visit ADD COLUMN proved_by TEXT NOT NULL DEFAULT 'letter';
ALTER TABLE acceptance ADD COLUMN how TEXT NOT NULL DEFAULT 'ticked'; -- or shown
