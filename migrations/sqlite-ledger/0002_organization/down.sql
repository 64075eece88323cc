DROP INDEX ledger_details_by_organization;
ALTER TABLE ledger_details DROP COLUMN at;
ALTER TABLE ledger_details DROP COLUMN organization_id;
