-- Codes by which end users claim devices without an account, one for each record. Of a code, its first characters are
-- kept, by which it is found, and a keyed hash of the rest.
CREATE TABLE claim_code (
  serial     text COLLATE "C" PRIMARY KEY REFERENCES manufacturing_record ON DELETE CASCADE,
  code_id    text COLLATE "C" NOT NULL UNIQUE,
  hash       bytea NOT NULL,
  made_by    text NOT NULL,
  made_at    timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  attempts   integer NOT NULL DEFAULT 0,
  used_at    timestamptz
);
