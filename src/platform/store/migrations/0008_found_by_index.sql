-- SPDX-License-Identifier: EUPL-1.2
-- Every statement of a page or a worker finds its rows by an index: tests/store_contract/plans_test.cpp.
CREATE INDEX super_pin_account ON super_pin (account_id);
CREATE INDEX visit_registration ON visit (registration_id);

-- What the sweeper looks for hourly, among all that were ever made.
CREATE INDEX registration_open ON registration (expires_at) WHERE completed_at IS NULL;
CREATE INDEX session_made ON session (made_at);
