-- Devices that came from their manufacturing record to a hub, by whom, and what they were when they first connected. A
-- row stays when the device is deleted, so that nobody onboards it again until an administrator releases it.
CREATE TABLE onboarding (
  serial             text COLLATE "C" PRIMARY KEY REFERENCES manufacturing_record,
  hub                text NOT NULL,
  device_id          text COLLATE "C" NOT NULL,
  authentication     text NOT NULL,
  way                text NOT NULL CHECK (way IN ('technician', 'claim')),
  by                 text NOT NULL,
  at                 timestamptz NOT NULL,
  first_connected_at timestamptz,
  model              text,
  firmware           text,
  UNIQUE (hub, device_id)
);
