-- What people have kept of how they looked at the device list.

CREATE TABLE device_view (
  hub        text NOT NULL REFERENCES hub ON DELETE CASCADE,
  -- NULL: it is for everybody.
  owner      text REFERENCES account ON DELETE CASCADE,
  name       text NOT NULL,
  definition jsonb NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL
);

CREATE UNIQUE INDEX device_view_name ON device_view (hub, coalesce(owner, ''), name);
