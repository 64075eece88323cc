-- Cards of a person beside the burden ratio: kind and days readable, because rules are asked of them; what they say sealed.
CREATE TABLE cards (
    insurer_number TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE,
    version BIGINT NOT NULL,
    issued_on DATE,
    sealed BLOB NOT NULL,
    content_hash BLOB NOT NULL,
    received_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, id),
    UNIQUE (insurer_number, person_id, kind, valid_from, version),
    FOREIGN KEY (insurer_number, person_id) REFERENCES persons (insurer_number, id)
);

-- What an insurer's data tells offices.
ALTER TABLE insurer_settings ADD COLUMN restriction_shown TEXT NOT NULL DEFAULT 'not-covered';
ALTER TABLE insurer_settings ADD COLUMN consent_on_return TEXT NOT NULL DEFAULT 'ends';

-- How many months of validity the insurer grants, as JSON; those of the ministry's ordinance where it has none of its own.
ALTER TABLE insurer_settings ADD COLUMN validity_limits TEXT;
