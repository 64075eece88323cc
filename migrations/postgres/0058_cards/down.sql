ALTER TABLE insurer_settings DROP COLUMN restriction_shown;
DROP TABLE cards;
