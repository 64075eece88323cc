-- Requests that change something and may be sent again under the same key: which one is under way, and what it was answered.

CREATE TABLE request_claims (
    insurer_number TEXT NOT NULL,
    -- Keyed hash of who asks, for what, and the key that the caller chose.
    name BLOB NOT NULL,
    -- SHA-256 of the body.
    body_hash BLOB NOT NULL,
    -- Which attempt holds the claim.
    attempt TEXT NOT NULL,
    began_at TIMESTAMP NOT NULL,
    -- Set in the transaction of the change itself.
    changed_at TIMESTAMP,
    -- The answer, sealed, as long as it may be given again.
    answer BLOB,
    answer_until TIMESTAMP,
    forgotten_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, name)
);
CREATE INDEX request_claims_by_end ON request_claims (insurer_number, forgotten_at);
