-- So that an office can see its own entries, the newest first, without reading everybody's.
ALTER TABLE ledger_details ADD COLUMN organization_id TEXT;
ALTER TABLE ledger_details ADD COLUMN at TIMESTAMP;
CREATE INDEX ledger_details_by_organization ON ledger_details (insurer_number, organization_id, at)
    WHERE organization_id IS NOT NULL;
