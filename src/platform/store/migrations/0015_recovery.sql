-- SPDX-License-Identifier: EUPL-1.2
-- Who has lost something collects what is left in a draft; nothing changes before it is committed.
CREATE TABLE recovery (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    browser_key TEXT NOT NULL, -- the browser that it belongs to
    begun_at BIGINT NOT NULL,
    binding_id TEXT, -- the challenge that binds a new telephone in it
    opens_at BIGINT, -- a wait began; by `opened_by`
    opened_by TEXT, -- the proofs that are asked again then
    reminded_at BIGINT, -- that the wait is over
    new_email TEXT, -- where the mailbox is lost
    new_email_proved_at BIGINT,
    committed_at BIGINT,
    ended_at BIGINT,
    ended_by TEXT -- stop_link, owner, other_draft, restored
);
CREATE INDEX recovery_account ON recovery (account_id, begun_at);
CREATE INDEX recovery_browser ON recovery (browser_key, begun_at);
CREATE INDEX recovery_begun ON recovery (begun_at);
CREATE INDEX recovery_to_remind_of ON recovery (opens_at) WHERE opens_at IS NOT NULL AND reminded_at IS NULL AND ended_at IS NULL;

CREATE TABLE recovery_proof (
    recovery_id TEXT NOT NULL REFERENCES recovery (id) ON DELETE CASCADE,
    proof TEXT NOT NULL,
    proved_at BIGINT NOT NULL,
    PRIMARY KEY (recovery_id, proof)
);

CREATE TABLE recovery_link (
    token_hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL, -- enter: begins a draft; stop: ends that one; mailbox: confirms its new address
    account_id TEXT NOT NULL, -- of nobody: a MAC of what was typed, so that every address is counted alike
    recovery_id TEXT, -- of the two others
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX recovery_link_account ON recovery_link (account_id, kind, made_at);
CREATE INDEX recovery_link_recovery ON recovery_link (recovery_id);
CREATE INDEX recovery_link_expires ON recovery_link (expires_at);

-- A telephone that is lost is sent no code from then on.
ALTER TABLE factor ADD COLUMN stopped_at BIGINT;
ALTER TABLE factor ADD COLUMN stopped_by TEXT; -- the proof by which that was said: password, mailbox, ...

-- Until two days after it, what it chose is no proof, and nothing sensitive can be changed.
ALTER TABLE account ADD COLUMN recovered_at BIGINT;
ALTER TABLE account ADD COLUMN recovery_chose TEXT; -- password, second_factor, super_pin, mailbox
