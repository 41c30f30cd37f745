-- Saved queries over the devices of a hub.

CREATE TABLE device_group (
  hub         text NOT NULL REFERENCES hub ON DELETE CASCADE,
  name        text COLLATE "C" NOT NULL,
  description text NOT NULL,
  condition   text NOT NULL,
  version     bigint NOT NULL,
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  PRIMARY KEY (hub, name)
);
