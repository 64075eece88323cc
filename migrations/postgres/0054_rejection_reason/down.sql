ALTER TABLE milestones DROP COLUMN reason;
