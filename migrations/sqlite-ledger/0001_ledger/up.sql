-- The ledger of every look, in a file of its own beside the data: so that a look being noted takes nothing from what other
-- looks have cached, and data being taken in never keeps a look waiting. On PostgreSQL it lies among the other tables.
-- What an entry costs is the pages that it touches: both tables are kept in the order of their key, without a tree of row
-- ids beside it.

-- The chain: commitments only, never deleted.
CREATE TABLE ledger_entries (
    insurer_number TEXT NOT NULL,
    stream TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    commitment BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (insurer_number, stream, sequence)
) WITHOUT ROWID;

-- What the commitments commit to; may lawfully be deleted after its retention while the chain still verifies. The columns
-- before the salt repeat what the fields say, so that a record can be read by them; a check holds them against the fields.
CREATE TABLE ledger_details (
    insurer_number TEXT NOT NULL,
    stream TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    operation TEXT NOT NULL,
    person_id TEXT,
    organization_id TEXT,
    salt BLOB NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (insurer_number, stream, sequence)
) WITHOUT ROWID;
-- So that an office can see its own entries, the newest first, without reading everybody's. There is no index by person or
-- operation: it would touch another page for almost every entry, at a moment at which somebody waits, for questions that
-- are asked seldom and may take their time.
CREATE INDEX ledger_details_by_organization ON ledger_details (insurer_number, organization_id, at)
    WHERE organization_id IS NOT NULL;
