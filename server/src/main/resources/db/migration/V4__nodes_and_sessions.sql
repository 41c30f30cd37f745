-- A node is one running server process. It is alive while it renews heartbeat_at.
CREATE TABLE node (
  node_id            uuid PRIMARY KEY,
  address            text NOT NULL,
  certificate_sha256 text NOT NULL,
  started_at         timestamptz NOT NULL DEFAULT now(),
  heartbeat_at       timestamptz NOT NULL DEFAULT now()
);

CREATE SEQUENCE session_number;

-- Which node holds the connection of an identity. The greatest session_number is the newest one.
CREATE TABLE session (
  hub            text NOT NULL,
  device_id      text COLLATE "C" NOT NULL,
  module_id      text COLLATE "C" NOT NULL DEFAULT '',
  session_number bigint NOT NULL,
  node_id        uuid NOT NULL,
  protocol       text NOT NULL,
  remote_address text NOT NULL,
  connected_at   timestamptz NOT NULL,
  PRIMARY KEY (hub, device_id, module_id),
  FOREIGN KEY (hub, device_id, module_id) REFERENCES identity ON DELETE CASCADE
) WITH (fillfactor = 70);

CREATE INDEX session_node ON session (node_id);

-- What a client with cleanSession=0 finds again when it returns (MQTT 3.1.1 §3.1.2.4).
CREATE TABLE mqtt_session (
  hub           text NOT NULL,
  device_id     text COLLATE "C" NOT NULL,
  module_id     text COLLATE "C" NOT NULL DEFAULT '',
  subscriptions text NOT NULL,
  PRIMARY KEY (hub, device_id, module_id),
  FOREIGN KEY (hub, device_id, module_id) REFERENCES identity ON DELETE CASCADE
);

-- Secrets that the nodes of one installation share.
CREATE TABLE installation_secret (
  name  text PRIMARY KEY,
  value text NOT NULL
);
