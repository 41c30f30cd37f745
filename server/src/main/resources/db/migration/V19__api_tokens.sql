-- What programs prove themselves with; of a token only the hash is kept.

CREATE TABLE api_token (
  id           uuid PRIMARY KEY,
  user_name    text NOT NULL REFERENCES account ON DELETE CASCADE,
  name         text NOT NULL,
  role         text NOT NULL CHECK (role IN ('admin', 'technician', 'viewer')),
  hub          text REFERENCES hub ON DELETE CASCADE,
  token_hash   bytea NOT NULL UNIQUE,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  last_used_at timestamptz,
  UNIQUE (user_name, name)
);
