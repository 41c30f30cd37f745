-- Programs that are told how far devices have come, what they are told, and how that went.
CREATE TABLE status_hook (
  name       text COLLATE "C" PRIMARY KEY,
  url        text NOT NULL,
  secret     text NOT NULL,
  events     text[] NOT NULL,
  enabled    boolean NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE status_delivery (
  id           uuid PRIMARY KEY,
  hook         text COLLATE "C" NOT NULL REFERENCES status_hook ON DELETE CASCADE,
  event        text NOT NULL,
  serial       text NOT NULL,
  body         text NOT NULL,
  created_at   timestamptz NOT NULL,
  state        text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'delivered', 'dead')),
  attempts     integer NOT NULL DEFAULT 0,
  next_at      timestamptz NOT NULL,
  last_error   text,
  delivered_at timestamptz
);

CREATE INDEX status_delivery_due ON status_delivery (next_at) WHERE state = 'due';
CREATE INDEX status_delivery_hook ON status_delivery (hook, created_at, id);
CREATE INDEX status_delivery_old ON status_delivery (created_at) WHERE state <> 'due';
