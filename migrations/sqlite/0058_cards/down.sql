ALTER TABLE insurer_settings DROP COLUMN validity_limits;
ALTER TABLE insurer_settings DROP COLUMN consent_on_return;
ALTER TABLE insurer_settings DROP COLUMN restriction_shown;
DROP TABLE cards;
