-- Imports and exports of a registry by way of containers of Azure Blob Storage. The URLs of the containers
-- hold signatures, so they go when the job is over. A hub has one at a time.
CREATE TABLE registry_job (
  hub          text NOT NULL REFERENCES hub ON DELETE CASCADE,
  job_id       text COLLATE "C" NOT NULL,
  type         text NOT NULL CHECK (type IN ('import', 'export')),
  status       text NOT NULL CHECK (status IN ('enqueued', 'running', 'completed', 'failed', 'cancelled')),
  progress     integer NOT NULL DEFAULT 0,
  input        text,
  input_blob   text NOT NULL,
  output       text NOT NULL,
  output_blob  text NOT NULL,
  without_keys boolean NOT NULL,
  failure      text,
  created_by   text NOT NULL,
  created_at   timestamptz NOT NULL,
  ended_at     timestamptz,
  PRIMARY KEY (hub, job_id)
);

CREATE UNIQUE INDEX registry_job_open ON registry_job (hub) WHERE ended_at IS NULL;
