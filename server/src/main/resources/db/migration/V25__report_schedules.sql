-- Reports that are mailed from time to time.

CREATE TABLE report_schedule (
  hub          text NOT NULL REFERENCES hub ON DELETE CASCADE,
  name         text COLLATE "C" NOT NULL,
  report       text NOT NULL,
  format       text NOT NULL,
  condition    text NOT NULL,
  device_group text NOT NULL,
  tags         text[] NOT NULL,
  version      text NOT NULL,
  recipients   text[] NOT NULL,
  every        text NOT NULL CHECK (every IN ('day', 'week', 'month')),
  on_day       integer NOT NULL,
  at_time      text NOT NULL,
  zone         text NOT NULL,
  enabled      boolean NOT NULL,
  changed_by   text NOT NULL,
  changed_at   timestamptz NOT NULL,
  -- When it is due; later than its time of day while a failed attempt is tried again.
  next_at      timestamptz NOT NULL,
  -- Attempts in vain since it was due.
  attempts     integer NOT NULL DEFAULT 0,
  last_at      timestamptz,
  -- Why the last attempt was in vain; NULL when it was not, or there was none.
  last_error   text,
  PRIMARY KEY (hub, name)
);

CREATE INDEX report_schedule_due ON report_schedule (next_at) WHERE enabled;
