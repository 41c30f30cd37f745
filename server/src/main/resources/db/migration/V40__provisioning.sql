-- The provisioning service of the installation: its id scope, once, and its policies.
CREATE TABLE provisioning_scope (
  only_one   boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  id_scope   text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE provisioning_policy (
  name          text PRIMARY KEY,
  rights        text[] NOT NULL,
  primary_key   text NOT NULL,
  secondary_key text NOT NULL
);

-- A kind is that of one device or that of a group of devices; settings are what is only carried to the assignment.
CREATE TABLE enrollment (
  kind          text NOT NULL CHECK (kind IN ('individual', 'group')),
  id            text COLLATE "C" NOT NULL,
  etag          text NOT NULL,
  enabled       boolean NOT NULL,
  expires_at    timestamptz,
  attestation   text NOT NULL CHECK (attestation IN ('symmetricKey', 'x509', 'tpm')),
  primary_key   text,
  secondary_key text,
  settings      jsonb NOT NULL,
  created_at    timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (kind, id)
);

-- Groups whose devices prove themselves by derived keys: all of them are asked for a registration that is not known yet.
CREATE INDEX enrollment_group_keys ON enrollment (id) WHERE kind = 'group' AND attestation = 'symmetricKey';

-- To which hub a device was assigned, and under which operation it asks for that.
CREATE TABLE registration (
  registration_id  text COLLATE "C" PRIMARY KEY,
  enrollment_group text COLLATE "C",
  hub              text NOT NULL REFERENCES hub ON DELETE CASCADE,
  device_id        text COLLATE "C" NOT NULL,
  attestation      text NOT NULL,
  operation_id     text NOT NULL,
  substatus        text NOT NULL,
  payload          jsonb,
  etag             text NOT NULL,
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  UNIQUE (hub, device_id)
);

CREATE INDEX registration_of_group ON registration (enrollment_group, registration_id);
