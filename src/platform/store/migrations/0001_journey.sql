-- SPDX-License-Identifier: EUPL-1.2
-- Everything the journey needs, A to G. Written for PostgreSQL; store/dialect.cpp turns it into SQLite.
-- Times are UTC milliseconds since 1970. "sealed" columns are encrypted with the key ring, bound to their row.

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE practice (
    id TEXT PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    phone TEXT,
    email TEXT,
    letter_required BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE TABLE account (
    id TEXT PRIMARY KEY,
    customer_number TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL, -- sealed
    language TEXT NOT NULL,
    identity TEXT NOT NULL, -- how it was established: details, letter or desk
    made_at BIGINT NOT NULL
);

-- What a person may type to say who they are. Not the person: one account may get several.
CREATE TABLE sign_in_name (
    kind TEXT NOT NULL, -- email
    name TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account (id),
    PRIMARY KEY (kind, name)
);
CREATE INDEX sign_in_name_account ON sign_in_name (account_id);

-- Who the practice says it is.
CREATE TABLE patient (
    id TEXT PRIMARY KEY,
    practice_id TEXT NOT NULL REFERENCES practice (id),
    patient_number TEXT,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    birth_date TEXT NOT NULL, -- 1948-03-07, with ?? for an unknown month or day
    postcode TEXT NOT NULL,
    phone TEXT,
    account_id TEXT REFERENCES account (id),
    identity TEXT,
    made_at BIGINT NOT NULL,
    linked_at BIGINT
);
CREATE UNIQUE INDEX patient_number_once ON patient (practice_id, patient_number) WHERE patient_number IS NOT NULL;
CREATE INDEX patient_details ON patient (email, practice_id);
CREATE INDEX patient_account ON patient (account_id);

-- One invitation of one patient, from invited to completed.
CREATE TABLE registration (
    id TEXT PRIMARY KEY,
    practice_id TEXT NOT NULL REFERENCES practice (id),
    patient_id TEXT NOT NULL REFERENCES patient (id),
    customer_number TEXT NOT NULL UNIQUE,
    super_pin_hash TEXT, -- sealed; of the letter
    letter_expires_at BIGINT,
    invited_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    details_tries BIGINT NOT NULL,
    super_pin_tries BIGINT NOT NULL,
    locked_at BIGINT,
    person_proved_at BIGINT,
    person_proved_by TEXT, -- details or letter
    password_hash TEXT, -- sealed
    completed_at BIGINT,
    linking_refused_at BIGINT
);
CREATE INDEX registration_patient ON registration (patient_id);
CREATE INDEX registration_practice ON registration (practice_id);

CREATE TABLE link (
    id TEXT PRIMARY KEY,
    registration_id TEXT NOT NULL REFERENCES registration (id),
    kind TEXT NOT NULL, -- invitation or confirmation
    token_hash TEXT NOT NULL UNIQUE,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX link_registration ON link (registration_id, kind, made_at);

-- A browser that typed the letter's super-PIN: only it goes on under the invitation link.
CREATE TABLE visit (
    browser_hash TEXT NOT NULL,
    registration_id TEXT NOT NULL REFERENCES registration (id),
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (browser_hash, registration_id)
);

CREATE TABLE document (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL, -- privacy or terms
    version TEXT NOT NULL,
    language TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    UNIQUE (kind, version, language)
);

CREATE TABLE acceptance (
    account_id TEXT NOT NULL REFERENCES account (id),
    document_id TEXT NOT NULL REFERENCES document (id),
    registration_id TEXT NOT NULL REFERENCES registration (id),
    accepted_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, document_id)
);

CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    level TEXT NOT NULL, -- password or two_factors
    made_at BIGINT NOT NULL,
    signed_in_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    attempt_id TEXT, -- the binding or sign-in that goes on in it
    ended_at BIGINT
);
CREATE INDEX session_account ON session (account_id);

