-- What happened to devices, in their order; partitioned by time like the telemetry history. A device
-- keeps one partition of the topic, so the offset orders what happened in the same millisecond, and
-- the key makes an event that is read twice count once.
CREATE TABLE timeline (
  hub          text NOT NULL,
  device_id    text COLLATE "C" NOT NULL,
  module_id    text COLLATE "C" NOT NULL DEFAULT '',
  at           timestamptz NOT NULL,
  event_offset bigint NOT NULL,
  kind         text NOT NULL,
  type         text NOT NULL,
  -- The event's body as JSON text; null when it is too long to be kept.
  detail       text,
  PRIMARY KEY (hub, device_id, at, event_offset)
) PARTITION BY RANGE (at);
