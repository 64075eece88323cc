CREATE INDEX ledger_details_by_person ON ledger_details (insurer_number, person_id) WHERE person_id IS NOT NULL;