CREATE TABLE super_pin (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    hash TEXT NOT NULL, -- sealed
    sealed_text TEXT, -- sealed; only until activated, or for an hour
    made_at BIGINT NOT NULL,
    activated_at BIGINT,
    ended_at BIGINT
);
CREATE UNIQUE INDEX super_pin_one_active ON super_pin (account_id) WHERE activated_at IS NOT NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX super_pin_one_pending ON super_pin (account_id) WHERE activated_at IS NULL AND ended_at IS NULL;

CREATE TABLE second_factor (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL, -- sms
    phone TEXT NOT NULL, -- sealed
    phone_key TEXT NOT NULL,
    failed_attempts BIGINT NOT NULL,
    wait_until BIGINT,
    made_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX second_factor_one_active ON second_factor (account_id, kind) WHERE ended_at IS NULL;

-- One binding of a telephone (F2 to F4), or one right password at sign-in in one browser.
CREATE TABLE attempt (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL, -- binding or sign_in
    account_id TEXT NOT NULL REFERENCES account (id),
    browser_key TEXT NOT NULL,
    phone TEXT NOT NULL, -- sealed
    phone_key TEXT NOT NULL,
    tries BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    spent_at BIGINT, -- its code was right
    used_at BIGINT, -- the telephone was bound by it
    ended_at BIGINT
);
CREATE INDEX attempt_account ON attempt (account_id, made_at);

CREATE TABLE one_time_code (
    id TEXT PRIMARY KEY,
    attempt_id TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX one_time_code_attempt ON one_time_code (attempt_id, made_at);

-- Every SMS that was asked for, for the limits; outlives its attempt by a day.
CREATE TABLE sms_sent (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    phone_key TEXT NOT NULL,
    practice_id TEXT,
    country TEXT NOT NULL,
    bound BIGINT NOT NULL, -- whether the number was a bound second factor then
    made_at BIGINT NOT NULL
);
CREATE INDEX sms_sent_account ON sms_sent (account_id, made_at);
CREATE INDEX sms_sent_phone ON sms_sent (phone_key, made_at);
CREATE INDEX sms_sent_practice ON sms_sent (practice_id, made_at);
CREATE INDEX sms_sent_country ON sms_sent (country, made_at);

-- One e-mail or SMS to send, written in the transaction of its step.
CREATE TABLE message (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL, -- email or sms
    purpose TEXT NOT NULL,
    about_id TEXT NOT NULL,
    send_number BIGINT NOT NULL,
    practice_id TEXT,
    urgency BIGINT NOT NULL, -- 0 one-time codes, 1 asked for by a person who waits, 2 the rest
    content TEXT, -- sealed: address, subject, body; erased once it is over
    state TEXT NOT NULL, -- waiting, sent, expired or given_up
    tries BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    next_try_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    leased_until BIGINT,
    ended_at BIGINT,
    last_error TEXT,
    UNIQUE (purpose, about_id, send_number)
);
CREATE INDEX message_due ON message (urgency, next_try_at) WHERE state = 'waiting';
CREATE INDEX message_about ON message (about_id);

CREATE TABLE throttle (
    bucket TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    wait_until BIGINT NOT NULL,
    last_failure_at BIGINT NOT NULL,
    last_input TEXT
);

-- Who did what to whom, when, from where, with what outcome. Field names follow NEN 7513; ids, no names.
CREATE TABLE audit_event (
    event_id TEXT PRIMARY KEY,
    event_date_time BIGINT NOT NULL,
    event_type_code TEXT NOT NULL,
    event_action_code TEXT NOT NULL, -- C R U D E
    event_outcome_indicator BIGINT NOT NULL, -- 0 success, 4 refused, 8 serious failure
    user_id TEXT NOT NULL,
    role_id_code TEXT NOT NULL, -- patient, operator or system
    network_access_point_id TEXT,
    participant_object_type_code TEXT NOT NULL,
    participant_object_id TEXT NOT NULL,
    practice_id TEXT
);
CREATE INDEX audit_event_object ON audit_event (participant_object_id, event_date_time);
