-- SPDX-License-Identifier: EUPL-1.2
-- may still serve: 20
-- Lines of the audit log that the law lets go (docs/decisions/0018): where the log begins by now, and what was known of the
-- writers of what is gone. Without the key ring nobody can make such a row.
CREATE TABLE audit_cut (
    one BIGINT PRIMARY KEY, -- 1: there is one row, or none
    number BIGINT NOT NULL, -- of the last link that is gone
    hash TEXT NOT NULL,
    lines_until BIGINT NOT NULL, -- when the newest of those lines was written
    is_marked BIGINT NOT NULL, -- 1: some of those lines had a mark, so that all after them have one
    found TEXT NOT NULL, -- what was not right in what is gone, a sentence a line
    mac TEXT NOT NULL
);
CREATE TABLE audit_cut_writer (
    writer TEXT PRIMARY KEY,
    numbers TEXT NOT NULL, -- of its lines that are gone, "1-40 42-90"
    mac TEXT NOT NULL
);
-- old lines may go

-- Who an account or a registration was that is gone, sealed with a key whose other half lies elsewhere; until the last line of
-- the log about it is gone too.
CREATE TABLE sealed_person (
    id TEXT PRIMARY KEY, -- of the account or the registration
    kind TEXT NOT NULL, -- account | registration
    number_mac TEXT NOT NULL, -- of its customer number, keyed
    sealed TEXT NOT NULL,
    mac TEXT NOT NULL, -- of all this, by the ring: nobody else wrote it
    made_at BIGINT NOT NULL
);
CREATE INDEX sealed_person_number ON sealed_person (number_mac);
CREATE INDEX sealed_person_made ON sealed_person (made_at);
