-- SPDX-License-Identifier: EUPL-1.2
-- A document's versions are kept whole: the text, what it changes, and whether it is asked of who accepted an earlier one.
ALTER TABLE document ADD COLUMN number BIGINT NOT NULL DEFAULT 0; -- among those of its kind; the languages of one version share it
ALTER TABLE document ADD COLUMN summary TEXT NOT NULL DEFAULT ''; -- what it changes
ALTER TABLE document ADD COLUMN asks BIGINT NOT NULL DEFAULT 0; -- at the next sign-in
ALTER TABLE document ADD COLUMN free_until BIGINT NOT NULL DEFAULT 0; -- until then one may go on without
UPDATE document SET number = (SELECT count(DISTINCT earlier.made_at) FROM document AS earlier
    WHERE earlier.kind = document.kind AND earlier.made_at <= document.made_at);
CREATE UNIQUE INDEX document_number ON document (kind, number, language);

-- In Markdown. A version of before has its own once its file is seen at a start.
CREATE TABLE document_text (
    document_id TEXT PRIMARY KEY REFERENCES document (id),
    text TEXT NOT NULL
);

-- append-only: document
-- append-only: document_text

-- Documents are accepted at a sign-in too, which is no registration.
CREATE TABLE acceptance_of_both (
    account_id TEXT NOT NULL REFERENCES account (id),
    document_id TEXT NOT NULL REFERENCES document (id),
    registration_id TEXT REFERENCES registration (id), -- none: accepted at a sign-in
    accepted_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, document_id)
);
INSERT INTO acceptance_of_both (account_id, document_id, registration_id, accepted_at)
SELECT account_id, document_id, registration_id, accepted_at FROM acceptance;
DROP TABLE acceptance;
ALTER TABLE acceptance_of_both RENAME TO acceptance;
CREATE INDEX acceptance_document ON acceptance (document_id);

ALTER TABLE session ADD COLUMN asks_documents BIGINT NOT NULL DEFAULT 0; -- before anything opens in it
