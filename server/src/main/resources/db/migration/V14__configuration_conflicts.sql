-- To which configurations a target has lost a value, so that conflicts can be counted and listed.
ALTER TABLE configuration_target ADD COLUMN lost_to bigint[] NOT NULL DEFAULT '{}';

CREATE INDEX configuration_target_lost ON configuration_target
  (configuration, hub, device_id, module_id) WHERE lost_to <> '{}';
CREATE INDEX configuration_target_lost_to ON configuration_target USING gin (lost_to)
  WHERE lost_to <> '{}';

-- The next pass looks at every target once more.
UPDATE configuration SET settled_version = 0;
