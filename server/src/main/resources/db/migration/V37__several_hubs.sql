-- Hubs come and go while the server runs.

-- How many of the devices that the provisioning service spreads it gets, compared with the others.
ALTER TABLE hub ADD COLUMN weight integer NOT NULL DEFAULT 1 CHECK (weight BETWEEN 0 AND 1000);

-- From then on nobody is served; what is left of its data is removed bit by bit, and then the row.
ALTER TABLE hub ADD COLUMN removed_at timestamptz;
