-- SPDX-License-Identifier: EUPL-1.2
-- An invitation looks for the patient whose e-mail address it corrects.
CREATE INDEX patient_birth_date ON patient (practice_id, birth_date);
