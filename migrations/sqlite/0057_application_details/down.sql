ALTER TABLE applications DROP COLUMN details_hash;
ALTER TABLE applications DROP COLUMN sealed_details;
ALTER TABLE applications DROP COLUMN institution;
ALTER TABLE applications DROP COLUMN survey_contractor;
ALTER TABLE applications DROP COLUMN moved_on;
ALTER TABLE applications DROP COLUMN by_law;
