CREATE TABLE entries (
    stream TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    commitment BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (stream, sequence)
);
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
);
INSERT INTO details SELECT stream, sequence, insurer_number, person_id, salt, fields, organization_id, at
    FROM ledger_details ORDER BY stream, sequence;
DROP TABLE ledger_details;
ALTER TABLE details RENAME TO ledger_details;
CREATE INDEX ledger_details_by_person ON ledger_details (insurer_number, person_id) WHERE person_id IS NOT NULL;
CREATE INDEX ledger_details_by_organization ON ledger_details (insurer_number, organization_id, at)
    WHERE organization_id IS NOT NULL;
