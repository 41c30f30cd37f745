-- Everything is keyed by hub. A module_id of '' stands for the device itself.

CREATE TABLE hub (
  hub        text PRIMARY KEY,
  host_names text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE hub_policy (
  hub           text NOT NULL REFERENCES hub ON DELETE CASCADE,
  name          text NOT NULL,
  rights        text[] NOT NULL,
  primary_key   text NOT NULL,
  secondary_key text NOT NULL,
  PRIMARY KEY (hub, name)
);

CREATE TABLE identity (
  hub                  text NOT NULL REFERENCES hub,
  device_id            text COLLATE "C" NOT NULL,
  module_id            text COLLATE "C" NOT NULL DEFAULT '',
  generation_id        text NOT NULL,
  etag                 text NOT NULL,
  enabled              boolean NOT NULL DEFAULT true,
  status_reason        text,
  status_updated_at    timestamptz,
  authentication       text NOT NULL CHECK (authentication IN ('sas', 'selfSigned', 'certificateAuthority', 'none')),
  primary_key          text,
  secondary_key        text,
  primary_thumbprint   text,
  secondary_thumbprint text,
  managed_by           text,
  edge                 boolean NOT NULL DEFAULT false,
  device_scope         text,
  parent_scopes        text[] NOT NULL DEFAULT '{}',
  created_at           timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (hub, device_id, module_id)
);

-- What changes with every connection, apart from the identity so that its row and indexes rest.
CREATE TABLE activity (
  hub                   text NOT NULL,
  device_id             text COLLATE "C" NOT NULL,
  module_id             text COLLATE "C" NOT NULL DEFAULT '',
  last_activity_at      timestamptz,
  connection_changed_at timestamptz,
  PRIMARY KEY (hub, device_id, module_id),
  FOREIGN KEY (hub, device_id, module_id) REFERENCES identity ON DELETE CASCADE
) WITH (fillfactor = 70);
