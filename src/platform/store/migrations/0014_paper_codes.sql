-- SPDX-License-Identifier: EUPL-1.2
-- Codes on paper as second factor: a set is a factor, each of its codes works once.
CREATE TABLE paper_code (
    factor_id TEXT NOT NULL REFERENCES factor (id) ON DELETE CASCADE,
    hash TEXT NOT NULL, -- under a key of the ring
    used_at BIGINT,
    PRIMARY KEY (factor_id, hash)
);
CREATE UNIQUE INDEX factor_one_paper ON factor (account_id) WHERE kind = 'paper' AND ended_at IS NULL;
