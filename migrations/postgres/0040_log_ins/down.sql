DROP TABLE credentials_given;
ALTER TABLE sessions DROP COLUMN provisional;
DROP TABLE sign_in_failures;
CREATE TABLE sign_in_failures (
    insurer_number TEXT NOT NULL,
    login_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    in_a_row BIGINT NOT NULL,
    last_at TIMESTAMP NOT NULL,
    day DATE NOT NULL,
    on_day BIGINT NOT NULL,
    PRIMARY KEY (insurer_number, login_id, device_id)
);
