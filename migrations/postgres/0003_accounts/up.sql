-- People and terminals through their whole life: invitations, first log-in, renewal, and since when things are as they are.

-- How many devices an organization may have at a time: active ones and open install keys together.
ALTER TABLE organizations ADD COLUMN device_quota BIGINT NOT NULL DEFAULT 5;
ALTER TABLE organizations ADD COLUMN status_since TIMESTAMP;

-- The ward office or counter of a city account; when provisional credentials end, and when their one log-in was;
-- which terms of use were accepted, and when.
ALTER TABLE accounts ADD COLUMN desk TEXT;
ALTER TABLE accounts ADD COLUMN provisional_until TIMESTAMP;
ALTER TABLE accounts ADD COLUMN provisional_used_at TIMESTAMP;
ALTER TABLE accounts ADD COLUMN terms_version TEXT;
ALTER TABLE accounts ADD COLUMN terms_accepted_at TIMESTAMP;
ALTER TABLE accounts ADD COLUMN status_since TIMESTAMP;
CREATE INDEX accounts_by_organization ON accounts (insurer_number, organization_id);

-- The device whose certificate this one renews; the last log-in on it.
ALTER TABLE devices ADD COLUMN replaces TEXT;
ALTER TABLE devices ADD COLUMN last_sign_in_at TIMESTAMP;
CREATE INDEX devices_by_organization ON devices (insurer_number, organization_id);

-- When the password was given last in this session, and when its token was given out last.
ALTER TABLE sessions ADD COLUMN confirmed_at TIMESTAMP;
ALTER TABLE sessions ADD COLUMN renewed_at TIMESTAMP;
CREATE INDEX sessions_by_account ON sessions (insurer_number, account_id);
