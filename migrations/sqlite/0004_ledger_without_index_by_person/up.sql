-- The ledger lies in a file of its own, with steps of its own.
SELECT 1;
