-- SPDX-License-Identifier: EUPL-1.2
-- What Mijn account shows and changes.

-- In which browser, as it called itself: "Firefox/Windows".
ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';

-- Another e-mail address: asked for, confirmed by a link to the new one, stopped by a link to the old one.
CREATE TABLE email_change (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    old_email TEXT NOT NULL,
    new_email TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    ended_at BIGINT -- stopped, cancelled, or another one was asked for
);
CREATE INDEX email_change_account ON email_change (account_id, made_at);
CREATE INDEX email_change_made ON email_change (made_at);
CREATE TABLE email_change_link (
    token_hash TEXT PRIMARY KEY,
    change_id TEXT NOT NULL REFERENCES email_change (id) ON DELETE CASCADE,
    kind TEXT NOT NULL, -- confirm or stop
    made_at BIGINT NOT NULL
);
CREATE INDEX email_change_link_change ON email_change_link (change_id);

-- Its owner wants it gone: two weeks to change one's mind.
ALTER TABLE account ADD COLUMN deletion_asked_at BIGINT;
CREATE INDEX account_deletion ON account (deletion_asked_at) WHERE deletion_asked_at IS NOT NULL;
-- What a closed account accepted is kept for five years.
CREATE INDEX account_closed ON account (closed_at) WHERE closed_at IS NOT NULL;

-- Customer numbers of accounts and registrations that are gone: given to nobody again.
CREATE TABLE ended_customer_number (
    number_key TEXT PRIMARY KEY, -- a MAC
    ended_at BIGINT NOT NULL
);
