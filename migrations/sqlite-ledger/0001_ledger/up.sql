-- The ledger of every look, in a file of its own beside the data: so that a look being noted takes nothing from what other
-- looks have cached, and data being taken in never keeps a look waiting. On PostgreSQL it lies among the other tables.

-- The chain: commitments only, never deleted.
CREATE TABLE ledger_entries (
    stream TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    commitment BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (stream, sequence)
);

-- What the commitments commit to; may lawfully be deleted after its retention while the chain still verifies.
CREATE TABLE ledger_details (
    stream TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    insurer_number TEXT NOT NULL,
    person_id TEXT,
    salt BLOB NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (stream, sequence)
);
CREATE INDEX ledger_details_by_person ON ledger_details (insurer_number, person_id) WHERE person_id IS NOT NULL;
