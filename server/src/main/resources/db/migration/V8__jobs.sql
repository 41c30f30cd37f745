-- A job does one thing to every device that its condition finds at its start time. The counts are
-- kept with every change of a target, in the same transaction.
CREATE TABLE job (
  hub             text NOT NULL REFERENCES hub ON DELETE CASCADE,
  job_id          text COLLATE "C" NOT NULL,
  type            text NOT NULL CHECK (type IN ('scheduleDeviceMethod', 'scheduleUpdateTwin')),
  status          text NOT NULL
                  CHECK (status IN ('scheduled', 'enqueued', 'running', 'completed', 'failed', 'cancelled')),
  query_condition text NOT NULL,
  -- The method or the patch as JSON text, because jsonb would not keep its numbers as they were written.
  work            text NOT NULL,
  max_seconds     bigint NOT NULL,
  created_at      timestamptz NOT NULL,
  start_at        timestamptz NOT NULL,
  ended_at        timestamptz,
  updated_at      timestamptz NOT NULL,
  failure         text,
  -- Rises with every run, so that what an earlier run still tries to write is refused.
  run             bigint NOT NULL DEFAULT 0,
  -- Whether all targets are in job_target; nothing is done to any of them before.
  collected       boolean NOT NULL DEFAULT false,
  device_count    bigint NOT NULL DEFAULT 0,
  running_count   bigint NOT NULL DEFAULT 0,
  succeeded_count bigint NOT NULL DEFAULT 0,
  failed_count    bigint NOT NULL DEFAULT 0,
  cancelled_count bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (hub, job_id)
) WITH (fillfactor = 50);

CREATE INDEX job_created ON job (hub, created_at DESC, job_id);
CREATE INDEX job_ended ON job (ended_at) WHERE ended_at IS NOT NULL;

-- What becomes of one device. It stays when the device goes.
CREATE TABLE job_target (
  hub               text NOT NULL,
  job_id            text COLLATE "C" NOT NULL,
  device_id         text COLLATE "C" NOT NULL,
  module_id         text COLLATE "C" NOT NULL DEFAULT '',
  status            text NOT NULL DEFAULT 'pending'
                    CHECK (status IN ('pending', 'running', 'completed', 'failed', 'cancelled')),
  -- The run that called the method; of a target that is running, the only one that may tell its outcome.
  run               bigint,
  started_at        timestamptz,
  ended_at          timestamptz,
  updated_at        timestamptz NOT NULL,
  method_status     integer,
  method_payload    text,
  error_code        text,
  error_description text,
  PRIMARY KEY (hub, job_id, device_id, module_id),
  FOREIGN KEY (hub, job_id) REFERENCES job ON DELETE CASCADE
) WITH (fillfactor = 70);

CREATE INDEX job_target_open ON job_target (hub, job_id, status, device_id, module_id)
  WHERE status IN ('pending', 'running');
CREATE INDEX job_target_failed ON job_target (hub, job_id, device_id, module_id)
  WHERE status = 'failed';
CREATE INDEX job_target_device ON job_target (hub, device_id, job_id);

-- The table of db-scheduler, in the form that the library prescribes.
CREATE TABLE scheduled_tasks (
  task_name            text NOT NULL,
  task_instance        text NOT NULL,
  task_data            bytea,
  execution_time       timestamptz NOT NULL,
  picked               boolean NOT NULL,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint NOT NULL,
  priority             smallint,
  PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);

-- Events of jobs: of a device and a module only when job_id is ''.
ALTER TABLE outbox ADD COLUMN job_id text NOT NULL DEFAULT '';
