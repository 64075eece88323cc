-- It touched another page for almost every entry, at a moment at which somebody waits, for questions that are asked seldom
-- and may take their time.
DROP INDEX ledger_details_by_person;
