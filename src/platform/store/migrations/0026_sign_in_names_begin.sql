-- SPDX-License-Identifier: EUPL-1.2
-- may still serve: 20
-- Since when an address is an account's name; NULL: as long as the account is there. What was typed at it before was
-- another's business.
ALTER TABLE sign_in_name ADD COLUMN made_at BIGINT;
