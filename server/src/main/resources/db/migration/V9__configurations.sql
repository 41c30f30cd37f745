-- Automatic device management. A configuration's number is never used again, so that what a deleted
-- configuration left behind is not taken for a newer one's with the same id.
CREATE TABLE configuration (
  number           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hub              text NOT NULL REFERENCES hub ON DELETE CASCADE,
  id               text COLLATE "C" NOT NULL,
  version          bigint NOT NULL DEFAULT 1,
  schema_version   text NOT NULL,
  labels           jsonb NOT NULL DEFAULT '{}',
  -- Text, because jsonb would not keep its numbers and the order of its keys as they were written.
  content          text NOT NULL,
  target_condition text NOT NULL,
  priority         integer NOT NULL,
  metric_queries   jsonb NOT NULL DEFAULT '{}',
  metric_results   jsonb NOT NULL DEFAULT '{}',
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  -- The version whose effect on every twin is known to be there; behind version while a pass is due.
  settled_version  bigint NOT NULL DEFAULT 0,
  UNIQUE (hub, id)
);

-- A configuration that is gone but whose targets still have to take their next one.
CREATE TABLE configuration_deleted (
  number bigint PRIMARY KEY,
  hub    text NOT NULL REFERENCES hub ON DELETE CASCADE
);

-- Which twins a configuration targets, and whether any of its values stands there.
CREATE TABLE configuration_target (
  hub           text NOT NULL,
  device_id     text COLLATE "C" NOT NULL,
  module_id     text COLLATE "C" NOT NULL DEFAULT '',
  configuration bigint NOT NULL,
  applied       boolean NOT NULL,
  PRIMARY KEY (configuration, hub, device_id, module_id),
  -- The twin rather than the identity, because an evaluation holds the lock on the twin.
  FOREIGN KEY (hub, device_id, module_id) REFERENCES twin ON DELETE CASCADE
);

CREATE INDEX configuration_target_twin ON configuration_target (hub, device_id, module_id);
CREATE INDEX configuration_target_applied ON configuration_target (configuration) WHERE applied;

-- The values that configurations wrote into a twin: {"path":{"configuration":7,"value":…}}.
CREATE TABLE configuration_holding (
  hub       text NOT NULL,
  device_id text COLLATE "C" NOT NULL,
  module_id text COLLATE "C" NOT NULL DEFAULT '',
  held      jsonb NOT NULL,
  PRIMARY KEY (hub, device_id, module_id),
  FOREIGN KEY (hub, device_id, module_id) REFERENCES twin ON DELETE CASCADE
);

-- When a node began the last pass over everything; one row.
CREATE TABLE configuration_pass (
  begun_at timestamptz NOT NULL
);

INSERT INTO configuration_pass VALUES ('-infinity');

-- What services see in the twin's section configurations: {"id":{"status":"targeted"|"applied"}}.
ALTER TABLE twin ADD COLUMN configurations jsonb NOT NULL DEFAULT '{}';
