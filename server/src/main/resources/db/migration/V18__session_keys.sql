-- The public keys by which all nodes check what one of them signed.

CREATE TABLE session_key (
  id         text PRIMARY KEY,
  public_key bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
