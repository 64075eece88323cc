DROP TABLE letters;
ALTER TABLE insurer_settings DROP COLUMN appeal;
ALTER TABLE insurer_settings DROP COLUMN seal_line;
ALTER TABLE insurer_settings DROP COLUMN permit_word;
