-- Texts that people agree to, as the insurer has published them. None is ever changed: a change is another version.
CREATE TABLE texts (
    insurer_number TEXT NOT NULL REFERENCES insurers (insurer_number),
    kind TEXT NOT NULL,
    version TEXT NOT NULL,
    body TEXT NOT NULL,
    published_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, kind, version)
);
