DROP TABLE ledger_details;
DROP TABLE ledger_entries;
