CREATE TABLE twin (
  hub               text NOT NULL,
  device_id         text COLLATE "C" NOT NULL,
  module_id         text COLLATE "C" NOT NULL DEFAULT '',
  version           bigint NOT NULL DEFAULT 1,
  model_id          text,
  tags              jsonb NOT NULL DEFAULT '{}',
  desired           jsonb NOT NULL DEFAULT '{}',
  desired_metadata  jsonb NOT NULL,
  desired_version   bigint NOT NULL DEFAULT 1,
  reported          jsonb NOT NULL DEFAULT '{}',
  reported_metadata jsonb NOT NULL,
  reported_version  bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (hub, device_id, module_id),
  FOREIGN KEY (hub, device_id, module_id) REFERENCES identity ON DELETE CASCADE
) WITH (fillfactor = 70);
