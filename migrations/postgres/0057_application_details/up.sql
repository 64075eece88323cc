-- What a city knows of an application beside its kind, day and course. Institutions and contractors stay readable, because
-- the insurer's own medians are asked of them; where the person was visited and the disease are sealed.
ALTER TABLE applications ADD COLUMN by_law TEXT;
ALTER TABLE applications ADD COLUMN moved_on DATE;
ALTER TABLE applications ADD COLUMN survey_contractor TEXT;
ALTER TABLE applications ADD COLUMN institution TEXT;
ALTER TABLE applications ADD COLUMN sealed_details BYTEA;
ALTER TABLE applications ADD COLUMN details_hash BYTEA;
