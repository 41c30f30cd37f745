-- How often in a row somebody failed to sign in or to claim a device, for all nodes. Of names and addresses only the
-- SHA-256: some people type their password where their name belongs.
CREATE TABLE failed_attempt (
  key      bytea PRIMARY KEY,
  failures integer NOT NULL,
  last_at  timestamptz NOT NULL
);

CREATE INDEX failed_attempt_age ON failed_attempt (last_at);
