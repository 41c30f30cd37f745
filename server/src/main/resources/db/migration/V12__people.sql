-- Several accounts: with roles, limited to a group of devices, of an identity provider.

ALTER TABLE account
  ADD CHECK (role IN ('admin', 'technician', 'viewer')),
  ALTER COLUMN password_hash DROP NOT NULL,
  ADD COLUMN device_group         text,
  ADD COLUMN enabled              boolean NOT NULL DEFAULT true,
  ADD COLUMN must_change_password boolean NOT NULL DEFAULT false,
  ADD COLUMN issuer               text,
  ADD COLUMN subject              text,
  ADD COLUMN last_sign_in_at      timestamptz,
  ADD UNIQUE (issuer, subject),
  ADD CHECK ((password_hash IS NULL) = (issuer IS NOT NULL)),
  ADD CHECK ((issuer IS NULL) = (subject IS NULL));

-- Anna and anna would be taken for each other.
CREATE UNIQUE INDEX account_name_in_any_case ON account (lower(user_name));

-- A session has a name that is no secret, so that its owner can end it elsewhere.
DROP TABLE account_session;
CREATE TABLE account_session (
  id             uuid PRIMARY KEY,
  user_name      text NOT NULL REFERENCES account ON DELETE CASCADE,
  token_hash     bytea NOT NULL UNIQUE,
  remote_address text NOT NULL,
  user_agent     text NOT NULL,
  created_at     timestamptz NOT NULL,
  last_seen_at   timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL
);
CREATE INDEX ON account_session (user_name);
CREATE INDEX ON account_session (expires_at);
