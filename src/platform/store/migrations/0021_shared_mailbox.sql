-- SPDX-License-Identifier: EUPL-1.2
-- Accounts are found by their mailbox, which a couple shares. Of these only one signs in with the address, and has it in
-- `sign_in_name`; everybody signs in with the customer number.
CREATE INDEX account_email ON account (email);
