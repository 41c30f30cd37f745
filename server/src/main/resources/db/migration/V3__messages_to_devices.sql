-- Cloud-to-device messages wait here until the device completes or rejects them, or they expire.
CREATE TABLE device_message (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hub              text NOT NULL,
  device_id        text COLLATE "C" NOT NULL,
  module_id        text COLLATE "C" NOT NULL DEFAULT '',
  message_id       text NOT NULL,
  correlation_id   text,
  user_id          text,
  content_type     text,
  content_encoding text,
  ack              text NOT NULL DEFAULT 'none' CHECK (ack IN ('none', 'positive', 'negative', 'full')),
  properties       jsonb NOT NULL DEFAULT '{}',
  body             bytea NOT NULL,
  enqueued_at      timestamptz NOT NULL,
  expires_at       timestamptz NOT NULL,
  delivery_count   integer NOT NULL DEFAULT 0,
  -- The lock of a delivery under way: over when locked_until is past (HTTPS) or when the session
  -- that took it is gone (MQTT: lock_session is set, locked_until is null).
  lock_token       uuid,
  locked_until     timestamptz,
  lock_session     bigint,
  FOREIGN KEY (hub, device_id, module_id) REFERENCES identity ON DELETE CASCADE
);

CREATE INDEX device_message_queue ON device_message (hub, device_id, module_id, id);
CREATE INDEX device_message_expiry ON device_message (expires_at);

CREATE TABLE feedback (
  id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hub                  text NOT NULL REFERENCES hub ON DELETE CASCADE,
  device_id            text NOT NULL,
  device_generation_id text NOT NULL,
  original_message_id  text NOT NULL,
  status_code          text NOT NULL,
  description          text NOT NULL,
  enqueued_at          timestamptz NOT NULL,
  lock_token           uuid,
  locked_until         timestamptz
);

CREATE INDEX feedback_queue ON feedback (hub, id);
