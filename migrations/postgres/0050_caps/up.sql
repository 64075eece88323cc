-- How many accounts an organization may have that have not left, and how many sessions an account may have open.
ALTER TABLE insurer_settings ADD COLUMN most_staff BIGINT NOT NULL DEFAULT 200;
ALTER TABLE insurer_settings ADD COLUMN most_sessions BIGINT NOT NULL DEFAULT 10;
