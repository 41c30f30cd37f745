-- The numbers that devices send, by series and time. The tables are partitioned by time; partitions
-- are made when they are needed and dropped when they are older than what is kept.

-- One numeric field of one device or module. It has no reference to the identity: who deletes many
-- devices should not wait for their history, which an upkeep deletes soon after.
CREATE TABLE metric_series (
  series_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hub           text NOT NULL,
  device_id     text COLLATE "C" NOT NULL,
  module_id     text COLLATE "C" NOT NULL DEFAULT '',
  -- Tells devices apart that had the same id one after the other.
  generation_id text NOT NULL,
  -- The names on the way to the field, with dots.
  metric        text COLLATE "C" NOT NULL,
  latest_at     timestamptz,
  latest_value  double precision,
  UNIQUE (hub, device_id, module_id, generation_id, metric)
) WITH (fillfactor = 70);

-- The key makes a message that comes twice count once.
CREATE TABLE metric_value (
  series_id bigint NOT NULL,
  at        timestamptz NOT NULL,
  value     double precision NOT NULL,
  PRIMARY KEY (series_id, at)
) PARTITION BY RANGE (at);

CREATE INDEX metric_value_at ON metric_value USING brin (at) WITH (autosummarize = on);

CREATE TABLE metric_minute (
  series_id bigint NOT NULL,
  at        timestamptz NOT NULL,
  count     bigint NOT NULL,
  sum       double precision NOT NULL,
  low       double precision NOT NULL,
  high      double precision NOT NULL,
  PRIMARY KEY (series_id, at)
) PARTITION BY RANGE (at);

CREATE INDEX metric_minute_at ON metric_minute USING brin (at) WITH (autosummarize = on);

CREATE TABLE metric_hour (
  series_id bigint NOT NULL,
  at        timestamptz NOT NULL,
  count     bigint NOT NULL,
  sum       double precision NOT NULL,
  low       double precision NOT NULL,
  high      double precision NOT NULL,
  PRIMARY KEY (series_id, at)
) PARTITION BY RANGE (at);

-- How far the minutes and hours are made, in one row. Who writes values before closed_until marks
-- their minutes late.
CREATE TABLE metric_roll_up (
  closed_until  timestamptz NOT NULL,
  minutes_until timestamptz NOT NULL,
  hours_until   timestamptz NOT NULL
);

INSERT INTO metric_roll_up (closed_until, minutes_until, hours_until)
VALUES (date_trunc('minute', now()), date_trunc('minute', now()), date_trunc('hour', now()));

-- Minutes that are to be made again, because a value came after they were made.
CREATE TABLE metric_late (
  series_id bigint NOT NULL,
  minute    timestamptz NOT NULL,
  marks     bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (series_id, minute)
);
