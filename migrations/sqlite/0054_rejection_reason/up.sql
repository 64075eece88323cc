-- Why an application was turned down (却下理由); beside that step alone.
ALTER TABLE milestones ADD COLUMN reason TEXT;
