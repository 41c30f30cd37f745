-- How well devices are, by what they measure.

CREATE TABLE health_threshold (
  id         uuid PRIMARY KEY,
  hub        text NOT NULL REFERENCES hub ON DELETE CASCADE,
  -- 'default' for all devices, 'model' for those that report it, 'group' for its members.
  scope      text NOT NULL CHECK (scope IN ('default', 'model', 'group')),
  scope_name text COLLATE "C" NOT NULL,
  metric     text COLLATE "C" NOT NULL,
  direction  text NOT NULL CHECK (direction IN ('above', 'below')),
  -- Without limits, the metric is not judged where the threshold applies.
  warning    double precision,
  critical   double precision,
  hysteresis double precision NOT NULL,
  hold_ms    bigint NOT NULL,
  version    bigint NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (hub, metric, scope, scope_name)
);

-- One row says that a hub has got its first thresholds, which its people may have deleted since.
CREATE TABLE health_begun (
  hub text PRIMARY KEY REFERENCES hub ON DELETE CASCADE
);

-- Where each device stands. It has no reference to the identity, as metric_series.
CREATE TABLE health_state (
  hub           text NOT NULL,
  device_id     text COLLATE "C" NOT NULL,
  generation_id text NOT NULL,
  -- The last message that is in it; who reads its partition is the only one to write the row.
  partition     integer NOT NULL,
  position      bigint NOT NULL,
  status        text NOT NULL CHECK (status IN ('healthy', 'warning', 'critical', 'unknown')),
  since         timestamptz NOT NULL,
  reasons       jsonb NOT NULL,
  last_heard_at timestamptz NOT NULL,
  -- What passes between two messages, 0 as long as there was one.
  interval_ms   bigint NOT NULL,
  -- From when on its silence is noticed; null while it is.
  silent_at     timestamptz,
  metrics       jsonb NOT NULL,
  gauges        jsonb NOT NULL,
  PRIMARY KEY (hub, device_id)
) WITH (fillfactor = 70);

CREATE INDEX health_state_silent ON health_state (hub, partition, silent_at) WHERE silent_at IS NOT NULL;
CREATE INDEX health_state_status ON health_state (hub, status, device_id);

-- What became of it, in the order of ids.
CREATE TABLE health_change (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hub           text NOT NULL,
  device_id     text COLLATE "C" NOT NULL,
  generation_id text NOT NULL,
  at            timestamptz NOT NULL,
  status        text NOT NULL,
  previous      text,
  reasons       jsonb NOT NULL
);

CREATE INDEX health_change_device ON health_change (hub, device_id, id);
CREATE INDEX health_change_at ON health_change USING brin (at) WITH (autosummarize = on);
