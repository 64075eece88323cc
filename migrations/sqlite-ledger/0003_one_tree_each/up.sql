-- What an entry costs is the pages that it touches. Both tables are kept in the order of their key, without a tree of row
-- ids beside it; and there is no index by person any more, which touched another page for almost every entry, at a moment
-- at which somebody waits, for questions that are asked seldom and may take their time.

CREATE TABLE entries (
    stream TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    commitment BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (stream, sequence)
) WITHOUT ROWID;
INSERT INTO entries SELECT stream, sequence, at, commitment, hash FROM ledger_entries ORDER BY stream, sequence;
DROP TABLE ledger_entries;
ALTER TABLE entries RENAME TO ledger_entries;

CREATE TABLE details (
    stream TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    insurer_number TEXT NOT NULL,
    person_id TEXT,
    salt BLOB NOT NULL,
    fields TEXT NOT NULL,
    organization_id TEXT,
    at TIMESTAMP,
    PRIMARY KEY (stream, sequence)
) WITHOUT ROWID;
INSERT INTO details SELECT stream, sequence, insurer_number, person_id, salt, fields, organization_id, at
    FROM ledger_details ORDER BY stream, sequence;
DROP TABLE ledger_details;
ALTER TABLE details RENAME TO ledger_details;
CREATE INDEX ledger_details_by_organization ON ledger_details (insurer_number, organization_id, at)
    WHERE organization_id IS NOT NULL;
