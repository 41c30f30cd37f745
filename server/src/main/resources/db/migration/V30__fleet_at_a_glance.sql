-- What the overview counts by, and where devices are, as columns of their own: a look at the whole fleet reads an
-- index and no documents.

-- Degrees of a reported location; null for what is none. Rounded to a millionth (11 cm), as a jsonb number may be
-- nearer to zero than a double can be.
CREATE FUNCTION twin_degrees(location jsonb, name text, most numeric) RETURNS double precision
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN jsonb_typeof(location -> name) = 'number' THEN
    CASE WHEN CAST(location ->> name AS numeric) BETWEEN -most AND most THEN
      CAST(round(CAST(location ->> name AS numeric), 6) AS double precision)
    END
  END;

-- Cut, as an index takes no long values.
ALTER TABLE twin
  ADD COLUMN model text GENERATED ALWAYS AS (left(reported ->> 'model', 128)) STORED,
  ADD COLUMN firmware text GENERATED ALWAYS AS (left(reported #>> '{firmware,version}', 128)) STORED,
  ADD COLUMN latitude double precision
    GENERATED ALWAYS AS (twin_degrees(reported -> 'location', 'latitude', 90)) STORED,
  ADD COLUMN longitude double precision
    GENERATED ALWAYS AS (twin_degrees(reported -> 'location', 'longitude', 180)) STORED;

CREATE INDEX twin_model ON twin (hub, model) WHERE module_id = '';

-- The device list sorted by firmware, either way: a page is read in the order of its index.
CREATE INDEX twin_firmware ON twin (hub, firmware, device_id) WHERE module_id = '';
CREATE INDEX twin_firmware_backwards ON twin (hub, firmware DESC NULLS LAST, device_id)
  WHERE module_id = '';

CREATE INDEX twin_place ON twin (hub, latitude, longitude, device_id)
  WHERE module_id = '' AND latitude IS NOT NULL AND longitude IS NOT NULL;
