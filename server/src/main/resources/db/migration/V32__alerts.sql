-- Rules that say what is worth an alert, the alerts, and the messages about them.

CREATE SEQUENCE alert_rule_revision;

CREATE TABLE alert_rule (
  hub              text NOT NULL REFERENCES hub ON DELETE CASCADE,
  name             text COLLATE "C" NOT NULL,
  -- Another number with each change.
  revision         bigint NOT NULL DEFAULT nextval('alert_rule_revision'),
  kind             text NOT NULL,
  severity         text NOT NULL CHECK (severity IN ('warning', 'critical')),
  condition        text NOT NULL,
  threshold        integer NOT NULL,
  minutes          integer NOT NULL,
  grouping_seconds integer NOT NULL,
  channels         text[] NOT NULL,
  enabled          boolean NOT NULL,
  changed_by       text NOT NULL,
  changed_at       timestamptz NOT NULL,
  PRIMARY KEY (hub, name)
);

CREATE TABLE alert (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hub             text NOT NULL REFERENCES hub ON DELETE CASCADE,
  rule            text COLLATE "C" NOT NULL,
  kind            text NOT NULL,
  severity        text NOT NULL,
  -- A device, an address, or 'server'.
  subject         text COLLATE "C" NOT NULL,
  message         text NOT NULL,
  opened_at       timestamptz NOT NULL,
  acknowledged_at timestamptz,
  acknowledged_by text,
  resolved_at     timestamptz
);

CREATE UNIQUE INDEX alert_open ON alert (hub, rule, subject) WHERE resolved_at IS NULL;
CREATE INDEX alert_open_subject ON alert (hub, subject) WHERE resolved_at IS NULL;
CREATE INDEX alert_open_newest ON alert (hub, id) WHERE resolved_at IS NULL;
-- How many nobody sees to yet, for the overview.
CREATE INDEX alert_open_severity ON alert (hub, severity)
  WHERE resolved_at IS NULL AND acknowledged_at IS NULL;
CREATE INDEX alert_resolved ON alert (resolved_at) WHERE resolved_at IS NOT NULL;

-- Whose alerts make no message for a while; a subject of '' stands for the whole rule.
CREATE TABLE alert_mute (
  hub      text NOT NULL REFERENCES hub ON DELETE CASCADE,
  rule     text COLLATE "C" NOT NULL,
  subject  text COLLATE "C" NOT NULL,
  until    timestamptz NOT NULL,
  muted_by text NOT NULL,
  PRIMARY KEY (hub, rule, subject)
);

CREATE TABLE alert_channel (
  hub        text NOT NULL REFERENCES hub ON DELETE CASCADE,
  name       text COLLATE "C" NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('mail', 'webhook')),
  recipients text[] NOT NULL,
  url        text NOT NULL,
  secret     text NOT NULL,
  last_at    timestamptz,
  -- Why the last message was not taken; NULL when it was.
  last_error text,
  PRIMARY KEY (hub, name)
);

-- Messages on their way. Alerts of a rule join the one that was not tried yet.
CREATE TABLE alert_notification (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hub       text NOT NULL REFERENCES hub ON DELETE CASCADE,
  rule      text COLLATE "C" NOT NULL,
  channel   text COLLATE "C" NOT NULL,
  kind      text NOT NULL,
  severity  text NOT NULL,
  opened_at timestamptz NOT NULL,
  due_at    timestamptz NOT NULL,
  alerts    bigint NOT NULL,
  -- The first of them.
  subjects  text[] NOT NULL,
  messages  text[] NOT NULL,
  attempts  integer NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX alert_notification_open ON alert_notification (hub, rule, channel)
  WHERE attempts = 0;
CREATE INDEX alert_notification_due ON alert_notification (due_at);

-- Devices that were connected once and are not now.
CREATE TABLE alert_offline (
  hub       text NOT NULL,
  device_id text COLLATE "C" NOT NULL,
  module_id text COLLATE "C" NOT NULL DEFAULT '',
  since     timestamptz NOT NULL,
  -- Revisions of the rules that have looked at it.
  checked   bigint[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (hub, device_id),
  FOREIGN KEY (hub, device_id, module_id) REFERENCES identity ON DELETE CASCADE
);

CREATE INDEX alert_offline_since ON alert_offline (since);

-- What is counted minute by minute: refused connections, addresses that devices come from.
CREATE TABLE alert_signal (
  hub     text NOT NULL REFERENCES hub ON DELETE CASCADE,
  kind    text NOT NULL,
  subject text COLLATE "C" NOT NULL,
  detail  text COLLATE "C" NOT NULL,
  minute  timestamptz NOT NULL,
  times   bigint NOT NULL,
  PRIMARY KEY (hub, kind, minute, subject, detail)
);

-- When the certificates end that devices came with.
CREATE TABLE alert_certificate (
  hub       text NOT NULL,
  device_id text COLLATE "C" NOT NULL,
  module_id text COLLATE "C" NOT NULL DEFAULT '',
  not_after timestamptz NOT NULL,
  PRIMARY KEY (hub, device_id),
  FOREIGN KEY (hub, device_id, module_id) REFERENCES identity ON DELETE CASCADE
);

CREATE INDEX alert_certificate_end ON alert_certificate (not_after);
