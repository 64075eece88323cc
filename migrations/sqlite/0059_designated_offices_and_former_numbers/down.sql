ALTER TABLE persons DROP COLUMN lapsed_on;
DROP TABLE former_numbers;
DROP TABLE designated_offices;
