-- SPDX-License-Identifier: EUPL-1.2
-- A browser in which an account was signed in to with two factors. Its cookie has the token, the row its hash;
-- what was known before this is known again after the next such sign-in.
CREATE TABLE known_browser (
    token_hash TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account (id),
    made_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL, -- signed in to with two factors
    PRIMARY KEY (token_hash, account_id)
);
CREATE INDEX known_browser_account ON known_browser (account_id, last_used_at);
CREATE INDEX known_browser_used ON known_browser (last_used_at);

ALTER TABLE account DROP COLUMN known_browsers_ended_at;
