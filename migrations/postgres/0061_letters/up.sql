-- How an insurer words its letters. Without words of its own an insurer tells how to object in the words of the law; an
-- empty text is none.
ALTER TABLE insurer_settings ADD COLUMN permit_word TEXT NOT NULL DEFAULT 'permit';
ALTER TABLE insurer_settings ADD COLUMN seal_line TEXT NOT NULL DEFAULT 'omitted';
ALTER TABLE insurer_settings ADD COLUMN appeal TEXT;

-- Letters as they were made, with the number and the date they were given. A letter that holds no secret is kept as its
-- bytes, sealed; of one that holds some, only that it was made.
CREATE TABLE letters (
    insurer_number TEXT NOT NULL REFERENCES insurers (insurer_number),
    id TEXT NOT NULL,
    application_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    dated_on DATE NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT NOT NULL,
    superseded_at TIMESTAMP,
    sealed BYTEA,
    PRIMARY KEY (insurer_number, id),
    FOREIGN KEY (insurer_number, application_id) REFERENCES usage_applications (insurer_number, id),
    FOREIGN KEY (insurer_number, made_by) REFERENCES accounts (insurer_number, id)
);
CREATE INDEX letters_by_application ON letters (insurer_number, application_id, id);
-- Of each letter about an application one holds.
CREATE UNIQUE INDEX letters_in_force ON letters (insurer_number, application_id, kind) WHERE superseded_at IS NULL;
