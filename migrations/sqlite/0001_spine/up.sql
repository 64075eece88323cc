-- The spine: who may look (organizations, devices, accounts, sessions), at whom (persons, consents, assignments),
-- what is shown (applications, certifications, burden ratios, documents), and the ledger of every look.
-- Every tenant table begins its key with insurer_number. Times are UTC; days are days in Japan.

CREATE TABLE insurers (
    insurer_number TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

-- What the insurer has settled for itself; made with it. What belongs to a node is in the node's own settings.
CREATE TABLE insurer_settings (
    insurer_number TEXT NOT NULL PRIMARY KEY REFERENCES insurers (insurer_number),
    approval_by_two BOOLEAN NOT NULL,
    earlier_terms TEXT NOT NULL,
    contact TEXT NOT NULL,
    letter_issuer TEXT NOT NULL,
    letter_desk TEXT NOT NULL
);

CREATE TABLE offices (
    office_number TEXT NOT NULL,
    service_code TEXT NOT NULL,
    municipality_code TEXT NOT NULL,
    name TEXT NOT NULL,
    kana TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    fax TEXT NOT NULL,
    corporation TEXT NOT NULL,
    received_at TIMESTAMP NOT NULL,
    PRIMARY KEY (office_number, service_code)
);

CREATE TABLE organizations (
    insurer_number TEXT NOT NULL REFERENCES insurers (insurer_number),
    id TEXT NOT NULL,
    office_number TEXT NOT NULL,
    service_code TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The name as searches fold it (kana, width, case).
    name_folded TEXT NOT NULL,
    status TEXT NOT NULL,
    permitted_from DATE NOT NULL,
    permitted_until DATE,
    PRIMARY KEY (insurer_number, id),
    UNIQUE (insurer_number, office_number, service_code)
);

CREATE TABLE admitted_kinds (
    insurer_number TEXT NOT NULL REFERENCES insurers (insurer_number),
    service_code TEXT NOT NULL,
    admitted_from DATE NOT NULL,
    admitted_until DATE,
    PRIMARY KEY (insurer_number, service_code)
);

-- What may be shown, as the rules the domain reads; replaced by a new row, never edited.
CREATE TABLE disclosure_policies (
    insurer_number TEXT NOT NULL REFERENCES insurers (insurer_number),
    valid_from DATE NOT NULL,
    rules TEXT NOT NULL,
    PRIMARY KEY (insurer_number, valid_from)
);

-- Of an organization or, without one, of the insurer itself.
CREATE TABLE devices (
    insurer_number TEXT NOT NULL REFERENCES insurers (insurer_number),
    id TEXT NOT NULL,
    organization_id TEXT,
    label TEXT NOT NULL,
    fingerprint TEXT NOT NULL UNIQUE,
    serial TEXT NOT NULL,
    valid_from TIMESTAMP NOT NULL,
    valid_until TIMESTAMP NOT NULL,
    status TEXT NOT NULL,
    revoked_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, id),
    FOREIGN KEY (insurer_number, organization_id) REFERENCES organizations (insurer_number, id)
);

CREATE TABLE accounts (
    insurer_number TEXT NOT NULL,
    id TEXT NOT NULL,
    organization_id TEXT,
    login_id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    status TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    last_sign_in_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, id),
    UNIQUE (insurer_number, login_id),
    FOREIGN KEY (insurer_number, organization_id) REFERENCES organizations (insurer_number, id)
);

-- Failed log-ins, by login ID whether or not it exists, so that an unknown account behaves like a known one.
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

CREATE TABLE sessions (
    insurer_number TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    previous_sign_in_at TIMESTAMP,
    locked_at TIMESTAMP,
    ended_at TIMESTAMP,
    PRIMARY KEY (insurer_number, id),
    FOREIGN KEY (insurer_number, account_id) REFERENCES accounts (insurer_number, id),
    FOREIGN KEY (insurer_number, device_id) REFERENCES devices (insurer_number, id)
);

CREATE TABLE deliveries (
    insurer_number TEXT NOT NULL REFERENCES insurers (insurer_number),
    id TEXT NOT NULL,
    feed TEXT NOT NULL,
    file_name TEXT NOT NULL,
    as_of TIMESTAMP NOT NULL,
    state TEXT NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    rows_new BIGINT NOT NULL,
    rows_changed BIGINT NOT NULL,
    rows_unchanged BIGINT NOT NULL,
    rows_refused BIGINT NOT NULL,
    warnings BIGINT NOT NULL,
    findings BIGINT NOT NULL,
    PRIMARY KEY (insurer_number, id)
);

CREATE TABLE delivery_findings (
    insurer_number TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    file TEXT NOT NULL,
    row_number BIGINT,
    column_name TEXT,
    rule TEXT NOT NULL,
    parameters TEXT NOT NULL,
    severity TEXT NOT NULL,
    masked_value TEXT,
    PRIMARY KEY (insurer_number, delivery_id, sequence),
    FOREIGN KEY (insurer_number, delivery_id) REFERENCES deliveries (insurer_number, id)
);

