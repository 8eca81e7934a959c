-- SPDX-License-Identifier: EUPL-1.2
-- Passkeys: the factor says that an account has some, each is a row.
CREATE TABLE passkey (
    id TEXT PRIMARY KEY,
    factor_id TEXT NOT NULL REFERENCES factor (id) ON DELETE CASCADE,
    credential_id TEXT NOT NULL, -- base64url, as its authenticator knows it
    public_key TEXT NOT NULL, -- COSE, base64url
    sign_count BIGINT NOT NULL,
    has_verified_user BIGINT NOT NULL, -- when it was made
    is_backup_eligible BIGINT NOT NULL, -- it may lie on several devices; never changes
    is_backed_up BIGINT NOT NULL, -- when it was used last
    transports TEXT NOT NULL, -- what the browser said: a hint
    aaguid TEXT NOT NULL, -- which authenticator it says to be, hex: a hint
    rp_id TEXT NOT NULL, -- the host that it was made for; it works at no other
    name TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE UNIQUE INDEX passkey_credential ON passkey (credential_id);
CREATE INDEX passkey_factor ON passkey (factor_id);
CREATE INDEX passkey_rp ON passkey (rp_id);
CREATE UNIQUE INDEX factor_one_passkey ON factor (account_id) WHERE kind = 'passkey' AND ended_at IS NULL;

-- Random, made once: what authenticators know the account by.
ALTER TABLE account ADD COLUMN passkey_handle TEXT;

-- What was asked of a passkey and answered: never again. Whom nobody knows leaves a row only by signing in.
CREATE TABLE passkey_question (
    hash TEXT PRIMARY KEY,
    answered_at BIGINT NOT NULL
);
CREATE INDEX passkey_question_answered ON passkey_question (answered_at);
