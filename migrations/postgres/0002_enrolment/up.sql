-- How an office comes in: its application, the install keys it is given, the certificates made with them. Secrets are
-- kept as hashes; who applies is sealed.

CREATE TABLE usage_applications (
    insurer_number TEXT NOT NULL REFERENCES insurers (insurer_number),
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    secret_hash BYTEA NOT NULL,
    state TEXT NOT NULL,
    office_number TEXT NOT NULL,
    service_code TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    devices BIGINT NOT NULL,
    terms_version TEXT NOT NULL,
    channel TEXT NOT NULL,
    received_on DATE NOT NULL,
    received_at TIMESTAMP NOT NULL,
    proposed_by TEXT,
    proposed_quota BIGINT,
    proposed_from DATE,
    decided_at TIMESTAMP,
    reason TEXT,
    organization_id TEXT,
    account_id TEXT,
    PRIMARY KEY (insurer_number, id),
    UNIQUE (insurer_number, reference),
    FOREIGN KEY (insurer_number, organization_id) REFERENCES organizations (insurer_number, id),
    FOREIGN KEY (insurer_number, account_id) REFERENCES accounts (insurer_number, id)
);
CREATE UNIQUE INDEX usage_applications_open ON usage_applications (insurer_number, office_number, service_code)
    WHERE state IN ('received', 'returned', 'proposed');
CREATE INDEX usage_applications_by_state ON usage_applications (insurer_number, state, id);

CREATE TABLE usage_application_events (
    insurer_number TEXT NOT NULL,
    id TEXT NOT NULL,
    application_id TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    kind TEXT NOT NULL,
    account_id TEXT,
    reason TEXT,
    PRIMARY KEY (insurer_number, application_id, id),
    FOREIGN KEY (insurer_number, application_id) REFERENCES usage_applications (insurer_number, id)
);

-- A key without organization is for a device of the insurer itself.
CREATE TABLE install_keys (
    insurer_number TEXT NOT NULL REFERENCES insurers (insurer_number),
    id TEXT NOT NULL,
    key_id TEXT NOT NULL,
    secret_hash BYTEA NOT NULL,
    organization_id TEXT,
    label TEXT NOT NULL,
    issued_at TIMESTAMP NOT NULL,
    expires_on DATE NOT NULL,
    failures BIGINT NOT NULL,
    reserved_until TIMESTAMP,
    reserved_for TEXT,
    spent_at TIMESTAMP,
    revoked_at TIMESTAMP,
    device_id TEXT,
    PRIMARY KEY (insurer_number, id),
    UNIQUE (insurer_number, key_id),
    FOREIGN KEY (insurer_number, organization_id) REFERENCES organizations (insurer_number, id),
    FOREIGN KEY (insurer_number, device_id) REFERENCES devices (insurer_number, id)
);
CREATE INDEX install_keys_by_organization ON install_keys (insurer_number, organization_id, id);

-- Written before a certificate is signed, so that there is none the database does not know; finished with its device.
CREATE TABLE issuances (
    insurer_number TEXT NOT NULL REFERENCES insurers (insurer_number),
    device_id TEXT NOT NULL,
    install_key_id TEXT,
    serial TEXT NOT NULL,
    key_hash BYTEA NOT NULL,
    reserved_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    PRIMARY KEY (insurer_number, device_id),
    UNIQUE (insurer_number, serial),
    FOREIGN KEY (insurer_number, install_key_id) REFERENCES install_keys (insurer_number, id)
);
-- No key is certified twice.
CREATE UNIQUE INDEX issuances_by_key ON issuances (insurer_number, key_hash) WHERE finished_at IS NOT NULL;

-- Files on their way to a device: sealed, fetched once, gone after a quarter of an hour.
CREATE TABLE pick_ups (
    insurer_number TEXT NOT NULL,
    token_hash BYTEA NOT NULL,
    device_id TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, token_hash),
    FOREIGN KEY (insurer_number, device_id) REFERENCES devices (insurer_number, id)
);
