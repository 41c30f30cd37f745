-- Rollouts of firmware.
CREATE TABLE deployment (
  id             uuid PRIMARY KEY,
  hub            text NOT NULL REFERENCES hub ON DELETE CASCADE,
  name           text NOT NULL,
  -- Null for a roll-back, where each device has its own.
  firmware_id    uuid REFERENCES firmware ON DELETE SET NULL,
  firmware_name  text NOT NULL,
  version        text NOT NULL,
  rolls_back     uuid REFERENCES deployment ON DELETE SET NULL,
  target         jsonb NOT NULL,
  plan           jsonb NOT NULL,
  status         text NOT NULL CHECK (status IN
                   ('scheduled', 'running', 'paused', 'cancelling', 'completed', 'failed', 'cancelled')),
  -- Why it is paused, or failed.
  reason         text,
  wave           integer NOT NULL DEFAULT 0,
  waves          integer NOT NULL DEFAULT 1,
  -- Until when it rests between two waves.
  resting_until  timestamptz,
  -- When late joiners were last looked for.
  looked_at      timestamptz,
  -- The failures that people have seen and gone on in spite of.
  excused        integer NOT NULL DEFAULT 0,
  created_by     text NOT NULL,
  created_at     timestamptz NOT NULL,
  start_at       timestamptz NOT NULL,
  started_at     timestamptz,
  ended_at       timestamptz,
  updated_at     timestamptz NOT NULL
);

CREATE INDEX deployment_newest ON deployment (hub, created_at DESC, id);
CREATE INDEX deployment_open ON deployment (hub, id)
  WHERE status IN ('scheduled', 'running', 'paused', 'cancelling');

-- What becomes of each device. It has no reference to the identity: who is deleted stays in the record.
CREATE TABLE deployment_device (
  deployment_id uuid NOT NULL REFERENCES deployment ON DELETE CASCADE,
  hub           text NOT NULL,
  device_id     text COLLATE "C" NOT NULL,
  firmware_id   uuid REFERENCES firmware ON DELETE SET NULL,
  version       text NOT NULL,
  from_version  text,
  time_zone     text NOT NULL,
  wave          integer NOT NULL,
  status        text NOT NULL,
  step          text,
  percent       integer,
  reason        text,
  message       text,
  attempt       integer NOT NULL DEFAULT 1,
  told          text NOT NULL DEFAULT 'NO',
  taken         boolean NOT NULL DEFAULT false,
  due_at        timestamptz,
  ended_by      text,
  -- Whether its twin holds the order.
  in_twin       boolean NOT NULL DEFAULT false,
  -- The greatest request for a fresh URL that was granted.
  refreshed     bigint NOT NULL DEFAULT 0,
  -- What it said that made no sense.
  passed_over   integer NOT NULL DEFAULT 0,
  last_passed_over text,
  created_at    timestamptz NOT NULL,
  told_at       timestamptz,
  ended_at      timestamptz,
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (deployment_id, device_id)
) WITH (fillfactor = 70);

-- No two deployments are about one device at the same time.
CREATE UNIQUE INDEX deployment_device_lock ON deployment_device (hub, device_id)
  WHERE status IN ('Queued', 'InProgress');
CREATE INDEX deployment_device_status ON deployment_device (deployment_id, status, wave);
CREATE INDEX deployment_device_due ON deployment_device (deployment_id, due_at)
  WHERE status IN ('Queued', 'InProgress');
CREATE INDEX deployment_device_history ON deployment_device (hub, device_id, created_at DESC);
CREATE INDEX deployment_device_in_twin ON deployment_device (deployment_id)
  WHERE in_twin AND status NOT IN ('Queued', 'InProgress');

ALTER TABLE outbox ADD COLUMN deployment_id text NOT NULL DEFAULT '';

-- The firmware that a device reports, as {"firmware":"1.4.0"} or {"firmware":{"version":"1.4.0"}}.
DROP INDEX twin_firmware;
DROP INDEX twin_firmware_backwards;
ALTER TABLE twin DROP COLUMN firmware;
ALTER TABLE twin ADD COLUMN firmware text GENERATED ALWAYS AS (
  left(CASE jsonb_typeof(reported -> 'firmware')
         WHEN 'string' THEN reported ->> 'firmware'
         ELSE reported #>> '{firmware,version}' END, 128)) STORED;
CREATE INDEX twin_firmware ON twin (hub, firmware, device_id) WHERE module_id = '';
CREATE INDEX twin_firmware_backwards ON twin (hub, firmware DESC NULLS LAST, device_id)
  WHERE module_id = '';
