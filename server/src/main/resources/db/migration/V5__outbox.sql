-- Events written in the transaction that made them true; the relay moves them to Kafka in id order.
CREATE TABLE outbox (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hub        text NOT NULL,
  device_id  text NOT NULL,
  module_id  text NOT NULL,
  type       text NOT NULL,
  body       text NOT NULL,
  created_at timestamptz NOT NULL
);
