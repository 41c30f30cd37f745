-- Certificates of authorities that a hub, or the provisioning service ('$provisioning'), may trust.
CREATE TABLE ca_certificate (
  owner             text NOT NULL,
  -- The hub of the owner, so that they go with it; NULL for the provisioning service.
  hub               text GENERATED ALWAYS AS (NULLIF(owner, '$provisioning')) STORED
                    REFERENCES hub ON DELETE CASCADE,
  name              text COLLATE "C" NOT NULL,
  certificate       bytea NOT NULL,
  sha256            text NOT NULL,
  -- As the JDK writes names to compare them.
  subject           text NOT NULL,
  verified          boolean NOT NULL,
  enabled           boolean NOT NULL DEFAULT true,
  -- What the proof of possession has to have as its name; NULL while none is asked for.
  verification_code text,
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  PRIMARY KEY (owner, name),
  UNIQUE (owner, sha256)
);
