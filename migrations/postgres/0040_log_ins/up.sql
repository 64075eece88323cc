-- Attempts to sign in by the keyed hash of what was typed as login ID: people type passwords there. What was counted
-- before goes: it holds the typed text.
DROP TABLE sign_in_failures;
CREATE TABLE sign_in_failures (
    insurer_number TEXT NOT NULL,
    login_hash BYTEA NOT NULL,
    device_id TEXT NOT NULL,
    in_a_row BIGINT NOT NULL,
    last_at TIMESTAMP NOT NULL,
    day DATE NOT NULL,
    on_day BIGINT NOT NULL,
    PRIMARY KEY (insurer_number, login_hash, device_id)
);
CREATE INDEX sign_in_failures_by_device ON sign_in_failures (insurer_number, device_id, day);

-- Whether a session was begun with provisional credentials: only such a one sets the account up.
ALTER TABLE sessions ADD COLUMN provisional BOOLEAN NOT NULL DEFAULT FALSE;

-- Which account of the insurer gave another one credentials: for a while the two do not approve together.
CREATE TABLE credentials_given (
    insurer_number TEXT NOT NULL,
    account_id TEXT NOT NULL,
    given_by TEXT NOT NULL,
    given_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, account_id, given_by, given_at),
    FOREIGN KEY (insurer_number, account_id) REFERENCES accounts (insurer_number, id),
    FOREIGN KEY (insurer_number, given_by) REFERENCES accounts (insurer_number, id)
);
CREATE INDEX credentials_given_by_time ON credentials_given (insurer_number, given_at);
