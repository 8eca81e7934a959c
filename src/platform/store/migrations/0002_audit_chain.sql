-- SPDX-License-Identifier: EUPL-1.2
-- The audit log can only grow, and each of its rows is bound to the one before (accounts/audit_chain.hpp).

-- Events that are not chained yet: written with the event, taken away by whoever chains it.
CREATE TABLE audit_pending (
    event_id TEXT NOT NULL
);
INSERT INTO audit_pending (event_id) SELECT event_id FROM audit_event;

CREATE TABLE audit_chain (
    number BIGINT PRIMARY KEY, -- 1, 2, 3 …
    event_id TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL
);
-- The last row of the chain, "NUMBER HASH"; whoever chains locks it.
INSERT INTO setting (name, value) VALUES ('audit_head', '0 ');

-- append-only: audit_event
-- append-only: audit_chain
