-- SPDX-License-Identifier: EUPL-1.2
-- may still serve: 20
-- E-services that sign their patients in through us (OpenID Connect), and the keys that sign what they get.
CREATE TABLE client (
    id TEXT PRIMARY KEY, -- its client_id
    name_nl TEXT NOT NULL,
    name_en TEXT NOT NULL,
    sentence_nl TEXT NOT NULL, -- what it is for
    sentence_en TEXT NOT NULL,
    secret_hash TEXT, -- of 256 random bits; of these two a client has one, and a public one none
    key_set TEXT, -- its public keys (RFC 7517)
    signed_with TEXT NOT NULL, -- the algorithm of its ID tokens
    needs_challenge BIGINT NOT NULL, -- PKCE
    opens_in_popup BIGINT NOT NULL,
    scopes TEXT NOT NULL, -- what it may ask for
    start_address TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE TABLE client_address (
    client_id TEXT NOT NULL REFERENCES client (id),
    address TEXT NOT NULL, -- where it may be answered, letter by letter
    PRIMARY KEY (client_id, address)
);
CREATE TABLE client_sign_out_address (
    client_id TEXT NOT NULL REFERENCES client (id),
    address TEXT NOT NULL, -- where its patients may go once they are signed out, likewise
    PRIMARY KEY (client_id, address)
);
CREATE TABLE client_practice (
    client_id TEXT NOT NULL REFERENCES client (id),
    practice_id TEXT NOT NULL REFERENCES practice (id),
    PRIMARY KEY (client_id, practice_id)
);
CREATE INDEX client_practice_practice ON client_practice (practice_id);

CREATE TABLE signing_key (
    kid TEXT PRIMARY KEY, -- RFC 7638
    algorithm TEXT NOT NULL,
    sealed_key TEXT NOT NULL, -- PKCS #8
    jwk TEXT NOT NULL, -- public
    made_at BIGINT NOT NULL, -- published since
    used_from BIGINT NOT NULL,
    shown_until BIGINT -- until what it signed is dead
);

-- What a client calls an account: different at each client.
CREATE TABLE client_subject (
    client_id TEXT NOT NULL REFERENCES client (id),
    account_id TEXT NOT NULL REFERENCES account (id),
    subject TEXT NOT NULL UNIQUE, -- random, made once
    PRIMARY KEY (client_id, account_id)
);
CREATE INDEX client_subject_account ON client_subject (account_id);

-- A code that was redeemed: never again.
CREATE TABLE client_grant (
    id TEXT PRIMARY KEY,
    code_hash TEXT NOT NULL UNIQUE,
    client_id TEXT NOT NULL REFERENCES client (id),
    account_id TEXT NOT NULL REFERENCES account (id),
    session_hash TEXT NOT NULL, -- the session that it was made in, or that came in that one's place; it ends with that
    session_name TEXT NOT NULL, -- what the client calls it (sid)
    signed_in_at BIGINT NOT NULL, -- how the patient signed in for it, which all its ID tokens say
    methods TEXT NOT NULL,
    scopes TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    refresh_number BIGINT NOT NULL, -- of its refresh tokens the one that was used last; the next number comes after it
    refresh_made_at BIGINT NOT NULL, -- and when that was made
    refreshed_at BIGINT NOT NULL, -- used last, to the minute
    ended_at BIGINT
);
CREATE INDEX client_grant_account ON client_grant (account_id);
CREATE INDEX client_grant_session ON client_grant (session_hash);
CREATE INDEX client_grant_made ON client_grant (made_at);

-- What a client signed to show who it is: taken once, and remembered until it would be too old.
CREATE TABLE client_assertion (
    client_id TEXT NOT NULL REFERENCES client (id),
    id_hash TEXT NOT NULL, -- of its jti
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (client_id, id_hash)
);