CREATE TABLE persons (
    insurer_number TEXT NOT NULL REFERENCES insurers (insurer_number),
    id TEXT NOT NULL,
    number_hash BLOB NOT NULL,
    content_hash BLOB NOT NULL,
    sealed BLOB NOT NULL,
    lost_on DATE,
    loss_reason TEXT,
    as_of TIMESTAMP NOT NULL,
    received_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, id),
    UNIQUE (insurer_number, number_hash)
);

CREATE TABLE consents (
    insurer_number TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    received_on DATE NOT NULL,
    channel TEXT NOT NULL,
    basis TEXT NOT NULL,
    origin TEXT NOT NULL,
    signer TEXT NOT NULL,
    sealed_signer_name BLOB,
    sealed_signer_relation BLOB,
    sealed_signer_contact BLOB,
    sealed_signer_reason BLOB,
    form_version TEXT NOT NULL,
    effective_from DATE NOT NULL,
    withdrawn_on DATE,
    received_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, id),
    UNIQUE (insurer_number, person_id, effective_from),
    FOREIGN KEY (insurer_number, person_id) REFERENCES persons (insurer_number, id)
);

CREATE TABLE assignments (
    insurer_number TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    office_number TEXT NOT NULL,
    delegated_office_number TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE,
    notified_on DATE NOT NULL,
    received_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, id),
    UNIQUE (insurer_number, person_id, kind, office_number, valid_from),
    FOREIGN KEY (insurer_number, person_id) REFERENCES persons (insurer_number, id)
);
CREATE INDEX assignments_by_office ON assignments (insurer_number, office_number, person_id);
CREATE INDEX assignments_by_delegate ON assignments (insurer_number, delegated_office_number, person_id)
    WHERE delegated_office_number <> '';

CREATE TABLE applications (
    insurer_number TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    application_number TEXT NOT NULL,
    kind TEXT NOT NULL,
    applied_on DATE NOT NULL,
    ticked_consent BOOLEAN NOT NULL,
    received_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, id),
    UNIQUE (insurer_number, person_id, application_number),
    FOREIGN KEY (insurer_number, person_id) REFERENCES persons (insurer_number, id)
);

CREATE TABLE milestones (
    insurer_number TEXT NOT NULL,
    application_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    day DATE NOT NULL,
    received_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, application_id, kind, day),
    FOREIGN KEY (insurer_number, application_id) REFERENCES applications (insurer_number, id)
);

CREATE TABLE postponements (
    insurer_number TEXT NOT NULL,
    application_id TEXT NOT NULL,
    noticed_on DATE NOT NULL,
    reason TEXT NOT NULL,
    expected_on DATE NOT NULL,
    received_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, application_id, noticed_on),
    FOREIGN KEY (insurer_number, application_id) REFERENCES applications (insurer_number, id)
);

CREATE TABLE certifications (
    insurer_number TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    application_number TEXT NOT NULL,
    care_level TEXT NOT NULL,
    decided_on DATE,
    checklist_on DATE,
    valid_from DATE NOT NULL,
    valid_until DATE,
    months BIGINT,
    sealed_notes BLOB,
    notes_hash BLOB NOT NULL,
    status TEXT NOT NULL,
    received_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, id),
    UNIQUE (insurer_number, person_id, application_number, valid_from),
    FOREIGN KEY (insurer_number, person_id) REFERENCES persons (insurer_number, id)
);

CREATE TABLE burden_ratios (
    insurer_number TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    tenths BIGINT NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE,
    version BIGINT NOT NULL,
    issued_on DATE,
    received_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, id),
    UNIQUE (insurer_number, person_id, valid_from, version),
    FOREIGN KEY (insurer_number, person_id) REFERENCES persons (insurer_number, id)
);

CREATE TABLE documents (
    insurer_number TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    application_number TEXT NOT NULL,
    kind TEXT NOT NULL,
    dated_on DATE NOT NULL,
    form_version TEXT NOT NULL,
    physician_consent BOOLEAN,
    pages BIGINT NOT NULL,
    content_hash BLOB NOT NULL,
    as_of TIMESTAMP NOT NULL,
    received_at TIMESTAMP NOT NULL,
    PRIMARY KEY (insurer_number, id),
    UNIQUE (insurer_number, person_id, application_number, kind, dated_on),
    FOREIGN KEY (insurer_number, person_id) REFERENCES persons (insurer_number, id)
);

CREATE TABLE document_contents (
    insurer_number TEXT NOT NULL,
    document_id TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (insurer_number, document_id),
    FOREIGN KEY (insurer_number, document_id) REFERENCES documents (insurer_number, id)
);

-- The ledger lies in a file of its own: see sqlite-ledger.
