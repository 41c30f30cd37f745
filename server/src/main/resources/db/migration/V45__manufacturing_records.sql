-- What the factory knows of a device, and to whom it was sold. The serial number becomes the device id; that two
-- differ by case alone would only mislead who reads them from a label.
CREATE TABLE manufacturing_record (
  serial            text COLLATE "C" PRIMARY KEY,
  mac               text COLLATE "C",
  model             text,
  hardware_revision text,
  thumbprint        text,
  endorsement_key   text,
  customer          text,
  order_number      text,
  sold_to           text,
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  search            text GENERATED ALWAYS AS (lower(
    serial || ' ' || coalesce(mac, '') || ' ' || coalesce(model, '') || ' ' || coalesce(customer, '') || ' '
    || coalesce(order_number, '') || ' ' || coalesce(sold_to, ''))) STORED
);

CREATE UNIQUE INDEX manufacturing_record_serial ON manufacturing_record (lower(serial));
CREATE UNIQUE INDEX manufacturing_record_mac ON manufacturing_record (mac);
CREATE INDEX manufacturing_record_customer ON manufacturing_record (customer, serial);
CREATE INDEX manufacturing_record_search ON manufacturing_record USING gin (search gin_trgm_ops);

-- The latest imports, and what they refused.
CREATE TABLE record_import (
  id         uuid PRIMARY KEY,
  at         timestamptz NOT NULL,
  by         text NOT NULL,
  rows       bigint NOT NULL,
  created    bigint NOT NULL,
  updated    bigint NOT NULL,
  unchanged  bigint NOT NULL,
  refused    bigint NOT NULL
);

CREATE INDEX record_import_at ON record_import (at);

CREATE TABLE record_import_error (
  import_id uuid NOT NULL REFERENCES record_import ON DELETE CASCADE,
  line      bigint NOT NULL,
  serial    text NOT NULL,
  code      text NOT NULL,
  message   text NOT NULL,
  PRIMARY KEY (import_id, line)
);
