-- Devices that were enrolled with the provisioning service are on no hub until it has assigned them to one.
ALTER TABLE onboarding
  ALTER COLUMN hub DROP NOT NULL,
  ADD enrolled boolean NOT NULL DEFAULT false;

CREATE INDEX onboarding_enrolled ON onboarding (device_id) WHERE enrolled;
