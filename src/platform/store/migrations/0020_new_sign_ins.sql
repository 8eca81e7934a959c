-- SPDX-License-Identifier: EUPL-1.2
-- Right passwords in browsers that the account does not know, and how that ended. Those within five minutes of the first are
-- one row, of which one mail tells.
CREATE TABLE new_sign_in (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    token_hash TEXT NOT NULL UNIQUE, -- of the link in its mail
    made_at BIGINT NOT NULL,
    begun BIGINT NOT NULL, -- how often
    wrong_codes BIGINT NOT NULL,
    signed_in_at BIGINT,
    disowned_at BIGINT -- its link was used: it was somebody else
);
CREATE INDEX new_sign_in_account ON new_sign_in (account_id, made_at);
CREATE INDEX new_sign_in_made ON new_sign_in (made_at);
