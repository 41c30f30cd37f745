-- What devices can be updated to. The content is the blob blob-firmware/<sha256>, which versions
-- with the same content share.
CREATE TABLE firmware (
  id                 uuid PRIMARY KEY,
  hub                text NOT NULL REFERENCES hub ON DELETE CASCADE,
  name               text COLLATE "C" NOT NULL,
  version            text COLLATE "C" NOT NULL,
  description        text NOT NULL,
  sha256             text NOT NULL,
  size               bigint NOT NULL,
  models             text[] NOT NULL,
  minimum_version    text,
  hardware_revisions text[] NOT NULL,
  uploaded_at        timestamptz NOT NULL,
  uploaded_by        text NOT NULL,
  manifest           text NOT NULL,
  signature          text NOT NULL,
  UNIQUE (hub, name, version)
);

CREATE INDEX firmware_sha256 ON firmware (sha256);

-- Firmware on its way; what has arrived of it is a file of the blobs' folder.
CREATE TABLE firmware_upload (
  id          uuid PRIMARY KEY,
  hub         text NOT NULL REFERENCES hub ON DELETE CASCADE,
  draft       jsonb NOT NULL,
  uploaded_by text NOT NULL,
  changed_at  timestamptz NOT NULL
);
