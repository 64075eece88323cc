ALTER TABLE insurer_settings DROP COLUMN most_sessions;
ALTER TABLE insurer_settings DROP COLUMN most_staff;
