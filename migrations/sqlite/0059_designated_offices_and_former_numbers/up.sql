-- Offices that an insurer designates itself: the ministry's open data does not have them, or not yet.
CREATE TABLE designated_offices (
    insurer_number TEXT NOT NULL REFERENCES insurers (insurer_number),
    office_number TEXT NOT NULL,
    service_code TEXT NOT NULL,
    designation TEXT NOT NULL,
    name TEXT NOT NULL,
    kana TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    fax TEXT NOT NULL,
    corporation TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE,
    received_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, office_number, service_code)
);

-- Numbers under which people were known before, so that rows that still name them find the person.
CREATE TABLE former_numbers (
    insurer_number TEXT NOT NULL,
    number_hash BLOB NOT NULL,
    person_id TEXT NOT NULL,
    received_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, number_hash),
    FOREIGN KEY (insurer_number, person_id) REFERENCES persons (insurer_number, id)
);

-- The last day on which a person's qualification had been lost before it was regained: consents up to it ended with it.
ALTER TABLE persons ADD COLUMN lapsed_on DATE;
